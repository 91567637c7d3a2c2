"""The days that an EDTF date of a citation allows."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day (ISO); ``day`` says that they are one, ``month`` that they lie in one month."""

    first: str
    last: str
    day: bool
    month: bool


@lru_cache(maxsize=8192)
def read_days(edtf: str | None) -> Days | None:
    """The days of a plain EDTF date or interval of two; None for uncertain, open, seasonal and unreadable ones."""
    if not edtf:
        return None
    ends = edtf.split("/")
    if len(ends) > 2:
        return None
    low, high = (_DATE.fullmatch(end) for end in (ends[0], ends[-1]))
    if low is None or high is None:
        return None
    day = bool(low["day"]) and len(ends) == 1
    return Days(
        f"{low['year']}-{low['month'] or '01'}-{low['day'] or '01'}",
        f"{high['year']}-{high['month'] or '12'}-{high['day'] or _last(high['year'], high['month'] or '12')}",
        day,
        day or (bool(low["month"]) and len(ends) == 1),
    )


def _last(year: str, month: str) -> str:
    return f"{calendar.monthrange(max(int(year), 1), int(month))[1]:02d}"


@lru_cache(maxsize=8192)
def shift(day: str, by: int) -> str:
    """An ISO day moved by some days."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
