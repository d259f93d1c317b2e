"""What goes wrong is said in one clear sentence on standard error: what, where, and how to go on."""

import contextlib
import sqlite3

import pytest

import lines
from program import NOBODY

INGEST = ("ingest", "--host", "k8s.gcr.io")


def fails(ran, code, *parts):
    assert ran.code == code, ran
    assert len(ran.complaints) == 1, ran
    for part in parts:
        assert part in ran.complaints[0], ran
    return ran


@pytest.mark.parametrize(
    "args, parts",
    [
        (["ingest", "--foo", "a.log"], ["--foo"]),
        (["ingest"], ["path"]),
        (["ingest", "a.log", "--jobs", "0"], ["--jobs is 0", "1 to 1024"]),
        (["ingest", "a.log", "--line-limit", "5"], ["--line-limit is 5", "1,024"]),
        (["ingest", "a.log", "--memory", "5"], ['--memory is "5"', "400M"]),
        (["ingest", "a.log", "--memory", "0G"], ['--memory is "0G"', "400M"]),
        (["ingest", "a.log", "--host", ""], ["--host is empty"]),
        (["ingest", "a.log", "--format", "nope"], ["--format", "nope"]),
        (["ingest", "a.log", "--output", "xml"], ["xml"]),
        (["ingest", "a.log", "--store", "ebb.sqlite"], ['--store is "ebb.sqlite"', "sqlite:FILE"]),
        (["ingest", "a.log", "--store", "sqlite:"], ['--store is "sqlite:"']),
        (["ingest", "a.log", "--store", "postgres://x"], ["sqlite:FILE"]),
        (["ingest", "a.log"], ["combined does not say which host", "--host k8s.gcr.io"]),
        (["query"], ["question"]),
        (["query", "everything"], ["everything"]),
        (["query", "summary", "--from", "2023-02-30"], ["2023-02-30", "YYYY-MM-DD"]),
        (["query", "images", "--by", "month"], ["month"]),
        (["nonsense"], ["nonsense"]),
        (["config"], None),
        (["config", "nonsense"], ["nonsense"]),
    ],
)
def test_wrong_usage(folder, log, args, parts):
    ran = folder.run(*args)
    if parts is None:
        assert ran.code in (0, 64)
        return
    if args == ["ingest", "a.log"]:
        assert "failed" in ran.out
    else:
        assert ran.out == ""
    fails(ran, 64, *parts)


@pytest.mark.parametrize(
    "args, parts",
    [
        (["images", "--sort", "-size"], ['no column "size"', "repository, role"]),
        (["images", "--limit", "-1"], ["limit is -1"]),
        (["images", "--endpoint", "nowhere"], ['no endpoint "nowhere"', '"k8s.gcr.io"', "legacy"]),
        (["summary", "--limit", "3"], ["summary takes no limit", "from, to, endpoint"]),
        (["tools", "--repository", "pause"], ["tools takes no repository"]),
        (["clients", "--repository", "pause", "--tool", "docker"], ["not both"]),
        (["networks", "--client", "192.0.2.1"], ["networks takes no client"]),
        (["images", "--after", "x"], ['cursor "x"']),
        (["images", "--from", "2023-03-21", "--to", "2023-03-20"], ["before it begins"]),
        (["images", "--endpoint", "\x1b[31m\u202ered"], ["\\u{1b}[31m\\u{202e}red"]),
    ],
)
def test_questions_without_answer(filled, args, parts):
    ran = fails(filled.run("query", *args), 64, *parts, "ebb query --help")
    assert ran.out == ""


def test_missing_file(folder):
    ran = fails(folder.run(*INGEST, "nope.log"), 1, "nope.log: there is no such file")
    assert "1 failed" in ran.err
    assert folder.files() == []


def test_missing_file_beside_a_good_one(folder, log):
    ran = fails(folder.run(*INGEST, "nope.log", "a.log"), 1, "nope.log")
    assert "1 source ingested, 1 failed: 3 lines" in ran.err
    assert "3" in folder.run("query", "images", "--output", "csv").out


def test_folder_without_logs(folder):
    (folder / "logs").mkdir()
    folder.write("logs/.hidden", "x")
    folder.write("logs/ebb.sqlite.lock", "x")
    fails(folder.run(*INGEST, "logs"), 1, "logs: there are no logs in this folder")


def test_unknown_format_names_two_guesses(folder):
    folder.write("junk.txt", "hello world\nthis is no log\n")
    fails(folder.run(*INGEST, "junk.txt"), 1, "junk.txt", "Nearest: ", "reads 0 of 2", "line 1, byte", "; ", "--format")


def test_format_that_fits_no_line(folder, log):
    fails(folder.run("ingest", "--format", "cloudfront", "a.log"), 1, "a.log", "Line 1, byte 0", "cloudfront")


def test_damaged_gzip(folder):
    folder.write("a.log.gz", b"\x1f\x8b\x08\x00garbage that is no stream")
    fails(folder.run(*INGEST, "a.log.gz"), 1, "a.log.gz", "gzip", "near byte", "gzip -t")


