"""Results on standard output, everything else on standard error; nothing that a log says can do harm."""

import csv
import io
import json
import os
import pty
import select
import subprocess
import time

import pytest

import lines
from program import EBB, environment

INGEST = ("ingest", "--host", "k8s.gcr.io")
QUESTIONS = ("summary", "timeseries", "progress", "forecast", "images", "clients", "networks", "tools", "sources", "rejects")

HOSTILE = [
    r"\x1B[31mred\x1B[0m/1.0",
    "=cmd|'/C calc'!A0",
    "+SUM(1)",
    "@x",
    "'; DROP TABLE clients; --",
    r"\x22quoted\x22, with comma",
    "<script>alert(1)</script>",
    "\u202egnp.exe\u2066",
    "\u200bnothing\ufeff",
    r"nul\x00in the middle",
    "\x1b]0;title\x07",
    "\x9b31m",
    "%s%n",
    "💥",
]


@pytest.fixture
def hostile(folder):
    name = "it's \x1b[31m=1,\"2\"\u202e.log"
    rows = [lines.line(agent=agent, client=f"192.0.2.{number}") for number, agent in enumerate(HOSTILE)]
    rows += [lines.line(f"/v2/{agent}/manifests/{agent}", client=agent) for agent in HOSTILE]
    rows += [f"rejected {agent}\n" for agent in HOSTILE]
    folder.write(name, "".join(rows))
    ran = folder.run(*INGEST, name)
    assert ran.code == 0, ran
    assert "DROP" not in ran.err
    return folder


@pytest.mark.parametrize("question", QUESTIONS)
def test_hostile_content(hostile, question):
    table = hostile.run("query", question)
    text = hostile.run("query", question, "--output", "csv", *limit(question))
    answer = hostile.run("query", question, "--output", "json", *limit(question))
    for ran in (table, text, answer):
        assert ran.code == 0, ran
        for character in ran.out + ran.err:
            assert character == "\n" or character == "\r" or character >= " ", repr(character)
            assert character not in "\x7f\x85\x9b\u200b\u202e\u2066\ufeff", repr(character)
    data = json.loads(answer.out)
    rows = list(csv.reader(io.StringIO(text.out, newline="")))
    assert len(rows) == len(data["data"]) + 1
    assert all(len(row) == len(rows[0]) for row in rows)
    for row in rows[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "@")) and (not cell.startswith("-") or cell == "-"), cell
    if data["data"]:
        assert list(data["data"][0]) == rows[0]


def limit(question):
    return () if question in ("summary", "timeseries", "progress", "forecast") else ("--limit", "0")


def test_hostile_names_are_whole_in_json(hostile):
    [source] = json.loads(hostile.run("query", "sources", "--output", "json").out)["data"]
    assert source["name"] == "it's \x1b[31m=1,\"2\"\u202e.log"


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_ingest_results(folder, log, output):
    folder.write("nope.txt", "hello\nworld\n")
    ran = folder.run(*INGEST, "--output", output, "a.log", "nope.txt", "gone")
    assert ran.code == 1
    if output == "json":
        answer = json.loads(ran.out)
        assert [row["status"] for row in answer["sources"]] == ["ingested", "failed", "failed"]
        assert answer["sources"][0]["lines"] == 3 and answer["sources"][0]["error"] is None
        assert "gone: there is no such file" in answer["sources"][2]["error"]
        assert answer["seconds"] >= 0
    elif output == "csv":
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        assert [row["status"] for row in rows] == ["ingested", "failed", "failed"]
    else:
        assert len(ran.out.splitlines()) == 4
    assert len(ran.complaints) == 2
    assert "1 source ingested, 2 failed" in ran.err and "lines/s" not in ran.out


def test_json_is_all_there_is_on_standard_output(filled):
    for question in QUESTIONS:
        answer = json.loads(filled.run("query", question, "--output", "json").out)
        assert set(answer) - {"progress"} == {"definition", "completeness", "data", "next"}
        assert answer["definition"] == "session"


def test_pages(folder):
    folder.write("a.log", "".join(lines.line(f"/v2/image-{number}/manifests/latest") for number in range(25)))
    assert folder.run(*INGEST, "a.log").code == 0
    names, after = [], None
    for _ in range(3):
        answer = json.loads(
            folder.run(
                "query", "images", "--limit", "10", "--output", "json", *(["--after", after] if after else [])
            ).out
        )
        names += [row["repository"] for row in answer["data"]]
        after = answer["next"]
    assert after is None and len(set(names)) == len(names) == 25
    shown = folder.run("query", "images", "--limit", "10")
    assert "More rows: --after " in shown.err and len(shown.out.splitlines()) == 11


def test_compressed_and_standard_input_are_the_same(folder, log):
    subprocess.run(["gzip", "-k", "a.log"], cwd=folder.path, check=True)
    assert folder.run(*INGEST, "a.log.gz").code == 0
    assert "1 already ingested" in folder.run(*INGEST, "-", stdin=log.read_bytes()).err
    assert "1 already ingested" in folder.run(*INGEST, "a.log").err


def on_terminal(folder, *args, env=None, slow=None):
    """Runs the program on a terminal of its own; what comes out of it, standard output and error together."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [EBB, *args], cwd=folder.path, env=environment(**(env or {})), stdin=subprocess.DEVNULL, stdout=side, stderr=side
    )
    os.close(side)
    if slow:
        slow()
    shown = b""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if select.select([main], [], [], 0.1)[0]:
            try:
                shown += os.read(main, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
    os.close(main)
    assert process.wait(timeout=5) == 0, shown
    return shown.decode()


def test_little_memory_counts_the_same(folder):
    folder.write("a.log", lines.many(20_000))
    answers = []
    for memory in ("1M", "1G"):
        store = ("--store", f"sqlite:{memory}.sqlite")
        ran = folder.run("ingest", "--host", "k8s.gcr.io", "--memory", memory, *store, "a.log")
        assert ran.code == 0, ran
        answers.append(folder.run("query", "clients", "--output", "csv", "--limit", "1000", *store).out)
    assert answers[0] == answers[1] and answers[0].count("\n") > 1
    assert not [name for name in folder.files() if "tmp" in str(name)]


def test_progress_bar_on_a_terminal_only(folder):
    os.mkfifo(folder / "pipe")

    def write_slowly():
        with open(folder / "pipe", "w") as pipe:
            pipe.write(lines.many(3_000))
            pipe.flush()
            time.sleep(1)

    shown = on_terminal(folder, *INGEST, "pipe", slow=write_slowly)
    assert "lines/s  0/1 sources" in shown and "\r\x1b[K" in shown
    assert shown.rindex("\x1b[K") < shown.index("1 source ingested: 3,000 lines"), "the bar is gone at the end"
    for number in range(20):
        folder.write(f"logs/{number}.log", lines.many(20_000, start=number + 1))
    shown = on_terminal(folder, *INGEST, "--jobs", "1", "logs")
    assert "20 sources ingested" in shown and "░" in shown and "█" in shown


def test_colour_on_a_terminal_only(filled):
    assert "\x1b[1m" in on_terminal(filled, "query", "images")
    assert "\x1b" not in on_terminal(filled, "query", "images", env={"NO_COLOR": "1"})
    assert "\x1b[1m" in on_terminal(filled, "query", "images", env={"NO_COLOR": ""})
    assert "\x1b" not in on_terminal(filled, "query", "images", env={"TERM": "dumb"})
