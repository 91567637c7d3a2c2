"""A relative phrase at its place: what it counts from, and what it says together with the words around it."""

from __future__ import annotations

import re
from dataclasses import replace

from cursus.text.dates.model import DateMatch
from cursus.text.dates.outer import finish
from cursus.text.dates.phrase import Phrase
from cursus.text.dates.ranges import link
from cursus.text.dates.reading import mark, read
from cursus.text.dates.relative import Anchor, offset_year, read_anchor, resolve
from cursus.text.dates.scene import Item, Reading, Scene

_MOVING = re.compile(r"\b(?:later|earlier)(?:\s(?:in|on))?\s\Z", re.IGNORECASE)
_OF = frozenset(("", "of", "de", "del", "dell'"))
_NEW_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")


def read_phrase(scene: Scene, index: int, item: Item, phrase: Phrase) -> tuple[DateMatch | None, int]:
    """The date and how many points it takes; None where the anchor does not carry the phrase."""
    anchor = scene.anchor()
    if phrase.kind == "age":
        if _dated_already(scene, item.start):
            return None, 1
        anchor = anchor or (read_anchor(scene.birth) if scene.birth else None)
    if anchor is None:
        return None, 1
    _, other, used = link(scene, index, item)
    if other is not None and other.core is not None:
        year = offset_year(phrase, anchor)
        if year is not None and other.core.year is None and other.core.month:
            month = _with_month(scene, item, other, year, anchor)
            if month is not None:
                return month, used
        if other.core.year is not None and not other.core.bare and other.start - item.end < 6:
            # "a year earlier, on 25 February 1875": the date itself follows.
            return None, 1
    if other is not None and other.phrase is not None and phrase.kind == "season" and phrase.count == 2:
        year = offset_year(other.phrase, anchor)
        if year is not None and scene.text[item.end : other.left.start].strip().casefold() in _OF:
            # "in the summer of that year"
            season = f"{year:04d}-{phrase.code}{anchor.mark}"
            reading = Reading(season, "season", item.start, other.end, True, rule="date.relative-season")
            return finish(scene, item.left, reading, anchor.edtf), used
    found = resolve(phrase, anchor, scene.birth)
    if found is None:
        return None, 1
    edtf, rule = found
    sign = mark(item)
    if sign and edtf[-1] not in "]}~?%" and "/" not in edtf:
        edtf += sign
    reading = Reading(edtf, "relative", _moving(scene, item), item.end, True, rule=rule)
    return finish(scene, item.left, reading, scene.birth if phrase.kind == "age" else anchor.edtf), 1


def _with_month(scene: Scene, item: Item, other: Item, year: int, anchor: Anchor) -> DateMatch | None:
    """ "The following year, in May": the phrase gives the year of the month."""
    if other.core is None or scene.text[item.end : other.left.start].strip(" ,").casefold() not in ("", "in", "on"):
        return None
    if not (other.left.has("at") or other.left.has("part") or other.left.outer() in ("by", "until")):
        return None
    dated = replace(other.core, year=year)
    reading = read(scene, replace(other, core=dated), dated)
    if reading is None:
        return None
    outer = other.left if other.left.outer() or other.left.has("part") else item.left
    match = finish(scene, outer, replace(reading, relative=True), anchor.edtf)
    if match is None or match.start <= item.start:
        return match
    text = scene.text[item.start : match.end]
    return DateMatch(item.start, match.end, replace(match.date, text=text), True)


def _moving(scene: Scene, item: Item) -> int:
    """The start of "later that summer", the words that move within the period included."""
    base = max(item.left.start, item.start - 14)
    found = _MOVING.search(scene.text[base : item.start])
    return base + found.start() if found else item.start


def _dated_already(scene: Scene, start: int) -> bool:
    """Whether the sentence has told its date before an age: "In 2015, at the age of 50"."""
    return scene.listed >= 0 and not _NEW_SENTENCE.search(scene.text[scene.listed : start])
