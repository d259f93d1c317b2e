import json
import re
import subprocess

import pytest

from machine import EBB, MACHINE, ROOT, private
from unit import Unit

UNITS = ROOT / "deploy/systemd"
SERVE = Unit(UNITS / "ebb.service")
INGEST = Unit(UNITS / "ebb-ingest.service")

INSTALL = MACHINE + """
install -D --mode=755 "$EBB" usr/local/bin/ebb
install -D --mode=644 "$UNITS/ebb.sysusers" usr/lib/sysusers.d/ebb.conf
install --mode=644 -t etc/systemd/system "$UNITS"/*.service "$UNITS"/*.timer
inside 'systemd-sysusers'
"""


def test_units_are_right():
    said = private(INSTALL + "inside 'systemd-analyze verify ebb.service ebb-ingest.service ebb-ingest.timer 2>&1'", EBB=EBB, UNITS=UNITS)
    assert said == ""


@pytest.mark.parametrize("unit, tenths", [("ebb.service", 12), ("ebb-ingest.service", 7)])
def test_units_are_hardened(unit, tenths):
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={tenths}", str(UNITS / unit)],
        capture_output=True, text=True)
    assert rated.returncode == 0, rated.stdout + rated.stderr


def test_timer_rings_daily():
    said = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=3", "--base-time=2023-03-25 12:00:00 UTC", Unit(UNITS / "ebb-ingest.timer").one("OnCalendar")],
        capture_output=True, text=True, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"}).stdout
    assert re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", said.split("Next elapse:")[1]) == [
        "2023-03-26 01:30:00", "2023-03-27 01:30:00", "2023-03-28 01:30:00"]


RUN = INSTALL + """
# As Debian's nginx leaves its logs: only root and the group adm may read them.
install -d --group=adm var/log/nginx
rm -f var/log/nginx/*
line='192.0.2.7 - - [20/Mar/2023:10:00:00 +0000] "GET /v2/pause/manifests/3.9 HTTP/1.1" 200 500 "-" "containerd/1.6.20"'
echo "$line" > var/log/nginx/old.access.log
echo "${line/20/21}" | gzip > var/log/nginx/old.access.log.2.gz
echo 'not for ebb' > var/log/nginx/error.log
chgrp adm var/log/nginx/*; chmod 640 var/log/nginx/*
# What StateDirectory= and ConfigurationDirectory= do.
inside 'install -d --owner=ebb --group=ebb --mode=750 /var/lib/ebb; install -d /etc/ebb; install -d --mode=1777 /tmp'
"$EBB" config show > etc/ebb/ebb.yaml

inside "$INGESTING" >&2
inside "$REPORTING" >&2

inside "$SERVING" 2> serving &
until_true grep -q 'Listening on' serving || { cat serving >&2; exit 1; }
inside 'curl --silent --show-error --fail http://127.0.0.1:8080/api/v1/summary' > summary
inside 'curl --silent --show-error --fail -o page http://127.0.0.1:8080/'
inside 'curl --silent --show-error --fail -o metrics http://127.0.0.1:8080/metrics'
# Reading goes on while the ingest writes.
inside "$INGESTING" >&2
kill "$(pgrep --full --oldest '^/usr/local/bin/ebb serve')"
wait %1

inside 'stat --format="%U %a %n" /var/lib/ebb/ebb.sqlite /var/lib/ebb/report/index.html' >&2
for trace in ingest report serve; do
  echo "$trace-families $(sed -nE 's/^[0-9]+ +socket\\((AF_[A-Z0-9]+).*/\\1/p' tmp/$trace | sort -u | tr '\\n' ' ')"
  echo "$trace $(sed -nE 's/^[0-9]+ +([a-z_0-9]+)\\(.*/\\1/p' tmp/$trace | sort -u | tr '\\n' ' ')"
done
echo "summary $(tr -d '\\n' < summary)"
"""


def test_units_commands_run_as_their_user():
    """Ingest, report and service share a folder, read what nginx keeps for adm, and call only what the units allow."""
    said = private(
        RUN, EBB=EBB, UNITS=UNITS,
        INGESTING=INGEST.command("ExecStart", "/tmp/ingest").replace("INGEST_OPTIONS=", "INGEST_OPTIONS=--host\\ k8s.gcr.io"),
        REPORTING=INGEST.command("ExecStopPost", "/tmp/report"),
        SERVING=SERVE.command("ExecStart", "/tmp/serve"))
    answers = dict(line.split(" ", 1) for line in said.splitlines())
    row = next(row for row in json.loads(answers["summary"])["data"] if row["endpoint"] == "k8s.gcr.io")
    assert row["requests"] == 2
    for name, unit in ("ingest", INGEST), ("report", INGEST), ("serve", SERVE):
        made = set(answers[name].split())
        assert {"execve", "openat"} < made
        assert made - unit.allowed_calls() == set(), f"{name} calls what SystemCallFilter= refuses"
        families = set(unit.one("RestrictAddressFamilies").split())
        assert set(answers[f"{name}-families"].split()) <= families, f"{name} asks for what RestrictAddressFamilies= refuses"
