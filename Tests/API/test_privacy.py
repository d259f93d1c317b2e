"""No raw address or key where the mode forbids it: not in the store's bytes, not in pages, reports, metrics, answers or logs."""

import ipaddress

import pytest

import lines
from service import Service

ADDRESS, NETWORK, NAME = "203.0.113.77", "2001:db8:1234:5678::9", "build7.corp.example"
TEXTS = [ADDRESS.encode(), b"2001:db8:1234:5678", NAME.encode(), b"build7"]
# As the store's numbers are written: an address, the upper half of another.
NUMBERS = [ipaddress.ip_address(ADDRESS).packed, ipaddress.ip_address(NETWORK).packed[:8]]
STORED = {
    "prefix": "privacy: {store: prefix}\n",
    "keyed": "privacy: {store: keyed, show: keyed, keyFile: ebb.key, rotation: never}\n",
    "none": "privacy: {store: none, show: none}\n",
}
KINDS = [
    "summary", "pulls", "timeseries", "progress", "forecast", "cohorts", "images", "clients", "networks", "tools",
    "stragglers", "stuck", "outage", "unmet", "restricted", "cost", "cost?per=client", "cost?per=network", "outage?per=network", "sources",
    "rejects", "progress?per=network", "progress?per=tool", "progress?measure=uses", "progress?per=image&measure=uses",
]
PAGES = ["", "stragglers", "images", "clients", "networks", "tools", "cost", "sources", "images/pause"]


def log():
    """Pulls, tries in vain, and lines that can't be read."""
    text = ""
    for client in (ADDRESS, NETWORK, NAME):
        for hour in range(12):
            time = f"20/Mar/2023:{hour:02}:15:00 +0000"
            text += lines.line(client=client, time=time)
            text += lines.line("/v2/etcd/manifests/x", client=client, time=time, status=404)
        text += f'{client} - - [20/Mar/2023:25:61:00 +0000] "GET /v2/pause/manifests/3.9?from={client} HTTP/1.1" 200 5 "-" "-"\n'
    return text


def ingested(folder, configuration):
    """The folder with a store of the log; what the ingest said."""
    folder.write("ebb.yaml", configuration)
    folder.write("a.log", log())
    ran = folder.run("ingest", "--config", "ebb.yaml", "--host", "k8s.gcr.io", "a.log")
    assert ran.code == 0, ran
    return ran.out + ran.err


def told(folder):
    """All that a report, the service and its log say to somebody without the scope clients, by where it stands."""
    assert folder.run("report", "--output", "report").code == 0
    found = {path: (folder / path).read_bytes() for path in folder.files() if path.startswith("report/") and "." in path}
    service = Service(folder)
    for kind in KINDS:
        found["api/" + kind] = service.ask("/api/v1/" + kind).body
    for page in PAGES:
        found["page/" + page] = service.ask("/" + page).body
    found["metrics"] = service.ask("/metrics").body
    assert service.ask("/api/v1/clients?client=" + ADDRESS).status in (200, 400)
    assert service.stop().code == 0
    found["log"] = "\n".join(service.said).encode()
    return found


def holding(found, needles):
    return [(place, needle) for place, content in found.items() for needle in needles if needle in content]


@pytest.mark.parametrize("mode", STORED)
def test_a_store_holds_what_it_may(folder, mode):
    said = ingested(folder, STORED[mode])
    files = {path: (folder / path).read_bytes() for path in folder.files() if path.startswith("ebb.sqlite")}
    assert files and not holding(files, TEXTS + NUMBERS)
    everything = told(folder) | {"ingest": said.encode()}
    assert not holding(everything, TEXTS)
    if mode == "keyed":
        key = (folder / "ebb.key").read_bytes().strip()
        assert len(key) >= 16 and not holding(files | everything, [key])


def test_an_exact_store_has_them_and_shows_networks(folder):
    said = ingested(folder, "privacy: {store: exact, show: prefix}\n")
    # The same look finds them where they may be.
    assert len(holding({"store": (folder / "ebb.sqlite").read_bytes()}, NUMBERS)) == 2
    assert ADDRESS in folder.run("query", "clients").out
    assert not holding(told(folder) | {"ingest": said.encode()}, TEXTS)
