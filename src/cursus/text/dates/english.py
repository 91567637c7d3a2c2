"""Relative phrases of English: "the following year", "three months later", "that summer", "at the age of 26".

Each is found by one trigger word and read around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.text.dates.phrase import Phrase
from cursus.text.numbers import SMALL_NUMBERS

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
        r"\s(?:of\b(?!\sth(?:at|e\s(?:same|following|next|previous|preceding))\syear)|and\b|or\b|\d|[A-Za-z]+\s\d{4}|offensive|campaign|break|school|camp|olympics|palace|line|war|solstice|quarters|semester|term|season)|[-–/']",
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
