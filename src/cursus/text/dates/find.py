"""Dates in prose and in date fields.

One compiled pattern finds the *points* (a day, month, season, year, decade, century), a second step reads the words around them
(by, until, circa, from – to, or). A bare year counts only where the words before it make it one: "in 1897", never "1897 men".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.claim import Date
from cursus.tables import rows
from cursus.text.dates.edtf import EdtfError, bounds, shift_day
from cursus.text.dates.relative import resolve_relative


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at ``start``..``end`` of the given text, its modifying words included."""

    start: int
    end: int
    date: Date
    relative: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    edtf: str
    kind: str
    relative: bool = False


_SEASON = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_CENTURIES = {
    w: n for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
        "eighteenth nineteenth twentieth twenty-first".split(), 1
    )
}


@cache
def months() -> dict[str, int]:
    wanted = ("en", "de", "fr", "es", "it", "ru", "uk", "ar")
    return {n.casefold(): int(number) for lang, number, names in rows("months") if lang in wanted for n in names.split("|")}


@cache
def _points() -> re.Pattern[str]:
    names = sorted(months(), key=len, reverse=True)
    month = rf"(?:{'|'.join(map(re.escape, names))})\.?"
    year = r"(?:1\d{3}|20\d{2}|[3-9]\d{2}(?=\s?(?:AD|CE|BC)))"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    th = r"(?:st|nd|rd|th|er|º|\.)?"
    sep = r"(?:\s*[-–—]\s*|\s+(?:to|and|or)\s+)"
    return re.compile(
        rf"(?<![\w/.-])(?:"
        rf"(?P<iso>\d{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w-])|"
        rf"(?P<dmy_d>{day}){th}(?:{sep}(?P<dmy_d2>{day}){th})?\s+(?:of\s+|de\s+)?(?P<dmy_m>{month}),?\s+(?:of\s+|de\s+)?(?P<dmy_y>{year})|"
        rf"(?P<mdy_m>{month})\s+(?:the\s+)?(?P<mdy_d>{day}){th}(?:{sep}(?P<mdy_d2>{day}){th})?,?\s+(?:of\s+)?(?P<mdy_y>{year})|"
        rf"(?P<mm_1>{month})\s*[-–—/]\s*(?P<mm_2>{month})\s+(?P<mm_y>{year})|"
        rf"(?P<my_m>{month}),?\s+(?:of\s+|de\s+)?(?P<my_y>{year})|"
        rf"(?P<ddm_d>{day}){th}\s+(?:of\s+|de\s+)?(?P<ddm_m>{month})(?![\w])|"
        rf"(?P<md_m>{month})\s+(?P<md_d>{day})(?:st|nd|rd|th)?(?![\w\d])|"
        rf"(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\s+of|,)?\s+(?:the\s+year\s+)?(?P<s_y>{year})(?:[/–-](?P<s_y2>\d\d)\b)?|"
        rf"(?P<decade>1\d{{2}}0|20\d0)['’]?s\b|"
        rf"(?P<century>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_CENTURIES)})[ -]century|"
        rf"(?P<yy_1>{year})\s*[-–—/]\s*(?P<yy_2>\d{{2}})(?![\d\w–-])|"
        rf"(?P<year>{year})(?![\d'’%])(?!\s?[.,]\d)(?!-\w)|"
        rf"(?P<month>{month})(?![\w])"
        rf")",
        re.IGNORECASE,
    )


