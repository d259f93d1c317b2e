"""The service while an ingest writes: neither waits for the other, and when it has ended all numbers are exact."""

import json
import os
import threading

import pytest

import lines
from service import Service, wait_until

INGEST = ("ingest", "--host", "k8s.gcr.io")
KINDS = ("summary", "timeseries", "images", "clients", "tools", "sources")


@pytest.fixture
def first(folder):
    folder.write("first.log", lines.many(50))
    assert folder.run(*INGEST, "first.log").code == 0
    return folder


def requests(service):
    return service.answer("summary", endpoint="k8s.gcr.io").json["data"][0]["requests"]


def exactly(folder, kind):
    return json.loads(folder.run("query", kind, "--output", "json").out)


def test_an_open_ingest_blocks_nobody(first):
    """The ingest holds the store, with one source committed or not, as long as the pipe is open."""
    service = Service(first)
    assert requests(service) == 50
    first.write("second.log", lines.many(70, start=1_000))
    os.mkfifo(first / "pipe")
    ingest = first.start(*INGEST, "second.log", "pipe")
    # Opened for writing, there is a reader: the ingest runs and holds the store.
    with open(first / "pipe", "w") as pipe:
        for number in range(20):
            pipe.write(lines.many(10, start=5_000 + 10 * number))
            pipe.flush()
            for kind in KINDS:
                assert service.answer(kind).json["data"]
            assert requests(service) in (50, 120)
        assert ingest.poll() is None
    out, err = ingest.communicate(timeout=60)
    assert ingest.returncode == 0, err
    assert requests(service) == 50 + 70 + 200
    for kind in KINDS[:2] + KINDS[4:]:
        shown = service.answer(kind).json
        expected = exactly(first, kind)
        if kind == "tools":
            shown["data"], expected["data"] = ([row | {"clients": 0} for row in rows] for rows in (shown["data"], expected["data"]))
            shown["completeness"]["notes"] = expected["completeness"]["notes"]
        assert without_notes(shown) == without_notes(expected)
    assert service.stop().code == 0


def without_notes(answer):
    return {**answer, "completeness": {**answer["completeness"], "notes": []}}


def test_numbers_are_exact_the_moment_an_ingest_ends(first):
    """Asked all the time from several sides, so that old answers lie in the cache."""
    service = Service(first)
    is_over = threading.Event()
    wrong = []

    def ask():
        last = 0
        while not is_over.is_set():
            reply = service.ask("/api/v1/summary?endpoint=k8s.gcr.io")
            number = reply.json["data"][0]["requests"]
            if reply.status != 200 or number < last or (reply.headers["Age"] and int(reply.headers["Age"]) > 10):
                wrong.append((reply.status, last, number, reply.headers["Age"]))
            last = number

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        total = 50
        for number in range(8):
            first.write(f"{number}.log", lines.many(1_000, start=100_000 * (number + 1)))
            assert first.run(*INGEST, f"{number}.log").code == 0
            total += 1_000
            assert requests(service) == total
            assert service.answer("sources", limit=100).json["data"][0]["name"] == "0.log"
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert not wrong
    assert service.stop().code == 0


def test_pages_hold_while_an_ingest_writes(first):
    first.write("many.log", "".join(lines.line(f"/v2/image-{n:03}/manifests/latest") * (1 + n % 3) for n in range(90)))
    assert first.run(*INGEST, "many.log").code == 0
    service = Service(first)
    names, after, number = [], None, 0
    while True:
        answer = service.answer("images", sort="repository", limit=20, **({"after": after} if after else {})).json
        names += [row["repository"] for row in answer["data"]]
        after = answer["next"]
        if not after:
            break
        # Behind the place, before it, and more of what was shown.
        number += 1
        more = [f"image-{90 + number}", f"aaa-{number}", "image-000"]
        first.write(f"more-{number}.log", "".join(lines.line(f"/v2/{name}/manifests/x") for name in more))
        assert first.run(*INGEST, f"more-{number}.log").code == 0
    assert len(names) == len(set(names))
    assert [name for name in names if name < "image-090"] == [f"image-{n:03}" for n in range(90)]
    assert service.stop().code == 0


def test_rules_of_a_later_ingest_hold(first):
    service = Service(first)
    first.write(
        "ebb.yaml",
        "migration:\n  name: mine\n  endpoints:\n    - {name: older, role: legacy, hosts: [k8s.gcr.io]}\n"
        "    - {name: newer, role: current, hosts: [new.example]}\nprivacy: {show: none}\n",
    )
    first.write("b.log", lines.many(3, start=90_000))
    assert service.answer("summary").json["data"][0]["endpoint"] == "k8s.gcr.io"
    assert first.run(*INGEST, "--config", "ebb.yaml", "b.log").code == 0
    assert [row["endpoint"] for row in service.answer("summary").json["data"]] == ["older", "newer"]
    assert "192.0.2" not in service.answer("images").text
    assert service.stop().code == 0
