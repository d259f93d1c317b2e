"""Pages hold on any screen, in both themes, on paper, without scripts, and for those who hear them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["index", "images", "clients", "networks", "tools", "cost", "stragglers", "sources", "images/kube-proxy"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page, base, name, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(base / name)
    for details in page.locator("details").all():
        details.locator("summary").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows(page, base, name):
    page.goto(base / name)
    for details in page.locator("details").all():
        details.locator("summary").click()
    for width in (1600, 1000, 700, 400, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_scripts_add_nothing_that_is_needed(browser, page, base, name):
    page.goto(base / name)
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    without.goto(base / name)
    assert without.locator("main").inner_text() == page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(program, page, name):
    for base in (program.service, program.report):
        limit = 200_000 if base.is_report else 90_000
        page.goto(base / name)
        assert len(page.content().encode()) < limit
        loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        assert [address for address in loaded if not address.startswith("data:")] == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(page, base, name):
    page.goto(base / name)
    levels = [int(tag[1]) for tag in page.eval_on_selector_all("h1,h2,h3", "all => all.map(one => one.tagName)")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_on_paper(page, base):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(base / "index")
    assert page.locator("nav").is_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("svg.chart").evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 1


def test_one_chart_is_shown_at_each_width(page, base):
    for width, name in ((400, "narrow"), (800, "middle"), (1200, "wide")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(base / "index")
        shown = page.locator("svg.chart").evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.classList[1])")
        assert shown == [name]


def test_pointing_at_a_bar_tells_its_numbers(page, base):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base / "index")
    chart = page.locator("svg.chart.wide")
    assert page.locator(".tip").is_hidden()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    last = page.locator("#burn-down-table tbody tr").last.locator("th, td").all_text_contents()
    tip = page.locator(".tip")
    assert tip.is_visible()
    for text in last:
        assert text in tip.inner_text()
    page.mouse.move(0, 0)
    assert tip.is_hidden()


def test_the_keyboard_reaches_the_content(page, base):
    page.goto(base / "index")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
