"""What is too long, too much or not HTTP ends in an answer, and the service goes on."""

import socket

import pytest

from service import LIMIT

HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(autouse=True)
def goes_on(service):
    yield
    assert service.ask("/healthz").text == "alive\n"


def test_long_addresses(service):
    assert service.ask("/" + "a" * 16_000).status == 404
    for length in (17_000, 70_000):
        assert "longer than" in service.ask("/api/v1/images?repository=" + "a" * length).json["detail"]
    assert service.raw(b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    "headers",
    [b"X: " + b"a" * 200_000 + b"\r\n", b"".join(b"X%d: a\r\n" % n for n in range(200)), b"X" * 200_000 + b": a\r\n"],
    ids=["long", "many", "long name"],
)
def test_huge_headers(service, headers):
    assert service.raw(HEAD + headers + b"\r\n").startswith(b"HTTP/1.1 400")


def test_big_headers(service):
    reply = service.ask("/healthz", X="a" * 33_000)
    assert reply.status == 431 and "longer than" in reply.json["detail"]
    assert service.ask("/healthz", X="a" * 31_000).status == 200


@pytest.mark.parametrize("data", [b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/1.1\r\nHost: a b\r\nA\x00: b\r\n\r\n"])
def test_what_is_no_request(service, data):
    received = service.raw(data + b"\r\n\r\n")
    assert received == b"" or received.startswith(b"HTTP/1.1 4")


def test_no_host(service):
    assert service.raw(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "body",
    [b"Content-Length: 1000000000\r\n\r\n" + b"a" * 3_000_000, b"Transfer-Encoding: chunked\r\n\r\n" + b"a\r\n0123456789\r\n" * 100_000],
    ids=["announced", "chunked"],
)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_bodies_are_not_read(service, body, method):
    """An answer, and an end of the connection, however much there is still to come."""
    with socket.create_connection((service.host, int(service.port)), timeout=LIMIT) as connection:
        connection.sendall(method + b" /api/v1/summary HTTP/1.1\r\nHost: localhost\r\n" + body[:1000])
        received = connection.recv(65536)
        assert received.startswith(b"HTTP/1.1 413" if method == b"GET" else b"HTTP/1.1 405")
        assert b"\r\nConnection: close\r\n" in received
        rest = body[1000:]
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            while True:
                connection.sendall(rest)


def test_connections_are_kept(service):
    connection = service.connection()
    for _ in range(3):
        connection.request("GET", "/api/v1/tools")
        assert connection.getresponse().read()
        socket_then = connection.sock
    assert connection.sock is socket_then
    connection.close()


def test_requests_in_one_packet_are_answered_in_their_order(service):
    data = HEAD + b"\r\n" + b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" + HEAD + b"Connection: close\r\n\r\n"
    received = service.raw(data)
    places = [received.index(b"HTTP/1.1 200"), received.index(b"HTTP/1.1 404"), received.rindex(b"HTTP/1.1 200")]
    assert places == sorted(places) and len(set(places)) == 3
