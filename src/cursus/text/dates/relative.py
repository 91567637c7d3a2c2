"""Phrases that mean a date only beside another one: "the following year", "three months later", "that summer", "at the age of 26".

Each is found by one trigger word, read around it, and resolved against the anchor: the last date the text told. Where the
anchor is too coarse for the phrase ("the next day" after a mere year) there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cursus.text.dates.calendars import gregorian, julian_day
from cursus.text.dates.edtf import GROUPS, iso, month_days
from cursus.text.numbers import SMALL_NUMBERS


@dataclass(frozen=True, slots=True)
class Phrase:
    """``kind`` is ``same``, ``offset`` (``count`` units on, or back if negative), ``season`` (``code``; count 0 that, 1 the next, -1 the last, 2 unsaid),
    ``after`` (some time later), ``span`` (from the anchor, ``count`` units long), ``within`` or ``age``. ``unit`` is ``day``, ``week``, ``month`` or ``year``."""

    kind: str
    unit: str = ""
    count: int = 0
    half: bool = False
    code: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point that phrases count from, as far as it is known; ``single`` says that it lies within one year."""

    edtf: str
    year: int
    month: int
    day: int
    mark: str
    single: bool


_NUMBERS = SMALL_NUMBERS | {"a": 1, "an": 1}
_TENS = {word: number for word, number in SMALL_NUMBERS.items() if number >= 20}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|{_WORDS}|\d{{1,3}})"
_UNIT = r"(?:years?|months?|weeks?|days?)"
_SOME = r"(?:some|several|a\sfew|few|many|a\scouple\sof)"

