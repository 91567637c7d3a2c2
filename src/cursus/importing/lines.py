"""Our own JSON Lines: each line is a claim of another database, with its article as the footnote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import orjson

from cursus.claim import Claim
from cursus.contract import claim_from_json
from cursus.importing.model import Draft, Origin, Rows

Json = dict[str, Any]


def objects(text: str, rows: Rows) -> Iterator[tuple[int, int, Json]]:
    """The JSON objects of a text, one a line, with their places; a line that is none is refused."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        words = line.strip()
        if words:
            try:
                data = orjson.loads(words)
            except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
                rows.refuse(start, f"is no JSON: {error}")
            else:
                if isinstance(data, dict):
                    at = start + line.index(words[0])
                    yield at, at + len(words), data
                else:
                    rows.refuse(start, "is no JSON object")
        start = end + 1


def read(text: str, document_id: str, rows: Rows) -> None:
    """Take the claims of a file of ours. A person keeps the id: whom an article is about stays the same here."""
    for start, end, data in objects(text, rows):
        try:
            claim = claim_from_json(data)
            _sound(claim)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            rows.refuse(start, f"is no claim: {type(error).__name__} {error}")
            continue
        if claim.status == "rejected":
            rows.miss("a claim that was rejected there")
            continue
        if claim.citations:
            rows.miss("footnotes of the article: the article itself is the footnote here")
        document = claim.document
        origin = Origin(document.title or document.path, document.url or "", claim.quote.exact)
        rows.add(
            Draft(
                start, end, claim.person, claim.property, claim.value, claim.qualifiers, claim.date, claim.stance, claim.says,
                claim.score, origin,
            )
        )  # fmt: skip


def _sound(claim: Claim) -> None:
    """Raises ValueError where a part of a claim is of another kind than the contract says."""
    date = claim.date
    words = (
        claim.id, claim.person.id, claim.person.name, claim.property, claim.value.text, claim.stance, claim.quote.exact,
        claim.document.title, claim.document.path, *((date.edtf, date.text, date.rule) if date is not None else ()),
    )  # fmt: skip
    maybe = (
        claim.value.id,
        claim.says,
        claim.document.url,
        *((date.earliest, date.latest) if date is not None else ()),
    )
    if not all(isinstance(w, str) for w in words) or not all(m is None or isinstance(m, str) for m in maybe):
        raise ValueError("a part is no text")
    if not claim.person.id or not claim.property:
        raise ValueError("person or property is empty")
    if isinstance(claim.score, bool) or not isinstance(claim.score, int | float) or not 0 <= claim.score <= 1:
        raise ValueError(f"score {json.dumps(claim.score)} is not between 0 and 1")
