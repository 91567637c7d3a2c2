"""A day that the calendar does not have: 31 June, 29 February 2011, month 13.

Reported in the date fields of references and in the prose.

FAIL (text):

    Ada Berg

    Berg took command of the third battery on 31 June 1863.

PASS (text):

    Ada Berg

    Berg took command of the third battery on 29 February 1864.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.text.citations.dates import edtf

CODE = "D1"
LEVEL = "error"
_DMY = re.compile(
    r"(?<![\d.,–-])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[^\W\d_]{3,10})\.?,?\s(?P<year>[12]\d{3})(?!\d)"
)
_MDY = re.compile(r"(?<!\w)(?P<month>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,\s(?P<year>[12]\d{3})(?!\d)")
_ISO = re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})")
_DATES = ("issued", "accessed", "archive-date", "original-date")
_ALWAYS = 28
"""Days that every month has."""
_WITHIN_NUMBER = (".", ",")


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    for citation, field in context.fields(*_DATES):
        if field.edtf is None:
            for pattern in (_DMY, _MDY, _ISO):
                match = pattern.fullmatch(field.value.strip())
                if match and (reason := fault(int(match["day"]), match["month"], int(match["year"]))):
                    yield Problem(f"{field.value}: {reason}", (span(field),), citation.label or None)
    text = document.text
    for found in context.text_days:
        if (found.day <= _ALWAYS and found.day) or (
            text[found.start - 1 : found.start] in _WITHIN_NUMBER if found.front else not found.comma
        ):
            continue
        reason = fault(found.day, found.month, found.year)
        if reason:
            place = document.source_span(found.start, found.end)
            yield Problem(f"{text[found.start : found.end]}: {reason}", (place,))


def fault(day: int, word: str, year: int) -> str:
    """Why a day does not exist, "" when it does or when its month is no month's name."""
    month = int(word) if word.isdigit() else _month(word)
    if not word.isdigit() and not month:
        return ""
    if not 1 <= month <= 12:
        return f"there is no month {word}"
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    if month == 2 and day == 29 and year % 100 == 0 and year < 1924:
        return ""  # a leap day of the Julian calendar
    return f"the month has {last} days"


@cache
def _month(word: str) -> int:
    """The number of a month's name, 0 for any other word."""
    reading = edtf(f"1 {word} 2000")
    return int(reading[5:7]) if reading and len(reading) == 10 else 0
