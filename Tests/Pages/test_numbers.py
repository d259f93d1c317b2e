"""Every number on a page is the one that `ebb query` says."""

import json
import urllib.request

import pytest

from reading import number, percent, plain, table

ROLES = {"legacy": "old", "current": "new", "backend": "backend"}
RANGE = ("--from", "2023-03-03", "--to", "2023-03-30")
WEEK = ("--from", "2023-03-24", "--to", "2023-03-30")
WEEK_BEFORE = ("--from", "2023-03-17", "--to", "2023-03-23")


def share(progress):
    low, high = percent(progress["low"]), percent(progress["high"])
    return low if low == high else f"{low} to {high}"


def test_sentence(page, base, program):
    page.goto(base / "index")
    sentence = plain(page.locator("h1").inner_text())
    now, before = (program.ask("summary", *days)["progress"] for days in (WEEK, WEEK_BEFORE))
    assert sentence.startswith(f"{share(now)} of pulls came directly to registry.k8s.io, ")
    assert share(before) in sentence
    legacy = next(row for row in program.ask("summary", *WEEK)["data"] if row["endpoint"] == "k8s.gcr.io")
    below = plain(page.locator(".answer p").first.inner_text())
    assert f"{legacy['clients']:,} clients sent".replace(",", " ") in below
    assert f"{legacy['requests']:,} requests".replace(",", " ") in below
    assert f"nobody followed {legacy['lost']:,} of its redirects".replace(",", " ") in below


def test_burn_down(page, base, program):
    page.goto(base / "index")
    page.locator("details.twin summary").click()
    rows = table(page.locator("#burn-down-table"))
    wanted = {}
    for row in program.ask("timeseries")["data"]:
        day = wanted.setdefault(row["time"][:10], {})
        if row["role"] == "legacy":
            day["pulls served by k8s.gcr.io"] = row["pulls"]
        elif row["role"] == "current":
            day["pulls directly to registry.k8s.io"] = row["direct"]
            day["pulls redirected by k8s.gcr.io"] = row["followed"]
            day["pulls by an unknown way"] = row["unknown"]
            assert row["direct"] + row["followed"] + row["unknown"] == row["pulls"]
    assert len(rows) == 35
    for row in rows:
        got = {name: number(value) for name, value in row.items() if name != "day, UTC"}
        assert got.pop("all pulls") == sum(got.values())
        assert got == wanted[row["day, UTC"]]
    totals = {name: sum(day[name] for day in wanted.values()) for name in next(iter(wanted.values()))}
    for item in page.locator(".key li").all():
        label, value = item.locator("span").inner_text(), plain(item.locator("b").inner_text())
        assert value == percent(totals["pulls " + label] / sum(totals.values()))


def test_figures(page, base, program):
    page.goto(base / "index")
    summary = program.ask("summary", *RANGE)
    legacy = next(row for row in summary["data"] if row["role"] == "legacy" and row["requests"] is not None)
    current = next(row for row in summary["data"] if row["role"] == "current")
    values = [number(page.locator(".value b").nth(place).inner_text()) for place in (0, 1)]
    exact = [page.locator(".value b").nth(place).get_attribute("title") for place in range(3)]
    details = [plain(text) for text in page.locator(".figures li").all_inner_texts()]
    assert values[0] == round(legacy["meanDailyClients"]) and number(exact[0]) == legacy["meanDailyClients"]
    assert f"{legacy['clients']:,} different".replace(",", " ") in details[0]
    pulls = (legacy["pulls"] + current["followed"]) / 28
    assert values[1] == round(pulls) and abs(number(exact[1]) - pulls) < 0.001
    assert number(exact[2].replace(" bytes", "")) == legacy["bytes"] // 28
    completeness = summary["completeness"]
    assert f"{completeness['hoursCovered']} of {completeness['hoursInRange']} hours" in details[3]
    lines = f"{completeness['rejectedLines']} of {completeness['lines']:,} lines".replace(",", " ")
    assert lines in details[3]


@pytest.mark.parametrize("kind, key", [("images", "repository"), ("tools", "tool")])
def test_who_is_left(page, base, program, kind, key):
    page.goto(base / "index")
    rows = table(page.locator(".column").filter(has=page.get_by_role("heading", name=kind.title())).locator("table"))
    answer = program.ask(kind, "--endpoint", "legacy", "--sort", "-requests", "--limit", "11", *RANGE)["data"]
    named = [row for row in answer if row[key] != "(none)" or kind == "tools"][:10]
    names = [row[key] if kind == "images" else f"{row[key]} {row['version']}".strip() for row in named]
    total = sum(row["requests"] or 0 for row in program.ask("summary", *RANGE)["data"] if row["role"] == "legacy")
    assert [row[kind[:-1]] for row in rows] == names
    assert [number(row["requests"]) for row in rows] == [row["requests"] for row in named]
    assert [plain(row["share"]) for row in rows] == [percent(row["requests"] / total) for row in named]


WORDS = {"repository": "image", "client": "network", "network": "cloud or operator", "newName": "new name", "blobRequests": "blob requests", "firstSeen": "first seen",
         "lastSeen": "last seen", "bytesRead": "bytes read", "firstTime": "first time", "lastTime": "last time",
         "ingestedAt": "ingested at", "notSeen": "not seen"}


