"""Help that can be believed: each example in it is accepted."""

import pathlib
import re
import shlex
import shutil
import subprocess

import pytest

import lines

COMMANDS = [[], ["ingest"], ["explain"], ["query"], ["config"], ["config", "check"], ["config", "show"], ["token"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_examples_work(folder, command):
    ran = folder.run(*command, "--help")
    assert ran.code == 0 and ran.err == ""
    text = re.sub(r"\\\n *", "", ran.out)
    examples = re.findall(r"^ *(ebb [a-z].*)$", text, re.MULTILINE)
    assert examples, ran.out
    folder.write("var/log/nginx/access.log", lines.line())
    folder.write("access.log", lines.line(client="192.0.2.3"))
    folder.write("var/log/nginx/old/access.log.1", lines.line(client="192.0.2.2"))
    folder.write("ebb.yaml", folder.run("config", "show").out)
    assert folder.run("ingest", "--host", "k8s.gcr.io", "var/log").code == 0
    for example in examples:
        args = shlex.split(example.replace("/var/log", "var/log"))[1:]
        args = args[: args.index(">")] if ">" in args else args
        done = folder.run(*args)
        assert done.code == 0, (example, done)


def test_every_command_is_listed(folder):
    text = folder.run("--help").out
    for command in ("ingest", "explain", "query", "config"):
        assert re.search(rf"^  {command} ", text, re.MULTILINE)


def test_version(folder):
    ran = folder.run("--version")
    assert ran.code == 0 and re.fullmatch(r"\d+\.\d+\.\d+ \((zlib|ISA-L) \d[\w.-]+\)\n", ran.out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(folder, shell):
    ran = folder.run("--generate-completion-script", shell)
    assert ran.code == 0 and "ingest" in ran.out and "--store" in ran.out or "store" in ran.out
    if shutil.which(shell):
        script = folder.write("completion", ran.out)
        subprocess.run([shell, "-n", script], check=True)


def test_environment_stands_for_options(folder):
    folder.write("a.log", lines.line())
    folder.write("ebb.yaml", "migration:\n  name: mine\n  endpoints:\n    - {name: a, role: legacy, hosts: [a.example]}\n"
                 "    - {name: b, role: current, hosts: [b.example]}\n")
    env = {"EBB_STORE": "sqlite:of-environment.sqlite", "EBB_CONFIG": "ebb.yaml"}
    assert folder.run("ingest", "--host", "a.example", "a.log", env=env).code == 0
    assert (folder / "of-environment.sqlite").exists() and not (folder / "ebb.sqlite").exists()
    assert "a,1" in folder.run("query", "summary", "--output", "csv", env=env).out
    assert "There is no store at other" in folder.run("query", "summary", "--store", "sqlite:other", env=env).err
    wrong = folder.run("query", "summary", env={"EBB_STORE": "nonsense"})
    assert wrong.code == 64 and 'EBB_STORE is "nonsense"' in wrong.err
    empty = folder.run("query", "summary", env={"EBB_STORE": "", "EBB_CONFIG": ""})
    assert "There is no store at ebb.sqlite" in empty.err


def test_configuration_shown_is_read_back_the_same(folder):
    shown = folder.run("config", "show")
    assert shown.code == 0 and shown.err == ""
    folder.write("ebb.yaml", shown.out)
    checked = folder.run("config", "check", "ebb.yaml")
    assert checked.code == 0 and "ebb.yaml: fine." in checked.out
    assert folder.run("config", "show", "--config", "ebb.yaml").out == shown.out
    assert "ebb.yaml: fine." in folder.run("config", "check", "--config", "ebb.yaml").out
    nothing = folder.run("config", "check")
    assert nothing.code == 1 and "ebb config check ebb.yaml" in nothing.err


def test_the_readme_has_a_configuration_that_works(folder):
    readme = (pathlib.Path(__file__).parents[2] / "README.md").read_text()
    blocks = [part.split("```")[0] for part in readme.split("```yaml\n")[1:]]
    assert len(blocks) == 7
    folder.write("ip-ranges.json", '{"prefixes": [{"ip_prefix": "192.0.2.0/24", "region": "us-east-1"}]}')
    folder.write("cloud.json", '{"prefixes": [{"ipv4Prefix": "198.51.100.0/24", "scope": "us-central1"}]}')
    folder.write("ip2asn-combined.tsv.gz", "203.0.113.0\t203.0.113.255\t64496\tZZ\tEXAMPLE\n")
    for block in blocks:
        folder.write("ebb.yaml", block)
        assert folder.run("config", "check", "ebb.yaml").code == 0
