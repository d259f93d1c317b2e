"""The sums that Ebb's answers must equal, added up from the independently read lines.

One function an answer, each a plain loop over all lines. Keys are what identifies a row; the columns have
the names of Ebb's answers, so a difference reads as one.
"""

import ipaddress
from collections import Counter, defaultdict

from expected import NAMES, is_signature


def claimed(lines):
    """The lines that are counted: those at an endpoint's host. Bytes that are no request (a TLS greeting on a
    plain port) got an answer there, too: they count as a request of the kind `other`, without a repository."""
    return [line for line in lines if line.role]


def ledger(lines, skipped=0):
    """What becomes of each line of a log: nginx writes none that is to be rejected."""
    counted = len(claimed(lines))
    return {"lines": len(lines) + skipped, "counted": counted, "unrelated": len(lines) - counted, "rejected": 0,
            "skipped": skipped}


def client_id(address):
    """Who a client is: an IPv4 address, or the network of an IPv6 one."""
    address = ipaddress.ip_address(address)
    return str(address if address.version == 4 else ipaddress.ip_network((address, 64), strict=False).network_address)


def client_of_answer(text):
    """The same, however an answer writes it: `fd00::`, `fd00::/64`, `fd00::5`."""
    return client_id(text.partition("/")[0])


class Followed:
    """How requests came to the new host, settled per client, repository, operation and day.

    Where both hosts' logs are there, as many requests of unknown origin as the old host redirected, beyond
    those whose referer shows it, are followed too. What it redirected beyond all these is lost.
    """

    def __init__(self, lines):
        redirected, self.came = Counter(), defaultdict(Counter)
        for line in claimed(lines):
            if line.role == "legacy" and line.redirected:
                redirected[self.key(line)] += 1
            if line.role == "current":
                self.came[self.key(line)][line.via] += 1
        self.settled, self.lost = Counter(), 0
        for key in redirected.keys() | self.came.keys():
            open_ones = max(0, redirected[key] - self.came[key]["followed"])
            self.settled[key] = min(open_ones, self.came[key]["unknown"])
            # Which of several unknown requests were the followed ones nobody knows; the acts avoid the case.
            assert self.settled[key] in (0, self.came[key]["unknown"]), f"an ambiguous act: {key}"
            self.lost += open_ones - self.settled[key]

    @staticmethod
    def key(line):
        return client_id(line.client), line.repository, line.operation, line.day

    def via(self, line):
        return "followed" if line.via == "unknown" and self.settled[self.key(line)] else line.via


def _add(row, line):
    row["requests"] += 1
    row["bytes"] += line.bytes
    row["pulls"] += line.is_pull
    row["redirected"] += line.redirected


def summary(lines):
    """role -> its row."""
    rows, followed = {}, Followed(lines)
    for role in NAMES:
        own = [line for line in claimed(lines) if line.role == role]
        if not own:
            continue
        row = Counter({"clients": len({client_id(line.client) for line in own})})
        for line in own:
            _add(row, line)
        if role == "current":
            row.update({"direct": 0, "followed": 0, "unknown": 0})
            row.update(followed.via(line) for line in own if line.is_pull)
        if role == "legacy":
            row["lost"] = followed.lost
        rows[role] = row
    return rows


def images(lines, by_tag=False):
    """(repository, role[, tag]) -> its row."""
    rows, clients, times = defaultdict(Counter), defaultdict(set), defaultdict(list)
    for line in claimed(lines):
        key = (line.repository, line.role)
        if by_tag:
            key += ("" if ":" in line.reference or is_signature(line.reference) else line.reference,)
        row = rows[key]
        _add(row, line)
        row["checks"] += line.is_check
        row["blobRequests"] += line.operation in ("blobGet", "blobHead")
        clients[key].add(client_id(line.client))
        times[key].append(line.time)
    for key, row in rows.items():
        row["clients"] = len(clients[key])
        row["firstSeen"], row["lastSeen"] = min(times[key]), max(times[key])
    return dict(rows)


def clients(lines):
    """(client, role) -> its row."""
    rows, repositories, times = defaultdict(Counter), defaultdict(set), defaultdict(list)
    for line in claimed(lines):
        key = (client_id(line.client), line.role)
        _add(rows[key], line)
        times[key].append(line.time)
        if line.repository != "(none)":
            repositories[key].add(line.repository)
    for key, row in rows.items():
        row["repositories"] = len(repositories[key])
        row["firstSeen"], row["lastSeen"] = min(times[key]), max(times[key])
    return dict(rows)


def tools(lines):
    """(tool, version, role) -> its row, for the tools that this test knows."""
    rows, clients = defaultdict(Counter), defaultdict(set)
    for line in claimed(lines):
        if line.tool[0]:
            key = (*line.tool, line.role)
            _add(rows[key], line)
            clients[key].add(client_id(line.client))
    for key, row in rows.items():
        row["clients"] = len(clients[key])
    return dict(rows)


def hours(lines):
    """(hour, role) -> its row."""
    rows = defaultdict(Counter)
    for line in claimed(lines):
        _add(rows[line.time.replace(minute=0, second=0), line.role], line)
    return dict(rows)