# A year is a year where one of these stands before it, or nothing does.
_YEAR_BEFORE = re.compile(
    r"(?:^|\b(?:in|of|since|from|by|after|before|during|until|till|to|between|and|or|around|about|circa|year|late|early|mid|mid-|end of|beginning of|start of|through|for|as of|approximately|spring|"
    r"summer|autumn|fall|winter|seit|im|vom|ab|bis|um|en|de|depuis|vers|desde|hasta|dal|al|nel|в|с|до|у|від|около|until late|born|died|b|d|ca|c|fl)\.?|[\[(–—,;/-]|\d{4}s?)\s*(?:\(|the\s)?$", re.IGNORECASE
)
_NOT_YEAR_AFTER = re.compile(
    r"\s*(?:men|soldiers|troops|people|killed|wounded|prisoners|casualties|horses|guns|ships|aircraft|miles|km|kilomet|met(?:re|er)s|feet|ft|pounds|dollars|acres|tons|tonnes|votes|members|officers|"
    r"strong|yards|hours|days|words|rounds|tanks|vehicles|families|copies|francs|rubles|students|employees|cavalry|infantry|residents|inhabitants|others|dead|of\s(?:his|the|them|these|those|their|its))\b", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?P<word>\bcirca|\bca\.?|\bc\.|\bc\b|\baround|\babout|\bapproximately|\bapprox\.?|\bpossibly|\bprobably|\bno later than|\bnot later than|\bno earlier than|\bprior to|\bbefore|\bafter|\bby|"
    r"\buntil|\btill|\bup to|\bsince|\bfrom|\bstarting in|\bstarting|\bbeginning in|\bbetween|\bearly in|\blate in|\bvers|\bum|\bseit|\bbis|\bdepuis|\bdesde|\bhasta|\bоколо|\bдо|\bс)\s*"
    r"(?P<part>(?:(?:the\s+)?(?:early|mid|late|middle of|end of|beginning of|start of|first half of|second half of)[ -]?(?:the\s+)?(?:month of\s+)?)?(?:the\s+)?(?:year\s+)?)$", re.IGNORECASE
)
_VAGUE = re.compile(r"\b(?:early|mid|late|the middle of|the end of|the beginning of|the start of|the first half of|the second half of|the fall of|the spring of)[ -]?(?:the\s+)?(?:in\s+)?$", re.IGNORECASE)
_BETWEEN_POINTS = re.compile(r"\s*(?:,\s*)?(?P<word>[-–—]|to|until|till|up to|and|or|through|bis|à|au|al|a|по|до)\s*(?:(?P<circa>c\.|ca\.|circa|about|around)\s*)?(?P<part>(?:(?:the\s+)?(?:early|mid|late|end of|beginning of)[ -]?(?:the\s+)?)?)$", re.IGNORECASE)
_PRESENT = re.compile(r"\s*(?:[-–—]|to)\s*(?P<word>present|today|now|date|incumbent|heute|presente|н\.\s?в\.)\b", re.IGNORECASE)
_QUALIFIED = {"circa": "~", "ca": "~", "c": "~", "around": "~", "about": "~", "approximately": "~", "approx": "~", "vers": "~", "um": "~", "около": "~", "possibly": "?", "probably": "?"}
_CONTEXT = re.compile(r"(?:\b(?:in|by|until|till|since|from|during|of|on|early|mid|late|mid-|before|after|through|around|to|and|that|the following|following|next)|\b(?:early|late|mid)-)\s*$", re.IGNORECASE)


def find_dates(text: str, *, anchor: str | None = None, lang: str = "en", birth: str | None = None) -> list[DateMatch]:
    """All dates of a text, in order and without overlap.

    ``anchor`` is the EDTF date that phrases without a year ("in March", "later that year") are resolved against; inside the
    text every date with a year becomes the anchor of what follows it. Without an anchor such phrases yield nothing.
    """
    points = _read_points(text)
    out: list[DateMatch] = []
    index = 0
    while index < len(points):
        match, used = _combine(text, points, index)
        index += used
        if match is not None:
            out.append(match)
    return resolve_relative(text, out, points, anchor, birth, DateMatch, _make, _CONTEXT)


def read_date(text: str, *, anchor: str | None = None, lang: str = "en") -> DateMatch | None:
    """The date that a whole field holds ("c. 1943", "(until 1987)", "2011–present"), or None."""
    found = find_dates(text, anchor=anchor, lang=lang)
    if not found:
        return None
    day = [m for m in found if re.fullmatch(r"\d{4}-\d\d-\d\d", m.date.edtf)]
    return day[0] if day else found[0]


