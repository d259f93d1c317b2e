import re
import subprocess

from machine import EBB

BENCHMARKS = EBB.parent / "benchmarks"


def test_benchmark_measures(tmp_path):
    """A small store, one second an address: it works, and what it prints is no error. How fast it is, nobody asks."""
    store = tmp_path / "small.sqlite"
    subprocess.run(
        [BENCHMARKS, "year-store", "--output", store, "--days", "20", "--clients", "300", "--pairs", "600", "--repositories", "30", "--requests", "1000"],
        check=True, capture_output=True)
    before = store.read_bytes()
    said = subprocess.run([BENCHMARKS, "serve", "--store", store, "--seconds", "1", "--only", "summary"], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    rows = re.findall(r"^(\S*) +(the same|changing) +(?:[\d.]+ +)?([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +(\d+)$", said.stdout, re.M)
    assert [row[1] for row in rows] == ["the same", "changing"], said.stdout
    for _, _, median, percentile99, longest, rate, errors in rows:
        assert 0 < float(median) <= float(percentile99) <= float(longest)
        assert float(rate) > 0 and errors == "0"
    assert re.search(r"^\d+ ingests? ended beside it\.$", said.stdout, re.M)
    assert store.read_bytes() == before, "the store was copied, not used"
