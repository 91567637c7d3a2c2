"""Counts in running text as bounds: "at least 3", "600-700", "about 60", "three", "more than 1,000".

A count that the words leave open ("several hundred", "dozens of") has no bounds and yields nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cursus.claim import Bounds


@dataclass(frozen=True, slots=True)
class CountMatch:
    start: int
    end: int
    bounds: Bounds


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
SMALL_NUMBERS = {w: n for n, w in enumerate(_UNITS)} | _TENS
"""The English words for 0 to 19 and the tens."""
_WORD = rf"(?:{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))})"
_WORDS = rf"{_WORD}(?:[- ](?:{_WORD}|hundred|thousand|million|and(?=\s(?:{_WORD}))))*"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_NUMBER = rf"(?:(?:{_DIGITS})(?:\s(?:hundred|thousand|million))?|a\s(?:hundred|thousand|dozen)|{_WORDS}|hundred|dozen)"

_COUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<low>at least|no fewer than|no less than|not less than|a minimum of|more than|over|upwards of|in excess of)|"
    rf"(?P<high>at most|up to|no more than|not more than|fewer than|less than|under|as many as|a maximum of|nearly|almost)|"
    rf"(?P<near>about|around|approximately|some|roughly|circa|an estimated|estimated|c\.|ca\.|perhaps))?\s?"
    rf"(?P<first>{_NUMBER})(?:(?:\s?[-–]\s?|\sto\s|\sor\s)(?P<second>{_NUMBER}))?(?P<plus>\+|\sor more)?(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:several|many|some|few|dozens|hundreds|thousands|a couple|scores)\s(?:of\s)?$", re.IGNORECASE)


def find_counts(text: str) -> list[CountMatch]:
    """All counts of a text in order, whatever they count."""
    out = []
    for match in _COUNT.finditer(text):
        bounds = _bounds(text, match)
        if bounds is not None:
            out.append(CountMatch(match.start(), match.end(), bounds))
    return out


def _bounds(text: str, match: re.Match[str]) -> Bounds | None:
    first = read_number(match["first"])
    second = read_number(match["second"]) if match["second"] else None
    if first is None or (match["second"] and second is None):
        return None
    if match["first"].lower() in ("hundred", "dozen", "thousand") and _OPEN.search(text[: match.start("first")]):
        return None
    if second is not None:
        low, high = (first, second) if first <= second else (second, first)
        return Bounds(low, high, bool(match["near"]))
    if match["low"]:
        low = first + 1 if match["low"].lower() in ("more than", "over", "upwards of", "in excess of") else first
        return Bounds(low, None)
    if match["plus"]:
        return Bounds(first, None)
    if match["high"]:
        word = match["high"].lower()
        if word in ("nearly", "almost"):
            return Bounds(first, first, True)
        return Bounds(None, first - 1 if word in ("fewer than", "less than", "under") else first)
    return Bounds(first, first, bool(match["near"]))


def read_number(text: str) -> int | None:
    """The value of "1,200", "three", "twenty-one", "two hundred", "a dozen", or None where it is no number."""
    words = text.casefold().replace("-", " ").split()
    if not words:
        return None
    if words[0] == "a":
        words = words[1:]
    total = current = 0
    seen = False
    for word in words:
        if word == "and":
            continue
        digits = word.replace(",", "")
        if digits.isdecimal():
            current += int(digits)
        elif word in SMALL_NUMBERS:
            current += SMALL_NUMBERS[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        else:
            return None
        seen = True
    return total + current if seen else None


def read_bounds(text: str) -> Bounds | None:
    """The bounds that a whole phrase gives ("at least 3", "600–700 men"), or None where it names no number."""
    found = find_counts(text)
    return found[0].bounds if found else None
