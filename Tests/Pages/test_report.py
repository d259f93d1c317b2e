"""`ebb report` as a command."""

import hashlib
import os


def digest(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_store_same_bytes(program):
    before = digest(program.path / "report")
    program.run("report", "--output", "report")
    assert digest(program.path / "report") == before
    assert [name for name in os.listdir(program.path) if name.startswith(".report")] == []


def test_a_folder_of_others_is_left_alone(program):
    folder = program.path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("important")
    said = program.run("report", "--output", "mine", code=1)
    assert said == (
        "ebb: mine holds something that is no report of ours, and stays as it is. "
        "Name another folder with --output.\n"
    )
    assert os.listdir(folder) == ["thesis.txt"]
    (program.path / "file").write_text("x")
    assert "that is no folder" in program.run("report", "--output", "file", code=1)


def test_wrong_usage(program):
    assert "before it begins" in program.run(
        "report", "--output", "r", "--from", "2023-03-20", "--to", "2023-03-01", code=64
    )
    program.run("report", code=64)
    said = program.run("report", "--store", "sqlite:nothing.sqlite", "--output", "r", code=1)
    assert "nothing.sqlite" in said and not (program.path / "r").exists()


def test_no_client_is_named(program):
    clients = {row["client"] for row in program.ask("clients", "--limit", "0")["data"]}
    assert len(clients) > 1000
    for path in (program.path / "report").rglob("*"):
        if path.is_file():
            words = set(path.read_text().replace("<", " ").replace(">", " ").replace('"', " ").replace(",", " ").split())
            assert not clients & words, path


def test_of_a_range(program):
    program.run("report", "--from", "2023-03-01", "--to", "2023-03-05", "--output", "march")
    text = (program.path / "march/index.html").read_text()
    assert "1 to 5 March 2023" in text
    assert (program.path / "march/data/timeseries.csv").read_text().count("legacy") == 5


def test_an_empty_store(program):
    (program.path / "empty.log").write_text("")
    program.run("ingest", "--store", "sqlite:empty.sqlite", "--format", "combined", "--host", "k8s.gcr.io", "empty.log")
    program.run("report", "--store", "sqlite:empty.sqlite", "--output", "empty")
    assert "Nothing has been counted yet." in (program.path / "empty/index.html").read_text()
