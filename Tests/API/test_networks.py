"""Networks over HTTP: resolved before clients are masked, and folded where few clients would be told apart."""

import json

import pytest

import lines
from conftest import write_tokens
from service import Service

AWS = {"createDate": "2026-11-20-21-43-08", "prefixes": [{"ip_prefix": "192.0.2.0/24", "region": "us-east-1"}]}


@pytest.fixture
def known(folder):
    """Six clients in a region of a cloud, two of an operator."""
    folder.write("ip-ranges.json", json.dumps(AWS))
    folder.write("asn.tsv", "198.51.100.0\t198.51.100.255\t64496\tZZ\t<b>EXAMPLE\n")
    clients = [f"192.0.2.{number}" for number in range(1, 7)] + ["198.51.100.1", "198.51.100.2"]
    folder.write("a.log", "".join(lines.line(client=client) for client in clients))
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    return folder


def networks(service):
    return {row["network"]: row["clients"] for row in service.answer("networks").json["data"]}


def test_shown(known):
    known.write("ebb.yaml", "networks:\n  files: [ip-ranges.json, asn.tsv]\n")
    service = Service(known, "--config", "ebb.yaml")
    assert networks(service) == {"aws us-east-1": 6, "(fewer than 5 clients)": None}
    rows = service.answer("clients").json["data"]
    assert {row["client"]: row["network"] for row in rows} == {"192.0.2.0/24": "aws us-east-1", "(fewer than 5 clients)": None}
    page = service.ask("/networks", Accept="text/html")
    assert page.status == 200 and "aws us-east-1" in page.text and "Networks by ip-ranges.json (AWS, of 2026-11-20" in page.text
    assert 'href="/networks"' in service.ask("/").text
    assert service.stop().code == 0


def test_seen(known):
    [token] = write_tokens(known, "read,clients")
    known.write("tokens.yaml", (known / "tokens.yaml").read_text() + "networks:\n  files: [ip-ranges.json, asn.tsv]\n")
    service = Service(known, "--config", "tokens.yaml", token=token)
    assert networks(service) == {"aws us-east-1": 6, "AS64496 <b>EXAMPLE": 2}
    assert "<b>EXAMPLE" not in service.ask("/networks", token=token, Accept="text/html").text
    assert service.stop().code == 0


def test_without_lists(known):
    service = Service(known)
    answer = service.answer("networks").json
    assert [row["network"] for row in answer["data"]] == ["unknown"]
    assert any("networks.files" in note for note in answer["completeness"]["notes"])
    assert 'href="/networks"' not in service.ask("/").text
    assert service.stop().code == 0
