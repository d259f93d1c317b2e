"""`ebb explain`, word for word: each format's own lines, and what a user meets whose log is not understood.

SNAPSHOTS=write pytest Tests/CommandLine/test_explain.py writes them anew; look at the difference before it is committed.
"""

import json
import os
from pathlib import Path

import pytest

import lines
from program import ROOT

FIXTURES = ROOT / "Tests/AccessLogsTests/Fixtures"
SNAPSHOTS = Path(__file__).parent / "Snapshots"
# When the logs were written last: it gives times without a year theirs.
WRITTEN = 1_709_300_000

COMBINED = lines.line()
VHOST = "k8s.gcr.io " + COMBINED


def compare(name, ran):
    """What was printed, and how it ended, as it was printed before."""
    text = f"{ran.out}{ran.err}exit code {ran.code}\n"
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(text)
    assert text == path.read_text()


def explain(folder, text, *args):
    path = folder.write("access.log", text)
    os.utime(path, (WRITTEN, WRITTEN))
    return folder.run("explain", "access.log", *args)


FORMATS = sorted(path.name for path in FIXTURES.iterdir() if path.name != "apache")


@pytest.mark.parametrize("name", FORMATS)
def test_formats(folder, name):
    basic = (FIXTURES / name / "basic.log").read_bytes()
    compare(f"format-{name}", explain(folder, basic, "--host", "k8s.gcr.io", "--lines", "2"))


MIXED = (
    VHOST
    + "\n# a remark\n"
    + VHOST.replace(" 200 ", " OK ")
    + "registry.k8s.io " + lines.line(status=307, referer="https://k8s.gcr.io/v2/pause/manifests/3.9")
    + "other.example " + lines.line(path="/index.html")
    + "hello\n"
)

CASES = {
    "mixed": (MIXED, ["--lines", "10"]),
    "mixed-first": (MIXED, ["--lines", "1"]),
    "no-host": (COMBINED, []),
    "docker": (json.dumps({"log": VHOST, "stream": "stdout", "time": "2023-03-20T08:15:01Z"}) + "\n", []),
    "syslog-in-cri": ("2023-03-20T08:15:02Z stdout F <134>Mar 20 08:15:01 edge nginx: " + VHOST, []),
    "format-string": (
        "k8s.gcr.io|192.0.2.1|2023-03-20T08:15:00+00:00|GET /v2/ HTTP/1.1|401|87\n",
        ["--format", "$host|$remote_addr|$time_iso8601|$request|$status|$bytes_sent"],
    ),
    "unknown": ("the quick brown fox\njumps over the lazy dog\n", []),
    "nothing": ("\n\n", []),
    "network-load-balancer": (
        "tls 2.0 2018-12-20T02:59:40 net/lb/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.1:51341 10.0.0.1:443 5 2 98 246 -\n",
        [],
    ),
    "spread-json": ('[\n  {\n    "httpRequest": {}\n  }\n]\n', []),
    "hostile": ("\x1b[31mk8s.gcr.io " + lines.line(agent="\x1b]0;evil\x07\u202e"), []),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(folder, name):
    text, args = CASES[name]
    compare(name, explain(folder, text, *args))


def test_json(folder):
    ran = explain(folder, MIXED, "--output", "json", "--lines", "10")
    compare("mixed-json", ran)
    document = json.loads(ran.out)
    assert document["format"] == "vhost-combined" and document["found"]
    assert document["counts"] == {"counted": 2, "rejected": 2, "skipped": 2, "unrelated": 1}
    assert [line["line"] for line in document["data"]] == list(range(1, 8))
    assert document["data"][0]["meaning"]["repository"] == "pause"


def test_standard_input(folder):
    ran = folder.run("explain", "-", stdin=VHOST.encode())
    assert ran.code == 0 and "the format is vhost-combined" in ran.out


def test_long_file_is_read_only_at_its_head(folder):
    folder.write("access.log", VHOST * 6000)
    ran = folder.run("explain", "access.log")
    assert "The first 5,000 lines: 5,000 counted." in ran.out
    assert ran.out.count("line ") == 3


@pytest.mark.parametrize(
    "args, message",
    [
        (["none.log"], "there is no such file"),
        (["access.log", "--lines", "0"], "--lines is 0"),
        (["access.log", "--lines", "5001"], "--lines is 5001"),
        (["access.log", "--output", "csv"], "choose table or json"),
        (["access.log", "--format", "nonsense"], "there is no log format"),
        ([], "Missing expected argument"),
    ],
)
def test_wrong_usage(folder, args, message):
    folder.write("access.log", VHOST)
    ran = folder.run("explain", *args)
    assert ran.code in (1, 64) and message in ran.err
