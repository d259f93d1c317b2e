"""No link is dead."""

import json
import urllib.parse
import urllib.request


def links(page):
    return page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")


def test_of_the_service(page, program):
    root = program.service.root
    open_links, seen = [root + "/"], set()
    # Pages in their order of discovery; sorted lists repeat themselves, and a few dozen show every kind.
    while open_links and len(seen) < 45:
        address = open_links.pop(0).split("#")[0]
        if address in seen:
            continue
        seen.add(address)
        assert address.startswith(root)
        if "/api/" in address:
            with urllib.request.urlopen(address) as answer:
                assert answer.status == 200
                body = answer.read().decode()
            assert body if "format=csv" in address else json.loads(body)["data"] is not None
            continue
        assert page.goto(address).status == 200, address
        fragments = [link.split("#")[1] for link in links(page) if "#" in link]
        assert all(page.locator(f"[id='{name}']").count() == 1 for name in fragments)
        found = [link for link in links(page) if link.split("#")[0] not in seen]
        # Kinds not seen yet come first.
        kinds = {urllib.parse.urlsplit(link).path.split("/")[1] + ("/api" if "/api/" in link else "") for link in seen}
        found.sort(key=lambda link: urllib.parse.urlsplit(link).path.split("/")[1] in kinds)
        open_links = found[:40] + open_links
    places = {urllib.parse.urlsplit(link).path.split("/")[1] for link in seen}
    assert places >= {"", "images", "clients", "tools", "sources", "api"}


def test_of_a_report(page, program):
    folder = program.path / "report"
    files = sorted(folder.rglob("*.html"))
    assert len(files) > 100
    for file in files[:: max(1, len(files) // 25)] + [folder / "index.html"]:
        page.goto(file.as_uri())
        for link in links(page):
            path = urllib.parse.unquote(urllib.parse.urlsplit(link).path)
            assert link.startswith("file://") and (page.url.split("#")[0] == link.split("#")[0] or open(path).read(1))


def test_filters_and_ranges(page, program):
    page.goto(program.service / "index")
    page.get_by_role("link", name="7 days").click()
    assert "24 to 30 March 2023" in page.locator("section:has(#figures) .range").inner_text()
    page.get_by_role("link", name="Images", exact=True).click()
    assert "from=2023-03-24" in page.url
    page.get_by_label("Endpoint").select_option("legacy")
    page.get_by_label("From").fill("2023-03-20")
    page.get_by_role("button", name="Show").click()
    assert "endpoint=legacy" in page.url and "from=2023-03-20" in page.url
    assert set(page.locator("tbody td:nth-child(2)").all_inner_texts()) == {"old"}
    page.get_by_role("link", name="Clear").click()
    assert page.url == program.service / "images"


def test_what_is_not_there(page, program):
    assert page.request.get(program.service / "images/no/such/image").status == 404
    assert page.request.get((program.service / "images") + "?from=yesterday").status == 400
    assert page.request.get((program.service / "images") + "?sort=nothing").status == 400
    assert page.request.get((program.service / "images") + "?color=red").status == 400
