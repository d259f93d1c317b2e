"""What Prometheus reads, held against the answers and Prometheus' own checker."""

import json
import math
import re
import subprocess
from datetime import datetime, timedelta

import pytest

import lines
from service import Service


def parse(text):
    """Samples by name and labels."""
    samples = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        name, labels, value = re.fullmatch(r'([a-z_]+)(?:\{(.*)\})? (\S+)', line).groups()
        key = (name, *sorted(re.findall(r'([a-z]+)="((?:[^"\\]|\\.)*)"', labels or "")))
        assert key not in samples, "a sample stands twice"
        samples[key] = float(value)
    return samples


@pytest.fixture(scope="module")
def metrics(service):
    service.answer("summary")
    service.answer("summary")
    service.ask("/nothing")
    return service.ask("/metrics")


def test_prometheus_accepts_them(metrics):
    assert metrics.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    checked = subprocess.run(["promtool", "check", "metrics"], input=metrics.body, capture_output=True)
    assert checked.returncode == 0 and not checked.stdout + checked.stderr, checked


def query(sample, *args):
    return json.loads(sample.run("query", *args, "--output", "json").out)


def test_totals(sample, metrics):
    samples = parse(metrics.text)
    for row in query(sample, "summary")["data"]:
        place = (("endpoint", row["endpoint"]), ("role", row["role"]))
        assert samples.get(("ebb_pulls_total", *place)) == row["pulls"]
        assert samples.get(("ebb_response_bytes_total", *place)) == row["bytes"]
        of_endpoint = [value for key, value in samples.items() if key[0] == "ebb_requests_total" and place[0] in key]
        assert sum(of_endpoint) == (row["requests"] or 0)
        for way in ("direct", "followed", "unknown"):
            assert samples.get(("ebb_pulls_by_way_total", place[0], ("way", way))) == row[way]
    assert samples[("ebb_requests_total", ("endpoint", "registry.k8s.io"), ("operation", "blobGet"), ("outcome", "redirected"), ("role", "current"))] > 0


def test_stuck_clients(sample, metrics):
    rows = query(sample, "stuck", "--limit", "0")["data"]
    assert parse(metrics.text)[("ebb_stuck_clients",)] == len({row["client"] for row in rows})


def test_outage(sample, metrics):
    samples = parse(metrics.text)
    rows = query(sample, "outage", "--limit", "0")["data"]
    for fate in ("fails", "survives"):
        assert samples[("ebb_outage_pulls", ("fate", fate))] == sum(row[fate] for row in rows) > 0
    assert samples[("ebb_outage_lost_redirects",)] == sum(row["lost"] for row in rows) > 0
    rows = query(sample, "unmet", "--limit", "0")["data"]
    assert samples[("ebb_unmet_requests",)] == sum(row["asked"] for row in rows)


def test_the_day(sample, metrics):
    samples = parse(metrics.text)
    last = query(sample, "timeseries")["completeness"]["to"]
    assert last == "2023-03-25"
    summary = query(sample, "summary", "--from", "2023-03-24", "--to", "2023-03-24")
    assert samples[("ebb_day_timestamp_seconds",)] == 1679616000
    for row in summary["data"]:
        place = (("endpoint", row["endpoint"]), ("role", row["role"]))
        for column, name in (("requests", "requests"), ("pulls", "pulls"), ("bytes", "response_bytes"), ("clients", "clients")):
            assert samples.get((f"ebb_day_{name}", *place)) == row[column]
        assert samples.get(("ebb_day_lost_redirects", place[0])) == row["lost"]
    assert samples[("ebb_day_progress_ratio", ("bound", "low"))] == pytest.approx(summary["progress"]["low"], abs=1e-3)
    assert samples[("ebb_day_progress_ratio", ("bound", "high"))] == pytest.approx(summary["progress"]["high"], abs=1e-3)


