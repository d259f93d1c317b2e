"""The old endpoint, the new one and the object store: virtual hosts of one nginx, in front of the registry.

The old host answers every request with 302 to the same path at the new one, as k8s.gcr.io did. The new one
hands requests to the registry; in a chain with a backend it answers a blob's GET with 307 to an object
store's key, as registry.k8s.io does, and the backend host serves that key from the registry's own folder.
All write one log, in three formats at once, so that every format is compared over the very same traffic.
"""

import gzip
import os
import shutil
import signal
from dataclasses import dataclass

from processes import wait_for
from registry import PORT as REGISTRY_PORT


@dataclass(frozen=True)
class Chain:
    """How the three hosts are joined. The clock's zone is the server's: logs are not always in UTC."""
    name: str
    port: int
    tls: bool = False
    backend: bool = False
    zone: str = "UTC0"

    @property
    def scheme(self):
        return "https" if self.tls else "http"

    def authority(self, host):
        """The host as it stands in a URL or an image's name; a default port is left out."""
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"

    def url(self, host, path=""):
        return f"{self.scheme}://{self.authority(host)}{path}"


# Name of the log file -> the directive, as it stands in nginx's configuration and is given to Ebb.
FORMATS = {
    "vhost": """log_format vhost '$host:$server_port $remote_addr - $remote_user [$time_local] """
             """"$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';""",
    "json": """log_format json escape=json '{"time":"$time_iso8601","host":"$host","client":"$remote_addr",'
 '"request":"$request","status":$status,"bytes":$body_bytes_sent,'
 '"referer":"$http_referer","agent":"$http_user_agent","seconds":$request_time}';""",
    "own": """log_format own '$msec|$scheme://$host|$remote_addr|$request_method $request_uri $server_protocol|'
 '$status|$body_bytes_sent/$bytes_sent|"$http_user_agent" "$http_referer"';""",
}
# Ebb knows this one by name; the others are told to it by their directive.
NAMED = {"vhost": "vhost-combined"}

_CONFIGURATION = """\
user root; worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log notice;
events {{ worker_connections 256; }}
http {{
  client_body_temp_path {folder}/tmp/b; proxy_temp_path {folder}/tmp/p; fastcgi_temp_path {folder}/tmp/f;
  uwsgi_temp_path {folder}/tmp/u; scgi_temp_path {folder}/tmp/s;
  client_max_body_size 0; default_type application/octet-stream; {certificate}
  {formats}
  {logs}
  server {{ {listen}; server_name old.example;
    location / {{ return 302 {new}$request_uri; }} }}
  server {{ {listen}; server_name new.example;
    {blobs}
    location / {{ {registry} }} }}
  server {{ {listen}; server_name backend.example;
    location ~ "^/containers/images/sha256:([0-9a-f]{{2}})([0-9a-f]{{62}})$" {{
      alias {store}/sha256/$1/$1$2/data; }}
    location / {{ return 404; }} }}
}}
"""
_BLOBS = """location ~ "^/v2/.+/blobs/(sha256:[0-9a-f]{{64}})$" {{
      if ($request_method = GET) {{ return 307 {backend}/containers/images/$1; }}
      {registry} }}"""


class Nginx:
    def __init__(self, host, chain, registry, certificates, folder):
        self.host, self.folder = host, folder
        for name in ("tmp", *(f"logs/{format}" for format in FORMATS)):
            os.makedirs(os.path.join(folder, name))
        to_registry = (f"proxy_pass http://127.0.0.1:{REGISTRY_PORT}; proxy_set_header Host $http_host; "
                       "proxy_set_header X-Forwarded-Proto $scheme;")
        listen = f"listen {chain.port}{' ssl' if chain.tls else ''}"
        if host.network.has_ipv6:
            listen += f"; listen [::]:{chain.port}{' ssl' if chain.tls else ''}"
        configuration = os.path.join(folder, "nginx.conf")
        with open(configuration, "w") as file:
            file.write(_CONFIGURATION.format(
                folder=folder, listen=listen, registry=to_registry, new=chain.url("new.example"),
                store=registry.blobs, formats="\n  ".join(FORMATS.values()),
                logs="\n  ".join(f"access_log {self.log(name)} {name};" for name in FORMATS),
                blobs=_BLOBS.format(backend=chain.url("backend.example"), registry=to_registry)
                      if chain.backend else "",
                certificate=f"ssl_certificate {certificates.certificate}; ssl_certificate_key {certificates.key};"
                            if chain.tls else ""))
        self.process = host.start(
            ["nginx", "-e", f"{folder}/error.log", "-p", folder, "-c", configuration],
            os.path.join(folder, "output.log"), env={"TZ": chain.zone})
        wait_for(lambda: os.path.exists(self.log("vhost")) and self._listens(chain), "nginx", self.process)

    def _listens(self, chain):
        probe = f'exec 3<>/dev/tcp/127.0.0.1/{chain.port}'
        return self.host.run(["bash", "-c", probe], check=False).returncode == 0

    def log(self, name="vhost"):
        return os.path.join(self.logs(name), "access.log")

    def logs(self, name="vhost"):
        """The folder of one format's logs, the live one and the rotated ones."""
        return os.path.join(self.folder, "logs", name)

    def read(self, name="vhost"):
        with open(self.log(name), "rb") as file:
            return file.read()

    def rotate(self):
        """What logrotate does first: each log moves on by one number, and nginx opens new ones."""
        for name in FORMATS:
            log = self.log(name)
            for number in range(8, 0, -1):
                for end in ("", ".gz"):
                    if os.path.exists(f"{log}.{number}{end}"):
                        os.rename(f"{log}.{number}{end}", f"{log}.{number + 1}{end}")
            os.rename(log, f"{log}.1")
        self.process.send_signal(signal.SIGUSR1)
        wait_for(lambda: all(os.path.exists(self.log(name)) for name in FORMATS), "nginx's new logs", self.process)


def compress(path):
    """What logrotate does then: gzip, and the plain file goes."""
    with open(path, "rb") as plain, gzip.open(f"{path}.gz", "wb") as packed:
        shutil.copyfileobj(plain, packed)
    os.remove(path)
    return f"{path}.gz"
