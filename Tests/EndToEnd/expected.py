"""The independent counter: reads nginx's log line by line and adds up what Ebb must say.

Slow and obvious on purpose, sharing no code and no idea of speed with Ebb: a regular expression a line,
a dictionary a table. Its rules are those of Ebb's documentation on what a request means.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import parse_qs, unquote, urlsplit

ROLES = {"old.example": "legacy", "new.example": "current", "backend.example": "backend"}
NAMES = {"legacy": "old", "current": "new", "backend": "store"}
GO_CLIENTS = ("containerd", "docker", "skopeo", "containers")
REDIRECTS = (301, 302, 303, 307, 308)

_LINE = re.compile(r'(\S+):(\d+) (\S+) - (\S+) \[([^\]]+)\] "([^"]*)" (\d{3}) (\d+) "([^"]*)" "([^"]*)"')
_NAME = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*"
_TAG = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"
_DIGEST = r"sha256:[0-9a-f]{64}"


@dataclass
class Line:
    host: str
    client: str
    time: datetime
    method: str
    path: str
    query: str
    status: int
    bytes: int
    referer: str
    agent: str
    operation: str = ""
    repository: str = "(none)"
    reference: str = ""

    @property
    def role(self):
        return ROLES.get(self.host)

    @property
    def day(self):
        return self.time.date()

    @property
    def redirected(self):
        return self.status in REDIRECTS

    @property
    def is_pull(self):
        """The definition `manifest`: a manifest that was served, or sent on to a backend by the new host."""
        served = self.status in (200, 206) or (self.role == "current" and self.redirected)
        return (self.operation == "manifestGet" and served and not is_signature(self.reference)
                and self.role in ("legacy", "current"))

    @property
    def is_check(self):
        by_tag = ":" not in self.reference and not is_signature(self.reference)
        return self.operation == "manifestHead" and by_tag and self.status == 200

    @property
    def tool(self):
        """Name and version (major.minor), for the clients of this test; others are none of its business."""
        known = re.match(r"(docker|containerd|skopeo|curl)/v?(\d+\.\d+)", self.agent)
        return known.groups() if known else (None, None)

    @property
    def via(self):
        if self.role != "current":
            return None
        if ROLES.get((urlsplit(self.referer).hostname or "").lower()) == "legacy":
            return "followed"
        if any(host.partition(":")[0] == "old.example" for host in parse_qs(self.query).get("ns", [])):
            return "direct"              # a mirror's configuration; the value is encoded and may have a port
        return "direct" if self.tool[0] in GO_CLIENTS else "unknown"


def is_signature(reference):
    """Signatures and their like are filed under a tag of this form, which is nobody's version of an image."""
    return bool(re.fullmatch(r"sha256-[0-9a-f]{64}\.(sig|att|sbom)", reference))


def unescape(text):
    return re.sub(r"\\x([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text)


def read(text):
    """Every line of the log; one that fits no rule is an error of this test."""
    lines = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found = _LINE.fullmatch(line)
        assert found, f"line {number} is not as nginx was told to write: {line}"
        host, _, client, _, time, request, status, size, referer, agent = found.groups()
        line = Line(host, client, datetime.strptime(time, "%d/%b/%Y:%H:%M:%S %z").astimezone(timezone.utc),
                    "", "", "", int(status), int(size), "" if referer == "-" else referer, unescape(agent))
        words = request.split(" ")
        if len(words) == 3 and words[2].startswith("HTTP/"):
            line.method = words[0]
            path, _, line.query = words[1].partition("?")
            line.path = unquote(unescape(path))
            line.operation, line.repository, line.reference = _meaning(line.method, line.path)
            if line.method == "HEAD" or line.status in (204, 304):
                line.bytes = 0
        else:
            line.operation = "none"          # bytes that are no request, a TLS greeting for one
        lines.append(line)
    return lines


def _meaning(method, path):
    """Operation, repository and reference, by the OCI distribution specification."""
    reads = method in ("GET", "HEAD")

    def kind(word):
        return word + method.capitalize() if reads else "push"

    if path in ("/v2", "/v2/"):
        return ("ping" if reads else "other"), "(none)", ""
    if path == "/v2/_catalog":
        return ("catalog" if reads else "other"), "(none)", ""
    if found := re.fullmatch(rf"/v2/({_NAME})/manifests/({_TAG}|{_DIGEST})", path):
        return kind("manifest"), found[1], found[2]
    if found := re.fullmatch(rf"/v2/({_NAME})/blobs/({_DIGEST})", path):
        return kind("blob"), found[1], found[2]
    if found := re.fullmatch(rf"/v2/({_NAME})/blobs/uploads/.*", path):
        return "push", found[1], ""
    if found := re.fullmatch(rf"/v2/({_NAME})/tags/list", path):
        return ("tagList" if reads else "other"), found[1], ""
    if found := re.fullmatch(rf".*/containers/images/({_DIGEST})", path):
        return kind("blob"), "(none)", found[1]
    return "other", "(none)", ""
