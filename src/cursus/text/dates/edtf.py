"""EDTF strings: is one valid, and which days can it mean (ISO 8601-2:2019 levels 0 to 2, section "Extended Date/Time Format").

The grammar is our own and linear. Older and looser spellings that circulate (the 2012 draft's ``u`` for an unspecified digit,
``open``, a list with spaces) are read as what they mean, and the answer says so; nothing else is guessed.

A day is a ``(year, month, day)`` tuple inside and an ISO string outside. Years are astronomical: 0000 is 1 BC, -0043 is 44 BC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

Day = tuple[int, int, int]

#: First and last month of each sub-year grouping (ISO 8601-2, 4.8.2 table); a last month below the first lies in the next year.
#: 21-24 leave the hemisphere open; they are read as northern, as the other EDTF libraries do.
GROUPS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 2),
    29: (9, 11), 30: (12, 2), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip

_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_DATE = re.compile(
    r"([?~%])?(-)?(\d{5}|[0-9X]{4,5})([?~%])?(?:-([?~%])?([0-9X]{2})([?~%])?(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"
)
_BIG_YEAR = re.compile(r"Y(-)?([1-9]\d{0,17})(?:E([1-9]\d?))?(?:S([1-9]\d?))?")
_SIGNIFICANT = re.compile(r"(-)?(\d{4})S([1-4])")
_SHORT = re.compile(r"(-)?(\d{2,3})([?~%])?")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,12})?(Z|[+-]\d\d(?::?\d\d)?)?")


class EdtfError(ValueError):
    """The string is no EDTF; the message says why."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The answer to "is this EDTF?". ``reason`` says why not, or how a valid string departs from the standard ("" if it does not)."""

    valid: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One date: the days it can be, with its qualifier (``""``, ``~``, ``?`` or ``%``) and precision.

    ``precision`` is ``day``, ``month``, ``group`` (season, quarter …), ``year``, ``decade``, ``century``, ``millennium`` or
    ``digits`` (another pattern of unspecified digits).
    """

    low: Day
    high: Day
    mark: str
    precision: str
    floor: Day
    ceiling: Day
    season: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """An EDTF string, taken apart.

    ``kind`` is ``date``, ``interval``, ``one`` (one member of a set) or ``all`` (every member). ``parts`` are the dates of
    the string in order; an interval has two of which either may be None (open or unknown, as ``open_ends`` tells: ".." or
    ""); a set has a (first, last) pair for each member, equal for a single date.
    """

    kind: str
    parts: tuple[tuple[Part | None, Part | None], ...]
    notes: tuple[str, ...] = ()


def month_days(year: int, month: int) -> int:
    """The length of a month of the proleptic Gregorian calendar, of any year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return _MONTH_DAYS[month]


def iso(day: Day) -> str:
    """An ISO day; the year is signed before year 0 and has as many digits as it needs."""
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def from_iso(text: str) -> Day:
    """The tuple of an ISO day. Raises EdtfError."""
    match = re.fullmatch(r"(-?\d{4,18})-(\d\d)-(\d\d)", text)
    if match is None:
        raise EdtfError(f"{text!r} is no ISO day")
    return int(match[1]), int(match[2]), int(match[3])


def _digits(text: str, low: int, high: int, what: str) -> list[int]:
    """The numbers from low to high that a pattern with unspecified digits can be."""
    if text.isdigit() and low <= int(text) <= high:
        return [int(text)]
    found = [n for n in range(low, high + 1) if all(a in ("X", b) for a, b in zip(text, f"{n:02d}", strict=True))]
    if not found:
        raise EdtfError(f"there is no {what} {text}")
    return found


def _date(text: str) -> tuple[Part, str]:
    match = _DATE.fullmatch(text)
    if match is None:
        return _other(text), ""
    q0, sign, year_text, q1, q2, month, q3, q4, day, q5 = match.groups()
    if (q0 and q1) or (q2 and q3) or (q4 and q5):
        raise EdtfError("a part is qualified twice")
    note = ""
    if len(year_text) == 5:
        if month is None or sign:
            raise EdtfError(f"a year of more than four digits is written with Y: Y{year_text}")
        note = "a year of five digits is written with Y"
    marks = "".join(q for q in (q0, q1, q2, q3, q4, q5) if q)
    mark = "%" if "%" in marks or ("?" in marks and "~" in marks) else marks[:1]
    low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
    if sign:
        if high == 0:
            raise EdtfError("there is no year -0000")
        low, high = -high, -low
    if month is None:
        free = len(year_text) - len(year_text.rstrip("X"))
        plain = "X" not in year_text.rstrip("X")
        name = ("year", "decade", "century", "millennium", "digits")[free] if plain else "digits"
        return Part((low, 1, 1), (high, 12, 31), mark, name, (low, 1, 1), (high, 1, 1)), note
    if "X" not in month and int(month) in GROUPS:
        if day is not None:
            raise EdtfError("a season or quarter has no days")
        first, last = GROUPS[int(month)]
        end = high + (last < first)
        bound = (end, last, month_days(end, last))
        return Part((low, first, 1), bound, mark, "group", (low, first, 1), (high, first, 1), True), note
    months = _digits(month, 1, 12, "month")
    if day is None:
        last = months[-1]
        name = "month" if "X" not in month else "year" if month == "XX" else "digits"
        name = name if "X" not in year_text else "digits"
        return Part(
            (low, months[0], 1), (high, last, month_days(high, last)), mark, name, (low, months[0], 1), (high, last, 1)
        ), note
    days = _digits(day, 1, 31, "day")
    leap_possible = any(month_days(y, 2) == 29 for y in ((low,) if low == high else range(low, min(low + 8, high) + 1)))
    longest = {m: 29 if m == 2 and leap_possible else 28 if m == 2 else _MONTH_DAYS[m] for m in months}
    possible = [m for m in months if days[0] <= longest[m]]
    if not possible:
        raise EdtfError(f"month {month} has no day {day}")
    first, last = possible[0], possible[-1]
    top = max(d for d in days if d <= longest[last])
    name = "day" if "X" not in text else "month" if day == "XX" and "X" not in year_text + month else "digits"
    name = "year" if day == "XX" and month == "XX" and "X" not in year_text else name
    return Part((low, first, days[0]), (high, last, top), mark, name, (low, first, days[0]), (high, last, top)), note


