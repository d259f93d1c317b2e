import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "CommandLine"))

import program  # noqa: E402
from program import Folder  # noqa: E402
from service import Service  # noqa: E402

GENERATE_LOGS = str(Path(program.EBB).parent / "generate-logs")


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="ebb-") as path:
        folder = Folder(Path(path))
        yield folder
        folder.end()


@pytest.fixture(scope="session")
def sample():
    """A folder with a store of thirty days' sample logs, the last five behind a redirect. Nobody changes the store."""
    with tempfile.TemporaryDirectory(prefix="ebb-") as path:
        folder = Folder(Path(path))
        command = [GENERATE_LOGS, "sample", "--days", "30", "--output", path + "/logs"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        ran = folder.run("ingest", *sorted((folder / "logs").glob("*.gz")))
        assert ran.code == 0, ran
        yield folder
        folder.end()


@pytest.fixture(scope="session")
def service(sample):
    """The service on that store, as it is without a token."""
    yield Service(sample)


def write_tokens(folder, *scopes):
    """A configuration with one token for each list of scopes; the tokens."""
    tokens, entries = [], ""
    for number, scope in enumerate(scopes):
        ran = folder.run("token", "--name", f"token {number}", "--scopes", scope)
        assert ran.code == 0, ran
        tokens.append(ran.out.strip())
        entries += "    " + next(line for line in ran.err.splitlines() if "sha256" in line).strip() + "\n"
    folder.write("tokens.yaml", "migration: {preset: k8s.gcr.io}\nserve:\n  tokens:\n" + entries)
    return tokens


@pytest.fixture(scope="session")
def seeing(sample):
    """The service on that store for somebody who may see clients."""
    [token] = write_tokens(sample, "read,clients")
    yield Service(sample, "--config", "tokens.yaml", token=token)
