"""The real clients, each on a machine of its own: dockerd, containerd's ctr, skopeo and curl.

Each keeps what it stores in a folder of the test, so it begins with nothing and disturbs no engine that
the machine may have. What they ask, and how often, is their own business: nothing here is scripted HTTP.
"""

import os
import shutil
import sys

from processes import environment, wait_for


class Client:
    """What all clients know: their machine, the chain they speak to, and the authority they trust."""

    def __init__(self, host, chain, certificates, folder):
        self.host, self.chain, self.folder = host, chain, folder
        self.authority_file = certificates.authority
        os.makedirs(folder)

    def name(self, where, image):
        """The image's full name at a host, as a user would type it."""
        return f"{self.chain.authority(where)}/{image}"

    def run(self, argv, **options):
        # Go's TLS takes its authorities from here; dockerd and skopeo look there when no other is given.
        env = {"SSL_CERT_FILE": self.authority_file, "HOME": self.folder, "DOCKER_CONFIG": self.folder}
        return self.host.run(argv, env=env, check=False, **options)


class Containerd(Client):
    """containerd with all plugins off that need kernel features or change the network, and its client ctr."""

    CONFIGURATION = """\
version = 2
root = "{folder}/root"
state = "{folder}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt",
  "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
[grpc]
address = "{folder}/socket"
"""

    def start(self):
        configuration, log = os.path.join(self.folder, "config.toml"), os.path.join(self.folder, "output.log")
        self.socket = os.path.join(self.folder, "socket")
        with open(configuration, "w") as file:
            file.write(self.CONFIGURATION.format(folder=self.folder))
        process = self.host.start(["containerd", "--config", configuration], log)
        wait_for(lambda: self.run(["ctr", "--address", self.socket, "version"]).returncode == 0, "containerd", process)
        return self

    def ctr(self, *words):
        return self.run(["ctr", "--address", self.socket, *words])

    def _transport(self):
        return ["--tlscacert", self.authority_file] if self.chain.tls else ["--plain-http"]

    def fetch(self, where, image, *options):
        return self.ctr("content", "fetch", *self._transport(), *options, self.name(where, image))

    def push(self, where, image, local):
        return self.ctr("images", "push", *self._transport(), self.name(where, image), local)

    def fetch_by_mirror(self, where, mirror, image):
        """Asks for an image of one host and has a configured mirror serve it, as a cluster's nodes do."""
        folder = os.path.join(self.folder, "mirrors", self.chain.authority(where))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "hosts.toml"), "w") as file:
            file.write(f'server = "{self.chain.url(where)}"\n[host."{self.chain.url(mirror)}"]\n'
                       f'capabilities = ["pull", "resolve"]\nca = "{self.authority_file}"\n')
        return self.ctr("content", "fetch", "--hosts-dir", os.path.dirname(folder), self.name(where, image))


class Docker(Client):
    """dockerd without bridge, firewall rules or forwarding, and the docker command line."""

    def start(self, containerd):
        self.socket = f"unix://{self.folder}/socket"
        # Debian's own command line: another may stand before it in PATH.
        self.program = shutil.which("docker", path="/usr/bin:" + environment()["PATH"])
        configuration, log = os.path.join(self.folder, "daemon.json"), os.path.join(self.folder, "output.log")
        with open(configuration, "w") as file:
            file.write("{}")
        insecure = [] if self.chain.tls else [
            word for where in ("old.example", "new.example")
            for word in ("--insecure-registry", self.chain.authority(where))]
        process = self.host.start([
            "dockerd", "--config-file", configuration, "--host", self.socket, "--containerd", containerd.socket,
            "--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec",
            "--pidfile", f"{self.folder}/pid", "--storage-driver=vfs", "--bridge=none", "--iptables=false",
            "--ip6tables=false", "--ip-forward=false", "--ip-masq=false", *insecure],
            log, env={"SSL_CERT_FILE": self.authority_file})
        wait_for(lambda: self.docker("version").returncode == 0, "dockerd", process)
        return self

    def docker(self, *words):
        return self.run([self.program, "--host", self.socket, *words])

    def pull(self, where, image):
        return self.docker("pull", "--quiet", self.name(where, image))

    def push(self, where, image, local):
        self.docker("tag", local, self.name(where, image))
        return self.docker("push", "--quiet", self.name(where, image))


class Skopeo(Client):
    def skopeo(self, *words):
        return self.run(["skopeo", "--insecure-policy", "--tmpdir", self.folder, *words])

    def _verify(self, option):
        return f"--{option}={'true' if self.chain.tls else 'false'}"

    def copy(self, where, image, *options):
        """Pulls an image into an empty folder."""
        target = os.path.join(self.folder, "copy")
        shutil.rmtree(target, ignore_errors=True)
        return self.skopeo("copy", "--quiet", self._verify("src-tls-verify"), *options,
                           f"docker://{self.name(where, image)}", f"dir:{target}")

    def push(self, where, image, layout, name):
        return self.skopeo("copy", "--quiet", "--preserve-digests", self._verify("dest-tls-verify"),
                           f"oci:{layout}:{name}", f"docker://{self.name(where, image)}")

    def inspect(self, where, image):
        return self.skopeo("inspect", self._verify("tls-verify"), f"docker://{self.name(where, image)}")

    def list_tags(self, where, repository):
        return self.skopeo("list-tags", self._verify("tls-verify"), f"docker://{self.name(where, repository)}")


class Curl(Client):
    ACCEPT = "Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json"

    def curl(self, where, path, *options):
        """One request; the answer's status and the body's bytes are what the client itself saw."""
        done = self.run(["curl", "--silent", "--show-error", "--output", "/dev/null", "--cacert", self.authority_file,
                         "--header", self.ACCEPT, "--path-as-is", "--write-out", "%{http_code} %{size_download}",
                         *options, self.chain.url(where, path)])
        return done

    def send_raw(self, where, bytes):
        """Sends bytes that are no HTTP and reads to the end, as a scanner does."""
        script = ("import socket,sys; s=socket.create_connection((sys.argv[1],int(sys.argv[2])),10); "
                  "s.sendall(bytes.fromhex(sys.argv[3])); "
                  "s.shutdown(socket.SHUT_WR); s.settimeout(5)\n"
                  "try:\n while s.recv(4096): pass\nexcept OSError: pass")
        return self.run([sys.executable, "-c", script, where, self.chain.port, bytes.hex()])
