"""Runs the built program as a user does: in a folder of his own, with nothing in the environment."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EBB = str(Path(os.environ.get("EBB") or ROOT / ".build/release/ebb").resolve())

# What becomes of an unprivileged user's rights: the tests mostly run as root, who may do everything.
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def environment(**more):
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": "/nonexistent", "TERM": "xterm-256color"} | more


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def complaints(self):
        """The lines that say what went wrong."""
        return [line for line in self.err.splitlines() if line.startswith(("ebb: ", "Error: "))]


class Folder:
    """A user's folder, and the program run in it."""

    def __init__(self, path):
        self.path = path
        self.started = []

    def __truediv__(self, name):
        return self.path / name

    def start(self, *args, before=(), env=None, **more):
        process = subprocess.Popen(
            [*before, EBB, *map(str, args)],
            cwd=self.path,
            env=environment(**(env or {})),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **more,
        )
        self.started.append(process)
        return process

    def end(self):
        """Ends what a failed test left running."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def run(self, *args, stdin=b"", before=(), env=None, timeout=60):
        process = self.start(*args, before=before, env=env, stdin=subprocess.PIPE)
        out, err = process.communicate(stdin, timeout=timeout)
        return ran(process, out, err)

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def files(self):
        return sorted(str(path.relative_to(self.path)) for path in self.path.rglob("*"))


def ran(process, out, err):
    """What a run left, held against what must be so of every run."""
    result = Ran(process.returncode, out.decode(), err.decode())
    assert result.code in (0, 1, 64), result
    for sign in ("Fatal error", "Stack dump", "Backtrace", "Crash", "Swift.", "Error Domain", "Optional("):
        assert sign not in result.err, result
    assert "\x1b" not in result.out + result.err, "escape codes in a pipe"
    if result.code:
        assert result.err.strip(), "a failure says nothing"
    return result
