"""Machines for the clients: network namespaces with addresses of their own, joined by a bridge.

Ebb tells clients apart by address, so each client of the test needs one. All of them are namespaces made
here (iproute2), the bridge stands inside the servers' one, and none has a route elsewhere: what the test
sends stays between them, and the machine's own network never sees any of it.

A program enters its machine through `nsenter` with a private mount table in which /etc/hosts is another
file; `ip netns exec` would do that too, but it also mounts a new /sys, and dockerd needs the cgroups there.
"""

import os
import subprocess
import uuid

from processes import Processes, run

NAMES = ("old.example", "new.example", "backend.example", "other.example")
SERVERS = "10.199.0.1"
SERVERS6 = "fd00:199::1"


class Host:
    """One machine: a namespace, its addresses and its own /etc/hosts. From a blocked host it gets no answer."""

    def __init__(self, network, name, address, address6=None, blocked=()):
        self.network, self.name, self.address, self.address6 = network, name, address, address6
        self.namespace = f"{network.prefix}-{name}"
        self.hosts_file = os.path.join(network.folder, f"hosts-{name}")
        server = SERVERS6 if address6 and not address else SERVERS
        with open(self.hosts_file, "w") as file:
            file.write("127.0.0.1 localhost\n" + "".join(
                f"{'127.0.0.1' if known in blocked else server} {known}\n" for known in NAMES))

    def inside(self, argv):
        """The same command, run on this machine."""
        return ["nsenter", f"--net=/run/netns/{self.namespace}", "unshare", "--mount",
                "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', self.hosts_file,
                *[str(word) for word in argv]]

    def run(self, argv, **options):
        return run(self.inside(argv), **options)

    def start(self, argv, log, env=None):
        return self.network.processes.start(self.inside(argv), log, env)


class Network:
    """The servers' machine with the bridge, and the clients' machines, made as they are asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = Processes()
        self.prefix = f"ebb-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self._made = []
        self.hosts = {}
        self.servers = self._host("servers", SERVERS, None)
        self._ip("link", "add", "bridge", "type", "bridge")
        self._ip("link", "set", "bridge", "up")
        self._ip("address", "add", f"{SERVERS}/16", "dev", "bridge")
        self.has_ipv6 = os.path.exists("/proc/net/if_inet6")
        if self.has_ipv6:
            self._ip("address", "add", f"{SERVERS6}/48", "dev", "bridge", "nodad")

    def _ip(self, *words, namespace=None):
        run(["ip", "-n", namespace or self.servers.namespace, *words])

    def _host(self, name, address, address6, blocked=()):
        host = Host(self, name, address, address6, blocked)
        run(["ip", "netns", "add", host.namespace])
        self._made.append(host.namespace)
        self._ip("link", "set", "lo", "up", namespace=host.namespace)
        self.hosts[name] = host
        return host

    def add(self, name, address=None, address6=None, blocked=()):
        """A client's machine; with an IPv6 address only, it speaks IPv6 only."""
        host = self._host(name, address, address6, blocked)
        cable = f"to{len(self._made)}"
        self._ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", host.namespace)
        self._ip("link", "set", cable, "master", "bridge", "up")
        if address:
            self._ip("address", "add", f"{address}/16", "dev", "eth0", namespace=host.namespace)
        if address6:
            self._ip("address", "add", f"{address6}/48", "dev", "eth0", "nodad", namespace=host.namespace)
        self._ip("link", "set", "eth0", "up", namespace=host.namespace)
        return host

    def close(self):
        """Ends all that was started and takes the machines away, whatever happened before."""
        self.processes.stop_all()
        for namespace in reversed(self._made):
            subprocess.run(["ip", "netns", "delete", namespace], stderr=subprocess.DEVNULL)
        self._made.clear()


def why_not():
    """Why this process cannot make machines here, or None if it can."""
    if os.geteuid() != 0:
        return "the end-to-end test needs root (network namespaces, dockerd); run it with sudo"
    name = f"ebb-{os.getpid()}-probe"
    made = subprocess.run(["ip", "netns", "add", name], stderr=subprocess.PIPE, text=True)
    if made.returncode != 0:
        return f"no network namespaces can be made here: {made.stderr.strip()}"
    link = subprocess.run(
        ["ip", "-n", name, "link", "add", "probe", "type", "bridge"], stderr=subprocess.PIPE, text=True)
    subprocess.run(["ip", "netns", "delete", name], stderr=subprocess.DEVNULL)
    return f"no bridge can be made in a namespace here: {link.stderr.strip()}" if link.returncode != 0 else None
