"""The README's section on the service, and `ebb serve --help`: what they say to type works."""

import os
import re
import shlex
import subprocess

from program import ROOT
from service import Service

SECTION = (ROOT / "README.md").read_text().split("## The service\n")[1].split("\n## ")[0]
COMMANDS = "".join(re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)).splitlines()


def test_its_commands_work(sample):
    assert len(COMMANDS) == 7
    (sample / "sample").mkdir(exist_ok=True)
    for name in ("ebb.sqlite", "ebb.sqlite-wal", "ebb.sqlite-shm"):
        if (sample / name).exists() and not (sample / "sample" / name).exists():
            os.link(sample / name, sample / "sample" / name)
    serve, *asked, token = COMMANDS
    args = shlex.split(serve.removesuffix(" &"))
    assert args[:2] == ["ebb", "serve"] and args[-1] == "127.0.0.1:8080"
    # Another port: that one may be in use here.
    service = Service(sample, *args[2:-2])
    seen = []
    for command in asked:
        words = [word.replace("http://127.0.0.1:8080", service.url) for word in shlex.split(command)]
        ran = subprocess.run([words[0], "--silent", "--show-error", "--fail", *words[1:]], capture_output=True, text=True)
        assert ran.returncode == 0, (command, ran)
        seen.append(ran.stdout)
    assert seen[0].startswith('{"definition"') and seen[2].startswith("time,role,endpoint")
    assert seen[3].startswith('{"tool"') and "ebb_pulls_total" in seen[4]
    assert service.stop().code == 0
    ran = sample.run(*shlex.split(token)[1:])
    assert ran.code == 0 and ran.out.startswith("ebb_") and "scopes: [read, clients]" in ran.err


def test_help(sample):
    ran = sample.run("serve", "--help")
    [example] = re.findall(r"^ *ebb (serve .*)$", ran.out, re.MULTILINE)
    service = Service(sample, *shlex.split(example.replace(" --listen 127.0.0.1:8080", ""))[1:])
    for path in re.findall(r"(?<![\w.])/(?:\w[\w/]*)?(?=[ ,])", ran.out):
        assert service.ask(path).status == 200, path
    assert service.stop().code == 0


def test_it_names_all_addresses(service):
    listed = service.ask("/nothing").json["available"]
    for path in listed:
        assert f"`{path}`" in SECTION or f"`{path.removeprefix('/api/v1/')}`" in SECTION, path