def _other(text: str) -> Part:
    """Years of more than four digits, significant digits, decades and centuries of two or three digits."""
    if match := _BIG_YEAR.fullmatch(text):
        sign, digits, exponent, significant = match.groups()
        year = int(digits) * 10 ** int(exponent or 0)
        if len(str(year)) <= 4:
            raise EdtfError("a year of up to four digits is written without Y")
        return _significant(year, significant, sign)
    if match := _SIGNIFICANT.fullmatch(text):
        return _significant(int(match[2]), match[3], match[1])
    if match := _SHORT.fullmatch(text):
        sign, digits, mark = match.groups()
        width = 10 ** (4 - len(digits))
        low, high = int(digits) * width, int(digits) * width + width - 1
        if sign:
            if int(digits) == 0:
                raise EdtfError("there is no century or decade -0")
            low, high = -high, -low
        name = "decade" if width == 10 else "century"
        return Part((low, 1, 1), (high, 12, 31), mark or "", name, (low, 1, 1), (high, 1, 1))
    raise EdtfError(_why(text))


def _significant(year: int, digits: str | None, sign: str | None) -> Part:
    low = high = year
    if digits:
        width = 10 ** max(len(str(year)) - int(digits), 0)
        low, high = year // width * width, year // width * width + width - 1
    if sign:
        low, high = -high, -low
    return Part(
        (low, 1, 1), (high, 12, 31), "~" if digits else "", "digits" if digits else "year", (low, 1, 1), (high, 1, 1)
    )


def _why(text: str) -> str:
    if not text:
        return "nothing there"
    if any(c.isspace() for c in text):
        return "white space inside a date"
    if text.startswith("+"):
        return "a year has no plus sign"
    if re.fullmatch(r"\d{5,}[?~%]?", text):
        return "a year of more than four digits is written with Y"
    if re.match(r"Y-?0", text):
        return "a year with Y has no leading zero"
    if re.fullmatch(r"Y[-\dES]+[?~%]?(-.*)?", text):
        return "a year with Y stands alone, without month, day or qualifier"
    return f"{text!r} is no date of EDTF"


def _datetime(text: str) -> Part:
    day, _, time = text.partition("T")
    part, _ = _date(day)
    if part.precision != "day" or part.mark:
        raise EdtfError("a time needs a full, unqualified date")
    match = _TIME.fullmatch(time)
    if match is None:
        raise EdtfError(f"{time!r} is no time of day")
    zone = match[4]
    if zone and zone != "Z":
        minutes = int(zone[1:3]) * 60 + int(zone[3:].lstrip(":") or 0)
        if int(zone[3:].lstrip(":") or 0) > 59:
            raise EdtfError("an offset has at most 59 minutes")
        if zone[0] == "-" and minutes == 0:
            raise EdtfError("there is no offset -00:00")
        if minutes > (14 * 60 if zone[0] == "+" else 12 * 60):
            raise EdtfError("offsets run from -12:00 to +14:00")
    return part


def _ordered(first: Part, last: Part) -> None:
    if first.season != last.season and first.low[0] == last.low[0] and first.high[0] == last.high[0]:
        raise EdtfError("a season cannot be ordered within its own year")
    if first.floor > last.ceiling:
        raise EdtfError("it ends before it begins")


def _interval(text: str) -> tuple[Part | None, Part | None, str]:
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError("an interval has two sides")
    found: list[Part | None] = []
    note = ""
    for index, side in enumerate(sides):
        if side in ("", ".."):
            found.append(None)
            continue
        plain = side.removeprefix("..") if index == 0 else side.removesuffix("..")
        if plain != side:
            note = "a side of an interval is open or a date, not both"
        part, extra = _date(plain)
        note = note or extra
        found.append(part)
    first, last = found
    if first is not None and last is not None:
        _ordered(first, last)
    return first, last, note


