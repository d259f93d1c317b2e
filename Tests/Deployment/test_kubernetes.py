import os
import re
import signal
import subprocess
import time

import kubernetes_validate
import pytest
import yaml

from dockerfile import stages
from machine import EBB, ROOT

TEXT = (ROOT / "deploy/kubernetes.yaml").read_text()
OBJECTS = {thing["kind"]: thing for thing in yaml.safe_load_all(TEXT)}
POD = OBJECTS["Deployment"]["spec"]["template"]["spec"]
CONTAINERS = {container["name"]: container for container in POD["initContainers"] + POD["containers"]}
IMAGE = stages((ROOT / "deploy/Dockerfile").read_text())[-1]
CONFIGURATION = OBJECTS["ConfigMap"]["data"]["ebb.yaml"]


@pytest.mark.parametrize("kind", OBJECTS)
def test_objects_are_valid(kind):
    kubernetes_validate.validate(OBJECTS[kind], kubernetes_validate.latest_version(), strict=True)


def test_parts_name_each_other():
    """What no schema checks: labels, ports, volumes and claims that must be the same in two places."""
    labels = OBJECTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for selector in (
        OBJECTS["Deployment"]["spec"]["selector"]["matchLabels"], OBJECTS["Service"]["spec"]["selector"],
        OBJECTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]):
        assert selector == labels
    (port,) = CONTAINERS["serve"]["ports"]
    assert OBJECTS["Service"]["spec"]["ports"][0]["targetPort"] == port["name"]
    assert CONTAINERS["serve"]["args"][-1].endswith(f":{port['containerPort']}")
    assert IMAGE.one("EXPOSE") == str(port["containerPort"])
    volumes = {volume["name"]: volume for volume in POD["volumes"]}
    assert volumes["store"]["persistentVolumeClaim"]["claimName"] == OBJECTS["PersistentVolumeClaim"]["metadata"]["name"]
    assert volumes["configuration"]["configMap"]["name"] == OBJECTS["ConfigMap"]["metadata"]["name"]
    for container in CONTAINERS.values():
        mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
        assert set(mounts) <= set(volumes)
        environment = {entry["name"]: entry["value"] for entry in container["env"]}
        assert environment["EBB_STORE"].startswith(f"sqlite:{mounts['store']}/")
        assert environment["EBB_CONFIG"] == mounts["configuration"] + "/ebb.yaml"
    assert {thing["metadata"].get("namespace", "ebb") for thing in OBJECTS.values()} == {"ebb"}


def test_pod_meets_the_restricted_standard():
    """https://kubernetes.io/docs/concepts/security/pod-security-standards/"""
    assert OBJECTS["Namespace"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    security = POD["securityContext"]
    assert security["runAsNonRoot"] and security["seccompProfile"]["type"] == "RuntimeDefault"
    assert f"{security['runAsUser']}:{security['runAsGroup']}" == IMAGE.one("USER")
    assert security["fsGroup"] == security["runAsGroup"]
    for container in CONTAINERS.values():
        own = container["securityContext"]
        assert own["capabilities"] == {"drop": ["ALL"]} and own["allowPrivilegeEscalation"] is False
        assert own["readOnlyRootFilesystem"] is True
        assert {"name": "scratch", "mountPath": "/tmp"} in container["volumeMounts"], "SQLite may sort in files"
        assert {"requests", "limits"} <= set(container["resources"])
    assert not any("hostPath" in volume for volume in POD["volumes"])


class Place:
    """The pod's three folders, and its commands run in them."""

    def __init__(self, path):
        self.path = path
        mounts = CONTAINERS["ingest"]["volumeMounts"]
        self.mounts = {mount["mountPath"]: path / mount["name"] for mount in mounts if mount["name"] != "scratch"}
        for folder in self.mounts.values():
            folder.mkdir()
        (path / "bin").mkdir()
        (path / "bin/ebb").symlink_to(EBB)
        (path / "configuration/ebb.yaml").write_text(CONFIGURATION)
        self.store = path / "store/ebb.sqlite"

    def here(self, text):
        return re.sub("|".join(map(re.escape, self.mounts)), lambda found: str(self.mounts[found[0]]), text)

    def start(self, container, command, **more):
        environment = {entry["name"]: self.here(entry["value"]) for entry in container["env"]}
        return subprocess.Popen(
            [self.here(word) for word in command], cwd=self.path, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={"PATH": f"{self.path}/bin:/usr/bin:/bin", **environment}, **more)

    def log(self, day):
        (self.path / f"logs/access-{day}.log").write_text(
            f'registry.old.example 192.0.2.7 - - [{day}/Mar/2023:10:00:00 +0000] "GET /v2/pause/manifests/3.9 HTTP/1.1" 200 5 "-" "containerd/1.6"\n')

    def lines(self):
        said = subprocess.run([str(EBB), "query", "sources", "--output", "csv", "--store", f"sqlite:{self.store}"], capture_output=True, text=True)
        return len(said.stdout.splitlines()) - 1


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_first_ingest_makes_the_store_and_fails_only_without_one(place):
    container = CONTAINERS["first-ingest"]

    def run():
        process = place.start(container, container["command"])
        process.communicate(timeout=60)
        return process.returncode

    assert run() != 0, "there are no logs yet"
    place.log(20)
    assert run() == 0
    assert place.lines() == 1
    (place.path / "logs/broken.log.gz").write_bytes(b"\x1f\x8b\x08")
    assert run() == 0, "the service can start on the store that is there"


def test_ingest_waits_for_its_hour_and_reads(place):
    """The container's own loop: its first sleep is looked at and then cut short, since nobody can wait until 01:30."""
    container = CONTAINERS["ingest"]
    place.log(20)
    before = time.time()
    process = place.start(container, container["command"], start_new_session=True)
    try:
        pid, seconds = asleep(process)
        wakes = before + seconds
        assert 0 < seconds <= 86_400
        assert min(wakes % 86_400 - 5_400, 5_400 - wakes % 86_400, key=abs) == pytest.approx(0, abs=60)
        assert not place.store.exists()
        os.kill(pid, signal.SIGTERM)
        asleep(process, besides=pid)
        assert place.lines() == 1
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said


def asleep(process, besides=None):
    """The process id of the loop's sleep, and for how many seconds it sleeps."""
    for _ in range(600):
        listed = subprocess.run(["ps", "--no-headers", "-o", "pid,args", "--ppid", str(process.pid)], capture_output=True, text=True).stdout
        found = [(int(pid), int(seconds)) for pid, seconds in re.findall(r"(\d+) sleep (\d+)", listed) if int(pid) != besides]
        if found:
            return found[0]
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.1)
    raise AssertionError("never asleep")


def test_probes_are_addresses_of_the_service():
    paths = {probe["httpGet"]["path"] for name, probe in CONTAINERS["serve"].items() if name.endswith("Probe")}
    described = yaml.safe_load((ROOT / "Schemas/openapi.yaml").read_text())["paths"]
    assert paths == {"/healthz", "/readyz"} and paths < set(described)
    for path in paths:
        assert described[path]["get"]["security"] == [], "a kubelet has no token"


def test_configuration_is_right_and_lets_nobody_in(tmp_path):
    path = tmp_path / "ebb.yaml"
    path.write_text(CONFIGURATION)
    checked = subprocess.run([str(EBB), "config", "check", str(path)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert yaml.safe_load(CONFIGURATION)["serve"]["tokens"][0]["sha256"] == "0" * 64
