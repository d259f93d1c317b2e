"""Hard facts: what a command must have caused, known from the command and the image alone.

Facts are written per request that a client makes. `asked` follows it through the chain: asked of the old
host it is redirected there and arrives at the new one; a blob's GET may be sent on to the backend.
"""

from collections import Counter


class Facts:
    """How many requests of each kind, and how many bytes of manifests and blobs, at each host."""

    def __init__(self):
        self.requests = Counter()      # (host, operation, repository, status) -> number
        self.bytes = Counter()         # (host, operation, repository) -> bytes of bodies that were served

    def add(self, host, operation, repository, status, times=1, size=0):
        self.requests[host, operation, repository, status] += times
        if size:
            self.bytes[host, operation, repository] += size
        return self

    def __add__(self, other):
        both = Facts()
        both.requests = self.requests + other.requests
        both.bytes = self.bytes + other.bytes
        return both

    @staticmethod
    def of(lines):
        """The same, read from log lines, without what depends on a client's version: its pings, its TLS
        greetings, and how it feels its way in a push (is that blob there, may an upload begin)."""
        facts = Facts()
        for line in lines:
            feels = line.operation in ("ping", "none", "blobHead") or (line.operation, line.status) == ("push", 202)
            if line.role and not feels:
                served = line.status in (200, 206) and line.operation in ("manifestGet", "blobGet")
                facts.add(line.host, line.operation, line.repository, line.status, size=line.bytes if served else 0)
        return facts


class Asked:
    """Makes facts for one chain."""

    def __init__(self, chain):
        self.chain = chain

    def __call__(self, where, operation, repository, times=1, size=0, status=200):
        facts = Facts()
        if where == "old.example":
            facts.add("old.example", operation, repository, 302, times)
        if operation == "blobGet" and self.chain.backend:
            facts.add("new.example", operation, repository, 307, times)
            return facts.add("backend.example", operation, "(none)", status, times, size)
        return facts.add("new.example", operation, repository, status, times, size)

    def manifest(self, where, image):
        return self(where, "manifestGet", image.repository, size=image.size)

    def check(self, where, image, status=200):
        return self(where, "manifestHead", image.repository, status=status)

    def blobs(self, where, image):
        return self(where, "blobGet", image.repository, image.blob_count, image.blob_bytes)

    def pushed(self, repository, image):
        """Each blob and the manifest end with 201, whether they were sent or mounted from elsewhere."""
        return self("new.example", "push", repository, image.blob_count + 1, status=201)

    def push_redirected(self, repository):
        """The push of a tag whose blobs are there. Its only PUT is redirected, and as HTTP has it for 302 the
        client goes on with a GET: a push that looks like a failed pull to the new host."""
        facts = Facts().add("old.example", "push", repository, 302)
        return facts.add("new.example", "manifestGet", repository, 404)
