"""Which rules the service answers by: the file's, and the store's where the file says nothing."""

import pytest

import lines
from conftest import write_tokens
from service import Service

OWN = """migration:
  name: mine
  endpoints:
    - {name: older, role: legacy, hosts: [old.example]}
    - {name: newer, role: current, hosts: [new.example]}
"""


@pytest.fixture
def own(folder):
    folder.write("own.yaml", OWN)
    folder.write("a.log", lines.line() * 3)
    assert folder.run("ingest", "--config", "own.yaml", "--host", "old.example", "a.log").code == 0
    return folder


def endpoints(service):
    return [row["endpoint"] for row in service.answer("summary").json["data"]]


def test_the_stores_own(own):
    service = Service(own)
    assert endpoints(service) == ["older", "newer"]
    assert service.stop().code == 0


def test_a_file_of_tokens_says_nothing_of_the_migration(own):
    run = own.run("token", "--name", "a")
    own.write("tokens.yaml", run.err[run.err.index("serve:"):])
    service = Service(own, "--config", "tokens.yaml", token=run.out.strip())
    assert endpoints(service) == ["older", "newer"]
    assert service.stop().code == 0
    # Nor does it change the store's rules at an ingest.
    own.write("b.log", lines.line(client="192.0.2.9"))
    assert own.run("ingest", "--config", "tokens.yaml", "--host", "old.example", "b.log").code == 0
    assert own.run("query", "summary", "--output", "csv").out.splitlines()[1].startswith("legacy,older,4,")


def test_a_file_wins(own):
    [token] = write_tokens(own, "read")
    service = Service(own, env={"EBB_CONFIG": "tokens.yaml"}, token=token)
    assert "registry.k8s.io" in endpoints(service)
    assert service.stop().code == 0


def test_a_broken_file_is_one_sentence(own):
    own.write("broken.yaml", "serve:\n  tokens:\n    - {name: a, sha256: secret, scopes: [read]}\n")
    ran = own.run("serve", "--config", "broken.yaml")
    assert ran.code == 1 and ran.err.startswith("ebb: broken.yaml:3:25: ") and ran.err.count("\n") == 1
    assert "secret" not in ran.err
