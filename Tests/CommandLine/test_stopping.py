"""Ctrl-C, kill, a second run, a full disk: what is whole is kept, nothing is half-written, and the same command works."""

import json
import os
import signal
import subprocess
import time

import pytest

import lines
from program import EBB, environment, ran

INGEST = ("ingest", "--host", "k8s.gcr.io")


def requests(folder, *args):
    answer = json.loads(folder.run("query", "images", "--output", "json", *args).out)
    return sum(row["requests"] for row in answer["data"])


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_reading(process, path):
    """Whether the process holds the file open."""
    try:
        files = [os.readlink(f"/proc/{process.pid}/fd/{name}") for name in os.listdir(f"/proc/{process.pid}/fd")]
    except OSError:
        return False
    return str(path) in files


def catches(process, number):
    with open(f"/proc/{process.pid}/status") as status:
        for row in status:
            if row.startswith(("SigCgt:", "SigIgn:")) and int(row.split()[1], 16) >> (number - 1) & 1:
                return True
    return False


def stop(process, number):
    wait_until(lambda: catches(process, number))
    begin = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - begin < 5
    return ran(process, out, err)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("count", [0, 1, 20_000])
def test_idle_pipe(folder, number, count):
    """A run that waits for standard input ends too."""
    bytes_before = lines.many(count).encode() + (b"half a line" if count else b"")
    process = folder.start(*INGEST, "-", stdin=subprocess.PIPE)
    process.stdin.write(bytes_before)
    process.stdin.flush()
    time.sleep(0.2)
    wait_until(lambda: catches(process, number))
    begin = time.monotonic()
    process.send_signal(number)
    process.wait(timeout=20)
    assert time.monotonic() - begin < 5
    out, err = process.stdout.read(), process.stderr.read()
    process.stdin.close()
    result = ran(process, out, err)
    assert result.code == 1
    assert "Stopping" in result.err and "Stopped. 0 sources ingested" in result.err
    assert "-: stopped before its end. Nothing of it was counted." in result.err
    assert requests(folder) == 0


def test_pipe_that_nobody_writes_to(folder, log):
    """What is whole is saved; a named pipe without a writer does not hold the run."""
    os.mkfifo(folder / "pipe")
    process = folder.start(*INGEST, "--jobs", 1, "a.log", "pipe")
    wait_until(lambda: is_reading(process, folder / "pipe"))
    result = stop(process, signal.SIGINT)
    assert result.code == 1
    assert "Stopped. 1 source ingested, 1 failed" in result.err
    assert requests(folder) == 3
    again = folder.run(*INGEST, "a.log")
    assert again.code == 0 and "1 already ingested" in again.err


def test_named_pipe_is_read_to_its_end(folder):
    os.mkfifo(folder / "pipe")
    process = folder.start(*INGEST, "pipe")
    with open(folder / "pipe", "w") as pipe:
        for _ in range(3):
            pipe.write(lines.line())
            pipe.flush()
            time.sleep(0.2)
    out, err = process.communicate(timeout=20)
    assert ran(process, out, err).code == 0
    assert requests(folder) == 3


def test_many_files(folder):
    for number in range(300):
        folder.write(f"logs/{number}.log", lines.many(3_000, start=number))
    process = folder.start(*INGEST, "--jobs", 2, "logs")
    wait_until(lambda: (folder / "ebb.sqlite").exists())
    time.sleep(0.3)
    result = stop(process, signal.SIGINT)
    assert result.code == 1 and "Stopped." in result.err
    assert "not begun:" in result.err and "Run the same command again for the rest." in result.err
    saved = requests(folder)
    assert saved % 3_000 == 0 and saved < 900_000
    after = folder.run(*INGEST, "logs")
    assert after.code == 0
    assert requests(folder) == 900_000


def test_killed_at_any_point_then_again(folder):
    for number in range(40):
        folder.write(f"logs/{number}.log", lines.many(3_000, start=number))
    never = folder.run(*INGEST, "--store", "sqlite:never.sqlite", "logs")
    assert never.code == 0
    for delay in (0.02, 0.08, 0.15, 0.3):
        process = folder.start(*INGEST, "logs")
        time.sleep(delay)
        process.kill()
        process.communicate()
    after = folder.run(*INGEST, "logs")
    assert after.code == 0, after
    for question in ("summary", "timeseries", "images", "clients", "tools"):
        answers = [
            folder.run("query", question, "--output", "csv", "--store", f"sqlite:{name}.sqlite").out
            for name in ("never", "ebb")
        ]
        assert answers[0] == answers[1]


