"""Carries out the steps of deploy/Dockerfile without Docker."""

import json
import os
import re
import shlex
import subprocess

import pytest

from dockerfile import packages, stages
from machine import MACHINE, ROOT, private

BUILD, RUN = stages((ROOT / "deploy/Dockerfile").read_text())
CONTEXT = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]

# The checkout stands for /ebb: its compiled modules know the path they were made at.
BUILDING = """
for entry in $(ls -A); do
  case " $CONTEXT .build Package.resolved " in *" $entry "*) ;; *) rm -rf "$entry" ;; esac
done
mkdir -p "$SCRATCH/at"
mount --move "$SCRATCH/root" "$LOWER"
cd "$LOWER"
sh -euc "$STEPS" >&2
install --mode=755 ebb-out/ebb "$RESULT"
"""


@pytest.fixture(scope="module")
def binary(tmp_path_factory):
    result = tmp_path_factory.mktemp("image") / "ebb"
    assert (BUILD.one("WORKDIR"), BUILD.one("COPY")) == ("/ebb", ". .")
    steps = [step for step in BUILD.all("RUN") if not packages(step)]
    assert RUN.all("COPY")[0] == "--from=build /out/ebb /usr/local/bin/ebb"
    private(
        BUILDING, lower=ROOT, timeout=1500, CONTEXT=" ".join(CONTEXT), RESULT=result,
        STEPS="\n".join(steps).replace("/out/", "ebb-out/"))
    return result


def test_build_needs_no_more_than_is_installed():
    (command,) = filter(packages, BUILD.all("RUN"))
    for name in packages(command):
        subprocess.run(["dpkg-query", "--show", name], check=True, stdout=subprocess.DEVNULL)


def libraries(program):
    said = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    assert "not found" not in said
    return [os.path.realpath(path) for path in re.findall(r"(/\S+) \(0x", said)]


def owner(path):
    said = subprocess.run(["dpkg-query", "--search", f"*/{os.path.basename(path)}"], capture_output=True, text=True, check=True).stdout
    return said.split(":")[0]


def test_packages_are_what_the_binary_needs(binary):
    """All that is needed is named, but for what every Debian has; and all that is named is needed."""
    (command,) = filter(packages, RUN.all("RUN"))
    needed = {owner(path) for path in libraries(binary)}
    assert needed == packages(command) - {"ca-certificates"} | {"libc6", "libgcc-s1"}


# Nothing is in this root but the binary, its libraries, and the few programs of the base image that the image names.
SERVING = MACHINE + """
mkdir "$SCRATCH/bare"; bare=$SCRATCH/bare
for file in $FILES; do install -D "$file" "$bare$file"; done
install -D --mode=755 "$BINARY" "$bare/usr/local/bin/ebb"
install -D --mode=644 /dev/stdin "$bare/etc/ebb.yaml" <<< "$CONFIGURATION"
mkdir -p "$bare"/{proc,dev,tmp}
mount -t proc proc "$bare/proc"; mount --rbind /dev "$bare/dev"
eval "${FOLDER//\\/var/$bare/var}"
within() { chroot --userspec="$USER_ID" "$bare" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin $ENVIRONMENT EBB_CONFIG=/etc/ebb.yaml "$@"; }

echo '192.0.2.7 - - [20/Mar/2023:10:00:00 +0000] "GET /v2/pause/manifests/3.9 HTTP/1.1" 200 500 "-" "containerd/1.6.20"' |
  within $ENTRY ingest --host k8s.gcr.io - >&2
healthy() { within "${CHECK[@]}"; }
eval "CHECK=($CHECK_WORDS)"
! healthy 2>/dev/null
within $ENTRY $COMMAND 2> serving &
until_true grep -q 'Listening on' serving || { cat serving >&2; exit 1; }
healthy
ps --no-headers -o uid,args -C ebb | sort -u
kill "$(pgrep --oldest --exact ebb)"
wait %1
"""


def test_image_runs_in_a_bare_root_as_its_user(binary):
    files = {f"{path}" for program in (binary, "/bin/bash", "/usr/bin/env") for path in loaded(program)}
    health = RUN.one("HEALTHCHECK").split("CMD ")[1]
    (folder,) = [step for step in RUN.all("RUN") if step.startswith("install ")]
    said = private(
        SERVING, BINARY=binary, FILES=" ".join(sorted(files | {"/bin/bash", "/usr/bin/env"})), FOLDER=folder,
        USER_ID=RUN.one("USER"), ENVIRONMENT=RUN.one("ENV"), ENTRY=" ".join(RUN.words("ENTRYPOINT")),
        COMMAND=" ".join(RUN.words("CMD")), CHECK_WORDS=shlex.join(json.loads(health)),
        CONFIGURATION=f"serve: {{tokens: [{{name: a, sha256: '{'0' * 64}', scopes: [read]}}]}}")
    assert re.fullmatch(r"\s*10001 ebb serve --listen 0\.0\.0\.0:8080\n", said), said


def loaded(program):
    """The files by the names that the loader looks for."""
    said = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"(/\S+) \(0x", said)
