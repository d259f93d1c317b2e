"""Sets the stage for one chain of hosts: servers running, images in the registry, clients ready.

Every act of a client is followed by a request for a host that is nobody's (`other.example`, path /act/N).
nginx has one worker, so that line stands behind all lines of the act: each act's own lines can be told
apart in the very log that is ingested, and Ebb meets lines of unrelated hosts on the way.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass

import expected
from certificates import Certificates
from clients import Containerd, Curl, Docker, Skopeo
from facts import Facts
from hosts import Network
from images import Workshop
from nginx import FORMATS, Nginx, compress
from registry import Registry


@dataclass
class Act:
    """One command of one client: what was told, how it ended, and what must stand in the log for it."""
    number: int
    what: str
    client: object
    facts: Facts
    succeeded: bool
    should_succeed: bool
    said: str

    @property
    def address(self):
        return self.client.host.address or self.client.host.address6


class Stage:
    def __init__(self, chain):
        self.chain = chain
        self.folder = tempfile.mkdtemp(prefix="ebb-")
        self.network = None
        self.acts = []
        try:
            self._build()
        except BaseException:
            self.close()
            raise

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _build(self):
        self.network = Network(self.folder)
        certificates = Certificates(self._path("certificates"))
        servers = self.network.servers
        self.registry = Registry(servers, self._path("registry"))
        self.nginx = Nginx(servers, self.chain, self.registry, certificates, self._path("nginx"))
        self._make_images()

        def client(kind, name, number, **options):
            if "address6" not in options:
                options["address"] = f"10.199.{number}.10"
            return kind(self.network.add(name, **options), self.chain, certificates, self._path(name))

        self.containerd = client(Containerd, "containerd", 1).start()
        self.docker = client(Docker, "docker", 2)
        self.beside_docker = Containerd(self.docker.host, self.chain, certificates, self._path("beside")).start()
        self.docker.start(self.beside_docker)
        self.skopeo = client(Skopeo, "skopeo", 3)           # has not moved
        # Two machines behind one address: what one has stored, the other has not.
        self.neighbour = Skopeo(self.skopeo.host, self.chain, certificates, self._path("neighbour"))
        self.moved = client(Skopeo, "moved", 4)             # a skopeo that knows the new host only
        self.curl_lost = client(Curl, "lost", 5)            # does not follow redirects
        self.curl_follows = client(Curl, "follows", 6)      # follows them, and tells nobody
        self.curl_direct = client(Curl, "direct", 7)        # the new host only
        self.curl_mirror = client(Curl, "mirror", 8)
        self.scanner = client(Curl, "scanner", 9)
        # A firewall lets the registry pass, and not where it keeps its blobs.
        self.curl_blocked = client(Curl, "blocked", 10, blocked=["backend.example"])
        self.curl_six = client(Curl, "six", 0, address6="fd00:199:0:66::5") if self.network.has_ipv6 else None
        self.nobody = Curl(servers, self.chain, certificates, self._path("nobody"))

    def _make_images(self):
        shop = self.workshop = Workshop(self._path("images"))
        self.app = shop.make("team/app", "v1", 1, [40_000, 150_000, 1_000])
        self.tool = shop.make("library/tool", "1.0.3", 2, [300_000])
        self.worker = shop.make("dept/group/worker", "2024-05", 3, [9_000, 70_000])
        self.amd = shop.make("team/multi", "v2-amd64", 4, [60_000])
        self.arm = shop.make("team/multi", "v2-arm64", 5, [50_000, 2_000], architecture="arm64")
        self.multi = shop.make_index("team/multi", "v2", [self.amd, self.arm])
        self.signature = shop.make("team/app", self.app.digest.replace(":", "-") + ".sig", 7, [100])
        for image in (self.app, self.tool, self.worker, self.multi, self.signature):
            self.registry.push(shop.layout, image)
        self.fresh = shop.make("team/fresh", "v1", 6, [20_000, 5_000])      # is pushed by a client

    def act(self, what, client, does, facts, should_succeed=True):
        """Has a client do something, and remembers what it must have left in the log."""
        done = does()
        number = len(self.acts) + 1
        self.mark(number)
        self.acts.append(
            Act(number, what, client, facts, done.returncode == 0, should_succeed, done.stdout + done.stderr))

    def mark(self, number):
        self.nobody.curl("other.example", f"/act/{number}")

    def finish(self):
        """Compresses the logs as nginx wrote them; from then on the stage has no more traffic."""
        self.text = {name: self.nginx.read(name).decode(errors="surrogateescape") for name in FORMATS}
        self.packed = {name: compress(shutil.copy(self.nginx.log(name), self._path(f"{name}.log"))) for name in FORMATS}
        self.lines = expected.read(self.text["vhost"])
        self.lines_of = {}
        collected = []
        for line in self.lines:
            if line.host == "other.example" and line.path.startswith("/act/"):
                self.lines_of[int(line.path.split("/")[-1])] = collected
                collected = []
            else:
                collected.append(line)

    def close(self):
        if self.network:
            self.network.close()
        shutil.rmtree(self.folder, ignore_errors=True)
