"""The dates of a citation: where one stands, and its reading."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache

from cursus.tables import rows

_ORDINAL = r"(?:st|nd|rd|th|er|re|\.ª|º|\.)?"
_WORD = r"[^\W\d_]{3,12}"
_DAY = r"(?<!\d)\d{1,2}"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?!\d)"

#: What can be a date, longest first; a word in it is a month only if :func:`edtf` can read the whole.
DATE = (
    rf"(?:{_YEAR}-\d{{2}}(?:-\d{{2}})?(?!\d)"
    rf"|{_DAY}{_ORDINAL}(?:[–-]\d{{1,2}}\.?)?\s(?:de\s|of\s)?{_WORD}\.?,?\s(?:de\s|del\s)?{_YEAR}"
    rf"|{_WORD}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:[–-]\d{{1,2}})?,?\s{_YEAR}"
    rf"|{_WORD}(?:[–/-]{_WORD})?\.?,?\s(?:de\s|of\s)?{_YEAR}"
    rf"|{_DAY}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d{{2}}(?!\d))"
    rf"|(?:c\.\s?|ca\.\s)?(?<!\d){_YEAR}(?:[–-]\d{{2,4}}(?!\d))?)"
)
_DATE = re.compile(DATE)


_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})")
_TAIL = re.compile(r"[\s.,;]*(?:г\.?|года|року|р\.?|година)?[\s.,;]*")


# The four usual forms of a full date or a month, and a bare year: "3 May 2014", "May 3, 2014", "May 2014", "2014-05-03".
_USUAL = re.compile(
    r"(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]{2,8})(?: (?P<after>\d{1,2}),)? (?P<year>[12]\d{3})"
    r"|[12]\d{3}(?:-(?P<m>\d\d)-(?P<d>\d\d))?"
)


@cache
def _english_months() -> dict[str, int]:
    """English name or abbreviation → number of the month."""
    return {form: int(number) for lang, number, forms in rows("months") if lang == "en" for form in forms.split("|")}


def edtf(text: str) -> str | None:
    """The EDTF reading of a citation's date, None where the words are no date or more than a date."""
    return _edtf(text.strip()) if len(text) < 200 else _read(text.strip())


@lru_cache(maxsize=4096)
def _edtf(text: str) -> str | None:
    usual = _USUAL.fullmatch(text)
    return (usual and _usual(usual)) or _read(text)


def _usual(match: re.Match[str]) -> str | None:
    """The reading of a usual form; None where only the grammar of dates can tell."""
    year = match["year"]
    if year is None:
        month, day = match["m"], match["d"]
        if month is None:
            return match[0]
        return match[0] if _exists(int(match[0][:4]), int(month), int(day)) else None
    number = _english_months().get(match["month"])
    day = match["day"] or match["after"]
    if number is None or (match["day"] and match["after"]):
        return None
    if day is None:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if _exists(int(year), number, int(day)) else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _read(text: str) -> str | None:
    from cursus.text.dates import read_date  # the grammar of dates loads only when a citation has one

    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(numeric)
    match = read_date(text)
    if match is None or match.start > 0 or not _TAIL.fullmatch(text, match.end):
        return None
    return match.date.edtf


def _numeric(match: re.Match[str]) -> str | None:
    """ "25.12.2013", "25/12/2013", "12/25/2013"; None where day and month could be either."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sign"] != "." and a <= 12 and b <= 12 and a != b:
        return None
    day, month = (a, b) if match["sign"] == "." or a > 12 or a == b else (b, a)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_at(text: str, start: int) -> tuple[int, int, str] | None:
    """The date that begins at ``start``, as (start, end, EDTF)."""
    match = _DATE.match(text, start)
    if match is None:
        return None
    reading = edtf(match.group())
    if reading is None:
        return None
    return match.start(), match.end(), reading