def test_hosts_of_nobody(folder, log):
    ran = folder.run("ingest", "--host", "mine.example", "a.log")
    assert ran.code == 0
    assert "None of 3 requests belongs" in ran.err
    assert "mine.example  3" in ran.err
    text = ran.err.split("--replace:\n")[1]
    yaml = "".join(row[2:] + "\n" for row in text.splitlines() if row.startswith("  "))
    folder.write("ebb.yaml", yaml)
    assert folder.run("config", "check", "ebb.yaml").code == 0
    again = folder.run("ingest", "--host", "mine.example", "--config", "ebb.yaml", "--replace", "a.log")
    assert again.code == 0
    assert folder.run("query", "images", "--output", "csv").out.startswith("repository,role,requests")
    assert "pause,legacy,3" in folder.run("query", "images", "--output", "csv").out


def test_other_settings(filled):
    fails(filled.run("ingest", "--host", "us.gcr.io", "a.log"), 1, "a.log was counted under other settings", "--replace")


def test_no_store(folder):
    for question in ("summary", "sources"):
        fails(folder.run("query", question), 1, "There is no store at ebb.sqlite", "ebb ingest")
    assert folder.files() == []


STORES = {
    "newer": ["written by a newer ebb (schema 99", "Install that version"],
    "foreign": ["no store of ebb", "--store"],
    "text": ["no SQLite file", "--store"],
    "folder": ["is a folder", "/ebb.sqlite"],
    "damaged": ["damaged"],
    "cut": ["damaged"],
    "nowhere/x": ["nowhere/x"],
}


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("command", ["ingest", "query"])
def test_wrong_store(filled, name, command):
    good = (filled / "ebb.sqlite").read_bytes()
    wrong = filled / name
    if name == "newer":
        wrong.write_bytes(good)
        with contextlib.closing(sqlite3.connect(wrong)) as database:
            database.execute("PRAGMA user_version = 99")
    elif name == "foreign":
        with contextlib.closing(sqlite3.connect(wrong)) as database:
            database.execute("CREATE TABLE theirs (a)")
    elif name == "text":
        wrong.write_text(lines.line())
    elif name == "folder":
        wrong.mkdir()
    elif name == "damaged":
        wrong.write_bytes(good[:5000] + b"A" * 4000 + good[9000:])
    elif name == "cut":
        wrong.write_bytes(good[:3000])
    before = wrong.read_bytes() if wrong.is_file() else None
    args = [*INGEST, "a.log"] if command == "ingest" else ["query", "summary"]
    ran = fails(filled.run(*args, "--store", f"sqlite:{name}"), 1, *STORES[name])
    assert ran.out == ""
    if before is not None and name != "damaged":
        assert wrong.read_bytes() == before
    if name in ("foreign", "text", "folder"):
        assert not (filled / f"{name}.lock").exists()


def test_unreadable_file_and_folder(folder, log):
    folder.write("secret.log", lines.line()).chmod(0)
    folder.write("locked/b.log", lines.line()).parent.chmod(0o700)
    writable = folder / "store"
    writable.mkdir()
    writable.chmod(0o777)
    ran = folder.run(*INGEST, "--store", "sqlite:store/x.sqlite", "secret.log", "locked", "a.log", before=NOBODY)
    assert ran.code == 1
    assert [row.split(":")[1].strip() for row in ran.complaints] == ["secret.log", "locked"], ran
    assert all("may not be read" in row for row in ran.complaints)
    assert "1 source ingested, 2 failed" in ran.err


def test_read_only_folder(filled):
    fails(filled.run(*INGEST, "--store", "sqlite:new.sqlite", "a.log", before=NOBODY), 1, "new.sqlite", "--store")
    fails(filled.run(*INGEST, "a.log", before=NOBODY), 1, "ebb.sqlite", "may not be written")
    fails(filled.run("query", "summary", before=NOBODY), 1, "ebb.sqlite can't be read", "Run as its owner")
    (filled / "ebb.sqlite").chmod(0o600)
    fails(filled.run("query", "summary", before=NOBODY), 1, "ebb.sqlite can't be read")


@pytest.mark.parametrize(
    "text, parts",
    [
        (None, ["ebb.yaml", "can't be read"]),
        (b"\xff\xfe", ["ebb.yaml", "UTF-8"]),
        ("migration: [", ["ebb.yaml:"]),
        ("migrationn: {}\n", ["ebb.yaml:1:1", "migrationn"]),
        ("migration:\n  name: x\n  endpoints:\n    - {name: a, role: lagacy, hosts: [a]}\n", ["ebb.yaml:4:", "lagacy"]),
    ],
)
@pytest.mark.parametrize("args", [[*INGEST, "a.log", "--config"], ["config", "check"], ["config", "show", "--config"]])
def test_wrong_configuration(folder, log, text, parts, args):
    if text is not None:
        folder.write("ebb.yaml", text)
    ran = fails(folder.run(*args, "ebb.yaml"), 1, *parts)
    assert ran.out == ""
    assert not (folder / "ebb.sqlite").exists()


def test_configuration_of_a_refused_run_is_not_kept(filled):
    text = filled.run("config", "show").out
    filled.write("keyed.yaml", text + "privacy:\n  store: keyed\n  keyFile: k\n" if "privacy" not in text else
                 text.replace("store: exact", "store: prefix"))
    fails(filled.run(*INGEST, "--config", "keyed.yaml", "a.log"), 1, "keeps clients in the form")
    assert filled.run("query", "images", "--output", "csv").out.count("pause") == 1
    assert "exact" not in filled.run(*INGEST, "a.log").err
