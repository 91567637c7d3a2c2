"""Days for comparing and for drawing: which are certain, which are possible, where nobody says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cursus.claim import Date
from cursus.text.dates import EdtfError, bounds

STATES = frozenset(
    {"rank", "posting", "membership", "allegiance", "branch", "service", "residence", "occupation", "citizenship"}
)
"""Properties that last: a day on which one is true says nothing about the days around it."""


def ordinal(day: str | None) -> int | None:
    """An ISO day as a number of days, None where it is open or outside the years 1 to 9999."""
    if day is None:
        return None
    try:
        return datetime.date.fromisoformat(day).toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Days:
    """``first``..``last`` are the possible days, ``sure_first``..``sure_last`` the certain ones among them (None where
    there are none). ``open_start``/``open_end``: it may have begun earlier, or lasted longer."""

    first: int
    last: int
    sure_first: int | None
    sure_last: int | None
    open_start: bool
    open_end: bool


def days_of(date: Date, prop: str) -> Days | None:
    """What a date says about days, for a claim of this property; None where it cannot be placed on a calendar.

    An interval between two points is certain between the last day that the first can mean and the first day that the
    second can mean. A point is certain only where it is a single day. Approximate and uncertain dates and sets are
    possible throughout.
    """
    edtf = date.edtf
    lasts = prop in STATES
    vague = any(c in edtf for c in "~?%") or edtf[:1] in "[{"
    try:
        if "/" in edtf and edtf[:1] not in "[{":
            start, _, end = edtf.partition("/")
            return _interval(start, end, date, lasts, vague)
        low, high = (ordinal(day) for day in bounds(edtf))
    except EdtfError:
        return None
    if low is None and high is None:
        return None
    first, last = (high if low is None else low), (low if high is None else high)
    if first is None or last is None or first > last:
        return None
    one_day = first == last and not vague
    open_start = low is None or (lasts and not date.starts)
    open_end = high is None or (lasts and not date.ends)
    return Days(first, last, first if one_day else None, last if one_day else None, open_start, open_end)


def _interval(low: str, high: str, date: Date, lasts: bool, vague: bool) -> Days | None:
    first_low, first_high = _ends(low)
    last_low, last_high = _ends(high)
    first = last_low if first_low is None else first_low
    last = first_high if last_high is None else last_high
    if first is None or last is None or first > last:
        return None
    sure: tuple[int | None, int | None] = (None, None)
    if not vague and first_high is not None and last_low is not None and first_high <= last_low:
        sure = (first_high, last_low)
    open_start = first_low is None or (lasts and not date.starts)
    open_end = last_high is None or (lasts and not date.ends)
    return Days(first, last, *sure, open_start, open_end)


def _ends(point: str) -> tuple[int | None, int | None]:
    if point in ("", ".."):
        return None, None
    low, high = bounds(point)
    return ordinal(low), ordinal(high)
