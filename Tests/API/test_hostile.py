"""Whatever a log says stays text in each representation and on each page."""

import csv
import io
import json
import re
import urllib.parse

import pytest

import lines
from program import Folder
from service import Service
from test_output import HOSTILE

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NAMES = HOSTILE + [r"\xff\xfe", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "{{image}}", "]]></style><script>"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("hostile"))
    rows = [lines.line(agent=name, client=f"192.0.2.{number}") for number, name in enumerate(NAMES)]
    rows += [lines.line(f"/v2/{name}/manifests/{name}", client=name) for name in NAMES]
    rows += [f"rejected {name}\n" for name in NAMES]
    name = "<b>it's \x1b[31m=1,\"2\"\u202e.log"
    folder.write(name, "".join(rows).encode("utf-8", "surrogateescape") + b"\xff\xfe\x00 no text\n")
    assert folder.run("ingest", "--host", "k8s.gcr.io", name).code == 0
    yield folder
    folder.end()


@pytest.fixture(scope="module")
def service(hostile):
    yield Service(hostile)


@pytest.mark.parametrize("kind", ["summary", "timeseries", "progress", "forecast", "images", "clients", "networks", "tools", "sources", "rejects"])
def test_rows(service, kind):
    answer = service.answer(kind)
    assert not INVISIBLE.search(answer.text)
    rows = answer.json["data"]
    assert [json.loads(line) for line in service.answer(kind, format="ndjson").text.splitlines()] == rows
    table = service.answer(kind, format="csv")
    assert not INVISIBLE.search(table.text)
    cells = list(csv.reader(io.StringIO(table.text, newline="")))
    assert len(cells) == len(rows) + 1
    for row in cells[1:]:
        assert len(row) == len(cells[0])
        for cell in row:
            assert not cell.startswith(("=", "+", "@")) and (not cell.startswith("-") or cell == "-"), cell


def test_names_are_whole(service):
    samples = [sample["text"] for row in service.answer("rejects").json["data"] for sample in row["samples"]]
    assert any("<script>" in sample for sample in samples) or "rejected '; DROP TABLE clients; --" in samples
    [source] = service.answer("sources").json["data"]
    assert source["name"] == "<b>it's \x1b[31m=1,\"2\"\u202e.log"


@pytest.mark.parametrize("path", ["/", "/images", "/clients", "/networks", "/tools", "/sources"])
def test_pages(service, path):
    page = service.ask(path, Accept="text/html").text
    assert not INVISIBLE.search(page)
    assert page.count("<script>") == page.count("</script>") <= 1
    assert "<img" not in page and "onmouseover=\"" not in page and "<b>it" not in page
    assert "alert(1)" not in page or "&lt;" in page


def test_metrics_hold_no_name_from_a_log(service):
    service.ask("/images/" + urllib.parse.quote("<script>alert(1)</script>", safe=""))
    service.ask("/<script>")
    metrics = service.ask("/metrics").text
    assert "script" not in metrics and "192.0.2" not in metrics and "pause" not in metrics
    assert not INVISIBLE.search(metrics)


def test_nothing_of_it_is_logged(hostile):
    service = Service(hostile)
    for path in ("/api/v1/images?repository=secret", "/api/v1/images?x=secret", "/secret", "/images/secret"):
        service.ask(path)
    assert service.stop().err.splitlines() == [f"Listening on {service.url}"]
