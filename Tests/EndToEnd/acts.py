"""What the clients do, and what each command must leave in the log.

Every command is what a user or a machine really says; the facts beside it follow from the image and from
how the client works. Where a client surprises, a comment says how.
"""

from facts import Asked, Facts
from nginx import Chain

OLD, NEW = "old.example", "new.example"

CHAINS = [
    # On a port of its own a plain server meets the TLS greeting that docker and skopeo try first.
    Chain("two-hosts", port=5080, zone="IST-5:30"),
    Chain("three-hosts", port=80, backend=True),
    Chain("tls", port=443, tls=True, backend=True, zone="NST3:30"),
]

# User agents with all that hurts a careless reader: a spreadsheet's formula, quotes, a backslash, markup, a
# tab, a byte that is no UTF-8; and an escape sequence for the terminal, which the registry refuses with 400.
HOSTILE = '=cmd()|"\'\\ <script>alert(1)</script>\t\udcff'
ESCAPING = HOSTILE + "\x1b[31m"
TLS_GREETING = bytes.fromhex("16030100c8010000c40303") + bytes(range(0x20, 0x60)) + b'"\\\x1b\n\xee'


def play(stage):
    """All acts, one after the other."""
    asked = Asked(stage.chain)
    for part in (docker, containerd, skopeo, curl, scanner):
        part(stage, stage.act, asked)


def docker(stage, act, asked):
    client, app, worker, tool, multi = stage.docker, stage.app, stage.worker, stage.tool, stage.multi

    def pulled(where, image):
        # The tag stands in a HEAD only; the manifest is asked for by its digest.
        return asked.check(where, image) + asked.manifest(where, image) + asked.blobs(where, image)

    act("docker pulls through old", client, lambda: client.pull(OLD, app.name), pulled(OLD, app))
    act("docker pulls what is up to date", client, lambda: client.pull(OLD, app.name), asked.check(OLD, app))
    act("docker pulls from new", client, lambda: client.pull(NEW, worker.name), pulled(NEW, worker))
    act("docker pulls its platform of an index through old", client, lambda: client.pull(OLD, multi.name),
        asked.check(OLD, multi) + asked.manifest(OLD, multi) + asked.manifest(OLD, stage.amd)
        + asked.blobs(OLD, stage.amd))
    act("docker pulls by digest through old", client, lambda: client.pull(OLD, f"{tool.repository}@{tool.digest}"),
        asked.manifest(OLD, tool) + asked.blobs(OLD, tool))
    act("docker asks for a missing tag", client, lambda: client.pull(OLD, "team/app:nope"),
        asked(OLD, "manifestHead", "team/app", status=404) + asked(OLD, "manifestGet", "team/app", status=404),
        should_succeed=False)
    act("docker pushes to new", client, lambda: client.push(NEW, "team/built:1", client.name(OLD, app.name)),
        asked.pushed("team/built", app))
    act("docker pushes through old", client, lambda: client.push(OLD, "team/built:2", client.name(OLD, app.name)),
        asked.push_redirected("team/built"), should_succeed=False)


