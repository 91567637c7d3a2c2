"""A day written as another date is written, for repairs that change a date and nothing of its form."""

from __future__ import annotations

import re

from cursus.text.dates.words import MONTHS

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DAY_FIRST = re.compile(r"\d{1,2} ([A-Z][a-z]+) \d{4}\Z")
_MONTH_FIRST = re.compile(r"([A-Z][a-z]+) \d{1,2}, \d{4}\Z")


def restyled(day: str, like: str) -> str | None:
    """An ISO day in the form of another date: ``2014-05-03``, ``3 May 2014`` or ``May 3, 2014``; None for other forms."""
    year, month, number = day.split("-")
    if _ISO.match(like):
        return day
    for form, order in ((_DAY_FIRST, "{day} {month} {year}"), (_MONTH_FIRST, "{month} {day}, {year}")):
        match = form.match(like)
        if match is None:
            continue
        name = MONTHS[int(month) - 1]
        if match[1] in MONTHS:
            return order.format(day=int(number), month=name, year=year)
        if match[1] in {m[:3] for m in MONTHS}:
            return order.format(day=int(number), month=name[:3], year=year)
    return None
