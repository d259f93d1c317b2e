"""A machine to spoil: this one's files, with every change in memory, no network but its own loopback, no other processes.

Namespaces and an overlay do it, so that deployment's own commands run with their own paths, users and ports, as root,
and nothing is left behind.
"""

import os
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EBB = Path(os.environ.get("EBB") or ROOT / ".build/release/ebb").resolve()

SETUP = """
set -euo pipefail
mount --make-rprivate /
mount -t tmpfs tmpfs "$SCRATCH"
mkdir "$SCRATCH"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$SCRATCH/upper,workdir=$SCRATCH/work" "$SCRATCH/root"
ip link set lo up
cd "$SCRATCH/root"
"""


def private(script, lower="/", timeout=300, **values):
    """Runs bash in namespaces of its own, in an overlay on the folder `lower`; returns what it said on stdout."""
    with tempfile.TemporaryDirectory(prefix="ebb-machine-") as scratch:
        done = subprocess.run(
            ["unshare", "--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc", "bash", "-c", SETUP + script],
            env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "LC_ALL": "C.UTF-8",
                 "SCRATCH": scratch, "LOWER": str(lower), **{name: str(value) for name, value in values.items()}},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=timeout)
    assert done.returncode == 0, f"ended with {done.returncode}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


# Makes the overlay a root to work in: the kernel's folders are mounted, and `inside` runs bash there.
MACHINE = """
mount -t proc proc proc
mount --rbind /dev dev
inside() { chroot . /bin/bash -euo pipefail -c "$@"; }
until_true() { for _ in {1..600}; do "$@" && return; sleep 0.1; done; echo "never true: $*" >&2; return 1; }
"""