def _members(text: str) -> tuple[tuple[tuple[Part | None, Part | None], ...], str]:
    note = ""
    if " " in text:
        # The 2012 draft shows lists of plain years and months with a space behind a comma; that and no other space is read.
        tidy = re.sub(r"(?<=,) (?=[\dX.])|^ (?=\.\.)", "", text)
        if " " in tidy or re.search(r"(?:^|[,.])-", tidy):
            raise EdtfError("white space inside a set")
        text, note = tidy, "a set has no spaces"
    if not text:
        raise EdtfError("the set is empty")
    items = text.split(",")
    out: list[tuple[Part | None, Part | None]] = []
    for index, item in enumerate(items):
        low, dots, high = item.partition("..")
        if not dots:
            part, extra = _date(low)
            out.append((part, part))
            note = note or extra
            continue
        if (not low and (index > 0 or not high)) or (not high and index < len(items) - 1):
            raise EdtfError("only the first or last member of a set can be open")
        first = _date(low)[0] if low else None
        last = _date(high)[0] if high else None
        if first is not None and last is not None:
            _ordered(first, last)
        out.append((first, last))
    return tuple(out), note


def _modern(text: str) -> tuple[str, str]:
    """The standard's spelling of a string in an older or looser one, with what was changed."""
    if text.isascii() and not any(c in text for c in "uxyeops^~") and "?~" not in text:
        return text, ""
    new, note = text, ""
    if re.search(r"\dx|^x|-x|\du|^u|-u(?!n)", new) and re.fullmatch(r"[-\duxX?~%]+", new):
        # fullmatch keeps words out: only digits and the draft's unspecified digits stand there.
        new, note = new.replace("u", "X").replace("x", "X"), "an unspecified digit is X"
    if re.search(r"\?~|~\?", new):
        new, note = new.replace("?~", "%").replace("~?", "%"), "uncertain and approximate is %"
    if re.fullmatch(r"y-?\d+(?:e\d+)?(?:[ps]\d+)?", new):
        new, note = new.replace("p", "S").upper(), "Y, E and S are capitals"
    if re.fullmatch(r"[-\d]+-2[1-4][?~%]?\^[a-zA-Z]+", new):
        new, note = new.partition("^")[0], "a season has no place name"
    if new.endswith("/open"):
        new, note = new.removesuffix("open") + "..", "an open end is .."
    if new.endswith("/unknown") or new.startswith("unknown/"):
        new, note = new.replace("unknown", ""), "an unknown end is left empty"
    return new, note


@lru_cache(maxsize=65536)
def parse(edtf: str) -> Parsed:
    """An EDTF string, taken apart. Raises EdtfError with the reason."""
    if len(edtf) > 4096:
        raise EdtfError("longer than any date")
    text, note = _modern(edtf)
    if text[:1] in "[{" and text:
        if text[-1] != {"[": "]", "{": "}"}[text[0]]:
            raise EdtfError("the set does not close with its own bracket")
        members, extra = _members(text[1:-1])
        return Parsed("one" if text[0] == "[" else "all", members, tuple(n for n in (note, extra) if n))
    if "/" in text:
        if "T" in text:
            raise EdtfError("an interval has dates, not times")
        first, last, extra = _interval(text)
        return Parsed("interval", ((first, last),), tuple(n for n in (note, extra) if n))
    if "T" in text:
        part = _datetime(text)
        return Parsed("date", ((part, part),), tuple(n for n in (note,) if n))
    if ".." in text and text != "..":
        members, extra = _members(text)
        return Parsed("one", members, ("a range stands in [ ] or { }",))
    part, extra = _date(text)
    return Parsed("date", ((part, part),), tuple(n for n in (note, extra) if n))


def validate(edtf: str) -> Validity:
    """Whether a string is EDTF, and why not; a valid string in an older spelling is valid with a reason."""
    try:
        return Validity(True, "; ".join(parse(edtf).notes))
    except EdtfError as error:
        return Validity(False, str(error))


def limits(edtf: str) -> tuple[Day | None, Day | None]:
    """The first and last day an EDTF string can mean as tuples, None where it is open. Raises EdtfError."""
    parsed = parse(edtf)
    lows = [first.low if first else None for first, _ in parsed.parts]
    highs = [last.high if last else None for _, last in parsed.parts]
    known_lows, known_highs = [d for d in lows if d], [d for d in highs if d]
    return (
        min(known_lows) if len(known_lows) == len(lows) else None,
        max(known_highs) if len(known_highs) == len(highs) else None,
    )


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last day an EDTF string can mean, None where it is open or unknown. Raises EdtfError (a ValueError).

    Qualifiers do not widen the bounds: "1943~" has those of 1943, and says itself that it is approximate.
    """
    low, high = limits(edtf)
    return (iso(low) if low else None), (iso(high) if high else None)
