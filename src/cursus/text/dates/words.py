"""EDTF in words. A date in words never says more than its EDTF."""

from __future__ import annotations

import re
from functools import cache

from cursus.claim import Date
from cursus.tables import rows
from cursus.text.dates.edtf import EdtfError, bounds

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_POINT = re.compile(
    r"(?P<a>[?~%])?(?P<sign>-)?(?P<year>\d{4}|\d{3}X|\d\dXX|XXXX)(?P<b>[?~%])?"
    r"(?:-(?P<c>[?~%])?(?P<month>\d\d|XX)(?P<d>[?~%])?(?:-(?P<e>[?~%])?(?P<day>\d\d|XX))?)?(?P<f>[?~%])?(?:T\d.*)?"
)
#: Seasons of a named hemisphere are said like those of none.
_SAME_SEASON = {"25": "21", "26": "22", "27": "23", "28": "24", "29": "21", "30": "22", "31": "23", "32": "24"}


@cache
def _said(lang: str) -> dict[str, str]:
    own = {key: words for code, key, words in rows("date_said") if code == lang}
    return own or _said("en")


@cache
def _forms(lang: str) -> tuple[str, str, tuple[str, ...]]:
    """How a language writes a day and a month, and its months."""
    known = {row[0]: row for row in rows("wiki_dates")}
    _, day, month, names = known[lang if lang in known and any(r[0] == lang for r in rows("date_said")) else "en"]
    return day, month, tuple(names.split("|"))


def date_words(date: Date | None, lang: str = "en") -> str:
    """A date for reading; "" for None. A beginning or end that the source states makes "from" or "until"."""
    if date is None:
        return ""
    words = say(date.edtf, lang)
    if date.edtf[:1] in "[{" or "/" in date.edtf:
        return words
    if date.starts and not date.ends:
        return _said(lang)["from"].format(words)
    if date.ends and not date.starts:
        return _said(lang)["until"].format(words)
    return words


def say(edtf: str, lang: str = "en") -> str:
    """An EDTF string in words; one that is none, or says what words cannot, stays as it is.

    ``lang`` is a language of ``date_said.tsv``; any other is answered in English.
    """
    said = _said(lang)
    try:
        bounds(edtf)
    except EdtfError:
        return edtf
    if edtf[0] in "[{":
        return _set_words(edtf[1:-1], edtf[0] == "[", lang)
    if "/" in edtf:
        low, _, high = edtf.partition("/")
        first, last = _point_words(low, lang), _point_words(high, lang)
        if first and last:
            return said["to"].format(first, last)
        if first:
            return said["on" if high == ".." else "begun"].format(first)
        return said["until"].format(last) if last else said["unknown"]
    return _point_words(edtf, lang)


def _set_words(inside: str, one: bool, lang: str) -> str:
    said = _said(lang)
    parts = []
    for part in inside.split(","):
        low, dots, high = part.strip().partition("..")
        first, last = _point_words(low, lang), _point_words(high, lang)
        if not dots:
            parts.append(first)
        elif not low:
            parts.append(said["by" if one else "until"].format(last))
        elif not high:
            parts.append(said["later" if one else "on"].format(first))
        else:
            parts.append(said["between" if one else "all"].format(first, last))
    return said["or" if one else "and"].join(parts)


def _point_words(point: str, lang: str) -> str:
    match = _POINT.fullmatch(point)
    if match is None:
        return "" if point in ("", "..") else point
    said = _said(lang)
    month, day = match["month"], match["day"]
    words = _year_words(match["year"], bool(match["sign"]), lang)
    if month in _SAME_SEASON:
        month = _SAME_SEASON[month]
    if month and month in said:
        words = said[month].format(words)
    elif month and month != "XX":
        if int(month) > 12:
            return point
        by_day, by_month, names = _forms(lang)
        name = names[int(month) - 1]
        if day and day != "XX":
            words = by_day.format(d=int(day), month=name, y=words)
        else:
            words = by_month.format(month=name, y=words)
        if not match["year"].strip("X"):
            # "XXXX-05-12": no year is known, the words leave it out.
            words = re.sub(r"\s(?:de\s)?\Z", "", words)
    elif not words or (day and day != "XX"):
        return point
    marks = {match[group] for group in "abcdef"}
    if marks & {"~", "%"}:
        words = said["circa"].format(words)
    return said["unsure"].format(words) if marks & {"?", "%"} else words


def _year_words(year: str, before_christ: bool, lang: str) -> str:
    """A year, decade or century; astronomical years before 1 are counted before Christ."""
    if not year.strip("X"):
        return ""
    if "X" not in year:
        number = -int(year) if before_christ else int(year)
        return str(number) if number > 0 else _said(lang)["bc"].format(1 - number)
    if year.endswith("XX"):
        low, high = int(year[:2]) * 100, int(year[:2]) * 100 + 99
    else:
        low, high = int(year[:3]) * 10, int(year[:3]) * 10 + 9
    if before_christ:
        return _said(lang)["bc"].format(f"{high + 1}–{low + 1}")
    return f"{low:04d}–{high:04d}" if year.endswith("XX") else _said(lang)["decade"].format(low)
