"""Days as the text writes them: "3 May 1864", "May 3, 1864". Found once, for all rules that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d–-])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[^\W\d_]{3,10})\.?,?\s\Z")
_MONTH_FIRST = re.compile(r"(?<!\w)(?P<month>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<comma>,?)\s\Z")
_LONGEST = 20  # characters before the year


@dataclass(frozen=True, slots=True)
class TextDay:
    """A stretch of the text that looks like a day: a number, a word that may be a month, a year. ``front`` says that the number
    comes first, ``comma`` that a comma stands before the year of the other form."""

    start: int
    end: int
    day: int
    month: str
    year: int
    front: bool
    comma: bool


def text_days(text: str) -> Iterator[TextDay]:
    """All such stretches, in order."""
    for year in _YEAR.finditer(text):
        start = year.start()
        if not text[start - 1 : start].isspace():
            continue
        low = max(start - _LONGEST, 0)
        last = text[start - 2]
        before = text[low:start].split()
        match = None
        if len(before) > 1 and not last.isdigit() and any(map(str.isdigit, before[-2])):
            match = _DAY_FIRST.search(text, low, start)
        front = match is not None
        if match is None and before and before[-1][0].isdigit() and (last == "," or last.isalnum()):
            match = _MONTH_FIRST.search(text, low, start)
        if match is not None:
            yield TextDay(
                match.start(), year.end(), int(match["day"]), match["month"], int(year.group()), front,
                not front and bool(match["comma"]),
            )  # fmt: skip
