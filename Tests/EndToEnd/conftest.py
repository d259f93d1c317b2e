"""The stages, each built and played once, then shared by all tests that look at it."""

import os
import shutil
import signal

import pytest

import ebb
import hosts
from acts import CHAINS, play
from nginx import FORMATS, NAMED
from stage import Stage


def pytest_configure(config):
    # Asked to end, pytest must still take its servers and namespaces away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _need(reason):
    """Without what the test needs it is skipped by hand, but never silently in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def machine():
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    missing = [program for program in (
        "docker-registry", "nginx", "skopeo", "umoci", "containerd", "ctr", "runc", "dockerd", "curl", "openssl",
        "ip", "nsenter") if not shutil.which(program, path=path)]
    if missing:
        pytest.fail(f"missing: {', '.join(missing)}; the script `install` beside this installs them", pytrace=False)
    if reason := hosts.why_not():
        _need(reason)


@pytest.fixture(scope="session")
def stages(machine):
    """Builds and plays a stage when it is first asked for; all are closed at the end. pytest itself would close
    a stage whenever the next test wants another one, and build it anew later."""
    built = {}

    def get(chain):
        if chain not in built:
            built[chain] = stage = Stage(chain)
            play(stage)
            stage.finish()
        return built[chain]

    try:
        yield get
    finally:
        for stage in built.values():
            stage.close()


@pytest.fixture(params=CHAINS, ids=lambda chain: chain.name)
def stage(request, stages):
    """One chain of hosts with all acts played, and its logs compressed."""
    return stages(request.param)


@pytest.fixture(scope="session")
def binary():
    if not os.access(ebb.BINARY, os.X_OK):
        pytest.fail(f"no program at {ebb.BINARY}: build it (swift build -c release), or name it in EBB", pytrace=False)


@pytest.fixture
def store(binary, tmp_path):
    """An Ebb that has read nothing yet."""
    return ebb.Ebb(tmp_path)


@pytest.fixture(params=FORMATS, ids=str)
def told(request):
    """A log's name, and what Ebb is told about its format."""
    return request.param, NAMED.get(request.param, FORMATS[request.param])


@pytest.fixture
def lines(stage, told):
    """The lines that Ebb can count in this format. Where method and path stand apart nginx writes `-` for all
    parts of what is no request, and there is nothing left to count; as a whole it writes what it got."""
    return [line for line in stage.lines if told[0] != "own" or line.operation != "none"]


@pytest.fixture(scope="session")
def stores():
    """What `ingested` has made, by chain and format."""
    return {}


@pytest.fixture
def ingested(stage, told, binary, stores, tmp_path_factory):
    """A stage's log in one format, ingested once: Ebb, and what `ebb ingest` said about the file."""
    name, format = told
    if (stage, name) not in stores:
        program = ebb.Ebb(tmp_path_factory.mktemp("store"))
        stores[stage, name] = program, program.ingest(stage.packed[name], format=format)["sources"]
    return stores[stage, name]
