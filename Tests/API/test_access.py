"""Who may ask what."""

import base64
import hashlib
import json

import pytest

from conftest import write_tokens
from service import Service

OPEN = ("/healthz", "/readyz", "/openapi.yaml")
CLOSED = ("/", "/api/v1/summary", "/api/v1/clients", "/metrics", "/nothing")


@pytest.fixture(scope="module")
def tokens(sample):
    return dict(zip(("read", "clients", "both", "admin"), write_tokens(sample, "read", "clients", "read,clients", "admin")))


@pytest.fixture(scope="module")
def guarded(sample, tokens):
    yield Service(sample, "--config", "tokens.yaml")


def test_without_a_token(guarded):
    for path in OPEN:
        assert guarded.ask(path).status == 200
    for path in CLOSED:
        reply = guarded.ask(path)
        assert reply.status == 401 and "Bearer TOKEN" in reply.json["detail"]
        challenges = reply.headers.get_all("WWW-Authenticate")
        assert challenges == ['Bearer realm="ebb"', 'Basic realm="ebb", charset="UTF-8"']
        assert "Host" not in reply.text


def test_unknown_tokens(guarded, tokens):
    known = tokens["read"]
    digest = hashlib.sha256(known.encode()).hexdigest()
    basic = lambda text: "Basic " + base64.b64encode(text).decode()
    for header in (
        "Bearer", "Bearer ", "Bearer x", f"Bearer {known[:-1]}", f"Bearer {known}x", f"Bearer {digest}", f"Token {known}",
        known, "Basic x", "Basic " + known, basic(b"no colon"), basic(b"\xff:\xff"), basic(known.encode() + b":"),
        f"Bearer {known.upper()}", f"Bearer {known}, Bearer {known}",
    ):
        assert guarded.ask("/api/v1/summary", Authorization=header).status == 401, header


def test_known_tokens(guarded, tokens):
    for path in ("/", "/api/v1/summary", "/metrics"):
        for header in (
            f"Bearer {tokens['read']}", f"bearer  {tokens['read']}",
            "Basic " + base64.b64encode(b"anybody:" + tokens["read"].encode()).decode(),
        ):
            assert guarded.ask(path, Authorization=header).status == 200, header
    assert guarded.ask("/nothing", token=tokens["read"]).status == 404


def test_scopes(sample, guarded, tokens):
    refused = guarded.ask("/api/v1/summary", token=tokens["clients"])
    assert refused.status == 403 and "the scope read" in refused.json["detail"]
    shown = guarded.ask("/api/v1/clients", token=tokens["read"]).json
    exact = json.loads(sample.run("query", "clients", "--output", "json").out)
    assert shown != exact and all("/" in row["client"] or "(" in row["client"] for row in shown["data"])
    for name in ("both", "admin"):
        reply = guarded.ask("/api/v1/clients", token=tokens[name])
        assert reply.json == exact and reply.headers["Cache-Control"] == "private, no-cache"
    # What one was shown is not kept for the other.
    assert guarded.ask("/api/v1/clients", token=tokens["read"]).json == shown


def test_with_tokens_any_name_will_do(guarded, tokens):
    assert guarded.ask("/api/v1/summary", token=tokens["read"], Host="ebb.example").status == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "LOCALHOST", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:8080", "ebb.localhost"])
def test_loopback_names(service, host):
    assert service.ask("/api/v1/summary", Host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "1127.0.0.1", "[::2]", "0.0.0.0", "evil.example:80"]
)
def test_other_names_are_refused_without_tokens(service, host):
    """A page of somewhere else may have its name point here (DNS rebinding)."""
    for path in ("/api/v1/summary", "/", "/metrics", "/healthz"):
        reply = service.ask(path, Host=host)
        assert reply.status == 421 and "Without tokens" in reply.json["detail"]


@pytest.mark.parametrize("listen", ["0.0.0.0:0", "[::]:0", "192.0.2.1:80", "ebb.example:80"])
def test_other_machines_need_tokens(sample, listen):
    ran = sample.run("serve", "--listen", listen)
    assert ran.code == 64 and len(ran.complaints) == 1 and "there are no tokens" in ran.err
    assert ran.err.count("\n") == 1


def test_with_tokens_other_machines_are_listened_to(sample, tokens):
    service = Service(sample, "--config", "tokens.yaml", listen="0.0.0.0:0")
    assert service.ask("/api/v1/summary", token=tokens["read"]).status == 200
    assert service.stop().code == 0


def test_ipv6(sample):
    service = Service(sample, listen="[::1]:0")
    assert service.url.startswith("http://[::1]:")
    assert service.ask("/api/v1/summary").status == 200
    assert service.stop().code == 0


def test_tokens_are_random_and_only_their_hash_is_kept(folder):
    one, other = folder.run("token"), folder.run("token", "--name", "a: b", "--scopes", "read,admin")
    assert one.out != other.out and len(one.out.strip()) == 47
    assert one.out.strip() not in one.err
    assert hashlib.sha256(one.out.strip().encode()).hexdigest() in one.err
    entry = other.err[other.err.index("serve:"):]
    folder.write("ebb.yaml", entry)
    assert "fine" in folder.run("config", "check", "ebb.yaml").out
    shown = folder.run("config", "show", "--config", "ebb.yaml").out
    assert '"a: b"' in shown and "[read, admin]" in shown
    for wrong in ("", "reed", "read,", "read,read"):
        ran = folder.run("token", "--scopes", wrong)
        assert ran.code == 64 and "--scopes" in ran.err and not ran.out


def test_a_store_keeps_no_tokens(folder):
    import lines

    [token] = write_tokens(folder, "read")
    folder.write("a.log", lines.line())
    assert folder.run("ingest", "--host", "k8s.gcr.io", "--config", "tokens.yaml", "a.log").code == 0
    digest = hashlib.sha256(token.encode()).hexdigest().encode()
    assert digest in (folder / "tokens.yaml").read_bytes()
    for path in folder.path.glob("ebb.sqlite*"):
        assert digest not in path.read_bytes()
    # Other tokens are no other rules: nothing has to be read anew.
    write_tokens(folder, "admin")
    assert "1 already ingested" in folder.run("ingest", "--host", "k8s.gcr.io", "--config", "tokens.yaml", "a.log").err