def check(rows, answer, leave_out=()):
    """A page's table against the answer it shows."""
    assert len(rows) == len(answer)
    for shown, row in zip(rows, answer):
        for name, value in row.items():
            heading = WORDS.get(name, name)
            if heading not in shown:
                # Left out for the whole table, since no row knows it.
                assert name in leave_out or all(other[name] is None for other in answer), name
                continue
            text = shown[heading]
            if value is None:
                assert text == "–"
            elif name == "role":
                assert text == ROLES[value]
            elif isinstance(value, bool):
                assert text == ("yes" if value else "no")
            elif isinstance(value, (int, float)):
                assert number(text) == value, name
            elif name in ("firstSeen", "lastSeen", "firstTime", "lastTime", "ingestedAt", "date"):
                assert plain(text) == value[:16].replace("T", " ")
            elif isinstance(value, list):
                more = f" and {len(value) - 6} more" if len(value) > 6 else ""
                assert plain(text) == ", ".join(value[:6]) + more
            else:
                assert text == value


def api(program, path):
    with urllib.request.urlopen(program.service.root + "/api/v1/" + path) as answer:
        return json.load(answer)["data"]


@pytest.mark.parametrize("kind", ["images", "clients", "networks", "tools"])
def test_lists(page, program, kind):
    page.goto(program.service / kind)
    range = "from=2023-03-03&to=2023-03-30"
    check(table(page.locator("main table")), api(program, f"{kind}?{range}&sort=-requests&limit=50"))
    page.get_by_role("link", name="bytes").click()
    check(table(page.locator("main table")), api(program, f"{kind}?{range}&sort=-bytes&limit=50"))


def test_milestones(page, program):
    page.goto(program.service / "stragglers")
    check(table(page.locator("section:has(#milestones) table")), api(program, "cohorts"))


def test_stragglers(page, program):
    page.goto(program.service / "stragglers")
    question = "stragglers?sort=-requests&limit=50"
    left_out = ("redirected", "days")
    check(table(page.locator("main table").first), api(program, question), left_out)
    for link, more in (("moved", "&state=moved"), ("without both", "&state=moved&without=mirrors,automation")):
        page.get_by_role("link", name=link).click()
        check(table(page.locator("main table").first), api(program, question + more), left_out)
    image = page.locator("main table tbody a").first
    name = image.inner_text()
    image.click()
    assert name in page.locator("h1").inner_text()


def test_cost(page, program):
    page.goto(program.service / "cost")
    shown = table(page.locator("main table").first)
    rows = api(program, "cost")
    assert [row["month"] for row in shown] == [row["item"] for row in rows]
    for row, answer in zip(shown, rows):
        assert row["cost"] == "–" if answer["cost"] is None else abs(number(row["cost"]) - answer["cost"]) <= 0.005


@pytest.mark.parametrize("kind", ["images", "clients", "networks", "tools"])
def test_lists_of_a_report(page, program, kind):
    page.goto(program.report / kind)
    answers = json.loads((program.path / "report/data" / f"{kind}.json").read_text())["data"]
    tables = page.locator("main table")
    roles = [role for role in ROLES if any(row["role"] == role for row in answers)]
    assert tables.count() == len(roles)
    for place, role in enumerate(roles):
        check(table(tables.nth(place)), [row for row in answers if row["role"] == role][:100], ("role",))


def test_pages_of_a_list_are_the_whole(page, program):
    page.goto((program.service / "images") + "?endpoint=legacy")
    names = []
    while True:
        names += [row["image"] for row in table(page.locator("main table"))]
        if not page.get_by_role("link", name="More").count():
            break
        page.get_by_role("link", name="More").click()
    answer = program.ask("images", "--endpoint", "legacy", "--sort", "-requests", "--limit", "0", *RANGE)["data"]
    assert names == [row["repository"] for row in answer] and len(names) > 100


def test_image(page, base, program):
    page.goto(base / ("images/kube-proxy"))
    tables = page.locator("main section:not(:has(#burn-down)) table")
    check(table(tables.nth(0)), api(program, "images?repository=kube-proxy&from=2023-03-03&to=2023-03-30"), ("repository",))
    tags = api(program, "images?repository=kube-proxy&byTag=true&sort=-requests&limit=50&from=2023-03-03&to=2023-03-30")
    check(table(tables.nth(1)), tags, ("repository", "clients"))
    clients = api(program, "clients?repository=kube-proxy&sort=-requests&limit=20&from=2023-03-03&to=2023-03-30")
    check(table(tables.nth(2)), clients, ("repositories",))
    page.locator("details.twin summary").click()
    rows = table(page.locator("#burn-down-table"))
    series = program.ask("timeseries", "--repository", "kube-proxy", *RANGE)["data"]
    assert sum(number(row["all pulls"]) or 0 for row in rows) == sum(row["pulls"] or 0 for row in series)


def test_sources(page, base, program):
    page.goto(base / "sources")
    covered = {row["endpoint"]: row for row in table(page.locator("main table").first)}
    logged = {row["endpoint"] for row in api(program, "timeseries?by=hour") if row["requests"] > 0}
    assert {name for name, row in covered.items() if row["hours with requests"] != "–"} == logged
    rows = table(page.locator("main table").nth(1))
    check(rows, api(program, "sources?sort=-ingestedAt&limit=50"), ("identity",))


def test_foot(page, base, program):
    page.goto(base / "index")
    foot = plain(page.locator("footer .facts").inner_text())
    newest = max(row["ingestedAt"] for row in api(program, "sources?limit=100"))
    assert newest[:16].replace("T", " ") + " UTC" in foot
    assert "3 March to 30 March 2023, UTC" in foot or "3 to 30 March 2023, UTC" in foot
    assert "shown as networks (/24, /48); fewer than 5 are not shown one by one" in foot
    assert f"Ebb {program.run('--version').split()[0]}" in foot
