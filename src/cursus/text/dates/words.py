"""EDTF in words, for a reader of English. A date in words never says more than its EDTF."""

from __future__ import annotations

import re

from cursus.claim import Date
from cursus.text.dates.edtf import EdtfError, bounds

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_POINT = re.compile(r"(-?)(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")


def date_words(date: Date | None) -> str:
    """A date for reading; "" for None. A beginning or end that the source states makes "from" or "until"."""
    if date is None:
        return ""
    words = edtf_words(date.edtf)
    if date.edtf[:1] in "[{" or "/" in date.edtf:
        return words
    if date.starts and not date.ends:
        return f"from {words}"
    if date.ends and not date.starts:
        return f"until {words}"
    return words


def edtf_words(edtf: str) -> str:
    """An EDTF string in words; one that is none stays as it is."""
    try:
        bounds(edtf)
    except EdtfError:
        return edtf
    if edtf[0] in "[{":
        return _set_words(edtf[1:-1], " or " if edtf[0] == "[" else " and ")
    if "/" in edtf:
        low, _, high = edtf.partition("/")
        first, last = _point_words(low), _point_words(high)
        if first and last:
            return f"{first} to {last}"
        if first:
            return f"from {first}" + (" on" if high == ".." else ", end unknown")
        return f"until {last}" if last else "date unknown"
    return _point_words(edtf)


def _set_words(inside: str, joint: str) -> str:
    parts = []
    for part in inside.split(","):
        low, dots, high = part.strip().partition("..")
        if not dots:
            parts.append(_point_words(low))
        elif not low:
            parts.append(f"by {_point_words(high)}")
        elif not high:
            parts.append(f"{_point_words(low)} or later")
        else:
            between = "between {} and {}" if joint == " or " else "{} to {}"
            parts.append(between.format(_point_words(low), _point_words(high)))
    return joint.join(parts)


def _point_words(point: str) -> str:
    match = _POINT.fullmatch(point)
    if match is None:
        return "" if point in ("", "..") else point
    sign, year, month, day, mark = match.groups()
    if year.endswith("XX"):
        words = f"{year[:2]}00–{year[:2]}99"
    else:
        words = f"{year[:3]}0s" if year.endswith("X") else str(int(year))
    if month in _SEASONS:
        words = f"{_SEASONS[month]} {words}"
    elif month and month != "XX":
        words = f"{MONTHS[int(month) - 1]} {words}"
        if day and day != "XX":
            words = f"{int(day)} {words}"
    if sign:
        words = f"{words} (before year 1)"
    if mark in ("~", "%"):
        words = f"c. {words}"
    return f"{words} (uncertain)" if mark in ("?", "%") else words
