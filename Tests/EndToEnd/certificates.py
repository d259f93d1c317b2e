"""A certificate authority of the test's own, and one certificate for all of its servers."""

import os

from hosts import NAMES
from processes import run


class Certificates:
    def __init__(self, folder):
        os.makedirs(folder)
        path = lambda name: os.path.join(folder, name)
        self.authority, self.certificate, self.key = path("authority.crt"), path("servers.crt"), path("servers.key")
        with open(path("extensions"), "w") as file:
            file.write("subjectAltName=" + ",".join(f"DNS:{name}" for name in NAMES) + "\n")
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        run(["openssl", "req", "-x509", *new_key, "-days", "2", "-subj", "/CN=Test authority",
             "-keyout", path("authority.key"), "-out", self.authority])
        run(["openssl", "req", *new_key, "-subj", "/CN=Test servers", "-keyout", self.key, "-out", path("servers.csr")])
        run(["openssl", "x509", "-req", "-in", path("servers.csr"), "-days", "2", "-CAcreateserial",
             "-CA", self.authority, "-CAkey", path("authority.key"), "-extfile", path("extensions"),
             "-out", self.certificate])
