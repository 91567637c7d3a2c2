"""The article writes dates both as "3 May 2014" and as "May 3, 2014".

Reported once, with the places of the rarer style. Style only.

Not reported: ISO dates, which references may use throughout, dates inside titles and quotations, and articles in
languages that have one order only.

FAIL (text):

    Ada Berg

    Berg led the third battery from 3 May 1863. She left the service on June 9, 1870.

PASS (text):

    Ada Berg

    Berg led the third battery from 3 May 1863. She left the service on 9 June 1870.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "D6"
LEVEL = "notice"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)"
)
DMY = re.compile(rf"(?<![\d–-])\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\.?,?\s[12]\d{{3}}(?!\d)")
MDY = re.compile(rf"(?<!\w){_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s[12]\d{{3}}(?!\d)")
_MONTH_WORD = re.compile(_MONTH)
DATES = frozenset({"issued", "accessed", "archive-date"})
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,300}[\"”]")
_PROSE = frozenset({"paragraph", "item", "row", "cells", "caption"})
_MOST = 30


def check(context: Context) -> Iterator[Problem]:
    if context.document.lang != "en":
        return
    dmy = [*_in_prose(context, True), *_in_fields(context, DMY)]
    mdy = [*_in_prose(context, False), *_in_fields(context, MDY)]
    if not dmy or not mdy:
        return
    rarer = dmy if len(dmy) <= len(mdy) else mdy
    message = f"dates in two formats: {len(dmy)} as day month year, {len(mdy)} as month day, year"
    yield Problem(message, tuple(rarer[:_MOST]))


def _in_prose(context: Context, front: bool) -> Iterator[tuple[int, int]]:
    document = context.document
    for block in document.blocks:
        if block.kind not in _PROSE:
            continue
        found = [d for d in context.text_days_within(block.start, block.end) if d.front is front and is_month(d.month)]
        if not found:
            continue
        quoted = [m.span() for m in _QUOTED.finditer(document.text, block.start, block.end)]
        for day in found:
            if not any(a <= day.start < b for a, b in quoted):
                yield document.source_span(day.start, day.end)


def is_month(word: str) -> bool:
    """Whether a word is an English month, or short for one."""
    return _MONTH_WORD.fullmatch(word) is not None


def _in_fields(context: Context, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for _, fields in context.works:
        for field in fields:
            if field.name in DATES and pattern.fullmatch(field.value.strip(" .,")):
                yield span(field)
