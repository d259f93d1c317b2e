"""Holds Schemas/config.schema.json against the documents that the decoder's tests use.

Needs jsonschema and PyYAML. Run: pytest Tests/ConfigurationFileTests
"""

import json
import pathlib

import jsonschema
import pytest
import yaml

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE.parent.parent / "Schemas" / "config.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker(["date"]))

# Faults that no schema can see, and why.
UNSEEN = {
    "costs-endpoint-paid-twice": "endpoints are compared across tariffs",
    "costs-endpoint-unknown": "the names of endpoints may be those of a preset or a store",
    "costs-invoice-twice": "months are compared across invoices",
    "costs-routing-tariff": "the names of tariffs stand elsewhere in the file",
    "costs-routing-twice": "names are compared across routings",
    "costs-tariff-twice": "names are compared across tariffs",
    "costs-tiers-after-last": "tiers are compared with each other",
    "costs-tiers-order": "tiers are compared with each other",
    "costs-zone-unknown": "zones are those of the list",
    "duplicate-key": "the reader of YAML keeps the last of two keys",
    "duplicate-root-key": "the reader of YAML keeps the last of two keys",
    "endpoint-twice": "names are compared across endpoints",
    "host-of-preset": "the preset's hosts do not stand in the file",
    "host-twice": "hosts are compared across endpoints",
    "preset-without-legacy": "the preset's endpoints do not stand in the file",
    "proxies-twice": "two networks are compared by the addresses that they hold",
    "rename-more-stars": "two values are compared by what they hold",
    "rename-twice": "renames are compared by their sources",
    "token-hash-twice": "hashes are compared across tokens",
    "token-name-twice": "names are compared across tokens",
}


class Loader(yaml.SafeLoader):
    """Leaves dates as the text they are."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def documents(kind):
    paths = sorted((HERE / "Fixtures" / kind).glob("*.yaml"))
    assert paths
    return [pytest.param(path, id=path.stem) for path in paths]


def is_accepted(path):
    try:
        return VALIDATOR.is_valid(yaml.load(path.read_text("utf-8"), Loader))
    except yaml.YAMLError:
        return False


@pytest.mark.parametrize("path", documents("good"))
def test_accepts(path):
    VALIDATOR.validate(yaml.load(path.read_text("utf-8"), Loader))


@pytest.mark.parametrize("path", documents("bad"))
def test_refuses(path):
    assert is_accepted(path) == (path.stem in UNSEEN), UNSEEN.get(path.stem, "the schema takes it")


def test_every_bad_document_has_its_message():
    assert {path.stem for path in (HERE / "Fixtures" / "bad").glob("*.yaml")} == {
        path.stem for path in (HERE / "Fixtures" / "bad").glob("*.txt")
    }


def schemas(schema, path="#"):
    yield path, schema
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            for name, inner in value.items():
                yield from schemas(inner, f"{path}/{key}/{name}")
        elif key in ("anyOf", "allOf", "oneOf"):
            for index, inner in enumerate(value):
                yield from schemas(inner, f"{path}/{key}/{index}")
        elif key in ("items", "not", "if", "then", "contains"):
            yield from schemas(value, f"{path}/{key}")


def test_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_describes_every_property():
    # A condition names a property that is described where it is declared.
    conditions = ("/if/", "/then/", "/contains/", "/anyOf/1/properties/endpoints")
    undescribed = [
        path
        for path, schema in schemas(SCHEMA)
        if path.split("/")[-2:-1] in (["properties"], ["$defs"])
        and not any(part in path for part in conditions)
        and "description" not in schema
    ]
    assert undescribed == []


def test_its_examples_are_valid():
    for path, schema in schemas(SCHEMA):
        for example in schema.get("examples", []):
            inner = dict(schema, **{"$defs": SCHEMA["$defs"]})
            jsonschema.Draft202012Validator(inner).validate(example)