def containerd(stage, act, asked):
    client, app, tool, worker, multi = stage.containerd, stage.app, stage.tool, stage.worker, stage.multi

    def fetched(where, image):
        return asked.check(where, image) + asked.manifest(where, image) + asked.blobs(where, image)

    act("ctr fetches through old", client, lambda: client.fetch(OLD, app.name), fetched(OLD, app))
    act("ctr fetches what it has", client, lambda: client.fetch(OLD, app.name), asked.check(OLD, app))
    act("ctr fetches from new", client, lambda: client.fetch(NEW, tool.name), fetched(NEW, tool))
    act("ctr fetches one platform of an index through old", client,
        lambda: client.fetch(OLD, multi.name, "--platform", "linux/arm64"),
        asked.check(OLD, multi) + asked.manifest(OLD, multi) + asked.manifest(OLD, stage.arm)
        + asked.blobs(OLD, stage.arm))
    act("ctr fetches an image of old from new as its mirror", client,
        lambda: client.fetch_by_mirror(OLD, NEW, worker.name), fetched(NEW, worker))
    # dockerd keeps manifests in its containerd's store, so a ctr beside it has no need to GET one: it asks
    # for the tag and then for blobs, and by the definition `manifest` that is no pull.
    beside = stage.beside_docker
    act("ctr beside docker fetches what docker pulled", beside, lambda: beside.fetch(OLD, app.name),
        asked.check(OLD, app) + asked.blobs(OLD, app))
    act("ctr fetches a missing tag", client, lambda: client.fetch(OLD, "team/app:nope"),
        asked(OLD, "manifestHead", "team/app", status=404), should_succeed=False)
    act("ctr pushes to new", client, lambda: client.push(NEW, "team/copied:1", client.name(NEW, tool.name)),
        asked.pushed("team/copied", tool) + asked(NEW, "manifestHead", "team/copied", status=404))
    act("ctr pushes through old", client, lambda: client.push(OLD, "team/copied:2", client.name(NEW, tool.name)),
        asked.push_redirected("team/copied") + asked(OLD, "manifestHead", "team/copied", status=404),
        should_succeed=False)


def skopeo(stage, act, asked):
    client, moved, app, multi, fresh = stage.skopeo, stage.moved, stage.app, stage.multi, stage.fresh
    layout = stage.workshop.layout

    def copied(where, *images):
        return sum((asked.manifest(where, image) + asked.blobs(where, image) for image in images), Facts())

    act("skopeo copies through old", client, lambda: client.copy(OLD, app.name), copied(OLD, app))
    act("skopeo copies through old behind the same address", stage.neighbour,
        lambda: stage.neighbour.copy(OLD, app.name), copied(OLD, app))
    act("skopeo copies from new", moved, lambda: moved.copy(NEW, app.name), copied(NEW, app))
    act("skopeo copies all platforms through old", client, lambda: client.copy(OLD, multi.name, "--all"),
        asked.manifest(OLD, multi) + copied(OLD, stage.amd, stage.arm))
    act("skopeo inspects through old", client, lambda: client.inspect(OLD, app.name),
        asked.manifest(OLD, app) + asked(OLD, "blobGet", app.repository, size=app.config)
        + asked(OLD, "tagList", app.repository))
    act("skopeo lists tags through old", client, lambda: client.list_tags(OLD, app.repository),
        asked(OLD, "tagList", app.repository))
    act("skopeo pushes to new", moved, lambda: moved.push(NEW, fresh.name, layout, fresh.in_layout),
        asked.pushed(fresh.repository, fresh))
    act("skopeo pushes through old", client, lambda: client.push(OLD, "team/fresh:v2", layout, fresh.in_layout),
        asked.push_redirected(fresh.repository), should_succeed=False)
    act("skopeo copies what was pushed", moved, lambda: moved.copy(NEW, fresh.name), copied(NEW, fresh))


