"""Every number of Ebb's answers against the independent counter's, in every chain and every log format."""

from collections import Counter

import pytest

import tables
from clients import Curl
from ebb import time_of
from expected import NAMES


def compare(rows, wanted, key, columns):
    """Each wanted row is there once, no other is, and each named column is equal."""
    found = {}
    for row in rows:
        assert key(row) not in found, f"twice: {key(row)}"
        found[key(row)] = row
    assert set(found) == set(wanted)
    wrong = [f"{name} {column}: {found[name][column]}, not {wanted[name][column]}"
             for name in wanted for column in columns if not same(found[name][column], wanted[name][column])]
    assert not wrong, "\n".join(wrong)


def same(found, wanted):
    if hasattr(wanted, "isoformat"):
        return time_of(found).replace(microsecond=0) == wanted
    return found == wanted


def counted_in_images(lines):
    """A blob's key at the backend names no repository, and which front asked for it is another matter: there
    only the sum is compared."""
    return {key: row for key, row in tables.images(lines).items() if key[1] != "backend"}


def test_ingest_accounts_for_every_line(stage, lines, ingested):
    _, sources = ingested
    assert len(sources) == 1
    found = {name: sources[0][name] for name in ("lines", "counted", "unrelated", "rejected", "skipped")}
    assert found == tables.ledger(lines, skipped=len(stage.lines) - len(lines))
    assert sources[0]["status"] == "ingested"
    # A source reaches as far as its requests, those at hosts that are nobody's endpoint included.
    times = [line.time for line in lines]
    assert same(sources[0]["firstTime"], min(times)) and same(sources[0]["lastTime"], max(times))


def test_sources_lists_the_file(stage, ingested):
    program, said = ingested
    (row,) = program.query("sources")
    for column in ("name", "identity", "lines", "counted", "unrelated", "rejected", "skipped"):
        assert row[column] == said[0][column]


def test_nothing_was_rejected(ingested):
    assert ingested[0].query("rejects") == []


def test_summary(stage, lines, ingested):
    rows = ingested[0].query("summary")
    wanted = tables.summary(lines)
    compare([row for row in rows if row["requests"]], wanted, lambda row: row["role"], ["requests", "bytes", "clients"])
    found = {row["role"]: row for row in rows}
    assert {role: found[role]["endpoint"] for role in wanted} == {role: NAMES[role] for role in wanted}
    assert found["legacy"]["pulls"] == wanted["legacy"]["pulls"] == 0
    assert found["legacy"]["lost"] == wanted["legacy"]["lost"]
    for column in ("pulls", "direct", "followed", "unknown"):
        assert found["current"][column] == wanted["current"][column], column
    assert found["current"]["pulls"] == sum(found["current"][via] for via in ("direct", "followed", "unknown"))
    if stage.chain.backend:
        assert found["backend"]["pulls"] is None


def test_images(lines, ingested):
    rows = [row for row in ingested[0].query("images", "--limit", "0") if row["role"] != "backend"]
    compare(rows, counted_in_images(lines), lambda row: (row["repository"], row["role"]),
            ["requests", "pulls", "checks", "blobRequests", "bytes", "redirected", "clients", "firstSeen", "lastSeen"])


def test_images_by_tag(lines, ingested):
    """A request by digest belongs to no tag, or to the one that its client named before: so a tag's row has
    at least what was asked by its name, and the tags of a repository add up to the repository."""
    rows = [row for row in ingested[0].query("images", "--by-tag", "--limit", "0") if row["role"] != "backend"]
    found = {(row["repository"], row["role"], row["tag"] or ""): row for row in rows}
    assert len(found) == len(rows)
    for key, wanted in tables.images(lines, by_tag=True).items():
        if key[1] != "backend" and key[2]:
            for column in ("requests", "pulls", "checks", "bytes"):
                assert found[key][column] >= wanted[column], (key, column)
    for key, wanted in counted_in_images(lines).items():
        for column in ("requests", "pulls", "checks", "blobRequests", "bytes", "redirected"):
            assert sum(row[column] for name, row in found.items() if name[:2] == key) == wanted[column], (key, column)


def test_clients(lines, ingested):
    rows = ingested[0].query("clients", "--limit", "0")
    wanted = tables.clients(lines)
    key = lambda row: (tables.client_of_answer(row["client"]), row["role"])
    columns = ["requests", "bytes", "redirected", "firstSeen", "lastSeen"]
    fronts = [row for row in rows if row["role"] != "backend"]
    compare(rows, wanted, key, columns)
    compare(fronts, {name: row for name, row in wanted.items() if name[1] != "backend"}, key, ["pulls", "repositories"])


def test_tools(lines, ingested):
    rows = ingested[0].query("tools", "--limit", "0")
    known = [row for row in rows if row["tool"] in ("docker", "containerd", "skopeo", "curl")]
    wanted = tables.tools(lines)
    key = lambda row: (row["tool"], row["version"], row["role"])
    compare(known, wanted, key, ["requests", "bytes", "clients"])
    compare([row for row in known if row["role"] != "backend"],
            {name: row for name, row in wanted.items() if name[2] != "backend"}, key, ["pulls"])
    for role, row in tables.summary(lines).items():
        assert sum(found["requests"] for found in rows if found["role"] == role) == row["requests"]


