"""The service's beginning and end: what keeps it from starting is one sentence, what ends it lets open answers finish."""

import os
import signal
import socket
import sqlite3
import threading

import pytest

import lines
from conftest import write_tokens
from program import NOBODY
from service import LIMIT, Service, wait_until


@pytest.fixture
def filled(folder):
    folder.write("a.log", lines.many(20_000))
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    return folder


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_on_a_signal(filled, number):
    service = Service(filled)
    kept = service.connection()
    kept.request("GET", "/healthz")
    assert kept.getresponse().read() == b"alive\n"
    ran = service.stop(number)
    assert ran.code == 0 and ran.out == ""
    assert ran.err == f"Listening on {service.url}", "it says more than it should"
    kept.close()


def test_a_slow_reader_gets_its_whole_answers(filled):
    """More than the sockets' buffers hold: most of it is not sent yet when the signal comes."""
    [token] = write_tokens(filled, "read,clients")
    service = Service(filled, "--config", "tokens.yaml", token=token)
    path = "/api/v1/clients?limit=10000"
    expected = service.ask(path).body
    count = 4
    assert len(expected) * count > 10_000_000
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        connection.settimeout(LIMIT)
        connection.connect((service.host, int(service.port)))
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n"
        connection.sendall(request.encode() * count)
        received = connection.recv(1000)
        service.process.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(service))
        assert service.process.poll() is None, "it did not wait for the reader"
        while part := connection.recv(65536):
            received += part
    parts = received.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert [part.split(b"\r\n\r\n", 1)[1] for part in parts] == [expected] * count
    assert service.wait().code == 0


def refuses(service):
    try:
        socket.create_connection((service.host, int(service.port)), timeout=LIMIT).close()
    except ConnectionRefusedError:
        return True
    return False


def test_a_port_in_use(filled):
    service = Service(filled)
    ran = filled.run("serve", "--listen", f"127.0.0.1:{service.port}")
    assert ran.code == 1 and ran.err.count("\n") == 1
    assert ran.err.startswith(f"ebb: 127.0.0.1:{service.port} is in use by another program. ")
    assert service.stop().code == 0


def test_a_port_for_the_mighty(filled):
    for path in filled.path.iterdir():
        os.chmod(path, 0o666)
    os.chmod(filled.path, 0o777)
    ran = filled.run("serve", "--listen", "127.0.0.1:80", before=NOBODY)
    if ran.code == 0:
        pytest.skip("anybody may listen on port 80 here")
    assert ran.code == 1 and "may not be listened on" in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize("listen", ["8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "::1:80", "http://localhost:80", "*:80", "[::1]", "a b:80", "127.0.0.1:-1", "127.0.0.1:+1"])
def test_wrong_addresses(folder, listen):
    ran = folder.run("serve", f"--listen={listen}")
    assert ran.code == 64 and "write an address and a port" in ran.err


@pytest.mark.parametrize("address", ["192.0.2.1:0", "nowhere.invalid:0"])
def test_addresses_of_elsewhere(filled, address):
    write_tokens(filled, "read")
    ran = filled.run("serve", "--config", "tokens.yaml", "--listen", address)
    assert ran.code == 1 and ran.err.count("\n") == 1 and address.split(":")[0] in ran.err and "--listen" in ran.err


def test_no_store(folder):
    ran = folder.run("serve", "--listen", "127.0.0.1:0")
    assert ran.code == 1 and "There is no store at ebb.sqlite. Make one with: ebb ingest" in ran.err
    folder.write("ebb.sqlite", "hello")
    ran = folder.run("serve", "--listen", "127.0.0.1:0")
    assert ran.code == 1 and "is no SQLite file" in ran.err


def make_newer(store):
    with sqlite3.connect(store) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


def test_a_newer_store(filled):
    make_newer(filled / "ebb.sqlite")
    ran = filled.run("serve", "--listen", "127.0.0.1:0")
    assert ran.code == 1 and "was written by a newer ebb" in ran.err and ran.err.count("\n") == 1


def test_readiness_sees_what_becomes_of_the_store(filled):
    service = Service(filled)
    assert service.ask("/readyz").text == "ready\n"
    make_newer(filled / "ebb.sqlite")
    newer = service.ask("/readyz")
    assert newer.status == 503 and "written by a newer ebb" in newer.json["detail"]
    (filled / "ebb.sqlite").rename(filled / "away.sqlite")
    gone = service.ask("/readyz")
    assert gone.status == 503 and "There is no store at" in gone.json["detail"]
    assert service.ask("/healthz").status == 200
    assert service.stop().code == 0


def test_many_at_once_get_the_same(filled):
    service = Service(filled)
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(service.ask("/api/v1/images").body)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 40 and len(set(replies)) == 1
    metrics = service.ask("/metrics").text
    assert 'ebb_http_requests_total{route="/api/v1/images",code="200"} 40' in metrics
    assert service.stop().code == 0
