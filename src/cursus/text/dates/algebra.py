"""One interval algebra: what a date in EDTF lets us say about before, during, overlap, and a day.

The answers are three: ``certain`` (so whatever the date turns out to be), ``no`` (so under none of its readings) and ``possible``.

A point of coarse precision ("1943") is one unknown stretch within it; an interval ("1943/1945") lasts from some day of its first date to some
day of its last. Where a start or end is open or unknown, it may be any day. A qualified date is never certain: ``?`` may be anything,
``~`` may lie outside its bounds by :data:`SLACK`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cursus.text.dates.calendars import gregorian, julian_day
from cursus.text.dates.edtf import Day, Part, from_iso, parse

Answer = Literal["certain", "possible", "no"]

#: How many days outside its bounds an approximate date may lie, by precision.
SLACK = {
    "day": 15,
    "month": 92,
    "group": 184,
    "year": 1827,
    "decade": 7305,
    "century": 18263,
    "millennium": 182621,
    "digits": 18263,
}

_FIRST, _LAST = -(10**12), 10**12


@dataclass(frozen=True, slots=True)
class Extent:
    """When something begins and ends, as ranges of day numbers (Julian): it begins on one of ``start`` and ends on one of ``end``.

    ``sure`` is False where a qualifier leaves every definite answer open.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    sure: bool = True


def _part(part: Part | None) -> tuple[tuple[int, int], bool]:
    """The day numbers a date can be, widened if it is approximate, and whether it is free of doubt."""
    if part is None:
        return (_FIRST, _LAST), True
    low, high = julian_day(part.low), julian_day(part.high)
    if part.mark in ("~", "%"):
        low, high = low - SLACK[part.precision], high + SLACK[part.precision]
    return (low, high), part.mark not in ("?", "%")


def extent(edtf: str) -> Extent:
    """The extent of a date or interval. Raises EdtfError."""
    parsed = parse(edtf)
    ranges = [(_part(first), _part(last)) for first, last in parsed.parts]
    sure = all(a[1] and b[1] for a, b in ranges)
    if parsed.kind == "interval":
        (start, _), (end, _) = ranges[0]
        return Extent(_capped(start, end[1], True), _capped(end, start[0], False), sure)
    lows = [a[0][0] if first else _FIRST for (a, _), (first, _) in zip(ranges, parsed.parts, strict=True)]
    highs = [b[0][1] if last else _LAST for (_, b), (_, last) in zip(ranges, parsed.parts, strict=True)]
    low, high = min(lows), max(highs)
    if parsed.kind == "all":
        # Every member: from within the first to within the last.
        return Extent((low, min(a[0][1] for a, _ in ranges)), (max(b[0][0] for _, b in ranges), high), sure)
    return Extent((low, high), (low, high), sure)


def _capped(side: tuple[int, int], other: int, is_start: bool) -> tuple[int, int]:
    """An interval's start is not behind its end, nor its end before its start."""
    return (side[0], min(side[1], other)) if is_start else (max(side[0], other), side[1])


def period(edtf: str) -> Extent:
    """The whole stretch that a date names, as a span to ask about: "1943" is all of 1943. Raises EdtfError."""
    found = extent(edtf)
    if parse(edtf).kind != "date" or not found.sure:
        return found
    return Extent((found.start[0], found.start[0]), (found.end[1], found.end[1]))


def _answer(certain: bool, possible: bool, sure: bool) -> Answer:
    if not sure:
        return "possible"
    return "certain" if certain else "possible" if possible else "no"


def before(a: str, b: str) -> Answer:
    """Whether ``a`` ends before ``b`` begins. Raises EdtfError."""
    x, y = extent(a), extent(b)
    return _answer(x.end[1] < y.start[0], x.end[0] < y.start[1], x.sure and y.sure)


def overlaps(a: str, b: str) -> Answer:
    """Whether ``a`` and ``b`` have a day in common. Raises EdtfError."""
    x, y = extent(a), extent(b)
    certain = x.start[1] <= y.end[0] and y.start[1] <= x.end[0]
    possible = x.start[0] <= y.end[1] and y.start[0] <= x.end[1]
    return _answer(certain, possible, x.sure and y.sure)


def during(a: str, b: str) -> Answer:
    """Whether all of ``a`` lies within the period that ``b`` names. Raises EdtfError."""
    x, y = extent(a), period(b)
    certain = y.start[1] <= x.start[0] and x.end[1] <= y.end[0]
    possible = y.start[0] <= x.start[1] and x.end[0] <= y.end[1] and y.start[0] <= y.end[1]
    return _answer(certain, possible, x.sure and y.sure)


def contains_day(a: str, day: str) -> Answer:
    """Whether ``a`` holds on an ISO day. Raises EdtfError."""
    x, number = extent(a), julian_day(from_iso(day))
    return _answer(x.start[1] <= number <= x.end[0], x.start[0] <= number <= x.end[1], x.sure)


def shift(day: Day, days: int) -> Day:
    """A day, moved."""
    return gregorian(julian_day(day) + days)
