"""What traffic costs: the example of the README, to the cent, and what is printed where nothing is known."""

import json
from decimal import Decimal

import lines
from program import ROOT

SECTION = (ROOT / "README.md").read_text("utf-8").split("### What it costs\n")[1].split("\n### ")[0]
GIB = 1 << 30
# As many requests of 3 GiB as the example has.
REQUESTS = 20_480

TARIFF = """
costs:
  tariffs:
    - {name: Google, endpoints: [k8s.gcr.io], prices: google-container-registry, zone: worldwide}
"""


def number(text):
    return Decimal(text.replace(",", ""))


def example():
    """The rows of the README's table: part, GiB, price, amount."""
    rows = SECTION.split("| part of April ")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def cents(amount):
    return Decimal(amount).quantize(Decimal("0.01"))


def cost(folder, *args):
    ran = folder.run("query", "cost", "--output", "json", *args)
    assert ran.code == 0, ran
    return {row["item"]: row for row in json.loads(ran.out, parse_float=Decimal)["data"]}


def test_the_example_adds_up():
    *parts, requests, total = example()
    for _, size, price, amount in parts:
        assert number(size) * number(price) == number(amount)
    assert cents(REQUESTS * Decimal("0.40") / 1_000_000) == number(requests[3])
    assert f"{REQUESTS:,} requests" in requests[0]
    assert sum(number(part[1]) for part in parts) == number(total[1]) == REQUESTS * 3


def test_the_example_is_what_ebb_says(folder):
    log = "".join(
        lines.line(
            path=f"/v2/{'a' if index % 5 == 0 else 'b'}/blobs/sha256:{index:064x}",
            time=f"{index % 30 + 1:02}/Apr/2023:08:15:00 +0000",
            size=3 * GIB,
        )
        for index in range(REQUESTS)
    )
    folder.write("ebb.yaml", TARIFF)
    folder.write("a.log", log)
    assert folder.run("ingest", "--config", "ebb.yaml", "--host", "k8s.gcr.io", "a.log").code == 0
    total = number(example()[-1][3])
    month = cost(folder)["2023-04"]
    assert (cents(month["cost"]), month["currency"], month["label"]) == (total, "USD", ["list"])
    image = cost(folder, "--per", "image")["a"]
    assert f"cost {cents(image['cost']):,} USD" in SECTION
    for per in ("day", "image", "client", "network"):
        assert sum(row["cost"] for row in cost(folder, "--per", per, "--limit", "0").values()) == month["cost"]


def test_the_readme_s_routing(folder):
    folder.write("ebb.yaml", SECTION.split("```yaml\n")[2].split("```")[0])
    folder.write("a.log", lines.line(size=GIB))
    assert folder.run("ingest", "--config", "ebb.yaml", "--host", "k8s.gcr.io", "a.log").code == 0
    row = cost(folder, "--what-if", "with a CDN")["2023-03"]
    assert (row["tariff"], row["networks"], cents(row["cost"])) == ("Google", "unknown", Decimal("0.12"))


def test_the_lists_of_the_readme_are_all():
    named = {line.split("`")[1] for line in SECTION.split("| list |")[1].splitlines() if line.startswith("| `")}
    assert named == {path.stem.removeprefix("prices-") for path in (ROOT / "Schemas").glob("prices-*.yaml")}


def test_without_tariffs_it_says_what_to_write(folder):
    folder.write("a.log", lines.line(size=GIB))
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    ran = folder.run("query", "cost")
    assert ran.code == 0
    assert "cost" not in ran.out.splitlines()[0]
    assert "Nobody said what these cost: k8s.gcr.io. Write costs.tariffs in ebb.yaml." in ran.err


def test_an_unknown_routing_names_those_there_are(folder):
    folder.write("a.log", lines.line())
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    ran = folder.run("query", "cost", "--what-if", "x")
    assert ran.code == 64
    assert 'There are "registry.k8s.io".' in ran.complaints[0]
