"""Dates as Security Force Monitor keeps them, and back.

A claim there has two ranges of full days: the *precise* one, on every day of which it is true, and the *imprecise* one, on at least one day of which
it is; ``starting`` and ``ending`` say whether the first and last day of them is a real beginning and end, ``since_beginning`` that the earlier bound is open. The two
join: appointed in May, in office until 3 June is imprecise 1 to 31 May and precise 1 to 3 June. There is no flag for circa: such a date becomes a
wider imprecise range. What EDTF says and the ranges cannot hold is listed in ``lost``, in words for the public notes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cursus.text.dates.algebra import SLACK, shift
from cursus.text.dates.edtf import Day, EdtfError, Part, from_iso, iso, month_days, parse


@dataclass(frozen=True, slots=True)
class SfmRange:
    """Ranges of ISO days, None where there is none."""

    first_precise: str | None = None
    last_precise: str | None = None
    first_imprecise: str | None = None
    last_imprecise: str | None = None
    starting: bool = False
    ending: bool = False
    since_beginning: bool = False
    lost: tuple[str, ...] = ()


#: How many years "circa" widens a date by, where whole years say it (see SLACK).
_SLACK_YEARS = {"year": 5, "decade": 20, "century": 50, "millennium": 500}
_QUALIFIERS = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}


def to_sfm(edtf: str, starts: bool = False, ends: bool = False) -> SfmRange:
    """The ranges for a date. Raises EdtfError."""
    parsed = parse(edtf)
    lost = [
        f"the source calls a date {_QUALIFIERS[p.mark]}" + ("" if p.mark == "?" else "; the range is wider for it")
        for pair in parsed.parts
        for p in dict.fromkeys(pair)
        if p is not None and p.mark
    ]
    if any(
        d is not None and not 0 < d[0] < 10000
        for pair in parsed.parts
        for p in pair
        if p is not None
        for d in (p.low, p.high)
    ):
        raise EdtfError("only the years 1 to 9999 can be held")
    for part in (p for pair in parsed.parts for p in pair if p is not None):
        if part.precision == "group":
            lost.append("the source names a season or quarter")
        elif part.precision == "digits":
            lost.append("the source leaves single digits open")
    parts = [(_widened(a), _widened(b)) for a, b in parsed.parts]
    if parsed.kind == "interval":
        return _interval(parts[0], starts, ends, lost)
    firsts, lasts = [a for a, _ in parts], [b for _, b in parts]
    low = min((a.low for a in firsts if a is not None), default=None) if None not in firsts else None
    high = max((b.high for b in lasts if b is not None), default=None) if None not in lasts else None
    if parsed.kind == "all":
        lost.append("the source means every one of the dates")
    elif len(parts) > 1:
        lost.append("the source leaves a choice between dates")
    if low is not None and low == high and not any(p is not None and p.mark for pair in parts for p in pair):
        return SfmRange(iso(low), iso(low), None, None, starts, ends, False, tuple(dict.fromkeys(lost)))
    if high is None:
        lost.append("no later bound is known")
    return SfmRange(
        None,
        None,
        iso(low) if low else None,
        iso(high) if high else None,
        starts,
        ends,
        low is None,
        tuple(dict.fromkeys(lost)),
    )


def _widened(part: Part | None) -> Part | None:
    """A date with the days that "circa" may mean."""
    if part is None or part.mark not in ("~", "%"):
        return part
    years = _SLACK_YEARS.get(part.precision)
    if years is None:
        low, high = shift(part.low, -SLACK[part.precision]), shift(part.high, SLACK[part.precision])
    else:
        low, high = (part.low[0] - years, *part.low[1:]), (part.high[0] + years, *part.high[1:])
    return replace(part, low=max(low, (1, 1, 1)), high=min(high, (9999, 12, 31)))


def _interval(sides: tuple[Part | None, Part | None], starts: bool, ends: bool, lost: list[str]) -> SfmRange:
    """From within one date to within another: certain between the two, possible at their edges."""
    first, last = sides
    if first is None and last is None:
        raise EdtfError("an interval without dates holds no days")
    if last is None:
        lost.append("no end is known")
    inner_low: Day | None = first.low if first and first.low == first.high else shift(first.high, 1) if first else None
    inner_high: Day | None = last.high if last and last.low == last.high else shift(last.low, -1) if last else None
    outer_low, outer_high = first.low if first else None, last.high if last else None
    precise = inner_low is not None and inner_high is not None and inner_low <= inner_high
    if first is not None and last is None and first.low == first.high:
        # Of an open range only its first day is sure.
        inner_low, inner_high, precise = first.low, first.low, True
    if last is not None and first is None and last.low == last.high:
        inner_low, inner_high, precise = last.high, last.high, True
    if not precise:
        lost.append("the source says that it lasted; the ranges only that it was true on a day")
    first_vague, last_vague = outer_low, outer_high
    if precise and inner_low and inner_high and outer_low and outer_high:
        # The imprecise range is the stretch before the precise one or behind it, or all of it where both edges are vague.
        if inner_low == outer_low:
            first_vague = shift(inner_high, 1)
        if inner_high == outer_high:
            last_vague = shift(inner_low, -1)
        if inner_low == outer_low and inner_high == outer_high:
            first_vague = last_vague = None
    return SfmRange(
        iso(inner_low) if precise and inner_low else None,
        iso(inner_high) if precise and inner_high else None,
        iso(first_vague) if first_vague else None,
        iso(last_vague) if last_vague else None,
        starts, ends, outer_low is None, tuple(dict.fromkeys(lost)),
    )  # fmt: skip


def from_sfm(ranges: SfmRange) -> tuple[str, bool, bool]:
    """The EDTF of two ranges, and whether its first and last day are real. Raises EdtfError where they hold no date.

    A stretch that is exactly a month, year, decade or century becomes that; any other becomes a set of days. Beside a precise range, an
    imprecise one that is no such stretch cannot be said: its days are left out, and that edge is no longer a real one.
    """
    starts, ends = ranges.starting, ranges.ending
    low, high = _day(ranges.first_precise), _day(ranges.last_precise)
    outer_low, outer_high = _day(ranges.first_imprecise), _day(ranges.last_imprecise)
    if low is None and high is None:
        if outer_low is not None and outer_high is not None:
            return _stretch(outer_low, outer_high), starts, ends
        if outer_high is not None:
            return f"[..{_ending(outer_high)}]", starts, ends
        if outer_low is not None:
            return f"[{_beginning(outer_low)}..]", starts, ends
        raise EdtfError("the ranges hold no date")
    low, high = low or high, high or low
    if low is None or high is None or low > high:
        raise EdtfError("the precise range ends before it begins")
    if outer_high is None and outer_low is not None and low == high == outer_low:
        return f"{iso(low)}/..", starts, ends
    open_start = ranges.since_beginning and outer_low is None
    if outer_low is not None and outer_low > high:
        outer_low = None
    if outer_high is not None and outer_high < low:
        outer_high = None
    first, last = iso(low), iso(high)
    if outer_low is not None and outer_low < low:
        edge = _stretch(outer_low, shift(low, -1))
        first, starts = (edge, starts) if edge[0] != "[" else (first, False)
    if outer_high is not None and outer_high > high:
        edge = _stretch(shift(high, 1), outer_high)
        last, ends = (edge, ends) if edge[0] != "[" else (last, False)
    if open_start:
        return f"../{last}", starts, ends
    return (first if first == last else f"{first}/{last}"), starts, ends


def _day(text: str | None) -> Day | None:
    return from_iso(text) if text else None


def _ending(day: Day) -> str:
    """The coarsest date whose last day a day is: 2011-04-30 is the end of 2011-04."""
    year, month, number = day
    if number != month_days(year, month):
        return iso(day)
    return f"{year:04d}" if month == 12 else f"{year:04d}-{month:02d}"


def _beginning(day: Day) -> str:
    year, month, number = day
    if number != 1:
        return iso(day)
    return f"{year:04d}" if month == 1 else f"{year:04d}-{month:02d}"


def _stretch(low: Day, high: Day) -> str:
    """The date that covers exactly the days between two, or a set of them."""
    (y1, m1, d1), (y2, m2, d2) = low, high
    if low == high:
        return iso(low)
    whole_end = d2 == month_days(y2, m2)
    whole_months = d1 == 1 and whole_end
    if whole_months and (y1, m1) == (y2, m2):
        return f"{y1:04d}-{m1:02d}"
    if whole_months and m1 == 1 and m2 == 12:
        if y1 == y2:
            return f"{y1:04d}"
        if y1 % 100 == 0 and y2 == y1 + 99:
            return f"{y1 // 100:02d}XX"
        if y1 % 10 == 0 and y2 == y1 + 9:
            return f"{y1 // 10:03d}X"
    # An end as coarse as what the beginning lies in would not stand behind it.
    end = iso(high) if (y1, m1) == (y2, m2) else f"{y2:04d}-{m2:02d}" if y1 == y2 and whole_end else _ending(high)
    return f"[{_beginning(low)}..{end}]"