def _read_points(text: str) -> list[_Point]:
    out: list[_Point] = []
    for m in _points().finditer(text):
        point = _point(text, m)
        if point is not None:
            out.append(point)
    return out


def _point(text: str, m: re.Match[str]) -> _Point | None:
    kind = next(k for k in ("iso", "dmy_d", "mdy_m", "mm_1", "my_m", "ddm_d", "md_m", "s", "decade", "century", "yy_1", "year", "month") if m[k])
    s, e = m.span()

    def month(name: str) -> str:
        return f"{months()[name.rstrip('.').casefold()]:02d}"

    era = re.match(r"\s?(BC|BCE)\b", text[e:])
    if era and kind == "year":
        return _Point(s, e + era.end(), f"-{int(m['year']) - 1:04d}", "year")
    edtf: str
    if kind == "iso":
        edtf = m["iso"]
    elif kind in ("dmy_d", "mdy_m"):
        p = kind[:3]
        base = f"{int(m[p + '_y']):04d}-{month(m[p + '_m'])}"
        edtf = f"{base}-{int(m[p + '_d']):02d}"
        if m[p + "_d2"]:
            edtf = f"{edtf}/{base}-{int(m[p + '_d2']):02d}"
    elif kind == "mm_1":
        edtf = f"{m['mm_y']}-{month(m['mm_1'])}/{m['mm_y']}-{month(m['mm_2'])}"
    elif kind == "my_m":
        if m["my_m"].islower() and month(m["my_m"]) in ("03", "05") and m["my_m"] in ("may", "march", "mar"):
            return None
        edtf = f"{m['my_y']}-{month(m['my_m'])}"
    elif kind in ("ddm_d", "md_m", "month"):
        p = {"ddm_d": "ddm", "md_m": "md", "month": ""}[kind]
        name = m[f"{p}_m"] if p else m["month"]
        if name[0].islower() and name.isascii():
            return None
        edtf = f"--{month(name)}" + (f"-{int(m[p + '_d']):02d}" if p else "")
        if kind == "month" and (not _CONTEXT.search(text[max(s - 16, 0) : s]) or len(name) < 4 and name != "May"):
            return None
        return _Point(s, e, edtf, kind, True)
    elif kind == "s":
        edtf = f"{m['s_y']}-{_SEASON[m['s'].lower()]}"
    elif kind == "decade":
        edtf = f"{m['decade'][:3]}X"
    elif kind == "century":
        word = m["century"].lower()
        number = _CENTURIES.get(word) or int(re.sub(r"\D", "", word))
        edtf = f"{number - 1:02d}XX"
    elif kind == "yy_1":
        first, last = int(m["yy_1"]), int(m["yy_1"][:2] + m["yy_2"])
        if last <= first or last - first > 60 or not _is_year(text, s, e):
            return None
        edtf = f"{first:04d}/{last:04d}"
    else:
        if not _is_year(text, s, e):
            return None
        edtf = f"{int(m['year']):04d}"
    try:
        bounds(edtf)
    except EdtfError:
        return None
    return _Point(s, e, edtf, kind)


def _is_year(text: str, start: int, end: int) -> bool:
    return _YEAR_BEFORE.search(text[max(start - 24, 0) : start]) is not None and not _NOT_YEAR_AFTER.match(text, end)


def _make(text: str, start: int, end: int, edtf: str, rule: str, anchor: str | None = None) -> Date | None:
    try:
        earliest, latest = bounds(edtf)
    except EdtfError:
        return None
    if "/" in edtf:
        low, _, high = edtf.partition("/")
        starts, ends = low not in ("", ".."), high not in ("", "..")
    else:
        starts = ends = False
    return Date(edtf, text[start:end], earliest, latest, starts, ends, rule, anchor)


_KIND = {"iso": "day", "dmy_d": "day", "mdy_m": "day", "mm_1": "months", "my_m": "month", "s": "season", "decade": "decade", "century": "century", "yy_1": "years", "year": "year"}


