"""Days and months without a year: "in March", "by 12 April", "28 June – 3 July 1950", "October of that year"."""

from __future__ import annotations

import re
from dataclasses import replace

from cursus.text.dates.model import DateMatch
from cursus.text.dates.outer import finish
from cursus.text.dates.points import Core, core_edtf
from cursus.text.dates.ranges import join
from cursus.text.dates.reading import mark, open_ends, read
from cursus.text.dates.relative import Anchor, offset_year, year_for_month
from cursus.text.dates.scene import Item, Reading, Scene

#: The longest field that can be no more than a day or month without its year.
_SHORT = 40
_SPLIT_STYLE = re.compile(
    r",?\s?[(\[]\s?(?:O\.?\s?S\.?|Old Style|Julian)[:,]?\s[^()\[\]]{3,30}[)\]],?\s(?P<year>\d{4})(?!\d)"
)
_DATED_OF = re.compile(r"(?:\d(?:st|nd|rd|th)|month|end|beginning|start|middle|half)\sof(?:\s\w+)?\s\Z", re.IGNORECASE)
#: Month names that are also words or given names: before a capital letter they need a preposition of their own.
_OTHER_WORDS = frozenset(("may", "march", "april", "june", "august"))
_SURE_LEADS = frozenset(("in", "until", "during", "since", "early", "late", "mid"))
_NO_LEADS = frozenset(("the", "on", "at", "a"))
_LISTED = frozenset(("and", "or", "to", "-", "–", "—"))


def read_yearless(
    scene: Scene, item: Item, core: Core, how: str, other: Item | None, used: int
) -> tuple[DateMatch | None, int]:
    """The date and how many points it takes. ``how`` and ``other`` are the link to the next point."""
    split = _SPLIT_STYLE.match(scene.text, item.end) if core.kind == "day" else None
    if split is not None:
        found = core_edtf(replace(core, year=int(split["year"])), mark(item))
        if found:
            return finish(scene, item.left, Reading(found, "day", item.start, split.end(), rule="date.new-style")), 1
    if how and other is not None and other.core is not None and other.core.year is not None:
        shared = _shared(scene, item, core, how, other, used)
        if shared is not None:
            return shared
    if not _speaks(scene, item, core):
        return None, 1
    anchor = scene.anchor()
    if anchor is None:
        return _unanchored(scene, item, core), 1
    if other is not None and other.phrase is not None:
        # "October of that year", "6 April the following year"
        year = offset_year(other.phrase, anchor)
        if year is not None and scene.text[item.end : other.left.start].strip(" ,").casefold() in ("", "of", "in"):
            whole = replace(item, end=other.end, tail=None)
            return _single(scene, whole, replace(core, year=year), anchor), used
    turn = next((v for r, v in item.left.senses if r == "mod" and v in ("next", "last")), "")
    year = year_for_month(anchor, core.month, turn)
    if year is None or goes_back(core, anchor, year):
        return None, 1
    dated = replace(core, year=year)
    if how == "to" and other is not None and other.core is not None and other.core.year is None:
        joined = join(scene, item, dated, other, how, True, anchor.edtf)
        if joined is not None:
            return joined, used
    if how and other is not None and other.core is not None and other.core.kind == "year":
        return None, 1
    return _single(scene, item, dated, anchor), 1


def _single(scene: Scene, item: Item, core: Core, anchor: Anchor) -> DateMatch | None:
    reading = read(scene, item, core)
    if reading is None:
        return None
    reading = replace(open_ends(scene, item, reading), relative=True)
    return finish(scene, item.left, reading, anchor.edtf)


def _shared(
    scene: Scene, item: Item, core: Core, how: str, other: Item, used: int
) -> tuple[DateMatch | None, int] | None:
    """The year is that of the next point: "28 December – 3 January 1951", "in June and July 1944"."""
    second = other.core
    if second is None or second.year is None or second.kind not in ("day", "month"):
        return None
    turn = how == "to" and (core.month, core.day) > (second.month, second.day or 31)
    year = second.year - turn
    if other.tail is not None and other.tail.kind == "bc":
        year = 1 - year
    dated = replace(core, year=year)
    if how != "and" or item.left.outer() == "between":
        joined = join(scene, item, dated, other, how)
        if joined is not None:
            return joined, used
    if how in ("and", "or") and _speaks(scene, item, core):
        reading = read(scene, item, dated)
        return (finish(scene, item.left, reading) if reading else None), 1
    return None


def goes_back(core: Core, anchor: Anchor, year: int) -> bool:
    """Whether a day lies weeks before the anchor's in its month: it may be of another year, the words do not say."""
    if not (core.day and anchor.day and anchor.single and year == anchor.year and core.month == anchor.month):
        return False
    return anchor.day - core.day > 20


def _unanchored(scene: Scene, item: Item, core: Core) -> DateMatch | None:
    """A field that holds a day or month and no year says just that."""
    if not scene.whole or item.left.rejected or core.day2 or len(scene.text.strip()) > _SHORT:
        return None
    word = scene.text[item.start : item.end].casefold()
    if not core.day and len(word) < 4 and word not in scene.own.months:
        return None
    edtf = f"XXXX-{core.month:02d}-" + (f"{core.day:02d}" if core.day else "XX") + mark(item)
    rule = f"date.{core.kind}-without-year"
    return finish(scene, item.left, Reading(edtf, core.kind, item.start, item.end, rule=rule), plain=True)


def _speaks(scene: Scene, item: Item, core: Core) -> bool:
    """Whether it is a date: "in March", "by April", never "the March on Rome" or "the 17 February Brigade"."""
    if scene.whole:
        return True
    text, left = scene.text, item.left
    behind = text[item.end : item.end + 2]
    worded = behind[:1] in (" ", "-") and behind[1:].isalpha()
    if core.day:
        named = worded and text[max(item.start - 4, 0) : item.start].casefold() == "the "
        return not named and behind[:1] not in ("°", "%") and not scene.lexicon.units.match(text, item.end)
    word = text[item.start : item.end].rstrip(".").casefold()
    if (len(word) < 4 and word not in ("may", "mai", "май", "мая", "мае")) or behind in ("’s", "'s"):
        return False
    lead = next((v for r, v in left.senses if r in ("mod", "part", "at")), "")
    if not lead:
        return scene.listed >= 0 and text[scene.listed : left.start].strip().casefold() in _LISTED
    near = text[left.start : item.start].casefold().split()[-1:]
    last = near[0] if near else ""
    if last in _NO_LEADS and scene.lexicon.lang == "en":
        return False
    if last == "of":
        dated = left.has("part") or "month" in text[left.start : item.start].casefold()
        return dated or _DATED_OF.search(text[max(left.start - 30, 0) : item.start]) is not None
    if word in _OTHER_WORDS and worded and behind[1:].isupper() and last not in _SURE_LEADS:
        return False
    return lead not in ("circa", "uncertain") or len(left.senses) > 1
