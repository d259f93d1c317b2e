"""Each answer is what `ebb query` says, in each representation."""

import csv
import io
import json
import re

import pytest

from program import ROOT

LATE = {"from_": "2023-03-20", "to": "2023-03-24"}
QUESTIONS = [
    ("summary", {}),
    ("summary", LATE),
    ("summary", {"endpoint": "legacy"}),
    ("summary", {"from_": "2020-01-01", "to": "2020-01-02"}),
    ("summary", {"definition": "manifest"}),
    ("pulls", {}),
    ("pulls", {"compare": "true", **LATE}),
    ("pulls", {"definition": "complete", "endpoint": "current"}),
    ("images", {"definition": "complete", "limit": 3}),
    ("timeseries", {}),
    ("timeseries", {"by": "hour", **LATE}),
    ("timeseries", {"by": "week", "endpoint": "registry.k8s.io"}),
    ("timeseries", {"repository": "pause"}),
    ("progress", {}),
    ("progress", {"by": "week", **LATE}),
    ("progress", {"repository": "pause", "by": "week"}),
    ("progress", {"measure": "bytes", "by": "week"}),
    ("progress", {"measure": "uses", "per": "image", "limit": 9}),
    ("progress", {"per": "network", "sort": "-direct"}),
    ("progress", {"per": "tool", "by": "week"}),
    ("forecast", {}),
    ("forecast", {"threshold": "12.5"}),
    ("cohorts", {}),
    ("cohorts", {"repository": "pause"}),
    ("images", {}),
    ("images", {"limit": 3, "sort": "-bytes", **LATE}),
    ("images", {"byTag": "true", "repository": "pause"}),
    ("images", {"sort": "repository", "endpoint": "current", "byTag": "false"}),
    ("clients", {"limit": 20}),
    ("clients", {"repository": "pause", "endpoint": "legacy"}),
    ("clients", {"tool": "containerd", "limit": 7, "sort": "client"}),
    ("networks", {}),
    ("networks", {"tool": "containerd", "endpoint": "legacy", "sort": "network", "limit": 3}),
    ("tools", {}),
    ("tools", {"tool": "containerd", **LATE}),
    ("stragglers", {}),
    ("stragglers", {"state": "moved", "without": "mirrors", "sort": "-days", "limit": 9}),
    ("stragglers", {"repository": "pause", "tool": "containerd", "definition": "manifest", **LATE}),
    ("stuck", {}),
    ("restricted", {}),
    ("restricted", {"sort": "-pulls", **LATE}),
    ("cost", {}),
    ("cost", {"per": "image", "sort": "-bytes"}),
    ("cost", {"per": "client", "from_": "2023-04-18"}),
    ("cost", {"per": "tool"}),
    ("cost", {"per": "day", "endpoint": "legacy"}),
    ("cost", {"whatIf": "registry.k8s.io"}),
    ("stuck", {"sort": "repository", **LATE}),
    ("outage", {}),
    ("outage", {"per": "network", "sort": "-survives", "limit": 4, **LATE}),
    ("outage", {"repository": "pause", "definition": "manifest", **LATE}),
    ("unmet", {}),
    ("unmet", {"repository": "pause", "sort": "tag", "from_": "2023-02-24"}),
    ("sources", {"limit": 5}),
    ("sources", {"sort": "-lines"}),
    ("rejects", {}),
]
IDS = [kind + "".join(f" {name}={value}" for name, value in filters.items()) for kind, filters in QUESTIONS]


def words(filters):
    """The filters as `ebb query` takes them."""
    for name, value in filters.items():
        if name in ("byTag", "compare"):
            if value == "true":
                yield {"byTag": "--by-tag", "compare": "--compare"}[name]
        else:
            yield from ("--" + {"whatIf": "what-if"}.get(name, name.rstrip("_")), value)


def said(sample, kind, filters, output):
    ran = sample.run("query", kind, *words(filters), "--output", output)
    assert ran.code == 0, ran
    return ran.out


