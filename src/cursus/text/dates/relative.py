"""Phrases that mean a date only beside another one: "in March", "later that summer", "three months later".

Each is resolved against the anchor, the last dated point before it, and says so. Where the anchor is too coarse for the phrase
("the next day" after a mere year) there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cursus.claim import Date

_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}
_SEASON = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_COUNT = r"(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_PHRASE = re.compile(
    rf"\b(?:(?P<same_year>(?:later\s+)?(?:in\s+)?(?:that|the same)\s+year)|"
    rf"(?P<season>(?:later\s+)?(?:in\s+)?(?:that|the same|the following|the next)\s+(?P<s>spring|summer|autumn|fall|winter))|"
    rf"(?P<same_month>(?:later\s+)?(?:in\s+)?(?:that|the same)\s+month)|"
    rf"(?P<next_year>(?:in\s+)?(?:the\s+)?(?:following|next)\s+year)|"
    rf"(?P<next_month>(?:in\s+)?(?:the\s+)?(?:following|next)\s+month)|"
    rf"(?P<same_day>(?:later\s+)?(?:on\s+)?(?:that|the same)\s+day)|"
    rf"(?P<next_day>(?:on\s+)?(?:the\s+)?(?:following|next)\s+day)|"
    rf"(?P<after>{_COUNT}\s+(?P<unit>years?|months?|weeks?|days?)\s+(?:later|afterwards?))(?:,?\s+in\s+(?P<after_month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d))?)\b",
    re.IGNORECASE,
)


def resolve_relative(
    text: str, dated: list[Any], points: list[Any], anchor: str | None, birth: str | None,
    match_type: Callable[..., Any], make: Callable[..., Date | None], context: re.Pattern[str],
) -> list[Any]:
    """Merge the absolute dates of a text with the relative phrases that an anchor gives a meaning."""
    events: list[tuple[int, int, str, Any]] = [(d.start, d.end, "date", d) for d in dated]
    events += [(p.start, p.end, "point", p) for p in points if p.relative]
    events += [(m.start(), m.end(), "phrase", m) for m in _PHRASE.finditer(text)]
    out: list[Any] = []
    end = -1
    for start, stop, kind, item in sorted(events, key=lambda e: (e[0], -e[1])):
        if start < end:
            continue
        if kind == "date":
            out.append(item)
            end = stop
            anchor = item.date.edtf if _usable(item.date.edtf) else anchor
            continue
        if anchor is None or not _usable(anchor):
            continue
        resolved = _month_point(text, item, anchor) if kind == "point" else _phrase(item, anchor)
        if resolved is None:
            continue
        edtf, rule, low = resolved
        date = make(text, low, stop, edtf, rule, anchor)
        if date is not None:
            out.append(match_type(low, stop, date, True))
            end = stop
            plain = edtf.strip("[].")
            anchor = plain if _usable(plain) else anchor
    return out


def _usable(edtf: str) -> bool:
    return _anchor_parts(edtf) is not None


def _anchor_parts(edtf: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of the point that a later phrase counts from: the end of a range, the point itself otherwise."""
    point = edtf.strip("[]")
    if "/" in point:
        low, high = point.split("/")
        point = high if high not in ("", "..") else low
    if ".." in point:
        low, high = point.split("..")
        point = high or low
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?", point)
    if match is None:
        return None
    month = int(match[2]) if match[2] else None
    return int(match[1]), (month if month is not None and month <= 12 else None), (int(match[3]) if match[3] else None)


_LEAD = re.compile(r"(?:(?P<by>\bby|\bno later than)|(?P<until>\buntil|\btill|\bup to)|(?P<since>\bsince|\bfrom)|(?P<vague>\b(?:early|mid|late)[ -]?(?:in\s)?)|(?P<after>\bafter)|(?P<before>\bbefore)|(?P<next>\b(?:the\s)?(?:following|next))|\b(?:later\s)?in|\bon|\bof|\bthat)\s*$", re.IGNORECASE)


def _month_point(text: str, point: Any, anchor: str) -> tuple[str, str, int] | None:
    parts = _anchor_parts(anchor)
    assert parts is not None
    year, anchor_month, _ = parts
    month = int(point.edtf[2:4])
    day = point.edtf[4:]
    head = text[max(point.start - 24, 0) : point.start]
    lead = _LEAD.search(head)
    if lead is None and not day:
        return None
    low = point.start - (len(head) - lead.start()) if lead else point.start
    if lead and lead["next"]:
        year += 1 if anchor_month is None or month <= anchor_month else 0
    elif anchor_month is not None and month < anchor_month:
        # The story may have moved on to the next year or gone back; which of the two the words do not say.
        return None
    edtf = f"{year:04d}-{month:02d}{day}"
    name = "day" if day else "month"
    if lead and lead["by"]:
        return f"[..{edtf}]", f"date.by-{name}", low
    if lead and lead["until"]:
        return f"../{edtf}", f"date.until-{name}", low
    if lead and lead["since"]:
        return f"{edtf}/..", f"date.since-{name}", low
    if lead and lead["after"]:
        return f"[{edtf}..]", f"date.after-{name}", low
    if lead and lead["before"]:
        return f"[..{edtf}]", f"date.before-{name}", low
    return edtf, f"date.relative-{name}", low


def _phrase(match: re.Match[str], anchor: str) -> tuple[str, str, int] | None:
    parts = _anchor_parts(anchor)
    assert parts is not None
    year, month, day = parts
    start = match.start()
    if match["same_year"]:
        return f"{year:04d}", "date.same-year", start
    if match["season"]:
        following = re.search(r"following|next", match["season"], re.IGNORECASE) is not None
        return f"{year + following:04d}-{_SEASON[match['s'].lower()]}", "date.relative-season", start
    if match["same_month"]:
        return (f"{year:04d}-{month:02d}", "date.same-month", start) if month else None
    if match["next_year"]:
        return f"{year + 1:04d}", "date.next-year", start
    if match["next_month"]:
        return (_add_months(year, month, 1), "date.next-month", start) if month else None
    if match["same_day"] or match["next_day"]:
        if not (month and day):
            return None
        base = f"{year:04d}-{month:02d}-{day:02d}"
        if match["same_day"]:
            return base, "date.same-day", start
        from cursus.text.dates.edtf import shift_day

        return shift_day(base, 1), "date.next-day", start
    count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    unit = match["unit"].lower().rstrip("s")
    if match["after_month"]:
        wanted = _month_number(match["after_month"])
        if unit == "month" and month is not None:
            exact = _add_months(year, month, count)
            return (f"{exact[:4]}-{wanted:02d}", "date.later-month", start) if abs(int(exact[5:]) - wanted) <= 1 else None
        return (f"{year + count:04d}-{wanted:02d}", "date.later-month", start) if unit == "year" else None
    if unit == "year":
        return f"{year + count:04d}", "date.years-later", start
    if unit == "month":
        return (_add_months(year, month, count), "date.months-later", start) if month else None
    if month and day and unit in ("day", "week"):
        from cursus.text.dates.edtf import shift_day

        exact = shift_day(f"{year:04d}-{month:02d}-{day:02d}", count * (7 if unit == "week" else 1))
        return (exact if unit == "day" else f"{exact}~"), f"date.{unit}s-later", start
    return None


def _add_months(year: int, month: int | None, count: int) -> str:
    total = year * 12 + (month or 1) - 1 + count
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _month_number(name: str) -> int:
    return "january february march april may june july august september october november december".split().index(name.lower()) + 1
