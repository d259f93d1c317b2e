"""Runs Ebb as a user does, and reads its JSON."""

import json
import os
import subprocess
from datetime import datetime

from processes import environment

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("EBB") or os.path.join(_ROOT, ".build", "release", "ebb")

CONFIGURATION = """\
migration:
  name: test
  endpoints:
    - {name: old, role: legacy, hosts: [old.example]}
    - {name: new, role: current, hosts: [new.example]}
    - {name: store, role: backend, hosts: [backend.example]}
"""


class Ebb:
    """Ebb with a store of its own in a folder."""

    def __init__(self, folder):
        self.folder = str(folder)
        os.makedirs(self.folder, exist_ok=True)
        self.store = f"sqlite:{self.folder}/ebb.sqlite"
        self.configuration = os.path.join(self.folder, "ebb.yaml")
        with open(self.configuration, "w") as file:
            file.write(CONFIGURATION)

    def command(self, *words):
        return [BINARY, *[str(word) for word in words]]

    def _ingest_command(self, paths, format):
        return self.command("ingest", "--store", self.store, "--config", self.configuration, "--output", "json",
                            *(["--format", format] if format else []), *paths)

    def ingest(self, *paths, format=None):
        return self._json(self._ingest_command(paths, format))

    def ingest_and_kill(self, *paths, format=None, after):
        """Starts an ingest and kills it after so many seconds; says whether it was still at work."""
        process = subprocess.Popen(self._ingest_command(paths, format), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment())
        try:
            process.wait(after)
            return False
        except subprocess.TimeoutExpired:
            return True
        finally:
            process.kill()
            process.wait()

    def query(self, what, *options, definition="manifest"):
        """The rows of an answer. Pulls are manifests unless told otherwise: those a single line tells."""
        counts = [] if what in ("sources", "rejects", "restricted") else ["--definition", definition]
        answer = self._json(self.command("query", what, "--store", self.store, "--output", "json", *counts, *options))
        assert answer["definition"] == (definition if counts else "session"), answer["definition"]
        return answer["data"]

    def answers(self):
        """All that can be asked, for comparing two stores with each other."""
        asked = {
            "summary": (), "timeseries": ("--by", "hour"), "images": ("--limit", "0"),
            "clients": ("--limit", "0"), "tools": ("--limit", "0")}
        answers = {what: self.query(what, *options) for what, options in asked.items()}
        answers["tags"] = self.query("images", "--by-tag", "--limit", "0")
        answers["sessions"] = self.query("images", "--by-tag", "--limit", "0", definition="session")
        answers["complete"] = self.query("clients", "--limit", "0", definition="complete")
        return {what: sorted(rows, key=repr) for what, rows in answers.items()}

    @staticmethod
    def _json(command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                              text=True, timeout=120, env=environment())
        assert done.returncode == 0, f"{' '.join(command)}\nended with {done.returncode}\n{done.stdout}{done.stderr}"
        return json.loads(done.stdout)


def time_of(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
