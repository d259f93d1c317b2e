"""What a log says stays text on every page."""

import tempfile
from pathlib import Path

import pytest

from program import Program

AGENTS = [
    "<script>alert(1)</script>/1.0",
    "\"><img/src=x/onerror=alert(1)>",
    "=cmd|calc",
    "{{{frame.style}}}",
    "javascript:alert(1)",
    "${jndi:ldap://127.0.0.1/a}",
]
PATHS = [
    "/v2/<script>alert(1)</script>/manifests/latest",
    "/v2/%3Cimg%20src=x%20onerror=alert(1)%3E/manifests/v1",
    "/v2/../../etc/passwd/manifests/v1",
    "/v2/';DROP%20TABLE%20images;--/manifests/v1",
]


def escaped(text):
    """As nginx writes it."""
    return text.replace('"', "\\x22")


@pytest.fixture(scope="module")
def hostile():
    with tempfile.TemporaryDirectory(prefix="ebb-") as path:
        program = Program(Path(path))
        name = "<b>a & b\u202e.log"
        lines = [
            f'192.0.2.{number} - - [20/Mar/2023:08:15:0{number} +0000] "GET {target} HTTP/1.1" 200 5 "-" "{escaped(agent)}"'
            for number, agent in enumerate(AGENTS)
            for target in ["/v2/pause/manifests/3.9", *PATHS]
        ]
        lines += ["<script>alert(2)</script>", "\x1b]0;owned\x07 \u202e\u200b", "x" * 500]
        (program.path / name).write_text("\n".join(lines) + "\n")
        operator = "<script>alert(3)</script>\u202e"
        (program.path / "asn.tsv").write_text(f"192.0.2.0\t192.0.2.255\t64496\tUS\t{operator}\n")
        (program.path / "ebb.yaml").write_text(
            "migration:\n  name: '<i>my</i> & \"move\"'\n  endpoints:\n"
            "    - {name: '<u>old</u>', role: legacy, hosts: [old.example]}\n"
            "    - {name: 'new|`x`', role: current, hosts: [new.example]}\n"
            "  milestones: [{name: '<s>redirect</s>', date: 2023-03-20}]\n"
            "networks:\n  files: [asn.tsv]\n"
            "costs:\n  tariffs: [{name: '<i>paid</i>', endpoints: ['<u>old</u>'], price: 1}]\n"
            "  routings: [{name: '<s>way</s>', rules: [{tariff: '<i>paid</i>'}]}]\n"
        )
        program.run("ingest", "--config", "ebb.yaml", "--host", "old.example", "--format", "combined", name)
        program.run("report", "--output", "report")
        program.serve()
        yield program
        program.end()


@pytest.mark.parametrize("name", ["index", "images", "clients", "networks", "tools", "cost", "stragglers", "sources"])
@pytest.mark.parametrize("kind", ["service", "report"])
def test_pages(page, hostile, name, kind):
    base = hostile.service if kind == "service" else hostile.report
    page.goto(base / name)
    allowed = {"SCRIPT": 1, "IMG": 0, "I": 0, "U": 0, "S": 0, "STYLE": 1, "IFRAME": 0}
    for tag, count in allowed.items():
        assert page.locator(tag).count() == count, tag
    assert page.locator("main b", has_text="a & b").count() == 0
    assert '<i>my</i> & "move"' in page.locator(".brand").inner_text()
    assert not set("\u202e\u200b\x1b\x07") & set(page.locator("html").inner_text())


def test_they_can_be_read(page, hostile):
    page.goto(hostile.service / "tools")
    text = page.locator("main").inner_text()
    for agent in AGENTS:
        assert agent[:20] in text
    page.goto(hostile.service / "sources")
    text = page.locator("main").inner_text()
    assert "<script>alert(2)</script>" in text and "<b>a & b\\u{202e}.log" in text
    # Ingest has written the controls out already.
    assert "\\x1B]0;owned\\x07" in text


def test_summary_stays_a_table(hostile):
    text = (hostile.path / "report/summary.md").read_text()
    for line in text.splitlines():
        if "alert" in line or "calc" in line:
            assert line.count("|") == 4 and line.count("`") == 2, line
    assert "<i>" not in text and "\u202e" not in text
