"""Each line counts once: read twice, rotated and compressed in between, or killed in the middle."""

import gzip
import itertools
import os
import time

import expected
import tables
from ebb import Ebb
from nginx import NAMED, compress

VHOST = NAMED["vhost"]


def test_a_second_ingest_changes_nothing(stage, store):
    store.ingest(stage.packed["vhost"], format=VHOST)
    before = store.answers()
    (again,) = store.ingest(stage.packed["vhost"], format=VHOST)["sources"]
    assert again["status"] == "alreadyIngested"
    assert store.answers() == before


def test_the_same_log_plain_is_the_same_source(stage, store, tmp_path):
    store.ingest(stage.packed["vhost"], format=VHOST)
    before = store.answers()
    plain = tmp_path / "access.log"
    plain.write_bytes(gzip.open(stage.packed["vhost"]).read())
    (again,) = store.ingest(plain, format=VHOST)["sources"]
    assert again["status"] == "alreadyIngested"
    assert store.answers() == before


def test_formats_agree_with_each_other(stage, binary, tmp_path):
    """The format that Ebb finds out by itself, too."""
    first = Ebb(tmp_path / "told")
    first.ingest(stage.packed["vhost"], format=VHOST)
    second = Ebb(tmp_path / "found")
    second.ingest(stage.packed["vhost"])
    assert second.answers() == first.answers()


def test_each_line_once_across_rotations(stage, store):
    """A live log is read again and again while it grows, is renamed, compressed and followed by a new one."""
    nginx, folder = stage.nginx, stage.nginx.logs()

    rounds = itertools.count()

    def traffic():
        # The query makes each round's lines its own. Logs of the same second may else be equal byte by byte, and
        # equal content is one source, whatever its name.
        stage.curl_direct.curl("new.example", f"/v2/team/app/manifests/v1?round={next(rounds)}")
        stage.skopeo.copy("old.example", stage.tool.name)

    def ingest():
        return [source["status"] for source in store.ingest(folder, format=VHOST)["sources"]]

    assert ingest() == ["ingested"]
    traffic()
    assert ingest() == ["ingested"], "the same log has grown"
    traffic()
    nginx.rotate()
    traffic()
    ingest()                                    # the rest of the renamed one, and the beginning of the new one
    compress(f"{nginx.log()}.1")
    traffic()
    nginx.rotate()                              # longer than when it was read, renamed and compressed
    compress(f"{nginx.log()}.1")
    traffic()
    ingest()
    assert sorted(os.listdir(folder)) == ["access.log", "access.log.1.gz", "access.log.2.gz"]
    assert ingest() == ["alreadyIngested"] * 3

    text = b"".join(gzip.open(f"{nginx.log()}.{number}.gz").read() for number in (2, 1)) + nginx.read()
    wanted = tables.summary(expected.read(text.decode()))
    rows = {row["role"]: row for row in store.query("summary")}
    for role, row in wanted.items():
        assert (rows[role]["requests"], rows[role]["bytes"]) == (row["requests"], row["bytes"]), role
    assert rows["current"]["pulls"] == wanted["current"]["pulls"]
    assert rows["legacy"]["lost"] == wanted["legacy"]["lost"]


def test_killed_at_any_point_then_run_again(stage, binary, tmp_path):
    """Several larger logs, the recording over and over, killed with SIGKILL at moments all over the run."""
    member = gzip.compress(stage.text["vhost"].encode(errors="surrogateescape"))
    paths = [tmp_path / f"access-{number}.log.gz" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_bytes(member * (200 + number))      # each of another length: no two are the same source
    whole = Ebb(tmp_path / "whole")
    began = time.monotonic()
    whole.ingest(*paths, format=VHOST)
    seconds, wanted = time.monotonic() - began, whole.answers()
    caught = 0
    for tenth in (1, 3, 5, 7, 9):
        killed = Ebb(tmp_path / f"killed-{tenth}")
        caught += killed.ingest_and_kill(*paths, format=VHOST, after=seconds * tenth / 10)
        killed.ingest(*paths, format=VHOST)
        assert killed.answers() == wanted, f"killed after {tenth} tenths"
    assert caught, "no ingest was still at work when it was to be killed: the logs are too small"
