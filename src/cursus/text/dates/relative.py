"""What phrases mean beside another date: "the following year", "three months later", "that summer", "at the age of 26".

A phrase is resolved against the anchor: the last date the text told. Where the anchor is too coarse for it ("the next day" after a
mere year) there is no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cursus.text.dates.calendars import gregorian, julian_day
from cursus.text.dates.edtf import GROUPS, iso, month_days
from cursus.text.dates.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point that phrases count from, as far as it is known; ``single`` says that it lies within one year."""

    edtf: str
    year: int
    month: int
    day: int
    mark: str
    single: bool


@lru_cache(maxsize=4096)
def read_anchor(edtf: str) -> Anchor | None:
    """The point that phrases after a date count from: the date itself, the end of a closed range, the known side of an open one."""
    point, single = edtf, True
    if point[:1] in "[{":
        point = point[1:-1]
        members = [p for p in re.split(r",|\.\.", point) if p]
        if not members or len({m[:4] for m in members}) > 1:
            return None
        point = members[-1]
    elif "/" in point:
        low, _, high = point.partition("/")
        known = [p for p in (low, high) if p not in ("", "..")]
        if not known:
            return None
        single = len({p[:4] for p in known}) == 1
        point = known[-1]
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?", point)
    if match is None:
        return None
    month = int(match[2] or 0)
    return Anchor(edtf, int(match[1]), month, int(match[3] or 0), match[4] or "", single)


def month_of(anchor: Anchor) -> int:
    """The anchor's month, or the first of its season; 0 if unknown."""
    return GROUPS[anchor.month][0] if anchor.month > 12 else anchor.month


def year_for_month(anchor: Anchor, month: int, turn: str) -> int | None:
    """The year that a month without one belongs to; ``turn`` is ``next``, ``last`` or "". None where the words leave it open."""
    if not anchor.single:
        return None
    known = month_of(anchor)
    if turn == "next":
        return anchor.year + 1 if not known or month <= known else anchor.year
    if turn == "last":
        return anchor.year - 1 if not known or month >= known else anchor.year
    # Going back in the year, the story may have moved on to the next one or told something earlier.
    return anchor.year if not known or month >= known else None


def offset_year(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year a phrase names if it names one: "that year", "two years later"."""
    if phrase.unit != "year" or phrase.half or phrase.kind not in ("same", "offset"):
        return None
    return anchor.year + phrase.count if 0 < anchor.year + phrase.count < 10000 else None


def _month_edtf(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def resolve(phrase: Phrase, anchor: Anchor, birth: str | None) -> tuple[str, str] | None:
    """The EDTF of a phrase and its rule, or None where the anchor does not carry it."""
    if phrase.kind == "age":
        born = read_anchor(birth) if birth else None
        if born is None or not 0 < phrase.count < 120:
            return None
        low = born.year + phrase.count
        return f"[{low:04d},{low + 1:04d}]", "date.age"
    if phrase.kind == "season":
        return _resolve_season(phrase, anchor)
    if phrase.kind == "after":
        base = _anchor_edtf(anchor)
        return f"[{base}..]", "date.after-anchor"
    if phrase.kind in ("span", "within"):
        end = _moved(Phrase("offset", phrase.unit, phrase.count), anchor)
        if end is None or end[0] == "[":
            return None
        base = _anchor_edtf(anchor)
        if phrase.kind == "within":
            return f"[{base}..{end}]", "date.within"
        return f"{base}/{end}", "date.next-span"
    if phrase.kind == "same":
        if phrase.unit == "year":
            return f"{anchor.year:04d}{anchor.mark}", "date.same-year"
        if phrase.unit == "month" and 0 < anchor.month <= 12:
            return f"{anchor.year:04d}-{anchor.month:02d}{anchor.mark}", "date.same-month"
        if phrase.unit == "day" and anchor.day:
            return f"{anchor.year:04d}-{anchor.month:02d}-{anchor.day:02d}{anchor.mark}", "date.same-day"
        return None
    moved = _moved(phrase, anchor)
    if moved is None:
        return None
    near = abs(phrase.count) == 1 and not phrase.half
    name = (
        f"{'next' if phrase.count > 0 else 'previous'}-{phrase.unit}"
        if near
        else f"{phrase.unit}s-{'later' if phrase.count > 0 else 'earlier'}"
    )
    return moved, f"date.{name}"


def _anchor_edtf(anchor: Anchor) -> str:
    return (
        f"{anchor.year:04d}"
        + (f"-{anchor.month:02d}" if anchor.month else "")
        + (f"-{anchor.day:02d}" if anchor.day else "")
        + anchor.mark
    )


def _resolve_season(phrase: Phrase, anchor: Anchor) -> tuple[str, str] | None:
    first = GROUPS[phrase.code][0]
    known = month_of(anchor)
    if phrase.count == 2:
        last = GROUPS[phrase.code][1]
        year = (
            anchor.year
            if anchor.single and (not known or known <= first or (last >= first and known <= last))
            else None
        )
    elif phrase.count == 0:
        year = anchor.year
    elif phrase.count == 1:
        year = (
            anchor.year
            if known and known < first and phrase.code != 24
            else anchor.year + 1
            if phrase.code != 24 or not known
            else anchor.year
        )
    else:
        year = anchor.year - 1 if not known or known <= GROUPS[phrase.code][1] else anchor.year
    return (f"{year:04d}-{phrase.code}{anchor.mark}", "date.relative-season") if year is not None else None


def _moved(phrase: Phrase, anchor: Anchor) -> str | None:
    """The anchor moved by a phrase's count, no finer than either of them."""
    sign = 1 if phrase.count > 0 else -1
    if phrase.unit == "year":
        if phrase.half:
            return _moved(Phrase("offset", "month", phrase.count * 12 + 6 * sign), anchor)
        year = anchor.year + phrase.count
        return f"{year:04d}{anchor.mark}" if 0 < year < 10000 else None
    if phrase.unit == "month":
        if 0 < anchor.month <= 12:
            if phrase.half:
                return None
            index = anchor.year * 12 + anchor.month - 1 + phrase.count
            return _month_edtf(index) + anchor.mark if 12 <= index < 120000 else None
        low, high = sorted(((anchor.year * 12 + phrase.count) // 12, (anchor.year * 12 + 11 + phrase.count) // 12))
        if anchor.month or not 0 < low <= high < 10000:
            return None
        return f"{low:04d}{anchor.mark}" if low == high else f"[{low:04d}{anchor.mark},{high:04d}{anchor.mark}]"
    days = phrase.count * (7 if phrase.unit == "week" else 1) + (
        sign * 3 if phrase.half and phrase.unit == "week" else 0
    )
    if anchor.day:
        moved = iso(gregorian(julian_day((anchor.year, anchor.month, anchor.day)) + days))
        return moved + (anchor.mark or ("~" if phrase.unit == "week" else ""))
    if 0 < anchor.month <= 12 and abs(days) < 60:
        base = julian_day((anchor.year, anchor.month, 1))
        ends = (gregorian(base + days), gregorian(base + month_days(anchor.year, anchor.month) - 1 + days))
        first, last = (f"{y:04d}-{m:02d}{anchor.mark}" for y, m, _ in ends)
        return first if first == last else f"[{first},{last}]"
    return None
