"""The four tables as Arrow schemas, and the records of an article as their rows.

``article`` counts the articles of one part from 0: it ties the rows of the four files of a part together, all of which are
in its order. A problem without a document takes a number, too, so that the order of events is kept. ``json`` is the
published JSON of a claim or finding (:mod:`cursus.contract`); ``record`` is the Document as JSON, but for its text.
"""

from __future__ import annotations

import functools
from typing import Any

import orjson

from cursus.claim import Claim, Document, Finding
from cursus.contract import claim_to_json, finding_to_json
from cursus.export.parquet.errors import arrow
from cursus.page import Problem
from cursus.store.codec import document_json

VERSION = "1"
"""Of the layout; a reader refuses any other."""
TABLES = ("documents", "claims", "findings", "problems")

Row = dict[str, Any]

# name → type; "?" marks what may be null
_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (
        ("article", "int64"), ("id", "string"), ("path", "string"), ("title", "string"), ("sha256", "string"),
        ("form", "string"), ("lang", "string"), ("url", "string?"), ("revision", "string?"), ("timestamp", "string?"),
        ("licence", "string?"), ("attribution", "string?"), ("text", "string"), ("record", "string"),
    ),
    "claims": (
        ("article", "int64"), ("id", "string"), ("document_id", "string"), ("person_id", "string"),
        ("person_name", "string"), ("property", "string"), ("value", "string"), ("value_id", "string?"),
        ("edtf", "string?"), ("earliest", "string?"), ("latest", "string?"), ("stance", "string"),
        ("origin", "string"), ("rule", "string"), ("start", "int64"), ("end", "int64"), ("quote", "string"),
        ("score", "double"), ("status", "string"), ("steps", "strings"), ("json", "string"),
    ),
    "findings": (
        ("article", "int64"), ("id", "string"), ("document_id", "string"), ("rule", "string"), ("code", "string"),
        ("level", "string"), ("message", "string"), ("line", "int64"), ("column", "int64"), ("json", "string"),
    ),
    "problems": (
        ("article", "int64"), ("path", "string"), ("reason", "string"), ("remedy", "string"),
        ("document_id", "string?"),
    ),
}  # fmt: skip


@functools.cache
def schema(table: str) -> Any:
    """The Arrow schema of a table, with the layout's version in its metadata."""
    pa, _ = arrow()
    kinds = {"int64": pa.int64(), "double": pa.float64(), "string": pa.string(), "strings": pa.list_(pa.string())}
    fields = [pa.field(name, kinds[kind.rstrip("?")], nullable=kind.endswith("?")) for name, kind in _COLUMNS[table]]
    return pa.schema(fields, metadata={"cursus.table": table, "cursus.layout": VERSION})


def names(table: str) -> list[str]:
    return [name for name, _ in _COLUMNS[table]]


def document_columns(article: int, document: Document) -> Row:
    """A row but for its record."""
    return {
        "article": article, "id": document.id, "path": document.path, "title": document.title,
        "sha256": document.sha256, "form": document.form, "lang": document.lang, "url": document.url,
        "revision": document.revision, "timestamp": document.timestamp, "licence": document.licence,
        "attribution": document.attribution, "text": document.text,
    }  # fmt: skip


def document_row(article: int, document: Document) -> Row:
    """Raises UnicodeEncodeError where a lone surrogate is in it, as the store does."""
    document.text.encode()
    return {**document_columns(article, document), "record": document_json(document).decode()}


def claim_columns(article: int, claim: Claim) -> Row:
    """A row but for its JSON."""
    date, quote = claim.date, claim.quote
    return {
        "article": article, "id": claim.id, "document_id": claim.document.id, "person_id": claim.person.id,
        "person_name": claim.person.name, "property": claim.property, "value": claim.value.text,
        "value_id": claim.value.id, "edtf": date.edtf if date else None, "earliest": date.earliest if date else None,
        "latest": date.latest if date else None, "stance": claim.stance, "origin": claim.origin, "rule": claim.rule,
        "start": quote.start, "end": quote.end, "quote": quote.exact, "score": claim.score, "status": claim.status,
        "steps": list(claim.steps),
    }  # fmt: skip


def claim_row(article: int, claim: Claim) -> Row:
    return {**claim_columns(article, claim), "json": orjson.dumps(claim_to_json(claim)).decode()}


def finding_columns(article: int, finding: Finding) -> Row:
    """A row but for its JSON."""
    return {
        "article": article, "id": finding.id, "document_id": finding.document.id, "rule": finding.rule,
        "code": finding.code, "level": finding.level, "message": finding.message, "line": finding.line,
        "column": finding.column,
    }  # fmt: skip


def finding_row(article: int, finding: Finding) -> Row:
    return {**finding_columns(article, finding), "json": orjson.dumps(finding_to_json(finding)).decode()}


def problem_row(article: int, problem: Problem) -> Row:
    return {
        "article": article, "path": problem.path, "reason": problem.reason, "remedy": problem.remedy,
        "document_id": problem.document_id,
    }  # fmt: skip
