"""Whether records that came from elsewhere are what they say: types, offsets, hashes. Nothing of a file is trusted."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, cast

from cursus.claim import Claim, Document, Finding, document_ref
from cursus.contract import finding_id

FORMS = ("wikitext", "html", "text")
_MOST = 1 << 53
"""Whole numbers are smaller: databases and JSON readers hold them all."""

Check = Callable[[Any], bool]


class UnsoundError(ValueError):
    """What is wrong with a record, in words."""


@functools.cache
def fits(kind: Any) -> Check:
    """A test whether a value is of a type as the records declare them: plain values, unions, tuples, records."""
    if kind is int:
        return lambda value: type(value) is int and -_MOST < value < _MOST
    if kind is float:
        return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == value
    if kind in (str, bool, types.NoneType):
        return lambda value: type(value) is kind
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return _record(cast(type, kind), [(f.name, fits(hints[f.name])) for f in fields(kind)])
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = fits(arguments[0])
            return lambda value: type(value) is tuple and all(map(each, value))
        checks = [fits(argument) for argument in arguments]
        return lambda value: (
            type(value) is tuple
            and len(value) == len(checks)
            and all(check(part) for check, part in zip(checks, value, strict=True))
        )
    choices = [fits(argument) for argument in arguments]
    return lambda value: any(check(value) for check in choices)


def _record(kind: type, parts: list[tuple[str, Check]]) -> Check:
    values = attrgetter(*(name for name, _ in parts))
    checks = [check for _, check in parts]

    def check(value: Any) -> bool:
        if type(value) is not kind:
            return False
        for part, fit in zip(values(value), checks, strict=True):  # noqa: SIM110 -- thousands of times an article
            if not fit(part):
                return False
        return True

    return check


def check_document(document: Document) -> None:
    """Raises UnsoundError: a field of another type, an id that is no hash, an offset outside of the text or source."""
    if not fits(Document)(document):
        raise UnsoundError("a field of its record is of the wrong kind")
    if len(document.sha256) != 64 or document.sha256.strip("0123456789abcdef") or document.sha256[:16] != document.id:
        raise UnsoundError("its id is not the beginning of its hash")
    if document.form not in FORMS:
        raise UnsoundError(f"its form is {document.form!r:.20}")
    if document.url is not None and not document.url.startswith(("http://", "https://")):
        raise UnsoundError("its address is none of the web")
    position = 0
    for run in document.runs:
        if run.start != position or run.end < run.start:
            raise UnsoundError("its map from text to source has a gap")
        position = run.end
    if document.runs and position != len(document.text):
        raise UnsoundError("its map from text to source does not cover the text")
    if not document.sections:
        raise UnsoundError("it has no sections")
    if not all(0 <= start <= end <= len(document.text) for start, end in _text_spans(document)):
        raise UnsoundError("a place in it is outside of its text")
    if not all(0 <= start <= end <= len(document.source) for start, end in _source_spans(document)):
        raise UnsoundError("a place in it is outside of its source")
    if not all(0 <= index < most for index, most in _references(document)):
        raise UnsoundError("a part of it refers to another that is not there")


def check_claim(document: Document, claim: Claim) -> None:
    """Raises UnsoundError. Whether it quotes verbatim is for the database to say, as for any claim."""
    if not fits(Claim)(claim) or not _is_id(claim.id):
        raise UnsoundError("a field of a claim is of the wrong kind")
    if claim.document != document_ref(document):
        raise UnsoundError(f"claim {claim.id} says that it is from another document")
    if not 0 <= claim.quote.source_start <= claim.quote.source_end <= len(document.source):
        raise UnsoundError(f"claim {claim.id} is from outside of the source")
    if not 0 <= claim.score <= 1:
        raise UnsoundError(f"claim {claim.id} has the score {claim.score}")


def check_finding(document: Document, finding: Finding) -> None:
    """Raises UnsoundError."""
    if not fits(Finding)(finding) or not _is_id(finding.id):
        raise UnsoundError("a field of a finding is of the wrong kind")
    if finding.id != finding_id(document.sha256, finding.rule, finding.spans, finding.message):
        raise UnsoundError(f"finding {finding.id} is not what its id says")
    for span in finding.spans:
        if not 0 <= span.source_start <= span.source_end <= len(document.source):
            raise UnsoundError(f"finding {finding.id} is about a place outside of the source")


def _is_id(words: str) -> bool:
    return len(words) == 16 and not words.strip("0123456789abcdef")


def _text_spans(document: Document) -> Iterable[tuple[int, int]]:
    for parts in (document.sections, document.blocks, document.sentences, document.rows, document.links):
        for part in parts:
            yield part.start, part.end
    for block in document.blocks:
        yield from ((cell.start, cell.end) for cell in block.cells)
    for row in document.rows:
        yield row.value_start, row.value_end
        yield from ((item.start, item.end) for item in row.items)
    yield from ((mark.at, mark.at) for mark in document.marks)


def _source_spans(document: Document) -> Iterable[tuple[int, int]]:
    for parts in (document.runs, document.marks, document.citations, document.faults):
        for part in parts:
            yield part.source_start, part.source_end
    for citation in document.citations:
        for work in (citation.fields, *citation.works):
            yield from ((field.source_start, field.source_end) for field in work)


def _references(document: Document) -> Iterable[tuple[int, int]]:
    """Indexes of one part of a document in another, and how many parts there are. A mark may point nowhere: -1."""
    yield from ((mark.citation + 1, len(document.citations) + 1) for mark in document.marks)
    yield from ((sentence.block, len(document.blocks)) for sentence in document.sentences)
    yield from ((row.block, len(document.blocks)) for row in document.rows)
    yield from ((block.section, len(document.sections)) for block in document.blocks)