def test_the_forecast(folder, sample, metrics):
    # Thirty days end in the week after the redirect's: too little.
    assert parse(metrics.text)[("ebb_forecast_state", ("state", "tooLittle"))] == 1
    assert not any(name == "ebb_forecast_timestamp_seconds" for name, *_ in parse(metrics.text))
    folder.write("ebb.yaml", "migration:\n  name: mine\n  endpoints:\n    - {name: a, role: legacy, hosts: [a.example]}\n"
                 "    - {name: b, role: current, hosts: [b.example]}\n")
    text = ""
    for day in range(90):
        time = (datetime(2023, 1, 2) + timedelta(days=day)).strftime("%d/%b/%Y:%H:00:00 +0000")
        old = max(1, round(40 * math.exp(-day / 50)))
        hosts = ["a.example"] * old + ["b.example"] * (60 - old)
        # As many clients: one would be one pull.
        text += "".join(f"{host} {lines.line(time=time, client=f'192.0.2.{number}')}" for number, host in enumerate(hosts))
    folder.write("a.log", text)
    assert folder.run("ingest", "--config", "ebb.yaml", "a.log").code == 0
    rows = query(folder, "forecast")["data"]
    [share] = [row for row in rows if row["measure"] == "share"][:1]
    assert share["state"] == "expected"
    service = Service(folder)
    samples = parse(service.ask("/metrics").text)
    assert samples[("ebb_forecast_state", ("state", "expected"))] == 1
    for bound in ("earliest", "date", "latest"):
        seconds = datetime.fromisoformat(share[bound]).timestamp() if share[bound] else None
        assert samples.get(("ebb_forecast_timestamp_seconds", ("bound", bound))) == seconds
    assert service.stop().code == 0


def test_sources(sample, metrics):
    samples = parse(metrics.text)
    rows = query(sample, "sources", "--limit", "0")["data"]
    assert samples[("ebb_sources", ("status", "ingested"))] == len(rows) == 30
    assert samples[("ebb_sources", ("status", "failed"))] == 0
    for result in ("counted", "unrelated", "rejected", "skipped"):
        assert samples[("ebb_lines_total", ("result", result))] == sum(row[result] for row in rows)
    assert samples[("ebb_last_record_timestamp_seconds",)] < 1679788800
    assert samples[("ebb_last_ingest_timestamp_seconds",)] > 1.7e9


def test_the_service(metrics):
    samples = parse(metrics.text)
    assert samples[("ebb_http_requests_total", ("code", "200"), ("route", "/api/v1/summary"))] >= 2
    assert samples[("ebb_http_requests_total", ("code", "404"), ("route", "(none)"))] >= 1
    assert samples[("ebb_answer_cache_total", ("result", "hit"))] >= 1
    assert samples[("ebb_answer_cache_total", ("result", "miss"))] >= 1
    assert samples[("ebb_answer_cache_total", ("result", "stale"))] == 0
    route = ("route", "/api/v1/summary")
    buckets = [(dict(key[1:])["le"], value) for key, value in samples.items() if key[0] == "ebb_http_request_duration_seconds_bucket" and route in key]
    assert [value for _, value in buckets] == sorted(value for _, value in buckets)
    assert buckets[-1] == ("+Inf", samples[("ebb_http_request_duration_seconds_count", route)])
    assert samples[("ebb_build_info", ("version", "0.1.0"))] == 1
    for name in ("process_start_time_seconds", "process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds"):
        assert samples[(name,)] > 0


def test_an_empty_store_has_metrics_of_the_service_alone(folder):
    folder.write("empty.log", "# nothing\n")
    assert folder.run("ingest", "--host", "k8s.gcr.io", "--format", "combined", "empty.log").code in (0, 1)
    service = Service(folder)
    samples = parse(service.ask("/metrics").text)
    assert ("ebb_build_info", ("version", "0.1.0")) in samples
    assert not any(name.startswith(("ebb_day", "ebb_pulls", "ebb_requests")) for name, *_ in samples)
    assert service.stop().code == 0


def test_one_day_is_its_own_newest(folder):
    folder.write("a.log", lines.line() * 3)
    assert folder.run("ingest", "--host", "k8s.gcr.io", "a.log").code == 0
    service = Service(folder)
    samples = parse(service.ask("/metrics").text)
    assert samples[("ebb_day_requests", ("endpoint", "k8s.gcr.io"), ("role", "legacy"))] == 3
    assert ("ebb_day_progress_ratio", ("bound", "low")) not in samples, "without logs of the new endpoint nobody knows"
    assert service.stop().code == 0