def _combine(text: str, points: list[_Point], index: int) -> tuple[DateMatch | None, int]:
    """The date that begins with point ``index``: (match or None, how many points it takes)."""
    point = points[index]
    if point.relative:
        return None, 1
    start, end, edtf = point.start, point.end, point.edtf
    rule = f"date.{_KIND[point.kind]}"
    vague = _VAGUE.search(text[max(start - 24, 0) : start])
    if vague:
        start = start - (len(text[max(start - 24, 0) : start]) - vague.start())
        rule += "-part"
    before = _BEFORE.search(text[max(point.start - 44, 0) : point.start])
    word = before["word"].casefold().rstrip(".") if before else ""
    if before:
        start = min(start, point.start - (len(before.string) - before.start()))
    mark = _QUALIFIED.get(word, "")
    if mark and "/" not in edtf:
        outer = _BEFORE.search(text[max(start - 44, 0) : start])
        edtf += mark
        rule = "date.circa" if mark == "~" else "date.uncertain"
        word = outer["word"].casefold().rstrip(".") if outer else ""
        if outer:
            start -= len(outer.string) - outer.start()
    if index + 1 < len(points) and "/" not in edtf and not points[index + 1].relative and "/" not in points[index + 1].edtf:
        other = points[index + 1]
        between = _BETWEEN_POINTS.fullmatch(text[end : other.start])
        if between:
            link = between["word"].casefold()
            second = other.edtf + ("~" if between["circa"] else "")
            joined = _range(edtf, second, link, word)
            if joined:
                date = _make(text, start, other.end, joined, "date.either" if joined[0] == "[" else "date.range")
                if date is not None:
                    return DateMatch(start, other.end, date), 2
    present = _PRESENT.match(text, end)
    if present and "/" not in edtf:
        date = _make(text, start, present.end(), f"{edtf}/..", "date.range-open")
        return (DateMatch(start, present.end(), date) if date else None), 1
    open_end = re.match(r"\s*[-–—](?=\s*(?:[)\]]|$))", text[end:])
    if open_end and "/" not in edtf and point.kind in ("year", "my_m", "dmy_d", "mdy_m") and not word:
        date = _make(text, start, end + open_end.end(), f"{edtf}/..", "date.range-open")
        return (DateMatch(start, end + open_end.end(), date) if date else None), 1
    if "/" not in edtf:
        edtf, rule = _modify(edtf, word, rule)
    date = _make(text, start, end, edtf, rule)
    return (DateMatch(start, end, date) if date else None), 1


def _range(first: str, second: str, link: str, word: str) -> str | None:
    if link == "or":
        return f"[{first},{second}]"
    if link == "and" and word != "between":
        return None
    if link in ("-", "–", "—", "to", "until", "till", "up to", "through", "bis", "à", "au", "al", "a", "по", "до", "and"):
        try:
            low, high = bounds(first)[0], bounds(second)[1]
        except EdtfError:
            return None
        return f"{first}/{second}" if low and high and low <= high else None
    return None


def _modify(edtf: str, word: str, rule: str) -> tuple[str, str]:
    if word in ("by", "no later than", "not later than"):
        return f"[..{edtf}]", f"{rule.replace('date.', 'date.by-')}"
    if word in ("until", "till", "up to", "bis", "hasta"):
        return f"../{edtf}", f"{rule.replace('date.', 'date.until-')}"
    if word in ("since", "from", "starting", "starting in", "beginning in", "seit", "depuis", "desde"):
        return f"{edtf}/..", f"{rule.replace('date.', 'date.since-')}"
    if word in ("before", "prior to"):
        return _strictly_before(edtf), f"{rule.replace('date.', 'date.before-')}"
    if word in ("after", "no earlier than"):
        return f"[{edtf}..]", f"{rule.replace('date.', 'date.after-')}"
    return edtf, rule


def _strictly_before(edtf: str) -> str:
    """The last date of the same precision that lies before: "before 1943" is 1942 at the latest."""
    plain = edtf.rstrip("~?")
    if re.fullmatch(r"\d{4}", plain):
        return f"[..{int(plain) - 1:04d}]"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return f"[..{shift_day(plain, -1)}]"
    return f"[..{plain}]"
