"""A long article on several pages, each with the footnotes and the findings of its own part of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cursus.claim import Finding
from cursus.web.article import Entry, View
from cursus.web.beside import Beside
from cursus.web.layout import cut

TEXT = 46_000
"""Bytes of text with its claims on one page; its footnotes and findings come on top."""
_PIECE, _CLAIM, _BLOCK = 90, 300, 80
"""Bytes of markup for a piece of text, for a claim beside it, and for a block."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page: blocks from the index ``first`` on, and what belongs to them."""

    number: int
    last: int
    first: int
    views: tuple[View, ...]
    cites: tuple[Entry, ...]
    findings: tuple[Finding, ...]


class Parts:
    """The pages of an article."""

    def __init__(self, views: Sequence[View], cites: Sequence[Entry], beside: Beside) -> None:
        self._pages = cut(views, _weigh, TEXT)
        self._cites, self._beside = cites, beside
        self._marks = [
            {n.number for v in page for cell in v.cells for p in cell for n in p.notes} for page in self._pages
        ]

    @property
    def last(self) -> int:
        return len(self._pages)

    def of_claim(self, claim_id: str) -> int:
        """The page on which a claim begins; the first for one that is not there."""
        return next(
            (n for n, page in enumerate(self._pages, 1) if any(c.id == claim_id for v in page for c in v.claims)), 1
        )

    def of_cite(self, index: int) -> int:
        """The first page that has a footnote; the last for one without a mark."""
        marks = next((set(c.marks) for c in self._cites if c.index == index), set())
        return next((n for n, here in enumerate(self._marks, 1) if marks & here), self.last)

    def part(self, number: int) -> Part:
        """A page by its number."""
        first = sum(len(page) for page in self._pages[: number - 1])
        here = self._marks[number - 1]
        cites = tuple(
            replace(c, marks=tuple(m for m in c.marks if m in here))
            for c in self._cites
            if here & set(c.marks) or (not c.marks and number == self.last)
        )
        blocks = range(first, first + len(self._pages[number - 1]))
        found = list(self._beside.elsewhere) if number == 1 else []
        found += [f for n in blocks for f in self._beside.blocks.get(n, ())]
        found += [f for c in cites for f in self._beside.notes.get(c.index, ())]
        return Part(number, self.last, first, self._pages[number - 1], cites, tuple({f.id: f for f in found}.values()))


def _weigh(view: View) -> int:
    pieces = [piece for cell in view.cells for piece in cell]
    return (
        _BLOCK
        + sum(len(p.text.encode()) + (_PIECE if p.to or p.notes else 0) for p in pieces)
        + _CLAIM * len(view.claims)
    )
