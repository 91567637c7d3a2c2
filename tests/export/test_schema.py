"""The JSON Schema of the contract: what the program writes is valid, what is wrong is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import orjson
import pytest

from cursus.contract import claim_to_json, finding_to_json
from cursus.page import process
from tests.corpus import corpus
from tests.store.make import finding, petrov

jsonschema = pytest.importorskip("jsonschema")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SCHEMA = orjson.loads(resources.files("cursus.vocab").joinpath("claim.schema.json").read_bytes())
CLAIM = jsonschema.Draft202012Validator(SCHEMA)
FINDING = jsonschema.Draft202012Validator({**SCHEMA, "$ref": "#/$defs/finding"})


def wrong(path: Path) -> Iterator[str]:
    """What the schema has against the claims and findings of an article; fails where it has none."""
    found = 0
    for page in process(path.read_bytes(), path.name):
        for validator, items in (
            (CLAIM, [claim_to_json(c) for c in page.claims]),
            (FINDING, [finding_to_json(f) for f in page.findings]),
        ):
            for item in items:
                found += 1
                yield from (f"{path.name}: {e.json_path} {e.message}" for e in validator.iter_errors(item))
    assert found > 5


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", ["skobelev.txt", "togo.html", "urabi.wikitext"])
def test_examples_are_valid(name: str) -> None:
    assert list(wrong(EXAMPLES / name)) == []


@pytest.mark.slow
def test_real_articles_are_valid() -> None:
    for path in sorted(corpus("gold", "articles").iterdir()):
        assert list(wrong(path)) == []


def test_bounds_and_nulls_are_valid() -> None:
    document, claims = petrov()
    assert [e.message for c in claims for e in CLAIM.iter_errors(claim_to_json(c))] == []
    assert FINDING.is_valid(finding_to_json(finding(document, "rear admiral")))


WRONG: list[tuple[str, Any]] = [
    ("id", "x"),
    ("property", "hobby"),
    ("stance", "sure"),
    ("person", {"id": "a"}),
    ("value", "major"),
    ("qualifiers", {"killed": 3}),
    ("qualifiers", {"killed": {"min": 3}}),
    ("date", {"edtf": "1895"}),
    ("date", "1895"),
    ("score", 1.5),
    ("score", "high"),
    ("status", None),
    ("citations", [{"label": "1", "name": None, "scope": "near"}]),
    ("quote", {"exact": "a"}),
    ("surplus", 1),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_a_wrong_claim_is_refused(key: str, value: Any) -> None:
    line = claim_to_json(petrov()[1][0])
    assert CLAIM.is_valid(line)
    assert not CLAIM.is_valid({**line, key: value})


@pytest.mark.parametrize("key", list(SCHEMA["$defs"]["claim"]["required"]))
def test_a_claim_without_a_part_is_refused(key: str) -> None:
    line = copy.deepcopy(claim_to_json(petrov()[1][0]))
    del line[key]
    assert not CLAIM.is_valid(line)


@pytest.mark.parametrize(("key", "value"), [("level", "fatal"), ("spans", []), ("line", 0), ("fix", {"text": "a"})])
def test_a_wrong_finding_is_refused(key: str, value: Any) -> None:
    item = finding_to_json(finding(petrov()[0], "rear admiral"))
    assert not FINDING.is_valid({**item, key: value})
