import os
import tempfile
from pathlib import Path

import pytest

import lines
from program import Folder


@pytest.fixture
def folder():
    """Not pytest's own folder: other users may not look into that."""
    with tempfile.TemporaryDirectory(prefix="ebb-") as path:
        os.chmod(path, 0o755)
        folder = Folder(Path(path))
        yield folder
        folder.end()


@pytest.fixture
def log(folder):
    """A log of three lines for the old endpoint."""
    return folder.write("a.log", lines.line() * 3)


@pytest.fixture
def filled(folder, log):
    """A folder whose store holds that log."""
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    return folder
