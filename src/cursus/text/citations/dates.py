"""The dates of a citation: where one stands, and its reading."""

from __future__ import annotations

import re
from datetime import date

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


def edtf(text: str) -> str | None:
    """The EDTF reading of a citation's date, None where the words are no date or more than a date."""
    from cursus.text.dates import read_date  # the grammar of dates loads only when a citation has one

    text = text.strip()
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
