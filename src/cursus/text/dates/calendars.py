"""Days of other calendars as days of the proleptic Gregorian one, by way of the Julian day number.

Umm al-Qura dates (1343-1500 AH) are exact, from the published table. Older Hijri dates follow the civil arithmetic calendar,
which may be a day or two off what was seen at the time: they are approximate. Solar Hijri years use the 33-year leap cycle.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import accumulate

from cursus.tables import rows
from cursus.text.dates.edtf import Day

_HIJRI_EPOCH = 1948440  # 1 Muharram 1 AH, 16 July 622 Julian (civil reckoning)
_GREGORIAN_EPOCH = 1721426  # 1 January 1


def julian_day(day: Day) -> int:
    """The Julian day number of a Gregorian day (noon)."""
    year, month, number = day
    shift = (14 - month) // 12
    y, m = year + 4800 - shift, month + 12 * shift - 3
    return number + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def gregorian(number: int) -> Day:
    """The Gregorian day of a Julian day number."""
    a = number + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return 100 * b + d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1


def from_julian(day: Day) -> Day:
    """The Gregorian day of a day of the Julian calendar (Old Style)."""
    year, month, number = day
    shift = (14 - month) // 12
    y, m = year + 4800 - shift, month + 12 * shift - 3
    return gregorian(number + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083)


@cache
def _umm_al_qura() -> dict[int, tuple[int, ...]]:
    """By Hijri year: the Julian day numbers of the first days of its months and of the next year."""
    out: dict[int, tuple[int, ...]] = {}
    for year, first, lengths in rows("date_ummalqura"):
        start = datetime.date.fromisoformat(first).toordinal() + _GREGORIAN_EPOCH - 1
        out[int(year)] = tuple(accumulate(({"8": 28, "9": 29, "0": 30, "1": 31}[c] for c in lengths), initial=start))
    return out


def _civil_hijri(year: int, month: int) -> int:
    return (month - 1) * 29 + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH


def from_hijri(year: int, month: int | None, day: int | None) -> tuple[Day, Day, bool] | None:
    """First and last Gregorian day of a Hijri day, month or year, and whether that is exact. None if there is no such date."""
    if not 1 <= year <= 1600 or (month is not None and not 1 <= month <= 12):
        return None
    table = _umm_al_qura().get(year)
    if table is not None:
        starts = table
    else:
        starts = (*(_civil_hijri(year, m) for m in range(1, 13)), _civil_hijri(year + 1, 1))
    if month is None:
        return gregorian(starts[0]), gregorian(starts[12] - 1), table is not None
    first, after = starts[month - 1], starts[month]
    if day is None:
        return gregorian(first), gregorian(after - 1), table is not None
    if not 1 <= day <= (after - first if table is not None else 30):
        return None
    found = gregorian(first + day - 1)
    return found, found, table is not None


def _solar_new_year(year: int) -> int:
    """Julian day number of 1 Farvardin (33-year cycle, anchored at 1 Farvardin 1375 = 20 March 1996)."""
    cycles, rest = divmod(year - 1375, 33)
    leaps = sum(1 for y in range(rest) if y % 4 == 0 and y < 32)
    return julian_day((1996, 3, 20)) + cycles * 12053 + rest * 365 + leaps


def from_solar_hijri(year: int, month: int | None, day: int | None) -> tuple[Day, Day, bool] | None:
    """First and last Gregorian day of a date of the Iranian calendar. None if there is no such date."""
    if not 1 <= year <= 1600 or (month is not None and not 1 <= month <= 12):
        return None
    first, after = _solar_new_year(year), _solar_new_year(year + 1)
    if month is None:
        return gregorian(first), gregorian(after - 1), 1244 <= year <= 1500
    start = first + (month - 1) * 31 - max(month - 7, 0)
    length = 31 if month <= 6 else 30 if month <= 11 else after - start
    if day is None:
        return gregorian(start), gregorian(start + length - 1), 1244 <= year <= 1500
    if not 1 <= day <= length:
        return None
    found = gregorian(start + day - 1)
    return found, found, 1244 <= year <= 1500


@cache
def _republican() -> tuple[tuple[int, ...], dict[str, int]]:
    """The Julian day numbers of the first days of the Republican years, and their numbers by how they are written."""
    firsts, numbers = [], {}
    for number, roman, first in rows("date_republican"):
        firsts.append(datetime.date.fromisoformat(first).toordinal() + _GREGORIAN_EPOCH - 1)
        numbers[roman.casefold()] = numbers[number] = int(number)
    return tuple(firsts), numbers


def from_republican(year: str, month: int, day: int | None) -> tuple[Day, Day] | None:
    """First and last Gregorian day of a day or month of the French Republican calendar; the year as it is written ("VIII", "8")."""
    firsts, numbers = _republican()
    number = numbers.get(year.casefold())
    if number is None or not 1 <= (day or 1) <= 30:
        return None
    start = firsts[number - 1] + (month - 1) * 30
    return gregorian(start + (day or 1) - 1), gregorian(start + (day or 30) - 1)


@cache
def month_names(calendar_name: str) -> dict[str, int]:
    """Month numbers of a calendar by folded spelling (see :func:`fold`)."""
    return {
        fold(form): int(n)
        for name, n, forms in rows("date_calendars")
        if name == calendar_name
        for form in forms.split("|")
    }


def fold(name: str) -> str:
    """A month's spelling without case, hyphens, spaces, apostrophes and their likes."""
    return re.sub(r"[-\s'’‘`ʿʾʻ]+", "", name).casefold()