#: One word each ("later" only behind the last letter of a unit, "shortly", "soon" or "not long"), behind a blank or bracket; nearly all relative phrases hold one of them.
#: The leading blank lets the pattern skip from word to word; line ends and brackets are made blanks before.
_PERIOD = r"(?=\s(?:year|month|week|day|spring|summer|autumn|fall|winter)\b)"
_TRIGGER = re.compile(
    rf" (?:later|after|afterwards?|thereafter|earlier|before|th(?:at|e){_PERIOD}|That{_PERIOD}|s(?:ame{_PERIOD}|pring|ummer)"
    rf"|pre(?:vious|ceding){_PERIOD}|f(?:ollowing|all)|next|aged?|Within|autumn|winter)(?!\w)"
)
_INITIAL = re.compile(r"(?:That|Within|Later|Aged)(?!\w)")
_LATER = re.compile(
    rf"(?:(?P<some>{_SOME})\s(?P<some_unit>{_UNIT})|(?P<n>{_COUNT})(?P<half>\sand\s(?:a|one)\shalf)?\s(?P<unit>{_UNIT})(?P<half2>\sand\s(?:a|one)\shalf)?"
    rf"|(?P<the>the)\s(?P<the_unit>year|month|week|day)|(?P<soon>shortly|soon|immediately|not\slong|sometime|some\stime))\s\Z",
    re.IGNORECASE,
)
#: The last words of what can stand before "later".
_BEFORE_LATER = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "half",
        "shortly",
        "soon",
        "immediately",
        "long",
        "sometime",
        "time",
    ]
)
_STOP = re.compile(r"\s?(?:[.,;:)\]]|\Z|\n|\s(?:he|she|they|the|his|her|in|when|this|that|by)\b)")
_HARD_STOP = re.compile(r"\s?(?:[.,;:)\]]|\Z|\n|\s(?:this|that)[ ,.])")
_RIGHT_UNIT = re.compile(
    r"\s(?:(?P<unit>year|month|week|day)|(?P<season>spring|summer|autumn|fall|winter))(?!\w|['’]s)"
)
_NEXT_SPAN = re.compile(rf"\s(?P<n>{_COUNT})\s(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
_AGE = re.compile(rf"(?:\sof)?\s(?P<n>{_COUNT})(?!\w|[-–]\d)(?!\s(?:to|or|and)\s)", re.IGNORECASE)
_AT_AGE = re.compile(r"\b(?:at|by)(?:\s(?:the|an))?\s\Z", re.IGNORECASE)


def number(text: str) -> int:
    """The value of a count in words or digits."""
    word = text.casefold()
    if word.isdigit():
        return int(word)
    if word in _NUMBERS:
        return _NUMBERS[word]
    tens, _, ones = word.replace("-", " ").partition(" ")
    return _TENS.get(tens, 0) + _NUMBERS.get(ones, 0)


def find_phrases(text: str) -> Iterator[tuple[int, int, Phrase]]:
    """All relative phrases of an English text in order."""
    first = _INITIAL.match(text)
    end = 0
    if first is not None:
        found = _phrase(text, 0, first.end(), first.group())
        if found is not None:
            yield found
            end = found[1]
    for trigger in _TRIGGER.finditer(text.replace("\n", " ").replace("(", " ").replace("\xa0", " ")):
        start = trigger.start() + 1
        if start < end:
            continue
        found = _phrase(text, start, trigger.end(), text[start : trigger.end()])
        if found is not None and found[0] >= end:
            yield found
            end = found[1]


def _phrase(text: str, start: int, end: int, trigger: str) -> tuple[int, int, Phrase] | None:
    word = trigger.casefold()
    if word in ("later", "after", "afterward", "afterwards", "thereafter", "earlier", "before"):
        return _counted(text, start, end, word)
    if word in ("same", "that", "following", "next", "previous", "preceding"):
        return _pointed(text, start, end, word)
    if word in ("age", "aged"):
        age = _AGE.match(text, end)
        if age is None:
            return None
        if word == "age":
            at = _AT_AGE.search(text[max(start - 12, 0) : start])
            if at is None:
                return None
            start = max(start - 12, 0) + at.start()
        return start, age.end(), Phrase("age", "year", number(age["n"]))
    if word == "within":
        span = _NEXT_SPAN.match(text, end)
        if span is None or not _STOP.match(text, span.end()):
            return None
        return start, span.end(), Phrase("within", span["unit"].casefold().rstrip("s"), number(span["n"]))
    if word == "the":
        unit = text[end + 1 : end + 6]
        kind = "year" if unit.startswith("year") else "month" if unit.startswith("month") else ""
        if not kind:
            return None
        stop = end + 1 + len(kind)
        head = text[max(start - 12, 0) : start].casefold()
        if not head.endswith(("end of ", "beginning of ", "start of ", "middle of ", "later in ", "half of ")) or text[
            stop : stop + 3
        ] in (" of", " 1", " 2"):
            return None
        if text[stop : stop + 1].isalnum() or re.match(r"\s(?:of|in|\d|AD|BC)|['’]s", text[stop:]):
            return None
        return start, stop, Phrase("same", kind)
    return _season(text, start, end, word)


def _counted(text: str, start: int, end: int, word: str) -> tuple[int, int, Phrase] | None:
    base = max(start - 40, 0)
    last = text[base:start].rsplit(None, 1)[-1:]
    if not last or last[0].casefold() not in _BEFORE_LATER:
        return None
    left = _LATER.search(text[base:start])
    if left is None or (left.start() > 0 and text[base + left.start() - 1].isalnum()):
        return None
    begin = base + left.start()
    back = word in ("earlier", "before")
    if word in ("after", "before") and not _HARD_STOP.match(text, end):
        return None
    if left["soon"]:
        return (
            None
            if back or (word == "later" and left["soon"].casefold() == "immediately")
            else (begin, end, Phrase("after"))
        )
    if left["some"]:
        return None if back else (begin, end, Phrase("after"))
    if left["the"]:
        return (
            (begin, end, Phrase("offset", left["the_unit"].casefold(), -1 if back else 1))
            if word in ("after", "before")
            else None
        )
    if re.search(
        r"(?:more than|less than|over|under|nearly|almost|at least|than|or|to)\s\Z",
        text[max(begin - 12, 0) : begin],
        re.IGNORECASE,
    ):
        return None
    unit, count = left["unit"].casefold().rstrip("s"), number(left["n"])
    return begin, end, Phrase("offset", unit, -count if back else count, bool(left["half"] or left["half2"]))


def _pointed(text: str, start: int, end: int, word: str) -> tuple[int, int, Phrase] | None:
    count = {"same": 0, "that": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}[word]
    begin = start
    if word != "that" and text[max(start - 4, 0) : start].casefold() == "the ":
        begin = start - 4
    elif word != "that":
        return None
    if word in ("next", "following"):
        span = _NEXT_SPAN.match(text, end)
        if span is not None:
            lead = re.search(r"\b(?:for|over|during|in)\s\Z", text[max(begin - 8, 0) : begin], re.IGNORECASE)
            if lead is None:
                return None
            return (
                max(begin - 8, 0) + lead.start(),
                span.end(),
                Phrase("span", span["unit"].casefold().rstrip("s"), number(span["n"])),
            )
    right = _RIGHT_UNIT.match(text, end)
    if right is None:
        return None
    if right["season"]:
        if right["season"] == "fall" and text[right.end() : right.end() + 3] == " of":
            return None
        return begin, right.end(), Phrase("season", "season", count, code=_SEASONS[right["season"]])
    if count == 0:
        return begin, right.end(), Phrase("same", right["unit"])
    return begin, right.end(), Phrase("offset", right["unit"], count)


def _season(text: str, start: int, end: int, word: str) -> tuple[int, int, Phrase] | None:
    """A season alone: "in the spring", "by summer"; not one that names its year or something else."""
    if re.match(
        r"\s(?:of\b|and\b|or\b|\d|[A-Za-z]+\s\d{4}|offensive|campaign|break|school|camp|olympics|palace|line|war|solstice|quarters|semester|term|season)|[-–/']",
        text[end:],
        re.IGNORECASE,
    ):
        return None
    head = text[max(start - 16, 0) : start]
    lead = re.search(
        r"\b(?:in|by|until|since|during|from|throughout)(?:\s(?:the|early|late|mid))*\s\Z", head, re.IGNORECASE
    )
    if lead is None or (word == "fall" and " the " not in lead.group()):
        return None
    return start, end, Phrase("season", "season", 2, code=_SEASONS[word])


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
