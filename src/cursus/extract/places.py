"""Places behind a verb: "in Ajdabiya, Libya", "on a farm near Laclede, Missouri", "at the Battle of Shiloh"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows

_W = r"(?:(?:[A-Z]\.){2,4}|[A-ZÀ-ÖØ-ÞĀČĐĞİŁŌŚŠŽ][\w’'-]*\.?|d[’'][A-Z]\w+|[ae][dlnrst]-[A-Z][\w’'-]*)"
_JOIN = (
    r"(?:\s(?:of|de|del|della|di|da|do|dos|du|des|la|le|les|el|al|upon|on|the|am|an|der|sur|y)\s(?:the\s|la\s)?|-|\s)"
)
_KIND = (
    r"(?:city|town|village|hamlet|island|parish|province|district|county|colony|region|municipality|borough|community|"
    r"settlement|suburb|state|kingdom|area|neighbou?rhood|port|republic)"
)
_PLACE = re.compile(
    rf"(?:(?:the\s)?(?:[a-z]+\s)?(?:[A-Z]\w+\s)?{_KIND}\sof\s|"
    rf"the\s)?(?P<p>{_W}(?:{_JOIN}{_W}){{0,6}}(?:,\s(?:{_KIND}\sof\s)?"
    rf"{_W}(?:{_JOIN}{_W}){{0,4}}){{0,3}})(?:\s(?:county|district|province|parish|region))?"
    rf"(?P<more>(?:,)?\s(?:in|on)\s(?:the\s)?(?:(?:[A-Z][\w-]+\s)?[A-Z]?[a-z]+\sof\s)?{_W}(?:\s{_W}){{0,3}}"
    rf"(?:\s(?:county|district|province|region))?(?:,\s{_W}(?:\s{_W}){{0,2}}){{0,2}})?"
)
_PREPOSITION = re.compile(
    r"\b(?P<prep>in|at|near|outside|aboard|off|on|from)\s+(?=(?:the\s)?(?:[a-z]+\s)?(?:[A-Z]\w*\s)?[A-Za-z])"
)
# Capitalised words that begin a sentence's next phrase, and things that are no places.
_NEXT = re.compile(
    r",?\s(?:In|On|At|He|She|The|His|Her|They|After|When|While|During|Born|As|Following|Although|It|By|From|Until|"
    r"Before)\b.*$"
)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """``text`` is the place, ``start``..``end`` its words; ``preposition`` stands before it."""

    text: str
    start: int
    end: int
    preposition: str


@cache
def _months() -> frozenset[str]:
    return frozenset(form.casefold() for _, _, forms in rows("months") for form in forms.split("|") if len(form) > 2)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(row[0] for row in rows("not_places"))


def find_place(text: str, start: int, end: int, limit: int | None = None) -> PlaceMatch | None:
    """The first place behind a preposition in ``text[start:end]``; its words end before ``limit``."""
    for match in _PREPOSITION.finditer(text, start, end):
        place = place_at(text, match.end(), match["prep"], limit)
        if place is not None:
            return place
    return None


def place_at(text: str, at: int, preposition: str = "", end: int | None = None) -> PlaceMatch | None:
    """The place whose words stand from an offset to ``end``, or None where a date, a month, a war or a person's title begins
    there."""
    match = _PLACE.match(text, at, len(text) if end is None else end)
    if match is None:
        return None
    words = match["p"] + (match["more"] or "")
    start = match.start("p")
    if match["more"] and text[match.end("p") : match.start("more")]:
        words = text[start : match.end("more")]  # "Savad Kooh county, Mazandaran"
    words = _NEXT.sub("", words)
    words = _cut_date(words).rstrip(" ,.;")
    if words.endswith((" D.C", " U.S", " U.K", " St", ", D.C", ", U.S")) and text[start + len(words)] == ".":
        words += "."
    first = words.split(" ")[0].strip(",.") if words else ""
    if text.startswith((" family", " household"), start + len(words)):
        return None  # "in the Howe family house"
    if not words or first in _not_places() or first.casefold() in _months():
        return None
    return PlaceMatch(words, start, start + len(words), preposition)


def _cut_date(words: str) -> str:
    """The words before a month's name: "Honolulu, Hawaii on July" is a place and the beginning of a date."""
    out: list[str] = []
    for word in words.split(" "):
        if word.strip(",.").casefold() in _months() and out:
            break
        out.append(word)
    while out and out[-1].strip(",").islower():
        out.pop()
    return " ".join(out)
