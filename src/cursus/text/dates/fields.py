"""Whole date fields: an infobox row, a citation's date, a line of a list, as text or as wikitext."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cursus.text.dates.edtf import EdtfError, bounds
from cursus.text.dates.find import find_dates, read_scene
from cursus.text.dates.markup import Plain, has_markup, plain
from cursus.text.dates.model import DateMatch
from cursus.text.dates.scene import Scene

#: A field longer than this is prose: its numbers are years only where the words say so.
_PROSE = 90
_LONGEST = 20_000
#: Ages, and the calendar of the world's creation, hold numbers that are no years.
_NO_YEARS = re.compile(
    r"\((?:age[ds]?|alter|âge|edad)\b[^()]{0,60}\)|\b\d{1,4}(?:[-–/]\d{1,4})?\s(?:Anno Mundi\b|AM\b(?!\s?\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?P<time>[0-2]\d:[0-5]\d:[0-5]\d)(?:\s(?P<zone>UTC|GMT|Z)(?P<offset>[+-]\d{1,2}(?::\d\d)?)?(?!\d)|\s\((?:heure locale|local time)\))?,?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r",?\s?\b[0-2]?\d:[0-5]\d(?:\s?[aApP]\.?[mM]\.?|\s(?:صباحاً|مساءً))?(?!\d)")
_PARTS = re.compile(r"\b(year|month|day) is (uncertain and approximate|uncertain|approximate)")
_MARKS = {"uncertain": "?", "approximate": "~", "uncertain and approximate": "%"}
_UNKNOWN_MONTH = re.compile(r"\b(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)? of (?:an )?unknown month,? (?P<year>\d{4})\b")
_DIGITS = str.maketrans({chr(base + n): str(n) for base in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)})


def read_date(text: str, *, anchor: str | None = None, lang: str = "en", birth: str | None = None) -> DateMatch | None:
    """The date that a whole field holds ("c. 1943", "(until 1987)", "2011–present", "{{birth date|1901|5|12}}"), or None.

    The first date counts where a field has several. The match's offsets are those of the given text, markup and all.
    """
    return _read(text[:_LONGEST], anchor, lang, birth)


@lru_cache(maxsize=8192)
def _read(text: str, anchor: str | None, lang: str, birth: str | None) -> DateMatch | None:
    given = plain(text) if has_markup(text) else None
    words = (given.text if given else text).translate(_DIGITS)
    words = _NO_YEARS.sub(lambda m: " " * len(m.group()), words)
    unknown = _UNKNOWN_MONTH.search(words)
    clock = _TIME.search(words)
    words = _CLOCK.sub(lambda m: " " * len(m.group()), _TIME.sub(lambda m: " " * len(m.group()), words))
    if unknown is not None:
        match = _unknown_month(words, unknown)
    else:
        match = _first(words, anchor, lang, birth)
    if match is None:
        return None
    if clock is not None:
        match = _with_time(match, clock, words)
    match = _with_parts(match, words)
    return _placed(match, text, given)


def _first(words: str, anchor: str | None, lang: str, birth: str | None) -> DateMatch | None:
    if len(words.strip()) > _PROSE:
        found = find_dates(words, anchor=anchor, lang=lang, birth=birth)
        if found:
            return found[0]
        # What is left is at most a foreign date at the start: in prose a number is no year because it has four digits.
        found = read_scene(Scene(words[:_PROSE], lang, anchor, birth, True))
        return next((m for m in found[:1] if m.date.rule == "date.day"), None)
    found = read_scene(Scene(words, lang, anchor, birth, True))
    return found[0] if found else None


def _placed(match: DateMatch, text: str, given: Plain | None) -> DateMatch:
    """The match with the offsets and words of the text as it was given."""
    start, end = (
        (given.starts[match.start], max(given.ends[match.start : match.end])) if given else (match.start, match.end)
    )
    return DateMatch(start, end, replace(match.date, text=text[start:end]), match.relative)


def _unknown_month(words: str, found: re.Match[str]) -> DateMatch | None:
    whole = read_scene(Scene(found["year"], "en", None, None, True))
    if not whole:
        return None
    edtf = f"{found['year']}-XX-{int(found['day']):02d}"
    low, high = bounds(edtf)
    date = replace(whole[0].date, edtf=edtf, earliest=low, latest=high, rule="date.unknown-month")
    return DateMatch(found.start(), found.end(), date)


def _with_time(match: DateMatch, clock: re.Match[str], words: str) -> DateMatch:
    """A full date with a time of day beside it becomes an EDTF date and time."""
    if (
        re.fullmatch(r"\d{4}-\d\d-\d\d", match.date.edtf) is None
        or words[min(clock.end(), match.end) : max(clock.start(), match.start)].strip()
    ):
        return match
    zone = "Z" if clock["zone"] and not clock["offset"] else ""
    if clock["offset"]:
        hours, _, minutes = clock["offset"][1:].partition(":")
        zone = f"{clock['offset'][0]}{int(hours):02d}" + (f":{minutes}" if minutes else "")
    edtf = f"{match.date.edtf}T{clock['time']}{zone}"
    try:
        bounds(edtf)
    except EdtfError:
        return match
    start, end = min(clock.start(), match.start), max(clock.end(), match.end)
    return DateMatch(start, end, replace(match.date, edtf=edtf, rule="date.time"), match.relative)


def _with_parts(match: DateMatch, words: str) -> DateMatch:
    """ "(month is uncertain)": the qualifier stands before the part that it is about (EDTF level 2)."""
    marks = {part: _MARKS[kind] for part, kind in _PARTS.findall(words[match.end :])}
    fields = match.date.edtf.split("-")
    if not marks or not all(f.isdigit() for f in fields):
        return match
    names = ("year", "month", "day")
    edtf = "-".join(marks.get(name, "") + part for name, part in zip(names, fields, strict=False))
    return DateMatch(match.start, match.end, replace(match.date, edtf=edtf, rule="date.qualified"), match.relative)
