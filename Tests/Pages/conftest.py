import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from program import Program


@pytest.fixture(scope="session")
def program():
    """A folder with the sample's first five weeks, a list of networks, a tariff, a store of all, a report and a service over it."""
    with tempfile.TemporaryDirectory(prefix="ebb-") as path:
        program = Program(Path(path))
        program.generate("sample", "--days", "35", "--output", "sample")
        (program.path / "asn.tsv").write_text("40.0.0.0\t40.255.255.255\t64496\tUS\tEXAMPLE-CLOUD\n")
        (program.path / "ebb.yaml").write_text(
            "networks:\n  files: [asn.tsv]\n"
            "costs:\n  tariffs:\n"
            "    - {name: Google, endpoints: [k8s.gcr.io], prices: google-container-registry, zone: worldwide}\n"
        )
        program.run("ingest", "--config", "ebb.yaml", "sample")
        program.run("report", "--output", "report")
        program.serve()
        yield program
        program.end()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page that fails the test where the browser complains: a script's error, something that the policy forbids."""
    context = browser.new_context()
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append("dialog: " + dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert not complaints, complaints


@pytest.fixture(params=["service", "report"])
def base(request, program):
    """Where pages are: behind the service, and in the files of a report."""
    return program.service if request.param == "service" else program.report


def pytest_make_parametrize_id(val):
    return str(val)