@pytest.mark.parametrize("kind, filters", QUESTIONS, ids=IDS)
def test_answers_are_those_of_the_command_line(sample, seeing, kind, filters):
    expected = said(sample, kind, filters, "json")
    reply = seeing.answer(kind, **filters)
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.text == expected
    assert seeing.answer(kind, format="json", headers={"Accept": "text/csv"}, **filters).text == expected

    table = seeing.answer(kind, headers={"Accept": "text/csv"}, **filters)
    assert table.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert table.headers["Content-Disposition"] == f'attachment; filename="ebb-{kind}.csv"'
    assert table.body.decode("utf-8").replace("\r\n", "\n") == said(sample, kind, filters, "csv").replace("\r\n", "\n")

    lines = seeing.answer(kind, format="ndjson", **filters)
    assert lines.headers["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == json.loads(expected)["data"]


def test_the_sample_is_worth_asking(sample):
    rows = json.loads(said(sample, "images", {"limit": 0}, "json"))["data"]
    assert len(rows) > 100 and {row["role"] for row in rows} == {"legacy", "current", "backend"}
    assert json.loads(said(sample, "summary", {}, "json"))["progress"]["low"] > 0


@pytest.mark.parametrize("sort", ["-pulls", "repository", "-lastSeen"])
@pytest.mark.parametrize("representation", ["json", "csv", "ndjson"])
def test_pages_are_the_whole(sample, seeing, sort, representation):
    """Also by the header Link, which is all that CSV and NDJSON have."""
    whole = json.loads(said(sample, "images", {"limit": 0, "sort": sort}, "json"))["data"]
    path = f"/api/v1/images?sort={sort}&limit=70&format={representation}"
    rows = []
    while path:
        reply = seeing.ask(path)
        assert reply.status == 200, reply.text
        link = re.fullmatch(r'<(/[^>]*)>; rel="next"', reply.headers["Link"] or "")
        path = link and link.group(1)
        if representation == "json":
            rows += [row["repository"] for row in reply.json["data"]]
            assert bool(reply.json["next"]) == bool(path)
        elif representation == "csv":
            rows += [row["repository"] for row in csv.DictReader(io.StringIO(reply.text))]
        else:
            rows += [json.loads(line)["repository"] for line in reply.text.splitlines()]
    assert rows == [row["repository"] for row in whole]


def test_without_the_scope_nobody_is_shown_exactly(sample, service):
    addresses = {row["client"] for row in json.loads(said(sample, "clients", {"limit": 0}, "json"))["data"]}
    assert len(addresses) > 100
    for kind, filters in QUESTIONS:
        text = service.answer(kind, **filters).text
        assert not addresses & set(re.findall(r'"([^"]*)"', text))
    shown = service.answer("clients", limit=0).json
    assert all(row["client"].endswith("/24") or row["client"].startswith("(") or row["client"].endswith("/48")
               for row in shown["data"])
    assert any("privacy.show" in note for note in shown["completeness"]["notes"])
    one = service.ask(f"/api/v1/clients?client={sorted(addresses)[0]}")
    assert one.status == 400, one.text


def test_etag(service):
    path = "/api/v1/images?limit=3"
    first = service.ask(path)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    assert first.headers["Cache-Control"] == "no-cache" and first.headers["Vary"] == "Accept, Authorization"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*", f'W/"x" , W/{tag}'):
        again = service.ask(path, If_None_Match=known)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Vary"] == "Accept, Authorization" and again.headers["Content-Type"] is None
    for other in ('"other"', tag.strip('"'), tag[:-2] + '"'):
        assert service.ask(path, If_None_Match=other).status == 200
    assert service.ask(path + "&format=csv", If_None_Match=tag).status == 200
    assert service.ask("/api/v1/images?limit=4", If_None_Match=tag).status == 200


def test_clients_are_private(seeing):
    assert seeing.answer("clients").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/", "/api/v1/summary", "/api/v1/tools?format=csv", "/metrics", "/healthz", "/nothing"])
def test_head_is_get_without_a_body(service, path):
    get, head = service.ask(path), service.ask(path, method="HEAD")
    assert (head.status, head.body) == (get.status, b"")
    ignored = ("Date", "Content-Length", "ETag") if path == "/metrics" else ("Date",)
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in get.headers.items() if k not in ignored
    }
    assert int(head.headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    "accept, expected",
    [
        ("*/*", "application/json"),
        ("", None),
        ("text/*", "text/csv; charset=utf-8; header=present"),
        ("application/*", "application/json"),
        ("text/csv;q=0.5, application/x-ndjson;q=0.7", "application/x-ndjson"),
        ("application/json;q=0.1, */*;q=0.2", "text/csv; charset=utf-8; header=present"),
        ("TEXT/CSV; charset=utf-8", "text/csv; charset=utf-8; header=present"),
        ("application/json;q=0, text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("nonsense", None),
    ],
)
def test_negotiation(service, accept, expected):
    reply = service.ask("/api/v1/tools", Accept=accept)
    if expected:
        assert reply.status == 200 and reply.headers["Content-Type"] == expected
    else:
        assert reply.status == 406
        assert reply.json["available"] == ["application/json", "text/csv", "application/x-ndjson"]


def test_protecting_headers(service):
    for path in ("/", "/api/v1/summary", "/metrics", "/healthz", "/nothing", "/api/v1/summary?x=y", "/openapi.yaml"):
        headers = service.ask(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_the_description_is_served_as_it_stands(service):
    reply = service.ask("/openapi.yaml")
    assert reply.body == (ROOT / "Schemas" / "openapi.yaml").read_bytes()
    assert reply.headers["Content-Type"] == "application/yaml"
