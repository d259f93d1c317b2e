"""Lists of networks, from ebb.yaml to an answer. All addresses are those of documentation."""

import json

import pytest

import lines

AWS = {
    "createDate": "2026-11-20-21-43-08",
    "prefixes": [
        {"ip_prefix": "192.0.2.0/24", "region": "eu-west-1", "service": "AMAZON"},
        {"ip_prefix": "192.0.2.0/28", "region": "us-east-1", "service": "EC2"},
    ],
    "ipv6_prefixes": [],
}
CONFIGURATION = "networks:\n  files: [lists/ip-ranges.json, lists/asn.tsv]\n"


@pytest.fixture
def known(folder):
    """Two clients in one region, one in a region around it, one of another operator, one of nobody's."""
    folder.write("etc/lists/ip-ranges.json", json.dumps(AWS))
    folder.write("etc/lists/asn.tsv", "198.51.100.0\t198.51.100.255\t64496\tZZ\t=EXAMPLE <b>\x1b[31m\n")
    folder.write("etc/ebb.yaml", CONFIGURATION)
    clients = ("192.0.2.1", "192.0.2.2", "192.0.2.77", "198.51.100.9", "203.0.113.1")
    folder.write("a.log", "".join(lines.line(client=client) for client in clients))
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    return folder


def rows(ran):
    assert ran.code == 0, ran
    return {row["network"]: row["clients"] for row in json.loads(ran.out)["data"]}


SYSTEM = "AS64496 =EXAMPLE <b>\x1b[31m"


def test_networks(known):
    ran = known.run("query", "networks", "--config", "etc/ebb.yaml", "--output", "json")
    assert rows(ran) == {"aws us-east-1": 2, "aws eu-west-1": 1, SYSTEM: 1, "unknown": 1}
    [note] = json.loads(ran.out)["completeness"]["notes"]
    assert note.startswith("Networks by ip-ranges.json (AWS, of 2026-11-20") and "asn.tsv (AS table, of 20" in note
    table = known.run("query", "networks", "--config", "etc/ebb.yaml")
    assert "\x1b" not in table.out + table.err and "Networks by" in table.err
    clients = json.loads(known.run("query", "clients", "--config", "etc/ebb.yaml", "--output", "json").out)["data"]
    assert {row["client"]: row["network"] for row in clients}["192.0.2.77"] == "aws eu-west-1"


def test_a_newer_list_corrects_the_past(known):
    newer = AWS | {"prefixes": AWS["prefixes"][:1]}
    known.write("etc/lists/ip-ranges.json", json.dumps(newer))
    ran = known.run("query", "networks", "--config", "etc/ebb.yaml", "--output", "json")
    assert rows(ran) == {"aws eu-west-1": 3, SYSTEM: 1, "unknown": 1}


def test_the_store_remembers_where_the_lists_lie(known):
    assert rows(known.run("query", "networks", "--output", "json")) == {"unknown": 5}
    assert "networks.files in ebb.yaml" in known.run("query", "networks").err
    # The same log under the section is no other count.
    again = known.run("ingest", "--config", "etc/ebb.yaml", "--host", "k8s.gcr.io", "a.log")
    assert again.code == 0 and "already" in again.out + again.err
    known.write("b.log", lines.line(client="192.0.2.3"))
    assert known.run("ingest", "--config", "etc/ebb.yaml", "--host", "k8s.gcr.io", "b.log").code == 0
    assert rows(known.run("query", "networks", "--output", "json"))["aws us-east-1"] == 3


def test_a_broken_list_is_one_sentence_with_its_place(known):
    known.write("etc/lists/asn.tsv", "198.51.100.0\t198.51.100.255\t64496\tZZ\tA\n198.51.101.0\tx\t1\tZZ\tB\n")
    for args in (["query", "networks"], ["query", "clients"], ["config", "check"], ["report", "--output", "r"], ["serve"]):
        ran = known.run(*args, "--config", "etc/ebb.yaml")
        assert ran.code == 1 and ran.err.count("\n") == 1, (args, ran)
        assert "lists/asn.tsv: line 2: \"x\" is no address. Fetch the file again." in ran.err
    # Who asks for nothing of it is answered.
    assert known.run("query", "tools", "--config", "etc/ebb.yaml").code == 0


def test_a_missing_list(known):
    known.write("etc/ebb.yaml", "networks:\n  files: [nope.json]\n")
    ran = known.run("query", "networks", "--config", "etc/ebb.yaml")
    assert ran.code == 1 and "etc/nope.json: the list of networks can't be read. Check the path" in ran.err


def test_what_is_checked_is_said(known):
    ran = known.run("config", "check", "etc/ebb.yaml")
    assert ran.code == 0 and "Networks by ip-ranges.json (AWS, of 2026-11-20" in ran.out


def test_a_report_has_them(known):
    assert known.run("report", "--config", "etc/ebb.yaml", "--output", "r").code == 0
    page = (known / "r/networks.html").read_text()
    # Each network has fewer clients than are shown by themselves.
    assert "(fewer than 5 clients)" in page and "eu-west-1" not in page and "Networks by ip-ranges.json" in page
    data = json.loads((known / "r/data/networks.json").read_text())["data"]
    assert {row["network"]: row["clients"] for row in data} == {"(fewer than 5 clients)": None, "unknown": None}
    assert known.run("report", "--output", "s").code == 0
    assert not (known / "s/networks.html").exists()
