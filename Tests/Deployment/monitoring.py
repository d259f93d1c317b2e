"""A real Prometheus that scrapes a real `ebb serve`, on loopback, in a folder of its own."""

import json
import re
import shutil
import subprocess
import time
import urllib.parse
import urllib.request

from machine import EBB, ROOT


class Server:
    """A program that serves until it is ended, by its own process id."""

    def __init__(self, command, folder, name, says):
        self.log = folder / f"{name}.log"
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        self.address = until(self.said(says), f"{name} listens", self)

    def said(self, pattern):
        return lambda: (found := re.search(pattern, self.log.read_text(errors="replace"))) and found[1]

    def get(self, path, **parameters):
        query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
        with urllib.request.urlopen(f"http://{self.address}{path}{query}", timeout=30) as answer:
            return answer.read()

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()


def until(condition, what, server=None, seconds=60):
    end = time.monotonic() + seconds
    while not (value := condition()):
        died = server is not None and server.process.poll() is not None
        if died or time.monotonic() > end:
            raise AssertionError(f"{what}: not so after {seconds} s\n{server.log.read_text()[-3000:] if server else ''}")
        time.sleep(0.2)
    return value


def ebb(folder, *words):
    return subprocess.run([str(EBB), *words, "--store", f"sqlite:{folder}/ebb.sqlite"], capture_output=True, text=True)


def serve(folder):
    return Server([str(EBB), "serve", "--store", f"sqlite:{folder}/ebb.sqlite", "--listen", "127.0.0.1:0"], folder, "serve", r"Listening on http://(\S+)")


CONFIGURATION = """
global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
rule_files: [rules.yaml]
scrape_configs:
  - job_name: ebb
    static_configs: [{targets: ["TARGET"]}]
"""


class Prometheus(Server):
    def __init__(self, folder, target):
        (folder / "prometheus.yaml").write_text(CONFIGURATION.replace("TARGET", target))
        # The groups' own pace is five minutes.
        rules = (ROOT / "Dashboards/prometheus-rules.yaml").read_text()
        (folder / "rules.yaml").write_text(re.sub(r"^    interval: .*\n", "", rules, flags=re.M))
        super().__init__(
            [shutil.which("prometheus"), "--config.file=prometheus.yaml", "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:0"],
            folder, "prometheus", r'msg="Listening on" address=(\S+)')

    def api(self, path, **parameters):
        return json.loads(self.get("/api/v1/" + path, **parameters))["data"]

    def query(self, text):
        return self.api("query", query=text)["result"]
