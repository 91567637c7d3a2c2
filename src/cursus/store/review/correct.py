"""A corrected claim: its words by the source, and what a reviewer put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from cursus.store.review.errors import ReviewError
from cursus.store.review.model import Changes
from cursus.text.dates import EdtfError, bounds

CORRECTABLE = (
    "person_id", "person_name", "value", "value_id", "edtf", "earliest", "latest", "stance", "record",
)  # fmt: skip
"""Columns of ``claims`` that a correction may change; ``source`` keeps them as the article has them."""
STANCES = ("asserted", "reported", "alleged", "denied", "possible")
LONGEST = 1000
"""Characters that a correction or a note may have."""
_RULE = "review.corrected"


def sensible(path: str, changes: Changes) -> dict[str, Any]:
    """The changes as the log keeps them: only what is given, tidied. Raises ReviewError where one cannot be."""
    out: dict[str, Any] = {}
    if changes.value is not None:
        out["value"] = tidy(path, changes.value, "a value")
    if changes.date is not None:
        out["date"] = tidy(path, changes.date, "a date")
        _days(path, out["date"])
    if changes.stance is not None:
        if changes.stance not in STANCES:
            raise ReviewError(path, f"{changes.stance[:40]!r} is no stance", f"write one of {', '.join(STANCES)}")
        out["stance"] = changes.stance
    if not out and changes.person is None and changes.person_name is None:
        raise ReviewError(path, "nothing is corrected", "give a value, a date, a stance or a person")
    return out


def tidy(path: str, text: str, what: str) -> str:
    """Words somebody typed: white space made one, within bounds, and storable. Raises ReviewError."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise ReviewError(path, f"{what} may have {LONGEST:,} characters; this one has {len(words):,}", "shorten it")
    if any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in words):
        raise ReviewError(path, f"{what} holds characters that are no text", "remove them")
    return words


def corrected(source: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The correctable columns with the changes made in them."""
    out = dict(source)
    if "value" in changes and changes["value"] != source["value"]:
        out["value"], out["value_id"] = changes["value"], None
    if "stance" in changes:
        out["stance"] = changes["stance"]
    if "person" in changes:
        out["person_id"], out["person_name"] = changes["person"]["id"], changes["person"]["name"]
    if "date" in changes and changes["date"] != (source["edtf"] or ""):
        record = orjson.loads(source["record"])
        words, starts, ends, _, _ = record["date"] or ["", False, False, "", None]
        if changes["date"]:
            out["edtf"] = changes["date"]
            out["earliest"], out["latest"] = bounds(changes["date"])
            record["date"] = [words, starts, ends, _RULE, None]
        else:
            out["edtf"] = out["earliest"] = out["latest"] = record["date"] = None
        out["record"] = orjson.dumps(record).decode()
    return out


def _days(path: str, edtf: str) -> None:
    if not edtf:
        return
    try:
        bounds(edtf)
    except EdtfError as error:
        remedy = "write EDTF, such as 1916-04-29, 1916-04, 1916~ or 1914/1918"
        raise ReviewError(path, f"{edtf[:60]!r} is no date", remedy) from error
