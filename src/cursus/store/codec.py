"""Records as the database keeps them, and back: Documents compressed, Claims and Findings as columns and JSON."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

import orjson

from cursus.claim import (
    Block,
    Citation,
    Claim,
    Date,
    Document,
    DocumentRef,
    Fault,
    Field,
    Finding,
    Link,
    Mark,
    Person,
    Quote,
    Row,
    Run,
    Section,
    Sentence,
    Span,
    Support,
    Value,
)
from cursus.contract import finding_from_json, finding_to_json, qualifiers_from_json, qualifiers_to_json

T = TypeVar("T")

_APART = frozenset({"text"})
"""Fields of a Document that have a column of their own and are large."""


def document_json(document: Document) -> bytes:
    """Everything of a Document but its text, as JSON."""
    return orjson.dumps({f.name: getattr(document, f.name) for f in fields(Document) if f.name not in _APART})


def dump_document(document: Document) -> bytes:
    """Everything of a Document but its text, compressed."""
    return zlib.compress(document_json(document), 6)


def load_document(record: bytes, text: str) -> Document:
    """Read back what :func:`dump_document` wrote. Fields that a later version added take their defaults."""
    return document_from_json(orjson.loads(zlib.decompress(record)), text)


def document_from_json(record: dict[str, Any], text: str) -> Document:
    """Read back what :func:`document_json` wrote. Raises KeyError or TypeError on another shape."""
    data = {**record, "text": text}
    for name, load in _PARTS.items():
        data[name] = tuple(load(item) for item in data[name])
    data["categories"] = tuple(data["categories"])
    return Document(**data)


def _spans(items: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(**item) for item in items)


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "path": tuple(data["path"])})


def _block(data: dict[str, Any]) -> Block:
    return Block(**{**data, "cells": _spans(data["cells"])})


def _row(data: dict[str, Any]) -> Row:
    return Row(**{**data, "items": _spans(data["items"])})


def _fields(items: list[dict[str, Any]]) -> tuple[Field, ...]:
    return tuple(Field(**item) for item in items)


def _citation(data: dict[str, Any]) -> Citation:
    return Citation(
        **{
            **data,
            "fields": _fields(data["fields"]),
            "works": tuple(_fields(work) for work in data["works"]),
            "backlinks": tuple(data["backlinks"]),
        }
    )


def _plain(kind: Callable[..., T]) -> Callable[[dict[str, Any]], T]:
    def load(data: dict[str, Any]) -> T:
        return kind(**data)

    return load


_PARTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "runs": _plain(Run),
    "sections": _section,
    "blocks": _block,
    "sentences": _plain(Sentence),
    "rows": _row,
    "marks": _plain(Mark),
    "citations": _citation,
    "links": _plain(Link),
    "faults": _plain(Fault),
}


def claim_columns(claim: Claim) -> dict[str, Any]:
    """A claim as a row of the table ``claims``."""
    date, quote = claim.date, claim.quote
    record = {
        "qualifiers": qualifiers_to_json(claim.qualifiers),
        "date": None if date is None else [date.text, date.starts, date.ends, date.rule, date.anchor],
        "says": claim.says,
        "source": [quote.source_start, quote.source_end],
        "section": quote.section,
        "citations": [[c.label, c.name, c.scope] for c in claim.citations],
        "steps": claim.steps,
    }
    return {
        "id": claim.id,
        "document_id": claim.document.id,
        "person_id": claim.person.id,
        "person_name": claim.person.name,
        "property": claim.property,
        "value": claim.value.text,
        "value_id": claim.value.id,
        "edtf": date.edtf if date else None,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "stance": claim.stance,
        "origin": claim.origin,
        "rule": claim.rule,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.exact,
        "score": claim.score,
        "status": claim.status,
        "record": orjson.dumps(record).decode(),
    }


CLAIM_COLUMNS = (
    "document_id", "id", "person_id", "person_name", "property", "value", "value_id", "edtf", "earliest", "latest",
    "stance", "origin", "rule", "start", "end", "quote", "score", "status", "record", "source",
)  # fmt: skip
"""The columns that :func:`claim_from_row` takes, in this order."""


def claim_from_row(row: Sequence[Any], document: DocumentRef) -> Claim:
    """Read back what :func:`claim_columns` wrote."""
    (
        _, claim_id, person_id, person_name, prop, value, value_id, edtf, earliest, latest,
        stance, origin, rule, start, end, quote, score, status, record, source,
    ) = row  # fmt: skip
    data = orjson.loads(record)
    date = None
    if edtf is not None:
        text, starts, ends, date_rule, anchor = data["date"]
        date = Date(edtf, text, earliest, latest, starts, ends, date_rule, anchor)
    low, high = data["source"]
    # By place, and the common case first: this runs for every claim of an export.
    given = data["qualifiers"]
    plain = all(type(one) is str for one in given.values())
    return Claim(
        claim_id,
        Person(person_id, person_name),
        prop,
        Value(value, value_id),
        tuple(given.items()) if plain else qualifiers_from_json(given),
        date,
        stance,
        data["says"],
        Quote(quote, start, end, low, high, tuple(data["section"])),
        origin,
        rule,
        tuple([Support(*c) for c in data["citations"]]),
        document,
        score,
        status,
        tuple(data["steps"]),
        () if source is None else _corrected(orjson.loads(source), person_name, value, edtf, stance),
    )


def as_read(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row with the words of the source in place of what a reviewer corrected."""
    if row[-1] is None:
        return tuple(row)
    source = orjson.loads(row[-1])
    unreviewed = {**source, "status": "unreviewed", "source": None}
    return tuple(unreviewed.get(name, value) for name, value in zip(CLAIM_COLUMNS, row, strict=True))


def _corrected(
    source: dict[str, Any], person: str, value: str, edtf: str | None, stance: str
) -> tuple[tuple[str, str], ...]:
    """What the source says of the fields that say something else by now."""
    fields = (
        ("person", source["person_name"], person),
        ("value", source["value"], value),
        ("date", source["edtf"] or "", edtf or ""),
        ("stance", source["stance"], stance),
    )
    return tuple((name, said) for name, said, now in fields if said != now)


def finding_columns(finding: Finding) -> dict[str, Any]:
    """A finding as a row of the table ``findings``."""
    return {
        "id": finding.id,
        "document_id": finding.document.id,
        "rule": finding.rule,
        "code": finding.code,
        "level": finding.level,
        "line": finding.line,
        "column": finding.column,
        "record": orjson.dumps(finding_to_json(finding)).decode(),
    }


def finding_from_row(record: str, document: DocumentRef) -> Finding:
    finding = finding_from_json(orjson.loads(record))
    return Finding(**{**{f.name: getattr(finding, f.name) for f in fields(Finding)}, "document": document})
