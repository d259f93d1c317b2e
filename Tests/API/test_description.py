"""Schemas/openapi.yaml says what the service does: read by its words, and by schemathesis with all its checks."""

import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from conftest import write_tokens
from program import ROOT, environment
from service import Service
from test_answers import QUESTIONS

HERE = Path(__file__).parent
DESCRIPTION = yaml.safe_load((ROOT / "Schemas" / "openapi.yaml").read_text())
KINDS = ("summary", "timeseries", "progress", "forecast", "images", "clients", "networks", "tools", "sources", "rejects")


def parameters(kind):
    listed = DESCRIPTION["paths"][f"/api/v1/{kind}"]["get"]["parameters"]
    resolved = [DESCRIPTION["components"]["parameters"][entry["$ref"].rsplit("/")[-1]] if "$ref" in entry else entry for entry in listed]
    return {entry["name"]: entry["schema"] for entry in resolved if entry["in"] == "query"}


def validate(value, schema):
    whole = {"$ref": "#/schema", "schema": schema, "components": DESCRIPTION["components"]}
    jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_service_takes_what_is_described(service, kind):
    refused = service.ask(f"/api/v1/{kind}?nonsense=1").json
    assert sorted(refused["available"]) == sorted(parameters(kind))
    if "sort" in parameters(kind):
        # Some columns are there only where they are asked for.
        forms = {"images": ["&byTag=true"], "progress": ["", "&per=image", "&per=network&by=day", "&per=tool"]}
        columns = set()
        for form in forms.get(kind, [""]):
            detail = service.ask(f"/api/v1/{kind}?sort=nonsense{form}").json["detail"]
            columns |= set(re.search(r"it has (.*)\.$", detail).group(1).split(", "))
        described = parameters(kind)["sort"]["enum"]
        assert sorted(described) == sorted(columns | {"-" + column for column in columns})


@pytest.mark.parametrize("kind, name", [(kind, name) for kind in KINDS for name in parameters(kind)])
def test_the_limits_are_those_described(service, kind, name):
    schema = parameters(kind)[name]
    if "maxLength" in schema:
        for length in (schema["maxLength"], schema["maxLength"] + 1):
            reply = service.ask(f"/api/v1/{kind}?{name}=" + "a" * length)
            assert ("is longer than" in reply.text) == (length > schema["maxLength"])
    if "maximum" in schema:
        for value, status in ((schema["minimum"], 200), (schema["maximum"], 200), (schema["maximum"] + 1, 400)):
            assert service.ask(f"/api/v1/{kind}?{name}={value}").status == status


@pytest.mark.parametrize("kind, filters", QUESTIONS)
def test_answers_have_the_described_shape(seeing, service, kind, filters):
    content = DESCRIPTION["paths"][f"/api/v1/{kind}"]["get"]["responses"]["200"]["content"]["application/json"]
    for asked in (seeing, service):
        validate(asked.answer(kind, **filters).json, content["schema"])


def test_its_examples_are_valid():
    found = 0
    for path, operations in DESCRIPTION["paths"].items():
        for response in operations["get"]["responses"].values():
            for content in response.get("content", {}).values():
                if "example" in content:
                    validate(content["example"], content["schema"])
                    found += 1
    for response in DESCRIPTION["components"]["responses"].values():
        for content in response.get("content", {}).values():
            validate(content["example"], content["schema"])
            found += 1
    assert found > 10


def test_schemathesis_finds_nothing(sample, tmp_path):
    """The whole of it: stated examples, borders of all schemas, and random questions of a fixed seed."""
    [token] = write_tokens(sample, "read,clients")
    service = Service(sample, "--config", "tokens.yaml", token=token)
    # With tokens, nobody may go without.
    strict = dict(DESCRIPTION, security=[entry for entry in DESCRIPTION["security"] if entry])
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(strict))
    (tmp_path / "schemathesis.toml").write_text(
        f'hooks = "{HERE / "valid_questions.py"}"\n[generation]\ndeterministic = true\ndatabase = "none"\n[checks.negative_data_rejection]\nexpected-statuses = ["4xx"]\n'
    )
    program = Path(sys.executable).parent / "schemathesis"
    ran = subprocess.run(
        [program, "--config-file", "schemathesis.toml", "run", "openapi.yaml", "--url", service.url, "--header",
         f"Authorization: Bearer {token}", "--checks", "all", "--max-examples", "25", "--no-color",
         "--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all"],
        cwd=tmp_path, env=environment(PYTHONDONTWRITEBYTECODE="1"), capture_output=True, text=True, timeout=170,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr
    assert "Tested: 22" in ran.stdout
    assert int(re.search(r"(\d+) generated", ran.stdout).group(1)) > 300
    assert service.stop().code == 0
