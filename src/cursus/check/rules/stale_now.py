"""The article says "currently" or "is now", and its newest source is years older than the text.

What was so then may have ended since. Give the day: "as of May 2014".

FAIL (text):

    Ada Berg

    Berg is currently commander of the third battery.[1]

    References

    1. "The colonel". Harbour Times. 3 May 1998. Retrieved 5 May 2024.

PASS (text):

    Ada Berg

    As of 2023, Berg is commander of the third battery, which currently lies in Oslo.[1]

    References

    1. "The colonel". Harbour Times. 3 May 2023. Retrieved 5 May 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, days_of, first
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.claim import Field

CODE = "K13"
LEVEL = "notice"
_NOWS = ("currently", "at present", "presently", "nowadays", "is now", "to this day", "is still", "as of today")
_NOW = re.compile(rf"\b(?:{'|'.join(_NOWS)})\b", re.IGNORECASE)
_DATED = re.compile(r"\bas of\b|\bsince\b|(?<!\d)(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_OLD = 3
"""Years between the source and the copy after which "now" is no longer now."""


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    newest: int | None = None
    for covered in context.covered_with(*_NOWS):
        sentence = covered.sentence
        match = _NOW.search(document.text, sentence.start, sentence.end) if covered.state == "cited" else None
        if match is None or _DATED.search(document.text, sentence.start, sentence.end):
            continue
        years = [y for mark in covered.marks if (y := _year(document.citations[mark.citation].fields))]
        if not years:
            continue
        newest = newest or _newest(context)
        if newest is not None and newest - max(years) >= _OLD:
            words = document.text[sentence.start : sentence.end]
            yield Problem(
                f"“{match.group()}”, by a source of {max(years)}: {short(words)}", (document.source_span(*match.span()),),
                suggestion=f"say when it was so (as of {max(years)})",
            )  # fmt: skip


def _newest(context: Context) -> int | None:
    """The year of the text: its revision's, else the latest in which any of its sources was read."""
    if context.revision_day:
        return int(context.revision_day[:4])
    days = [
        days_of(first(fields, name)) for _, fields in context.works for name in ("accessed", "archive-date", "issued")
    ]
    years = [int(d.last[:4]) for d in days if d is not None]
    return max(years, default=None)


def _year(fields: tuple[Field, ...]) -> int | None:
    days = days_of(first(fields, "issued"))
    return int(days.last[:4]) if days is not None else None
