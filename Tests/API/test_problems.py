"""Errors say what was wrong and how to go on, and none of it comes back as anything but text."""

import pytest

REFUSED = [
    ("/api/v1/summary?limt=3", "summary takes no parameter \"limt\"."),
    ("/api/v1/summary?limit=3", "summary takes no parameter \"limit\"."),
    ("/api/v1/summary?from=2023-03-01&from=2023-03-02", "The parameter \"from\" stands twice. Give it once."),
    ("/api/v1/summary?from=2023-3-1", "from=\"2023-3-1\" is no day. Write year, month and day in UTC, as in 2023-03-20."),
    ("/api/v1/summary?from=2023-02-30", "from=\"2023-02-30\" is no day."),
    ("/api/v1/summary?to=", "The parameter to is empty. Leave it out, or give it a value."),
    ("/api/v1/summary?to", "The parameter to is empty."),
    ("/api/v1/summary?from=2023-03-02&to=2023-03-01", "The range ends on 2023-03-01, before it begins on 2023-03-02."),
    ("/api/v1/summary?endpoint=nowhere", "There is no endpoint \"nowhere\"."),
    ("/api/v1/timeseries?by=month", "by=\"month\" is not known."),
    ("/api/v1/progress?by=hour", "progress goes by day or week"),
    ("/api/v1/forecast?threshold=0", "threshold=\"0\" is no number of percent from 0.01 to 99, as in 1."),
    ("/api/v1/forecast?threshold=0x1", "threshold=\"0x1\" is no number of percent"),
    ("/api/v1/forecast?threshold=nan", "threshold=\"nan\" is no number of percent"),
    ("/api/v1/forecast?from=2023-03-01", "forecast takes no parameter \"from\"."),
    ("/api/v1/images?limit=10001", "limit=\"10001\" is no number"),
    ("/api/v1/images?limit=-1", "limit=\"-1\" is no number"),
    ("/api/v1/images?limit=%2B5", "limit=\"+5\" is no number"),
    ("/api/v1/images?limit=1e3", "limit=\"1e3\" is no number"),
    ("/api/v1/images?limit=99999999999999999999", "longer than 16 characters"),
    ("/api/v1/images?sort=nothing", "images has no column \"nothing\" to sort by"),
    ("/api/v1/images?after=nonsense", "The cursor \"nonsense\" is none of this question"),
    ("/api/v1/images?byTag=yes", "byTag=\"yes\" is not known."),
    ("/api/v1/images?format=xml", "format=\"xml\" is not known."),
    ("/api/v1/images?repository=" + "a" * 1025, "The parameter repository is longer than 1024 characters."),
    ("/api/v1/images?repository=%ff", "The query is not percent-encoded UTF-8."),
    ("/api/v1/images?repository=%zz", "The query is not percent-encoded UTF-8."),
    ("/api/v1/images?repository=%e", "The query is not percent-encoded UTF-8."),
    ("/api/v1/clients?repository=pause&tool=containerd", "clients takes repository or tool, not both"),
    ("/api/v1/networks?repository=pause&tool=containerd", "networks takes repository or tool, not both"),
    ("/api/v1/images?" + "&".join(f"a{n}=1" for n in range(40)), "There are more than 32 parameters."),
    ("/metrics?x=1", "This address takes no parameters"),
    ("/images%ff", "The address is not percent-encoded UTF-8."),
]


def check(reply, status):
    assert reply.status == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["Cache-Control"] == "no-store"
    problem = reply.json
    assert problem["type"] == "about:blank" and problem["status"] == status and problem["title"]
    assert problem["detail"].endswith((".", ")", "token")) or problem["detail"]
    return problem


@pytest.mark.parametrize("path, detail", REFUSED, ids=[path[:60] for path, _ in REFUSED])
def test_refused(service, path, detail):
    assert check(service.ask(path), 400)["detail"].startswith(detail) or detail in service.ask(path).json["detail"]


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/image", "/api/v2/images", "/api/v1/images/", "/API/v1/images",
             "/nothing", "/index.php", "//", "/../etc/passwd", "/%2e%2e/etc/passwd", "/%00"]
)
def test_nothing_there(service, path):
    problem = check(service.ask(path), 404)
    assert "/api/v1/images" in problem["available"] and "/" in problem["available"]


def test_people_at_browsers_get_a_page(service):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = service.ask("/nothing/<script>", Accept=browser)
    assert page.status == 404 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "nothing/<script>" not in page.text and "nothing/&lt;script&gt;" in page.text
    check(service.ask("/api/v1/nothing", Accept=browser), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"])
@pytest.mark.parametrize("path", ["/", "/api/v1/summary", "/nothing"])
def test_other_methods(service, method, path):
    reply = service.ask(path, method=method)
    check(reply, 405)
    assert reply.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_options(service):
    for path in ("/", "/api/v1/summary", "*"):
        reply = service.ask(path, method="OPTIONS")
        assert (reply.status, reply.body, reply.headers["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


def test_hostile_parameters_come_back_as_text(service):
    for evil in ("%3Cscript%3Ealert(1)%3C/script%3E", "%1b%5b31m", "%00", "%22%7D%0d%0aSet-Cookie:%20a", "%E2%80%AE"):
        reply = service.ask(f"/api/v1/images?{evil}={evil}")
        assert check(reply, 400)
        assert not any(byte < 32 and byte != 10 for byte in reply.body)
        assert reply.headers["Set-Cookie"] is None
        assert service.answer("images", repository="x").status == 200


def test_plus_is_a_space_and_names_may_hold_anything(service):
    for name in ("a+b", "a%20b", "a%2Bb", "%F0%9F%92%A5", "a%00b"):
        assert service.ask(f"/api/v1/images?repository={name}").json["data"] == []
    assert service.ask("/api/v1/summary?endpoint=Amazon+S3").json["data"][0]["endpoint"] == "Amazon S3"
    assert service.ask("/api/v1/summary?").status == 200
