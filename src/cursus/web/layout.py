"""How much of a long dossier one page shows, so that no page is heavier than a reader's connection deserves.

The first page of a dossier shows some entries of every chapter, up to a weight, which is about the bytes that they take. A chapter that
does not fit there has pages of its own, and so have the contradictions, the findings and the timeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cursus.claim import Finding
from cursus.dossier import Contradiction, Dossier, Entry, Evidence, Theme, Timeline

T = TypeVar("T")

PAGE = 95_000
"""Bytes of entries on one page; the rest of the budget is for the head, the timeline, the styles and the script."""
_CONFLICTS = 25_000
"""Of these, bytes that contradictions may take on the first page."""
_LEAST = 3
"""Entries that every chapter shows, however full the page is."""
QUOTES = 3
"""Quotes of an entry, or of a side of a contradiction, that are shown with it; all are on the page of the entry."""
FINDINGS, FINDINGS_PAGE = 10, 150
LANE = 12
"""Bars of one lane on the first page."""
_MARKUP, _FOOTNOTE, _QUOTED = 620, 180, 330
"""Bytes of markup for an entry, a footnote, and a quote."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a dossier: ``part`` is the key of a chapter, "" for the first page."""

    part: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as one page shows it: its entries there, and how many it has in all."""

    theme: Theme
    total: int


def weigh(entry: Entry) -> int:
    """About how many bytes an entry takes on a page."""
    return _MARKUP + sum(_evidence(item) for item in entry.claims[:QUOTES])


def _evidence(item: Evidence) -> int:
    said = 2 * len(item.claim.quote.exact.encode()) + len(item.before.encode()) + len(item.after.encode())
    return _QUOTED + said + sum(_FOOTNOTE + len(r.text.encode()) for r in item.references)


def _conflict(conflict: Contradiction) -> int:
    return _MARKUP + sum(weigh(side) for side in conflict.sides)


def cut(items: Sequence[T], weight: Callable[[T], int], most: int = PAGE) -> list[tuple[T, ...]]:
    """Items in pages of about that weight; one empty page for none."""
    pages: list[list[T]] = [[]]
    so_far = 0
    for item in items:
        more = weight(item)
        if pages[-1] and so_far + more > most:
            pages.append([])
            so_far = 0
        pages[-1].append(item)
        so_far += more
    return [tuple(page) for page in pages]


class Layout:
    """Which page of a dossier shows what."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.conflicts: tuple[Contradiction, ...] = cut(dossier.conflicts, _conflict, _CONFLICTS)[0]
        self.findings: tuple[Finding, ...] = dossier.findings[:FINDINGS]
        self._pages = {theme.key: cut(theme.entries, weigh) for theme in dossier.themes}
        self.chapters = self._first()
        here = {entry.id for chapter in self.chapters for entry in chapter.theme.entries}
        self._places: dict[str, Place] = {}
        self._entry_of: dict[str, str] = {}
        for theme in dossier.themes:
            for number, entries in enumerate(self._pages[theme.key], 1):
                for entry in entries:
                    self._places[entry.id] = Place() if entry.id in here else Place(theme.key, number)
                    self._entry_of.update((item.claim.id, entry.id) for item in entry.claims)

    def _first(self) -> tuple[Chapter, ...]:
        themes = self.dossier.themes
        least = [min(len(theme.entries), _LEAST) for theme in themes]
        room = PAGE - sum(map(_conflict, self.conflicts))
        room -= sum(weigh(e) for theme, n in zip(themes, least, strict=True) for e in theme.entries[:n])
        out = []
        for theme, count in zip(themes, least, strict=True):
            shown = count
            for entry in theme.entries[count:]:
                room -= weigh(entry)
                if room < 0:
                    break
                shown += 1
            out.append(Chapter(replace(theme, entries=theme.entries[:shown]), len(theme.entries)))
        return tuple(out)

    def parts(self) -> dict[str, int]:
        """The parts that have pages of their own, with how many."""
        out = {key: len(pages) for key, pages in self._pages.items()}
        if self.dossier.timeline is not None:
            out["timeline"] = 1
        if self.dossier.conflicts:
            out["contradictions"] = len(cut(self.dossier.conflicts, _conflict))
        if self.dossier.findings:
            out["findings"] = -(-len(self.dossier.findings) // FINDINGS_PAGE)
        return out

    def chapter(self, place: Place) -> Chapter | None:
        """A chapter as a page of its own shows it; None where the part is no chapter."""
        theme = next((t for t in self.dossier.themes if t.key == place.part), None)
        if theme is None:
            return None
        return Chapter(replace(theme, entries=self._pages[theme.key][place.number - 1]), len(theme.entries))

    def conflicts_of(self, place: Place) -> tuple[Contradiction, ...]:
        """The contradictions of a page of theirs."""
        return cut(self.dossier.conflicts, _conflict)[place.number - 1]

    def findings_of(self, place: Place) -> tuple[Finding, ...]:
        """The findings of a page of theirs."""
        return self.dossier.findings[(place.number - 1) * FINDINGS_PAGE : place.number * FINDINGS_PAGE]

    def entry_of(self, claim_id: str) -> str | None:
        """The entry that a claim is part of; None for the claim of a name, and for one that is not of this person."""
        return self._entry_of.get(claim_id)

    def place_of(self, entry_id: str) -> Place:
        """The page that shows an entry."""
        return self._places.get(entry_id, Place())


def short(timeline: Timeline) -> Timeline:
    """The timeline with as many bars of each lane as fit beside everything else."""
    return replace(timeline, lanes=tuple(replace(lane, bars=lane.bars[:LANE]) for lane in timeline.lanes))
