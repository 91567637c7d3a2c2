"""English Wikipedia's messages about its citation templates: each is one of our rules, or says why it is none."""

from __future__ import annotations

import json

import pytest

from cursus.check import check
from cursus.check.cs1 import canonical, retired
from cursus.check.rules import NAMES
from cursus.check.templates import templates
from cursus.tables import rows
from tests.check.examples import document
from tests.corpus import corpus

KNOWN = {name.replace("_", "-") for name in NAMES}
MESSAGES = {row[0]: row[1:] for row in rows("cs1_errors", "cursus.vocab")}


def test_every_message_has_a_rule_or_a_reason() -> None:
    for message, (said, *reason) in MESSAGES.items():
        if said == "-":
            assert len(reason[0]) > 10, message
        else:
            assert set(said.split()) <= KNOWN, message


def test_every_message_of_the_catalogue_is_there() -> None:
    lines = corpus("citations", "cs1_error_catalog.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} <= set(MESSAGES)


@pytest.mark.parametrize(
    ("parameter", "known"),
    [
        ("title", "title"), ("last", "author1"), ("last2", "author2"), ("author", "author1"), ("author3-last", "author3"),
        ("first", "first1"), ("accessdate", "access-date"), ("ISBN", "isbn"), ("titel", None), ("last99999", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_parameters(parameter: str, known: str | None) -> None:
    assert canonical(parameter) == known


def test_what_is_retired_is_not_known() -> None:
    assert not [name for name in retired() if canonical(name)]


def test_templates_with_their_parameters() -> None:
    source = (
        "a {{Cite_web <!-- x --> |title=Foo {{!}} [[a|b]]|url=http://x?a=b | first = J. |plain|<!-- |c=d -->e=}} {{a|"
    )
    found = {t.name: t for t in templates(source, 0, len(source))}
    assert set(found) == {"!", "cite web"}
    web = found["cite web"]
    assert source[web.start : web.end].startswith("{{Cite_web")
    assert [(p.name, p.value) for p in web.parameters[:4]] == [
        ("title", "Foo {{!}} [[a|b]]"), ("url", "http://x?a=b"), ("first", "J."), ("", "plain"),
    ]  # fmt: skip
    assert all(source[p.start : p.end] == p.value for p in web.parameters)


@pytest.mark.parametrize(
    "unit", ["{{a|", "}}", "[[", "{{cite web|title=", "|b=", "<!--", "{{sfn|", "{{cite book|last=x|date=1999-"]
)
def test_endless_markup_is_checked(unit: str) -> None:
    assert check(document("wikitext", "Berg led it." + unit * 2000), ()) is not None
