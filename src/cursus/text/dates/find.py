"""Dates in running text.

The points of a text (:mod:`points`) and its relative phrases (:mod:`relative`) are read in order. Words to the left
change a point (by, until, circa, from), words to the right end it (BC, "or later", "present"), and a link joins two
points to a range or a choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from cursus.text.dates.context import DASHES, is_year
from cursus.text.dates.lexicon import months
from cursus.text.dates.model import DateMatch
from cursus.text.dates.outer import finish
from cursus.text.dates.points import Core
from cursus.text.dates.ranges import join, link
from cursus.text.dates.reading import open_ends, read
from cursus.text.dates.scene import Item, Scene, carries
from cursus.text.dates.shortcut import plain_point, plain_range, plain_yearless, stray
from cursus.text.dates.told import read_phrase
from cursus.text.dates.yearless import read_yearless

__all__ = ["find_dates", "months", "next_anchor", "read_scene"]

_IN_LIST = frozenset(
    (",", "and", ", and", "&", "or", ", or", ";", "und", "et", "y", "e", "и", "та", "-", "–", "—", "/")
)


def find_dates(text: str, *, anchor: str | None = None, lang: str = "en", birth: str | None = None) -> list[DateMatch]:
    """All dates of a text, in order and without overlap.

    ``anchor`` is the EDTF date that phrases without a year ("in March", "later that year") are resolved against; inside
    the text every date outside brackets becomes the anchor of what follows it. Without an anchor such phrases yield
    nothing. ``birth`` is the EDTF birth date of the person spoken of, for "at the age of 26".
    """
    return read_scene(Scene(text, lang, anchor, birth, False))


def next_anchor(text: str, matches: Sequence[DateMatch], anchor: str | None = None) -> str | None:
    """The anchor for what follows a text: the last of its dates that can carry phrases, else the one it was read with."""
    return next((m.date.edtf for m in reversed(matches) if carries(text, m)), anchor)


def read_scene(scene: Scene, short: bool = True) -> list[DateMatch]:
    """All dates of a scene. ``short`` takes the short ways where there is one; the dates are the same without."""
    points = scene.points
    short = short and not scene.whole
    index, count = 0, len(points)
    while index < count:
        match, used = plain_point(scene, index) if short else None, 1
        if match is None and short:
            match, used = plain_range(scene, index), 2
        if match is None:
            answered, match = plain_yearless(scene, index) if short else (False, None)
            if answered or (short and stray(scene, index)):
                used = 1
            else:
                match, used = _read_point(scene, index)
        if match is not None:
            scene.tell(match)
        index += used
        while index < count and points[index][0] < scene.limit:
            index += 1
    return scene.told


def _read_point(scene: Scene, index: int) -> tuple[DateMatch | None, int]:
    """The date that begins with a point, and how many points it takes."""
    item = scene.item(index, scene.limit)
    core = item.core
    if core is None:
        return read_phrase(scene, index, item, item.phrase) if item.phrase is not None else (None, 1)
    counts = not core.bare or _counts(scene, item, core, "")
    if not counts and (item.tail is not None or item.left.rejected):
        return None, 1
    how, other, used = link(scene, index, item)
    if not counts and not _counts(scene, item, core, how):
        return None, 1
    if core.year is None and core.kind != "fixed":
        return read_yearless(scene, item, core, how, other, used)
    if how and other is not None and other.core is not None:
        joined = join(scene, item, core, other, how)
        if joined is not None:
            return joined, used
    reading = read(scene, item, core)
    return (finish(scene, item.left, open_ends(scene, item, reading)) if reading else None), 1


def _counts(scene: Scene, item: Item, core: Core, how: str) -> bool:
    """Whether a bare number is a year."""
    left, text = item.left, scene.text
    if core.rule == "small":
        year = ("at", "year") in left.senses
        return year or (left.says("circa") and core.year is not None and core.year > 99)
    if scene.whole:
        return not left.rejected
    before = text[item.start - 1 : item.start] if item.start else ""
    if left.rejected or (before.isalnum() and not left.has("mod")):
        return False
    ranged = core.kind == "years" or (how == "to" and item.tail is None)
    if ranged and not left.senses and not scene.lexicon.units.match(text, item.end):
        numbered = before in DASHES and text[item.start - 2 : item.start - 1].isdigit() if before else False
        return before not in ("$", "£", "€", "#", "/") and not numbered
    between = text[scene.listed : left.start].strip() if scene.listed >= 0 else "?"
    in_list = len(between) < 5 and between.casefold() in _IN_LIST
    return is_year(text, item.start, item.end, left, scene.lexicon, in_list)
