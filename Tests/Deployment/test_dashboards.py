import gzip
import json
import subprocess

import pytest
import yaml

from machine import EBB, ROOT
from monitoring import Prometheus, ebb, serve, until

FOLDER = ROOT / "Dashboards"
DASHBOARD = json.loads((FOLDER / "grafana.json").read_text())
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
RULES = [rule for group in yaml.safe_load((FOLDER / "prometheus-rules.yaml").read_text())["groups"] for rule in group["rules"]]


def promtool(*words):
    done = subprocess.run(["promtool", *words], cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_are_right():
    promtool("check", "rules", "prometheus-rules.yaml")


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.test.yaml")))
def test_rules_do_what_they_say(file):
    promtool("test", "rules", file)


def test_each_alert_has_a_case_that_fires():
    groups = [group["name"] for group in yaml.safe_load((FOLDER / "prometheus-rules.yaml").read_text())["groups"]]
    fired = set()
    for path in FOLDER.glob("*.test.yaml"):
        tests = yaml.safe_load(path.read_text())
        assert tests["group_eval_order"] == groups
        for test in tests["tests"]:
            fired |= {case["alertname"] for case in test.get("alert_rule_test", []) if case["exp_alerts"]}
    assert fired == {rule["alert"] for rule in RULES if "alert" in rule}


def test_dashboard_explains_itself():
    """Each panel says what it shows, in which unit, and takes the data source that the viewer chose."""
    assert {variable["name"] for variable in DASHBOARD["templating"]["list"]} == {"datasource", "instance"}
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    for panel in PANELS:
        assert panel["title"] and panel["description"] and panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        for part in [panel, *panel["targets"]]:
            assert part["datasource"] == {"type": "prometheus", "uid": "${datasource}"}, panel["title"]


def test_panels_do_not_overlap():
    taken = {}
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory):
    """It sees a store before and after the ingest of its last days, and a service that is asked."""
    folder = tmp_path_factory.mktemp("monitoring")
    subprocess.run([str(EBB.parent / "generate-logs"), "sample", "--days", "90", "--output", str(folder / "logs")], check=True, capture_output=True)
    logs = sorted(map(str, (folder / "logs").glob("*.gz")))
    tariff = "{name: Google, endpoints: [k8s.gcr.io], prices: google-container-registry, zone: worldwide}"
    (folder / "ebb.yaml").write_text(f"costs: {{tariffs: [{tariff}]}}\n")
    assert ebb(folder, "ingest", "--config", str(folder / "ebb.yaml"), *logs[:-2]).returncode == 0
    service = serve(folder)
    server = Prometheus(folder, service.address)
    try:
        until(lambda: server.query("ebb_build_info"), "the first scrape", server)
        # A log with a damaged line, and one that is no log at all.
        with gzip.open(logs[-1], "ab") as last:
            last.write(b"registry.k8s.io 192.0.2.1 - - [nonsense\n")
        (folder / "broken.log.gz").write_bytes(b"\x1f\x8b\x08\x00")
        assert ebb(folder, "ingest", *logs[-2:], str(folder / "broken.log.gz")).returncode == 1
        for path in "/", "/api/v1/summary", "/api/v1/images", "/api/v1/summary":
            service.get(path)
        until(lambda: any(value["value"][1] == "1" for value in server.query('ebb_sources{status="failed"}')), "the ingest is seen", server)
        server.service = service
        yield server
    finally:
        server.end()
        service.end()


def values(result):
    return [float(sample["value"][1]) for sample in result]


def is_known(prometheus, text):
    """Whether the query gives at least one number, within a few scrapes."""
    return until(lambda: any(value == value for value in values(prometheus.query(text))), text, prometheus)


@pytest.mark.parametrize("text", sorted({target["expr"] for panel in PANELS for target in panel["targets"]}))
def test_dashboards_queries_have_answers(prometheus, text):
    for name, value in {"$instance": prometheus.service.address, "$__rate_interval": "30s", "$__range": "5m"}.items():
        text = text.replace(name, value)
    assert "$" not in text
    is_known(prometheus, text)


@pytest.mark.parametrize("rule", [rule for rule in RULES if "record" in rule], ids=lambda rule: rule["record"])
def test_recorded_series_have_values(prometheus, rule):
    is_known(prometheus, rule["record"])
    is_known(prometheus, rule["expr"])


def test_rules_are_evaluated_without_errors(prometheus):
    def rules():
        found = [rule for group in prometheus.api("rules")["groups"] for rule in group["rules"]]
        return found if all(rule["health"] != "unknown" for rule in found) else None

    found = until(rules, "all rules are evaluated", prometheus)
    assert len(found) == len(RULES)
    assert [rule for rule in found if rule["health"] != "ok"] == []
    # Of alerts the metrics named must be there, whatever their values are.
    states = {rule["name"]: rule["state"] for rule in found if rule["type"] == "alerting"}
    assert states["EbbSourcesFailed"] == "pending" and states["EbbLogsLate"] == "pending"
    assert states["EbbDown"] == states["EbbIngestLate"] == "inactive"


def test_dashboards_numbers_are_the_stores(prometheus):
    """What a panel shows is what `ebb query` says."""
    said = subprocess.run(
        [str(EBB), "query", "summary", "--output", "json", "--store", f"sqlite:{prometheus.log.parent}/ebb.sqlite"], capture_output=True, check=True)
    rows = {row["endpoint"]: row for row in json.loads(said.stdout)["data"]}
    pulls = {sample["metric"]["endpoint"]: float(sample["value"][1]) for sample in prometheus.query("sum by (endpoint) (ebb_pulls_total)")}
    assert pulls == {name: row["pulls"] for name, row in rows.items() if row["pulls"] is not None}
    ways = {sample["metric"]["way"]: float(sample["value"][1]) for sample in prometheus.query("sum by (way) (ebb_pulls_by_way_total)")}
    assert ways == {way: rows["registry.k8s.io"][way] for way in ("direct", "followed", "unknown")}
