"""Two points that make one date: from-to, between-and, either-or, and ranges with shared parts."""

from __future__ import annotations

import re
from dataclasses import replace

from cursus.text.dates.context import DASHES
from cursus.text.dates.edtf import EdtfError, limits
from cursus.text.dates.model import DateMatch
from cursus.text.dates.outer import finish
from cursus.text.dates.points import Core
from cursus.text.dates.reading import before_christ, read
from cursus.text.dates.scene import Item, Reading, Scene

#: How far the next point may stand to be joined to this one; in a field a place may stand between.
LINK_REACH = 36
_FIELD_REACH = 100
_JOINERS = frozenset(DASHES + ",;/")
_IN_BETWEEN = re.compile(r"\sor\san?\s\w+\sin\sbetween")
_PLACE = re.compile(r"(?:in|at|,)\s[^\d(;.]{2,80}(?:\([^()\d]{0,40}\)[^\d(;.]{0,20})?")
_ONCE = re.compile(r"\b(?:born|died|killed|executed|founded|written|built|composed|painted|arrived|some\s?time)\b")
_ONE_SIDED = ("by", "until", "before", "after", "ends")


def link(scene: Scene, index: int, item: Item) -> tuple[str, Item | None, int]:
    """How the next point is joined to this one, that point, and how many points both take.

    The first is ``to``, ``and``, ``or``, ``in-between``, or "" where nothing joins them; the point is there if near.
    """
    end = item.stop
    points = scene.points
    after = index + 1
    while after < len(points) and points[after][0] < end:
        after += 1
    if after >= len(points) or points[after][0] - end > (_FIELD_REACH if scene.whole else LINK_REACH):
        return "", None, 1
    if not scene.whole and item.core is not None and item.core.year is not None:
        word = scene.text[end : end + 14].split(None, 1)
        if word and word[0][0] not in _JOINERS and word[0].rstrip(",;").casefold() not in scene.lexicon.joining:
            return "", None, 1
    other = scene.item(after, end)
    between = scene.text[end : other.left.start].strip()
    return _link_word(scene, between, other), other, after - index + 1


def _link_word(scene: Scene, between: str, other: Item) -> str:
    plain = between.strip(",;").strip().casefold()
    if not between:
        return "to" if other.left.outer() in ("until", "to") else ""
    if (len(plain) == 1 and plain in DASHES) or plain == "--":
        return "to"
    if plain == "/":
        return "or"
    if scene.whole and between == "," and _IN_BETWEEN.match(scene.text, other.end):
        return "in-between"
    if scene.whole and between[-1] in DASHES and _PLACE.fullmatch(between[:-1].strip()):
        # "30 June 1868 in Teuva – 25 October 1934 in Turku"
        return "to"
    return scene.lexicon.links.get(plain, "")


def join(
    scene: Scene, item: Item, core: Core, other: Item, how: str, relative: bool = False, anchor: str | None = None
) -> DateMatch | None:
    """One date of two points, or None where they stay two. ``core`` is the first point, its year known."""
    outer = item.left.outer()
    second = _second(core, other)
    if second is None or not _may_join(scene, item, core, second, how, outer):
        return None
    if other.tail is not None and other.tail.kind == "bc" and not core.era:
        core = before_christ(core)
    first, last = read(scene, item, core), read(scene, replace(other, core=second), second)
    if first is None or last is None or any(c in first.edtf + last.edtf for c in "/[{"):
        return None
    if core.kind == second.kind == "decade":
        first = _as_decade(first, core)
    edtf, rule = _written(scene, first.edtf, last.edtf, how, outer, item.left.start)
    if not edtf:
        return None
    end = last.end
    if how == "in-between":
        tail = _IN_BETWEEN.match(scene.text, end)
        end = tail.end() if tail else end
    real = rule == "date.range"
    reading = Reading(edtf, "range", first.start, end, relative, real, real, rule)
    return finish(scene, item.left, reading, anchor, plain=True)


def _second(core: Core, other: Item) -> Core | None:
    """The second point with its year: its own, or that of the first and, if it lies before that in the year, the next."""
    second = other.core
    if second is None or second.kind == "fixed" or second.year is not None:
        return second
    if core.kind not in ("day", "month") or core.year is None:
        return None
    turn = (second.month, second.day) < (core.month, core.day if second.day else 0)
    return replace(second, year=core.year + turn)


def _may_join(scene: Scene, item: Item, core: Core, second: Core, how: str, outer: str) -> bool:
    if "years" in (core.kind, second.kind) or item.left.rejected:
        return False
    if how == "and" and outer != "between":
        return scene.whole and core.kind == second.kind == "year" and not outer
    if how == "or" and scene.listed >= 0 and scene.text[scene.listed : item.start].strip() in (",", ";"):
        # The end of a list, "1992, 1998, or 2004", is no choice between its last two.
        return False
    return how == "or" or outer not in _ONE_SIDED


def _as_decade(reading: Reading, core: Core) -> Reading:
    """ "the 2000s to the 2010s": beside a decade a round one is a decade too."""
    if core.year is None or core.year % 100:
        return reading
    return replace(reading, edtf=f"{core.year // 10:03d}X" + reading.edtf[4:])


def _written(scene: Scene, first: str, last: str, how: str, outer: str, start: int) -> tuple[str, str]:
    """The EDTF of two dates and its rule; "" where they are in no order."""
    if how == "and" and outer != "between":
        return f"{{{first},{last}}}", "date.both"
    if how == "or":
        return f"[{first},{last}]", "date.either"
    try:
        low, high = limits(first)[0], limits(last)[1]
    except EdtfError:
        return "", ""
    if low is None or high is None or low > high:
        return "", ""
    if how == "in-between":
        return f"[{first}..{last}]", "date.between"
    if outer == "all":
        return f"{{{first}..{last}}}", "date.all"
    if outer == "between":
        around = scene.text[max(start - 30, 0) : start + 18].casefold()
        # Who was born between two years was born once; who served between them may have served throughout.
        once = scene.whole or _ONCE.search(around) is not None
        return (f"[{first}..{last}]" if once else f"{first}/{last}"), "date.between"
    return f"{first}/{last}", "date.range"