def curl(stage, act, asked):
    app, tool = stage.app, stage.tool
    manifest = lambda image: f"/v2/{image.repository}/manifests/{image.tag}"
    layer = f"/v2/{app.repository}/blobs/{app.blobs[1]}"
    follow, head = "--location", "--head"
    not_followed = lambda operation: Facts().add(OLD, operation, app.repository, 302)

    lost = stage.curl_lost
    for times in range(3):
        act(f"curl does not follow a manifest's redirect, {times}", lost, lambda: lost.curl(OLD, manifest(app)),
            not_followed("manifestGet"))
    act("curl does not follow a layer's redirect", lost, lambda: lost.curl(OLD, layer), not_followed("blobGet"))
    act("curl does not follow a ping's redirect", lost, lambda: lost.curl(OLD, "/v2/"), Facts())

    for client in filter(None, (stage.curl_follows, stage.curl_six)):     # curl -L names no referer
        act("curl follows a manifest's redirect", client,
            lambda: client.curl(OLD, manifest(app), follow), asked.manifest(OLD, app))
        act("curl follows a layer's redirect", client, lambda: client.curl(OLD, layer, follow),
            asked(OLD, "blobGet", app.repository, size=app.layers[0]))

    direct = stage.curl_direct
    act("curl asks new for a manifest", direct, lambda: direct.curl(NEW, manifest(tool)), asked.manifest(NEW, tool))
    act("curl asks whether there is a manifest", direct, lambda: direct.curl(NEW, manifest(tool), head),
        asked.check(NEW, tool))
    act("curl has that manifest already", direct,
        lambda: direct.curl(NEW, manifest(tool), "--header", f'If-None-Match: "{tool.digest}"'),
        asked(NEW, "manifestGet", tool.repository, status=304))
    act("curl gets a part of a layer", direct, lambda: direct.curl(NEW, layer, follow, "--range", "100-299"),
        asked(NEW, "blobGet", app.repository, size=200, status=206))
    act("curl asks for a repository that is not there", direct,
        lambda: direct.curl(NEW, "/v2/no/such/manifests/v1"), asked(NEW, "manifestGet", "no/such", status=404))
    act("curl reads a signature", direct, lambda: direct.curl(NEW, manifest(stage.signature)),
        asked.manifest(NEW, stage.signature))
    act("curl asks for a catalog", direct, lambda: direct.curl(NEW, "/v2/_catalog"), asked(NEW, "catalog", "(none)"))

    # A tag behind a blob is another pull.
    blocked, kept_out = stage.curl_blocked, asked(NEW, "blobGet", app.repository, size=app.layers[0])
    if stage.chain.backend:
        kept_out = Facts().add(NEW, "blobGet", app.repository, 307)
    for times in range(3):
        act(f"curl asks for a manifest behind a firewall, {times}", blocked, lambda: blocked.curl(NEW, manifest(app)),
            asked.manifest(NEW, app))
        act(f"curl asks for a layer behind a firewall, {times}", blocked, lambda: blocked.curl(NEW, layer, follow),
            kept_out, should_succeed=not stage.chain.backend)

    mirror = stage.curl_mirror
    act("a mirror of old asks new", mirror, lambda: mirror.curl(NEW, manifest(tool) + "?ns=old.example"),
        asked.manifest(NEW, tool))


def scanner(stage, act, asked):
    client, app = stage.scanner, stage.app
    other = lambda status: asked(NEW, "other", "(none)", status=status)
    hostile = ("--user-agent", HOSTILE)
    act("a hostile user agent reads a manifest", client,
        lambda: client.curl(NEW, f"/v2/{app.repository}/manifests/{app.digest}", *hostile), asked.manifest(NEW, app))
    act("a user agent that colours the terminal", client,
        lambda: client.curl(NEW, f"/v2/{app.repository}/manifests/{app.digest}", "--user-agent", ESCAPING),
        asked(NEW, "manifestGet", app.repository, status=400))
    # From another machine: from this one, the next act would pass for the redirect followed (see tables.py).
    act("a hostile user agent and referer at old", stage.curl_lost, lambda: stage.curl_lost.curl(
        OLD, "/v2/%22%1b/..%2f/manifests/x", "--user-agent", ESCAPING, "--referer", ESCAPING),
        Facts().add(OLD, "other", "(none)", 302))
    act("no user agent at all", client, lambda: client.curl(NEW, "/v2/", "--user-agent", ""), Facts())
    act("a path that is no registry's", client, lambda: client.curl(NEW, "/v1/search?q=%27"), other(404))
    act("a digest with its colon encoded", client,
        lambda: client.curl(NEW, f"/v2/{app.repository}/manifests/{app.digest.replace(':', '%3A')}"),
        asked.manifest(NEW, app))
    act("a manifest is deleted", client,
        lambda: client.curl(NEW, f"/v2/{app.repository}/manifests/sha256:{'0' * 64}", "--request", "DELETE"),
        asked(NEW, "push", app.repository, status=404))
    act("bytes that are no request", client, lambda: client.send_raw(OLD, TLS_GREETING), Facts())
