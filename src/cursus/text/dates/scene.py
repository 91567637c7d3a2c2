"""One text being read for its dates: its points and phrases, where the reading stands, and what it was given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from cursus.text.dates.context import Left, look_left
from cursus.text.dates.english import find_phrases
from cursus.text.dates.lexicon import field_lexicon, prose_lexicon
from cursus.text.dates.model import DateMatch
from cursus.text.dates.phrase import Phrase
from cursus.text.dates.phrasebook import find_said
from cursus.text.dates.points import Core, field_scanner, find_points, prose_scanner
from cursus.text.dates.relative import Anchor, read_anchor
from cursus.text.dates.tails import Tail, look_right

_START = itemgetter(0)


@dataclass(slots=True)
class Item:
    """A point or phrase with the words around it: exactly one of ``core`` and ``phrase`` is there."""

    start: int
    end: int
    core: Core | None
    phrase: Phrase | None
    left: Left
    tail: Tail | None

    @property
    def stop(self) -> int:
        """Where the point and the words behind it end."""
        return self.tail.end if self.tail else self.end


@dataclass(slots=True)
class Reading:
    """One date as read, before words like "by" and "until": its EDTF and what made it. ``rule`` is "" for the kind's own."""

    edtf: str
    kind: str
    start: int
    end: int
    relative: bool = False
    starts: bool = False
    ends: bool = False
    rule: str = ""


class Scene:
    """``whole`` is the reading of a date field: there a bare number is a year, and any language counts.

    ``limit`` is the end of the last date told (no later date reaches before it), ``listed`` the same or -1 at first.
    """

    def __init__(self, text: str, lang: str, anchor: str | None, birth: str | None, whole: bool) -> None:
        self.text = text
        self.whole = whole
        self.birth = birth
        self._current = anchor
        self._examined = 0
        self.told: list[DateMatch] = []
        self.own = prose_lexicon(lang)
        self.lexicon = field_lexicon(lang) if whole else self.own
        self.scanner = field_scanner(lang) if whole else prose_scanner(lang)
        self.points: list[tuple[int, int, Core | Phrase]] = list(find_points(text, self.scanner))
        if anchor is not None or birth is not None or self.points:
            self._add_phrases()
        self.limit = 0
        self.listed = -1
        self._seen: tuple[int, int, Item] | None = None

    def _add_phrases(self) -> None:
        found: list[tuple[int, int, Core | Phrase]] = list(
            find_phrases(self.text) if self.lexicon.lang == "en" else find_said(self.text, self.lexicon.lang)
        )
        if not found:
            return
        points, taken = self.points, 0
        merged: list[tuple[int, int, Core | Phrase]] = []
        for phrase in found:
            # The points up to the phrase, then it, unless the last of them reaches into it; points inside it are of it.
            upto = bisect_right(points, phrase[0], taken, key=_START)
            merged += points[taken:upto]
            taken = upto
            if merged and phrase[0] < merged[-1][1]:
                continue
            merged.append(phrase)
            while taken < len(points) and points[taken][0] < phrase[1]:
                taken += 1
        merged += points[taken:]
        self.points = merged

    def tell(self, match: DateMatch) -> None:
        """Add a date to what was told."""
        self.told.append(match)
        self.limit = self.listed = match.end

    def item(self, index: int, limit: int) -> Item:
        """A point with the words around it, none of them before ``limit``."""
        if self._seen is not None and self._seen[:2] == (index, limit):
            return self._seen[2]
        start, end, what = self.points[index]
        left = look_left(self.text, start, limit, self.lexicon)
        if isinstance(what, Phrase):
            item = Item(start, end, None, what, left, None)
        else:
            item = Item(start, end, what, None, left, look_right(self.text, end, self.lexicon))
        self._seen = (index, limit, item)
        return item

    def anchor(self) -> Anchor | None:
        """What a relative phrase at this place counts from: the nearest date told before it that can carry one."""
        # Each date is looked at once, however many phrases follow it.
        fresh = self.told[self._examined :]
        self._examined = len(self.told)
        for match in reversed(fresh):
            if carries(self.text, match):
                self._current = match.date.edtf
                break
        return read_anchor(self._current) if self._current is not None else None


_TOO_VAGUE = ("date.decade", "date.century", "date.age", "date.after-anchor")


def carries(text: str, match: DateMatch) -> bool:
    """Whether what follows can count from a date: not if it stands in brackets, is too vague, or is an age."""
    if match.date.rule.startswith(_TOO_VAGUE) or read_anchor(match.date.edtf) is None:
        return False
    head = text[max(match.start - 120, 0) : match.start]
    return head.rfind("(") <= head.rfind(")")
