"""Dates as Wikidata keeps them (its time datatype), and back.

A time value has a precision and a calendar; an interval becomes start and end times, a bound an "earliest date" or "latest date" qualifier,
"circa" and "presumably" a "sourcing circumstances" one. What none of them can hold is listed in ``lost``. Years there have no zero: -0044 is 44 BC, EDTF's -0043.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cursus.text.dates.algebra import shift
from cursus.text.dates.calendars import from_julian
from cursus.text.dates.edtf import EdtfError, Part, iso, limits, parse

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
PRECISIONS = {"day": 11, "month": 10, "year": 9, "decade": 8, "century": 7, "millennium": 6}
#: Properties that hold what a plain time cannot: sourcing circumstances, earliest and latest date, start and end time.
CIRCA, PRESUMABLY = "Q5727902", "Q18122778"
#: The first day of the Gregorian calendar; what sources say of days before it is mostly Julian.
_REFORM = (1582, 10, 15)
_CIRCUMSTANCES, _EARLIEST, _LATEST, _START, _END = "P1480", "P1319", "P1326", "P580", "P582"


@dataclass(frozen=True, slots=True)
class Time:
    """One time value: ``time`` as "+1943-05-00T00:00:00Z", ``precision`` 0-11, ``calendar`` a URI."""

    time: str
    precision: int
    calendar: str = GREGORIAN


@dataclass(frozen=True, slots=True)
class Statement:
    """A date as a main value and qualifiers (property, Time or item id). ``value`` is None where only bounds are known."""

    value: Time | None
    qualifiers: tuple[tuple[str, Time | str], ...] = ()
    lost: tuple[str, ...] = field(default=())


def _time(part: Part) -> Time:
    year, month, day = part.low
    if part.precision == "group":
        month, day = 0, 0
    precision = PRECISIONS.get(part.precision, 9)
    if precision < 10:
        month, day = 0, 0
    elif precision == 10:
        day = 0
    # A decade is named by any of its years, the first one here; centuries run from 01 to 00 there, 1801 to 1900.
    if precision < 8 and year >= 0:
        year += 1
    elif precision == 8 and year == 0:
        year = 1
    # 1 BC is -1 there.
    shown = year if year > 0 else year - 1
    return Time(f"{'+' if shown > 0 else '-'}{abs(shown):04d}-{month:02d}-{day:02d}T00:00:00Z", precision)


def _doubts(part: Part) -> tuple[tuple[str, Time | str], ...]:
    out: list[tuple[str, Time | str]] = []
    if part.mark in ("~", "%"):
        out.append((_CIRCUMSTANCES, CIRCA))
    if part.mark in ("?", "%"):
        out.append((_CIRCUMSTANCES, PRESUMABLY))
    return tuple(out)


def to_wikidata(edtf: str) -> Statement:
    """The statement for a date. Raises EdtfError."""
    parsed = parse(edtf)
    lost: list[str] = []
    parts = [p for pair in parsed.parts for p in dict.fromkeys(pair) if p is not None]
    for part in parts:
        if part.precision == "group":
            lost.append("the season or quarter; the year is kept, its months as earliest and latest date")
        if part.precision == "digits":
            lost.append("single unspecified digits")
        if part.precision == "day" and part.low < _REFORM:
            lost.append("whether the source counts a day before 15 October 1582 in the Julian calendar")
    first, last = parsed.parts[0][0], parsed.parts[-1][1]
    if parsed.kind == "interval":
        return _sides(_START, first, _END, last, lost)
    if parsed.kind == "date" and first is not None:
        if first.precision in ("group", "digits"):
            day = PRECISIONS["day"]
            bounds = (
                (_EARLIEST, Time(f"+{iso(first.low)}T00:00:00Z", day)),
                (_LATEST, Time(f"+{iso(first.high)}T00:00:00Z", day)),
            )
            return Statement(
                _time(first), (*bounds, *_doubts(first)) if first.low[0] > 0 else _doubts(first), tuple(lost)
            )
        return Statement(_time(first), _doubts(first), tuple(lost))
    if parsed.kind == "all":
        lost.append("that every date of the set is meant")
    elif len(parsed.parts) > 1:
        lost.append("which single dates the choice is between")
    # The members of a set stand in any order.
    lows, highs = [a for a, _ in parsed.parts if a], [b for _, b in parsed.parts if b]
    first = min(lows, key=lambda p: p.low) if len(lows) == len(parsed.parts) else None
    last = max(highs, key=lambda p: p.high) if len(highs) == len(parsed.parts) else None
    return _sides(_EARLIEST, first, _LATEST, last, lost)


def _sides(low_name: str, first: Part | None, high_name: str, last: Part | None, lost: list[str]) -> Statement:
    qualifiers: list[tuple[str, Time | str]] = []
    if first is not None:
        qualifiers.append((low_name, _time(first)))
    if last is not None:
        qualifiers.append((high_name, _time(last)))
    if any(p is not None and p.mark for p in (first, last)):
        lost.append("which of the two dates is approximate or uncertain")
    return Statement(None, tuple(qualifiers), tuple(lost))


_TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T")


def from_wikidata(time: str, precision: int, calendar: str = GREGORIAN, before: int = 0, after: int = 0) -> str:
    """The EDTF of a time value, no finer than its precision; a Julian day is converted. Raises EdtfError.

    ``before`` and ``after`` are how many units of the precision it may lie before or after the time: one of a set then. A precision
    finer than a day (12 to 14) is read as the day, one coarser than a millennium (0 to 5) is no date.
    """
    if before or after:
        point = from_wikidata(time, precision, calendar)
        return f"[{_moved(point, precision, -before)}..{_moved(point, precision, after)}]"
    match = _TIME.match(time)
    if match is None:
        raise EdtfError(f"{time!r} is no Wikidata time")
    year, month, day = int(match[2]), int(match[3]), int(match[4])
    year = 1 - year if match[1] == "-" else year
    if not -9999 <= year <= 9999 or (match[1] == "-" and int(match[2]) == 0):
        raise EdtfError("only the years of four digits can be read")
    if precision >= 11:
        if calendar == JULIAN:
            year, month, day = from_julian((year, month, day))
        edtf = iso((year, month, day))
    elif precision == 10:
        edtf = f"{_year(year)}-{month:02d}"
    elif precision == 9:
        edtf = _year(year)
    elif precision == 8:
        edtf = _year(year)[:-1] + "X"
    elif precision == 7:
        # Centuries run from 01 to 00 there: 1900 is of the nineteenth.
        edtf = f"{(year - 1) // 100:02d}XX" if year > 0 else f"-{-year // 100:02d}XX"
    elif precision == 6:
        edtf = f"{(year - 1) // 1000}XXX" if year > 0 else f"-{-year // 1000}XXX"
    else:
        raise EdtfError(f"precision {precision} is coarser than a date")
    parse(edtf)
    return edtf


def _moved(point: str, precision: int, units: int) -> str:
    """A date moved by units of its precision. Raises EdtfError where that is no year of four digits."""
    if not units:
        return point
    low, _ = limits(point)
    year, month, day = low or (0, 1, 1)
    if precision >= 11:
        year, month, day = shift((year, month, day), units)
    elif precision == 10:
        year, month = divmod(year * 12 + month - 1 + units, 12)
        month += 1
    else:
        year += units * 10 ** (9 - precision)
    if not 0 < year <= 9999:
        raise EdtfError("only the years of four digits can be read")
    # Days and months keep theirs; the years of a decade are named by its first, those of a century by its second.
    return from_wikidata(f"+{year + (precision < 8):04d}-{month:02d}-{day:02d}T00:00:00Z", precision)


def from_statement(statement: Statement) -> str:
    """The EDTF of a statement with its qualifiers, the way back from :func:`to_wikidata`. Raises EdtfError where it holds no date."""
    times = {name: value for name, value in statement.qualifiers if isinstance(value, Time)}
    circumstances = {value for name, value in statement.qualifiers if name == _CIRCUMSTANCES}
    mark = "%" if {CIRCA, PRESUMABLY} <= circumstances else "~" if CIRCA in circumstances else ""
    mark = mark or ("?" if PRESUMABLY in circumstances else "")

    def said(name: str) -> str:
        time = times.get(name)
        return from_wikidata(time.time, time.precision, time.calendar) if time else ""

    if _START in times or _END in times:
        return f"{said(_START) or '..'}/{said(_END) or '..'}"
    if _EARLIEST in times or _LATEST in times:
        return f"[{said(_EARLIEST)}..{said(_LATEST)}]"
    if statement.value is None:
        raise EdtfError("the statement holds no date")
    return from_wikidata(statement.value.time, statement.value.precision, statement.value.calendar) + mark


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