def test_second_run_waits_and_then_says_for_whom(folder, log):
    os.mkfifo(folder / "pipe")
    first = folder.start(*INGEST, "pipe")
    wait_until(lambda: is_reading(first, folder / "pipe"))
    begin = time.monotonic()
    second = folder.run(*INGEST, "a.log", timeout=60)
    assert 29 < time.monotonic() - begin < 40
    assert second.code == 1
    assert second.out == ""
    holder = f"process {first.pid} on {os.uname().nodename}"
    assert f"Waiting for {holder}" in second.err
    assert f"ebb.sqlite is held by {holder}" in second.complaints[0]
    with open(folder / "pipe", "w") as pipe:
        pipe.write(lines.line())
    out, err = first.communicate(timeout=20)
    assert ran(first, out, err).code == 0
    assert folder.run(*INGEST, "a.log").code == 0
    assert requests(folder) == 4


def test_second_run_goes_on_when_the_first_has_ended(folder, log):
    os.mkfifo(folder / "pipe")
    first = folder.start(*INGEST, "pipe")
    wait_until(lambda: is_reading(first, folder / "pipe"))
    second = folder.start(*INGEST, "a.log")
    assert b"Waiting for process" in second.stderr.readline()
    assert folder.run("query", "summary").code == 0, "readers do not wait"
    with open(folder / "pipe", "w") as pipe:
        pipe.write(lines.line())
    for process in (first, second):
        assert ran(process, *process.communicate(timeout=20)).code == 0
    assert requests(folder) == 4


def test_broken_pipe(filled):
    for number in range(200):
        filled.write(f"more/{number}.log", lines.line(f"/v2/image-{number}/manifests/latest"))
    assert filled.run(*INGEST, "more").code == 0
    script = f"'{EBB}' query images --limit 0 --output json | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=filled.path, env=environment(), capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] in ("0", str(128 + signal.SIGPIPE))
    assert done.stderr == ""


@pytest.fixture
def small_disk(folder):
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_full_disk(folder, log, small_disk):
    store = "sqlite:disk/ebb.sqlite"
    assert folder.run(*INGEST, "--store", store, "a.log").code == 0
    folder.write("big.log", lines.many(30_000))
    full = folder.run(*INGEST, "--store", store, "big.log")
    assert full.code == 1
    assert len(full.complaints) == 1 and "disk" in full.complaints[0] and "Make room" in full.complaints[0], full
    assert requests(folder, "--store", store) == 3, "nothing half-written"
    subprocess.run(["mount", "-o", "remount,size=40m", small_disk], check=True)
    assert folder.run(*INGEST, "--store", store, "big.log").code == 0
    assert requests(folder, "--store", store) == 30_003


def test_disk_full_from_the_start(folder, log, small_disk):
    (small_disk / "ballast").write_bytes(b"x" * 390_000)
    full = folder.run(*INGEST, "--store", "sqlite:disk/ebb.sqlite", "a.log")
    assert full.code == 1 and len(full.complaints) == 1, full
    (small_disk / "ballast").unlink()
    assert folder.run(*INGEST, "--store", "sqlite:disk/ebb.sqlite", "a.log").code == 0
    assert requests(folder, "--store", "sqlite:disk/ebb.sqlite") == 3


def test_dry_run_writes_nothing(folder, log):
    yaml = folder.run("config", "show").out
    folder.write("ebb.yaml", yaml)
    keyed = yaml.replace("store: exact", "store: keyed\n  keyFile: ebb.key").replace("show: prefix", "show: keyed")
    folder.write("keyed.yaml", keyed)
    before = folder.files()
    for config in ("ebb.yaml", "keyed.yaml"):
        done = folder.run(*INGEST, "--dry-run", "--config", config, "a.log")
        assert done.code == 0, done
        assert "1 source counted, nothing written: 3 lines" in done.err
        assert folder.files() == before
    assert folder.run(*INGEST, "--dry-run", "nope.log").code == 1
    assert folder.files() == before
