"""A real registry: Debian's docker-registry (distribution 2.8), blobs in a folder, no login."""

import os

from processes import wait_for

PORT = 5000
_CONFIGURATION = """\
version: 0.1
log: {{level: warn, accesslog: {{disabled: true}}}}
storage:
  filesystem: {{rootdirectory: {folder}}}
  delete: {{enabled: true}}
http: {{addr: 127.0.0.1:{port}}}
"""


class Registry:
    def __init__(self, host, folder):
        self.host = host
        self.blobs = os.path.join(folder, "docker/registry/v2/blobs")
        os.makedirs(folder)
        configuration = os.path.join(folder, "config.yml")
        with open(configuration, "w") as file:
            file.write(_CONFIGURATION.format(folder=folder, port=PORT))
        process = host.start(["docker-registry", "serve", configuration], os.path.join(folder, "output.log"))
        wait_for(self._answers, "docker-registry", process)

    def _answers(self):
        url = f"http://127.0.0.1:{PORT}/v2/"
        return self.host.run(["curl", "-sf", "-o", "/dev/null", url], check=False).returncode == 0

    def push(self, layout, image):
        """Puts an image into the registry directly, seen by no log: the state before the test begins."""
        self.host.run([
            "skopeo", "--insecure-policy", "copy", "--quiet", "--preserve-digests", "--dest-tls-verify=false",
            *(["--all"] if image.platforms else []),
            f"oci:{layout}:{image.in_layout}", f"docker://127.0.0.1:{PORT}/{image.name}"])
