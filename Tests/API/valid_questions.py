"""What a JSON Schema can't say of a question, for schemathesis: without it, what the schema calls valid would be refused.

https://schemathesis.readthedocs.io/en/stable/guides/extending/
"""

import schemathesis

ENDPOINTS = ["legacy", "current", "backend", "k8s.gcr.io", "registry.k8s.io", "Amazon S3"]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes a valid question one that can be answered; leaves those alone that are meant to be wrong."""
    query = case.query
    if not query or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # An endpoint must be one of the configuration.
    if "endpoint" in query:
        query["endpoint"] = ENDPOINTS[len(query["endpoint"]) % len(ENDPOINTS)]
    # A cursor must be one that an answer gave.
    query.pop("after", None)
    # The first day is not behind the last.
    if "from" in query and "to" in query:
        query["from"], query["to"] = sorted((query["from"], query["to"]))
    # Which tool asked for what is not kept.
    if case.path in ("/api/v1/clients", "/api/v1/networks") and "tool" in query:
        query.pop("repository", None)
    # Only answers by tag have one.
    if case.path == "/api/v1/images" and query.get("sort") in ("tag", "-tag"):
        query["byTag"] = "true"
    # Of stuck clients, stragglers and an outage only some days are looked at.
    if case.path in ("/api/v1/stuck", "/api/v1/stragglers", "/api/v1/outage"):
        query.pop("from", None)
        if "to" in query:
            query["from"] = query["to"]
    # The columns of progress are those of its rows, and the ways of clients are kept of pulls alone.
    if case.path == "/api/v1/progress":
        if query.get("per") in ("network", "tool"):
            query.pop("measure", None)
        if query.get("per") == "tool":
            query.pop("repository", None)
        sort, per = query.get("sort", "").removeprefix("-"), query.get("per")
        hidden = {"repository", "network", "tool"} - {"repository" if per == "image" else per}
        hidden |= {"milestones"} if per else {"left"}
        hidden |= {"time"} if per and "by" not in query else set()
        hidden |= {"lost"} if query.get("measure", "pulls") != "pulls" else set()
        if sort in hidden:
            query.pop("sort")
    # Routings are named by the configuration, told by month or network, and have columns of their own.
    if case.path == "/api/v1/cost":
        sort = query.get("sort", "").removeprefix("-")
        if "whatIf" in query:
            query["whatIf"] = "registry.k8s.io"
            query["per"] = "network" if query.get("per") in ("network", "client") else "month"
            if sort in ("role", "endpoint", "credits", "saved"):
                query.pop("sort")
        elif sort in ("networks", "today"):
            query.pop("sort")
    # A row is about an image or a network.
    if case.path == "/api/v1/outage":
        if query.get("sort", "").lstrip("-") in ("repository", "newName"):
            query["per"] = "image"
        elif query.get("sort", "").lstrip("-") == "network":
            query["per"] = "network"
    # All definitions, or one of them.
    if "compare" in query:
        query.pop("definition", None)
    # A client must be written as the answers show it.
    if "client" in query:
        query["client"] = f"192.0.2.{len(query['client'])}"
    # Hours are kept of endpoints alone.
    if case.path == "/api/v1/timeseries" and query.get("by") == "hour":
        query.pop("repository", None)
