"""How English Wikipedia's citation templates want dates, and what is wrong with others.

"3rd May 2014", "May 3 2014" or "2014-5-3" say one day in a form that the template refuses; the right form says the same. Where
the words can mean two days ("3/5/2014"), nothing is repaired. The rule is Help:Citation Style 1, dates, and the manual of style.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cursus.text.dates.words import MONTHS

_BY_WORD = {m[:n].lower(): m for m in MONTHS for n in (3, len(m))} | {"sept": "September"}
_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_ANY_DAY = re.compile(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}}))\Z",
    re.IGNORECASE,
)
_RIGHT_DAY = re.compile(r"[1-9]\d? [A-Z][a-z]{2,8} \d{4}\Z|[A-Z][a-z]{2,8} [1-9]\d?, \d{4}\Z")
_NUMBERS = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\Z")
_SLASHES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})\Z")
_MONTH_YEAR = re.compile(rf"{_MONTH}\.?(?P<comma>,?)\s+(?:of\s+)?(?P<year>\d{{4}})\Z")
_RANGE = re.compile(r"(?P<a>[1-9]\d{0,3}(?: [A-Z][a-z]+)?)\s?[-—]\s?(?P<b>[1-9]\d{0,3}(?:\b.*)?)\Z")
_YEARS = re.compile(r"([12]\d{3})\s?[-—]\s?([12]\d{3}|\d\d)\Z")

Fault = tuple[str, str | None]
"""What is wrong, and the same date in the form wanted; None where that is not certain."""


@lru_cache(maxsize=4096)
def fault(value: str) -> Fault | None:
    """What is wrong with the form of a date; None where nothing is, or where it is no date that is understood here."""
    for look in _LOOKS:
        found = look(value)
        if found is not None:
            return found
    return None


def _day(value: str) -> Fault | None:
    match = _ANY_DAY.match(value)
    if match is None or _is_right(value):
        return None
    front = match["day"] is not None
    number, word, year = (match[k] for k in (("day", "month", "year") if front else ("day2", "month2", "year2")))
    month = _BY_WORD.get(word.lower())
    if month is None or not 1 <= int(number) <= 31:
        return None
    name = word.capitalize() if len(word) < 5 else month
    return (
        "a day in a form that the template refuses",
        f"{int(number)} {name} {year}" if front else f"{name} {int(number)}, {year}",
    )


def _is_right(value: str) -> bool:
    return _RIGHT_DAY.match(value) is not None and any(w.lower() in _BY_WORD for w in re.findall(r"[A-Za-z]+", value))


def _numbers(value: str) -> Fault | None:
    match = _NUMBERS.match(value)
    if match is None or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    month, day = int(match[3]), int(match[4])
    right = f"{match[1]}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    return "a day in numbers that is not written YYYY-MM-DD", right


def _slashes(value: str) -> Fault | None:
    return ("a day in numbers whose order nobody can tell", None) if _SLASHES.match(value) else None


def _month(value: str) -> Fault | None:
    match = _MONTH_YEAR.match(value)
    month = _BY_WORD.get(match["month"].lower()) if match else None
    if match is None or month is None:
        return None
    word = match["month"].capitalize() if len(match["month"]) < 5 else month
    right = f"{word} {match['year']}"
    return None if right == value else ("a month in a form that the template refuses", right)


def _year_month(value: str) -> Fault | None:
    """ "2014-05" is a month or the years 2014 to 2105; "1914-18" can only be years."""
    match = _YEARS.match(value)
    if match is None:
        return None
    first, last = match.groups()
    if len(last) == 2:
        if 1 <= int(last) <= 12 and "-" in value:
            return "a month in numbers, or two years", None
        if int(last) <= int(first[2:]):
            return "two years, the later one first", None
    elif int(last) <= int(first):
        return "two years, the later one first", None
    return "a hyphen where two years are joined by a dash", f"{first}–{last}"


def _range(value: str) -> Fault | None:
    match = _RANGE.match(value)
    if match is None or not any(word.lower() in _BY_WORD for word in re.findall(r"[A-Za-z]{3,9}", value)):
        return None
    spaced = " " in match["a"]
    return "a hyphen where two dates are joined by a dash", f"{match['a']}{' – ' if spaced else '–'}{match['b']}"


_LOOKS: tuple[Callable[[str], Fault | None], ...] = (_day, _numbers, _slashes, _month, _year_month, _range)
