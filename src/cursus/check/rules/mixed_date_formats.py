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
from functools import lru_cache

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.text_days import TextDay

CODE = "D6"
LEVEL = "notice"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)"
)
DMY = re.compile(rf"(?<![\d–-])\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\.?,?\s[12]\d{{3}}(?!\d)")
MDY = re.compile(rf"(?<!\w){_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s[12]\d{{3}}(?!\d)")
_MONTH_WORD = re.compile(_MONTH)
DATES = ("issued", "accessed", "archive-date")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,300}[\"”]")
_PROSE = frozenset({"paragraph", "item", "row", "cells", "caption"})
_MOST = 30


def check(context: Context) -> Iterator[Problem]:
    if context.document.lang != "en":
        return
    in_prose = [d for d in context.text_days if is_month(d.month)]
    in_fields = [(order(field.value), field) for _, field in context.fields(*DATES)]
    forms = {"dmy" if day.front else "mdy" for day in in_prose} | {form for form, _ in in_fields}
    if not {"dmy", "mdy"} <= forms:
        return
    dmy, mdy = (
        [
            *_prose_places(context, [d for d in in_prose if d.front is front]),
            *(span(f) for o, f in in_fields if o == form),
        ]
        for form, front in (("dmy", True), ("mdy", False))
    )
    if not dmy or not mdy:
        return
    rarer = dmy if len(dmy) <= len(mdy) else mdy
    message = f"dates in two formats: {len(dmy)} as day month year, {len(mdy)} as month day, year"
    yield Problem(message, tuple(rarer[:_MOST]))


def _prose_places(context: Context, days: list[TextDay]) -> Iterator[tuple[int, int]]:
    """The places of days in the source that stand in prose and not in quotation marks."""
    document = context.document
    for day in days:
        block = context.block_at(day.start)
        if block is None or block.kind not in _PROSE or day.end > block.end:
            continue
        quoted = _QUOTED.finditer(document.text, block.start, block.end)
        if not any(m.start() <= day.start < m.end() for m in quoted):
            yield document.source_span(day.start, day.end)


@lru_cache(maxsize=1024)
def is_month(word: str) -> bool:
    """Whether a word is an English month, or short for one."""
    return _MONTH_WORD.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def order(value: str) -> str:
    """The order that a date of a reference is written in: "dmy", "mdy", "" for any other."""
    plain = value.strip(" .,")
    return "dmy" if DMY.fullmatch(plain) else "mdy" if MDY.fullmatch(plain) else ""
