"""What Ebb counted beside what somebody else did."""

import json

import pytest

import lines


@pytest.fixture
def counted(folder):
    """Ten requests on each of three days, 500 bytes each."""
    log = "".join(lines.line(time=f"{day}/Mar/2023:08:15:00 +0000", client=f"192.0.2.{client}") for day in (20, 21, 22) for client in range(10))
    folder.write("a.log", log)
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    return folder


CSV = "date,POP,requests,MB\n2023-03-20,fra,8,0.005\n2023-03-20,ams,2,0\n2023-03-21,fra,20,0.005\n2023-03-25,fra,1,1\n"


def test_day_by_day(counted):
    counted.write("cdn.csv", CSV)
    ran = counted.run("reconcile", "cdn.csv")
    assert ran.code == 0
    assert "Ebb counted 66.7 % of the requests and 100.0 % of the bytes that cdn.csv tells, on 2 days that both have." in ran.err
    assert "In cdn.csv alone: 1 day" in ran.err and "In Ebb alone: 1 day" in ran.err and "Columns left alone: POP." in ran.err
    assert ran.out.splitlines()[-1].split()[0] == "total"

    rows = json.loads(counted.run("reconcile", "cdn.csv", "--output", "json").out)["data"]
    assert [(row["day"], row["requests"], row["outsideRequests"], row["requestsRatio"]) for row in rows] == [
        ("2023-03-20", 10, 10, 1.0), ("2023-03-21", 10, 20, 0.5), ("2023-03-22", 10, None, None),
        ("2023-03-25", None, 1, None), ("total", 20, 30, 0.666667),
    ]
    table = counted.run("reconcile", "-", "--output", "csv", stdin=CSV.encode())
    assert table.out.splitlines()[0].startswith("day,requests,outsideRequests,requestsRatio")
    only = json.loads(counted.run("reconcile", "cdn.csv", "--from", "2023-03-21", "--to", "2023-03-22", "--output", "json").out)["data"]
    assert [row["day"] for row in only] == ["2023-03-21", "2023-03-22", "total"]


def test_sampled(counted):
    counted.write("cdn.csv", "day,requests\n2023-03-20,100\n")
    ran = counted.run("reconcile", "cdn.csv", "--logs-sampled", "10")
    assert "Ebb counted 100.0 % (55.5 % to 180.0 %) of the requests" in ran.err
    row = json.loads(counted.run("reconcile", "cdn.csv", "--logs-sampled", "10", "--output", "json").out)["data"][-1]
    assert row["requestsRatioLow"] < 0.56 < row["requestsRatio"] == 1 < 1.8 < row["requestsRatioHigh"]


@pytest.mark.parametrize("content, args, complaint", [
    ("day,requests\nyesterday,5\n", (), "x.csv:2: field 1: “yesterday” is no day."),
    ("day,requests\n2023-03-20,\x1b[31m\n", (), "x.csv:2: field 2: “\\u{1b}[31m” is no number of requests."),
    ("day,requests\n2022-01-01,5\n", (), "have no day in common"),
    ("day,requests\n2023-03-20,5\n", ("--endpoint", "nobody"), 'There is no endpoint "nobody".'),
    ("day,requests\n2023-03-20,5\n", ("--outside-sampled", "0"), "--outside-sampled is 0"),
])
def test_what_is_wrong(counted, content, args, complaint):
    counted.write("x.csv", content)
    ran = counted.run("reconcile", "x.csv", *args)
    assert ran.code in (1, 64)
    assert complaint in " ".join(ran.complaints)


def test_the_ratio_stands_on_the_pages(counted):
    counted.write("cdn.csv", CSV)
    assert counted.run("report", "--output", "report", "--reconcile", "cdn.csv").code == 0
    for page in ("index.html", "stragglers.html"):
        assert "66.7 % of the requests and 100.0 % of the bytes that cdn.csv tells, on 2 days" in (counted / "report" / page).read_text()
    assert "--endpoint says whose" in counted.run("report", "--output", "report", "--endpoint", "legacy").complaints[0]


def test_files_that_are_none(counted):
    assert "the file can't be read" in counted.run("reconcile", "nothing.csv").complaints[0]
    (counted / "x.csv").write_bytes(b"day,requests\n2023-03-20,\xff\n")
    assert "no UTF-8 text" in counted.run("reconcile", "x.csv").complaints[0]