@pytest.mark.parametrize("step", ["hour", "day"])
def test_timeseries(lines, ingested, step):
    wanted = {}
    for (hour, role), row in tables.hours(lines).items():
        time = hour if step == "hour" else hour.replace(hour=0)
        wanted[time, role] = wanted.get((time, role), type(row)()) + row
    rows = [row for row in ingested[0].query("timeseries", "--by", step) if row["requests"]]
    key = lambda row: (time_of(row["time"]), row["role"])
    compare(rows, wanted, key, ["requests", "bytes", "redirected"])
    compare([row for row in rows if row["role"] != "backend"],
            {name: row for name, row in wanted.items() if name[1] != "backend"}, key, ["pulls"])


def test_marginals_add_up(ingested):
    """Images, clients, tools and hours are different tables of the same requests and bytes."""
    program, _ = ingested
    for row in program.query("summary"):
        if not row["requests"]:              # an endpoint whose logs were not read
            continue
        for what, options in (("images", ["--limit", "0"]), ("clients", ["--limit", "0"]),
                              ("tools", ["--limit", "0"]), ("timeseries", ["--by", "hour"])):
            rows = [part for part in program.query(what, *options) if part["role"] == row["role"]]
            for column in ("requests", "bytes"):
                assert sum(part[column] for part in rows) == row[column], (what, row["role"], column)


def test_days_and_endpoints_can_be_chosen(lines, ingested):
    program, _ = ingested
    first, last = (choose(line.day for line in lines) for choose in (min, max))
    everything = program.query("images", "--limit", "0")
    assert program.query("images", "--limit", "0", "--from", first, "--to", last) == everything
    assert [row for row in program.query("images", "--limit", "0", "--from", "2001-01-01", "--to", "2001-01-31")
            if row["requests"]] == []
    for endpoint in ("legacy", "old"):
        rows = program.query("images", "--limit", "0", "--endpoint", endpoint, "--sort", "-bytes")
        assert sorted(rows, key=repr) == sorted((row for row in everything if row["role"] == "legacy"), key=repr)
        assert [row["bytes"] for row in rows] == sorted((row["bytes"] for row in rows), reverse=True)


def pulls_of(act, repository=None):
    """The manifests that a command must have got from new, without the counter in between."""
    if "signature" in act.what:
        return 0
    return sum(times for (host, operation, name, status), times in act.facts.requests.items()
               if (host, operation, status) == ("new.example", "manifestGet", 200) and repository in (None, name))


def test_pulls_are_those_the_commands_made(stage, ingested):
    rows = {row["repository"]: row for row in ingested[0].query("images", "--limit", "0", "--endpoint", "current")}
    for image in (stage.app, stage.tool, stage.worker, stage.multi, stage.fresh):
        assert rows[image.repository]["pulls"] == sum(pulls_of(act, image.repository) for act in stage.acts)


def test_ways_are_those_the_commands_took(stage, ingested):
    """Told to ask old: followed. Told to ask new: direct, if the client is one that names who redirected it."""
    ways = Counter()
    for act in stage.acts:
        asked_old = any(host == "old.example" for host, *_ in act.facts.requests)
        tells = not isinstance(act.client, Curl) or act.client is stage.curl_mirror
        ways["followed" if asked_old else "direct" if tells else "unknown"] += pulls_of(act)
    (row,) = (row for row in ingested[0].query("summary") if row["role"] == "current")
    assert {way: row[way] for way in ("direct", "followed", "unknown")} == ways


# What each tool's commands in acts.py were told to pull, and what else gets an image's manifest.
SESSIONS = {
    "docker": 4,          # through old, from new, one platform of an index, by digest; not: up to date, missing, pushes
    "containerd": 5,      # the same but by digest, by a mirror's configuration, and beside docker: a tag, then blobs alone
    "skopeo": 6,          # through old, also behind the same address; from new, all platforms, what was pushed; an inspection
}
COMPLETE = {"docker": 4, "containerd": 5, "skopeo": 6}


@pytest.mark.parametrize("definition, wanted", [("session", SESSIONS), ("complete", COMPLETE)])
def test_sessions_are_the_commands(ingested, definition, wanted):
    """Whatever the number of manifests: one pull a command that pulls, none for one that only looks."""
    rows = ingested[0].query("tools", "--limit", "0", definition=definition)
    found = Counter()
    for row in rows:
        if row["tool"] in wanted and row["pulls"]:
            found[row["tool"]] += row["pulls"]
    assert found == wanted


def test_comparison_is_the_three_definitions(ingested):
    program, _ = ingested
    rows = program._json(program.command("query", "pulls", "--compare", "--store", program.store, "--output", "json"))["data"]
    for definition in ("manifest", "session", "complete"):
        for row in program.query("summary", definition=definition):
            same = [other for other in rows if (other["definition"], other["endpoint"]) == (definition, row["endpoint"])]
            if row["role"] == "backend":
                assert not same
                continue
            assert [other["pulls"] for other in same] == [row["pulls"]]
            assert [other[way] for other in same for way in ("direct", "followed", "unknown")] == \
                [row[way] for way in ("direct", "followed", "unknown")]


def test_restricted_is_who_gets_no_blob(stage, ingested):
    """A firewall between a client and the backend: it gets manifests, asks for blobs, and never arrives."""
    rows = ingested[0].query("restricted", "--limit", "0")
    found = [(row["client"], row["askedForBlobs"], row["clients"]) for row in rows]
    assert found == ([("10.199.10.0/24", 3, 1)] if stage.chain.backend else [])
    assert {line.client for line in stage.lines if line.role == "backend"}.isdisjoint({stage.curl_blocked.host.address})
