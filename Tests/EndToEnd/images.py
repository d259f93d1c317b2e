"""Images made from nothing by umoci, whose every byte is known before a client asks for it.

The files inside are random numbers: incompressible, so a layer is about as large as its file. The exact
sizes, which the tests compare with what the clients moved, are read from the image layout on disk.
"""

import json
import os
import random
from dataclasses import dataclass, field
from hashlib import sha256

from processes import run

INDEX = "application/vnd.oci.image.index.v1+json"


def in_layout(repository, tag):
    """The image's name in the layout, where a name must be unique and without slashes."""
    return f"{repository.replace('/', '-')}-{tag}"


@dataclass
class Image:
    repository: str
    tag: str
    digest: str
    size: int                                          # of the manifest or the index itself
    config: int = 0
    layers: list = field(default_factory=list)         # sizes
    blobs: list = field(default_factory=list)          # digests: the configuration's, then the layers'
    platforms: list = field(default_factory=list)      # the images of an index

    @property
    def name(self):
        return f"{self.repository}:{self.tag}"

    @property
    def in_layout(self):
        return in_layout(self.repository, self.tag)

    @property
    def blob_bytes(self):
        return self.config + sum(self.layers)

    @property
    def blob_count(self):
        return len(self.blobs)


class Workshop:
    """Makes images in one OCI layout, `self.layout`."""

    def __init__(self, folder):
        os.makedirs(folder)
        self.folder, self.layout = folder, os.path.join(folder, "layout")
        run(["umoci", "init", "--layout", self.layout])

    def make(self, repository, tag, seed, sizes, architecture="amd64"):
        name = f"{self.layout}:{in_layout(repository, tag)}"
        run(["umoci", "new", "--image", name])
        run(["umoci", "config", "--image", name, "--os", "linux", "--architecture", architecture,
             "--created", "2024-05-06T07:08:09Z", "--no-history", "--config.cmd", f"/{seed}"])
        numbers = random.Random(seed)
        for position, size in enumerate(sizes):
            path = os.path.join(self.folder, "file")
            with open(path, "wb") as file:
                file.write(numbers.randbytes(size))
            os.utime(path, (1, 1))
            run(["umoci", "insert", "--image", name, path, f"/layer-{position}"])
        return self._read(repository, tag, self._descriptor(in_layout(repository, tag)))

    def make_index(self, repository, tag, images):
        """An index over images made before. umoci makes none, so it is written by hand."""
        entries = []
        for image in images:
            architecture = self._blob(self._blob(image.digest)["config"]["digest"])["architecture"]
            entries.append({"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": image.digest,
                            "size": image.size, "platform": {"os": "linux", "architecture": architecture}})
        text = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}).encode()
        digest = "sha256:" + sha256(text).hexdigest()
        with open(self._path(digest), "wb") as file:
            file.write(text)
        with open(os.path.join(self.layout, "index.json")) as file:
            top = json.load(file)
        top["manifests"].append({"mediaType": INDEX, "digest": digest, "size": len(text),
                                 "annotations": {"org.opencontainers.image.ref.name": in_layout(repository, tag)}})
        with open(os.path.join(self.layout, "index.json"), "w") as file:
            json.dump(top, file)
        return Image(repository, tag, digest, len(text), platforms=images)

    def _read(self, repository, tag, descriptor):
        manifest = self._blob(descriptor["digest"])
        return Image(repository, tag, descriptor["digest"], descriptor["size"], manifest["config"]["size"],
                     [layer["size"] for layer in manifest["layers"]],
                     [part["digest"] for part in [manifest["config"], *manifest["layers"]]])

    def _descriptor(self, name):
        with open(os.path.join(self.layout, "index.json")) as file:
            return next(entry for entry in json.load(file)["manifests"]
                        if entry["annotations"]["org.opencontainers.image.ref.name"] == name)

    def _path(self, digest):
        return os.path.join(self.layout, "blobs", *digest.split(":"))

    def _blob(self, digest):
        with open(self._path(digest)) as file:
            return json.load(file)
