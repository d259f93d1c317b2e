"""Figures that no server writes must not end the run."""

import json

import pytest

import lines

INGEST = ("ingest", "--host", "k8s.gcr.io")


@pytest.mark.parametrize("size", [2**42 + 1, 2**62, 2**63 - 1])
def test_bytes_that_no_sum_can_hold(folder, size):
    folder.write("a.log", lines.line(size=size) * 4 + lines.line(size=7))
    assert folder.run(*INGEST, "a.log").code == 0
    [row] = json.loads(folder.run("query", "images", "--output", "json").out)["data"]
    assert (row["requests"], row["bytes"]) == (5, 7)


@pytest.mark.parametrize("time", [253402300800, 9999999999999, 99999999999999999])
def test_times_behind_all_calendars(folder, time):
    log = '192.0.2.1 [{}.000] "GET /v2/pause/manifests/3.9 HTTP/1.1" 200 5\n'
    folder.write("a.log", log.format(time) + log.format(253402300799) + log.format(0))
    form = '$remote_addr [$msec] "$request" $status $body_bytes_sent'
    ran = folder.run(*INGEST, "--format", form, "a.log")
    assert ran.code == 0 and "3 lines" in ran.err
    answer = json.loads(folder.run("query", "images", "--output", "json").out)
    assert answer["data"][0]["requests"] == 2
    assert answer["data"][0]["lastSeen"] == "9999-12-31T23:59:59Z"
    assert answer["completeness"]["rejectedLines"] == 1
