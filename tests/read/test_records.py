"""Records made quickly or late are the plain records, whenever they are asked."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import orjson
import pytest

from cursus.claim import Block, Citation, Document, Link, Mark, Run
from cursus.read import records
from tests.read.wikitext_help import read

SOURCE = "A '''b'''.<ref>{{cite web|title=T|last=L|url=http://a.org|date=3 May 1900}}</ref> C d.\n\n[[e|f]]"


def test_quick_records_are_the_frozen_ones() -> None:
    assert records.link(1, 2, "a") == Link(1, 2, "a")
    assert records.mark(1, "a", 2, 3, 4, "g", "p") == Mark(1, "a", 2, 3, 4, "g", "p")
    assert records.run(1, 2, 3, 4) == Run(1, 2, 3, 4)
    made = records.block("item", 1, 2, 3, 4, (), -1, False)
    assert made == Block("item", 1, 2, 3, 4)
    assert hash(made) == hash(Block("item", 1, 2, 3, 4))
    with pytest.raises(FrozenInstanceError):
        made.level = 5  # type: ignore[misc]


def test_late_fields_do_not_depend_on_when_they_are_read() -> None:
    asked, other = read(SOURCE), read(SOURCE)
    assert [c.get("title") for c in asked.citations] == ["T"]
    assert len(asked.sentences) == 2
    assert asked.runs
    assert asked == other
    assert hash(asked) == hash(other)


def test_a_late_record_travels_as_the_plain_one() -> None:
    document = read(SOURCE)
    back = pickle.loads(pickle.dumps(document))
    assert type(back) is Document
    assert type(back.citations[0]) is Citation
    assert back == document
    assert document == back
    assert orjson.dumps(document) == orjson.dumps(back)
    assert replace(read(SOURCE), title="Other").citations == document.citations


def test_a_field_that_no_record_has() -> None:
    with pytest.raises(AttributeError):
        _ = read(SOURCE).nothing  # type: ignore[attr-defined]
