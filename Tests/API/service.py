"""The real service, started as its users start it, and asked over real connections."""

import http.client
import re
import signal
import socket
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from program import ran

LIMIT = 30


def wait_until(condition, seconds=LIMIT):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return value


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes = field(repr=False)

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        import json

        return json.loads(self.body)


class Service:
    """`ebb serve` in a folder, on a port that is free."""

    def __init__(self, folder, *args, token=None, listen="127.0.0.1:0", env=None):
        self.token = token
        self.said = []
        self.process = folder.start("serve", "--listen", listen, *args, env=env)
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        address = wait_until(self._address)
        self.url = address
        self.host, self.port = re.fullmatch(r"http://\[?([^\]]+?)\]?:(\d+)", address).groups()

    def _read(self):
        for line in self.process.stderr:
            self.said.append(line.decode().rstrip("\n"))

    def _address(self):
        assert self.process.poll() is None, self.said
        found = [line.removeprefix("Listening on ") for line in self.said if line.startswith("Listening on ")]
        return found[0] if found else None

    def connection(self):
        return http.client.HTTPConnection(self.host, int(self.port), timeout=LIMIT)

    def ask(self, path, *, method="GET", token=None, body=None, **headers):
        """Headers are written with underscores: `If_None_Match`."""
        connection = self.connection()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        token = token or self.token
        if token:
            sent.setdefault("Authorization", f"Bearer {token}")
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def answer(self, kind, *, headers=None, **parameters):
        """An answer, with its filters as Python names."""
        query = urllib.parse.urlencode({name.rstrip("_"): value for name, value in parameters.items()})
        reply = self.ask(f"/api/v1/{kind}" + (f"?{query}" if query else ""), **(headers or {}))
        assert reply.status == 200, reply.text
        return reply

    def raw(self, data, *, until_closed=True):
        """Sends bytes as they are; what comes back until the other end closes."""
        with socket.create_connection((self.host, int(self.port)), timeout=LIMIT) as connection:
            try:
                connection.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            received = b""
            while until_closed:
                try:
                    part = connection.recv(65536)
                except ConnectionResetError:
                    break
                if not part:
                    break
                received += part
            return received

    def stop(self, number=signal.SIGTERM):
        """Ends the service; its exit code and what it said."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self):
        self.process.wait(timeout=LIMIT)
        self.reader.join(timeout=LIMIT)
        return ran(self.process, self.process.stdout.read(), "\n".join(self.said).encode())
