"""The built program, as its users run it, and where its pages are."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EBB = str(Path(os.environ.get("EBB") or ROOT / ".build/release/ebb").resolve())
GENERATE = str(Path(EBB).with_name("generate-logs"))


@dataclass(frozen=True)
class Base:
    """Addresses of pages."""

    root: str
    is_report: bool

    def __truediv__(self, name):
        if not self.is_report:
            return self.root + "/" + ("" if name == "index" else name)
        return f"{self.root}/{name}.html"


class Program:
    def __init__(self, path):
        self.path = path
        self.process = None

    def start(self, *args):
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        return subprocess.Popen(
            args, cwd=self.path, env=kept, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def generate(self, *args):
        process = self.start(GENERATE, *args)
        process.communicate()
        assert process.returncode == 0

    def run(self, *args, code=0):
        process = self.start(EBB, *map(str, args))
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, (args, out, err)
        return out + err

    def ask(self, *args):
        """An answer's rows, and the whole of it, as `ebb query` says it."""
        process = self.start(EBB, "query", *map(str, args), "--output", "json")
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return json.loads(out)

    def serve(self):
        self.process = self.start(EBB, "serve", "--listen", "127.0.0.1:0")
        for line in self.process.stderr:
            if "Listening on " in line:
                self.service = Base(line.split("Listening on ")[1].strip(), False)
                return
        raise AssertionError("ebb serve ended")

    @property
    def report(self):
        return Base((self.path / "report").as_uri(), True)

    def end(self):
        """Ends the service, which must have lived until now, and ends well."""
        if self.process is None:
            return
        alive = self.process.poll() is None
        self.process.terminate()
        _, said = self.process.communicate(timeout=30)
        assert alive and self.process.returncode == 0, (self.process.returncode, said)
