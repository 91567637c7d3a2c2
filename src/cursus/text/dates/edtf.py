"""EDTF strings and the days they cover (ISO 8601-2:2019, level 1 and the level 2 sets)."""

from __future__ import annotations

import calendar
import datetime
import re

SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}
_POINT = re.compile(
    r"(?P<sign>-)?(?P<year>\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<mark>[~?%])?"
)


class EdtfError(ValueError):
    """The string is no EDTF; the message says why."""


def _point(text: str) -> tuple[str, str]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise EdtfError(f"{text!r} is no EDTF date")
    low, high = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    if match["sign"]:
        # Before year 1 the calendar of the standard library ends: the bounds are given as years.
        return f"-{high:04d}-01-01", f"-{low:04d}-12-31"
    month, day = match["month"], match["day"]
    if month in SEASONS and day is None:
        first, last = SEASONS[month]
        end_year = high + 1 if last < first else high
        return f"{low:04d}-{first:02d}-01", f"{end_year:04d}-{last:02d}-{calendar.monthrange(max(end_year, 1), last)[1]:02d}"
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise EdtfError(f"{text!r} has a day without a month")
        return f"{low:04d}-01-01", f"{high:04d}-12-31"
    number = int(month)
    if not 1 <= number <= 12:
        raise EdtfError(f"{text!r}: there is no month {month}")
    days = calendar.monthrange(max(high, 1), number)[1]
    if day in (None, "XX"):
        return f"{low:04d}-{number:02d}-01", f"{high:04d}-{number:02d}-{days:02d}"
    if not 1 <= int(day) <= days:
        raise EdtfError(f"{text!r}: there is no such day")
    return f"{low:04d}-{number:02d}-{day}", f"{high:04d}-{number:02d}-{day}"


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last day an EDTF string can mean, None where it is open. Raises EdtfError."""
    if edtf[:1] in "[{" and edtf[-1:] in "]}":
        lows: list[str | None] = []
        highs: list[str | None] = []
        for part in edtf[1:-1].split(","):
            low, dots, high = part.partition("..")
            if not dots:
                high = low
            lows.append(_point(low.strip())[0] if low.strip() else None)
            highs.append(_point(high.strip())[1] if high.strip() else None)
        return (None if None in lows else min(x for x in lows if x)), (None if None in highs else max(x for x in highs if x))
    if "/" in edtf:
        low, _, high = edtf.partition("/")
        first = None if low in ("", "..") else _point(low)[0]
        last = None if high in ("", "..") else _point(high)[1]
        if first and last and first > last and not first.startswith("-"):
            raise EdtfError(f"{edtf!r} ends before it begins")
        return first, last
    return _point(edtf)


def shift_day(day: str, days: int) -> str:
    """An ISO day, moved. Raises EdtfError outside the years 1 to 9999."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()
    except (ValueError, OverflowError) as error:
        raise EdtfError(f"{day!r} cannot be moved: {error}") from None
