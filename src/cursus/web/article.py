"""An article cut into pieces for the page: the words of claims told apart, footnote marks where they stand.

Spans of claims overlap at will. Each block is cut at every place where one begins or ends, so that every piece is
covered by a fixed set of claims; no piece is ever nested in another.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cursus.claim import Claim, Document, Mark, Span
from cursus.store.cited import find_citation


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote mark in the text. ``number`` tells the marks of an article apart, ``index`` is its entry or -1."""

    number: int
    label: str
    index: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same claims cover. ``begin`` holds the ids of the claims that begin here, ``to`` is the id of the
    claim with the shortest quote among those that cover it ("" for none), ``notes`` the footnote marks before it."""

    text: str
    to: str
    covered: int
    begin: tuple[str, ...]
    chosen: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One block: its pieces, cell by cell (one cell where it has none), and the claims that begin in it."""

    kind: str
    level: int
    table: int
    header: bool
    cells: tuple[tuple[Piece, ...], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One footnote of the list: the numbers of the marks that lead to it, and how many claims it supports."""

    index: int
    label: str
    group: str
    text: str
    defined: bool
    url: str | None
    archive_url: str | None
    marks: tuple[int, ...]
    claims: int


def views(document: Document, claims: Sequence[Claim], chosen: str = "") -> tuple[View, ...]:
    """The article's blocks. ``claims`` are its claims; ``chosen`` is the id of the one to stand out."""
    return tuple(_Cutter(document, claims, chosen).views())


def entries(document: Document, claims: Sequence[Claim]) -> tuple[Entry, ...]:
    """The article's footnotes as it lists them."""
    marks: dict[int, list[int]] = {}
    for number, mark in enumerate(document.marks):
        marks.setdefault(mark.citation, []).append(number)
    support: dict[int, int] = {}
    for claim in claims:
        for index in {find_citation(s, document.citations) for s in claim.citations}:
            support[index] = support.get(index, 0) + 1
    return tuple(
        Entry(
            index, c.label, c.group, c.text, c.defined, c.get("URL"), c.get("archive-url"),
            tuple(marks.get(index, ())), support.get(index, 0),
        )
        for index, c in enumerate(document.citations)
    )  # fmt: skip


class _Cutter:
    def __init__(self, document: Document, claims: Sequence[Claim], chosen: str) -> None:
        self._document, self._chosen = document, chosen
        self._claims = sorted(claims, key=lambda c: (c.quote.start, c.quote.end, c.id))
        self._starts = [c.quote.start for c in self._claims]
        self._next = 0
        self._longest = max((c.quote.end - c.quote.start for c in self._claims), default=0)
        order = sorted(range(len(document.marks)), key=lambda n: document.marks[n].at)
        self._marks: list[tuple[int, Mark]] = [(n, document.marks[n]) for n in order]
        self._mark_places = [mark.at for _, mark in self._marks]

    def views(self) -> Iterator[View]:
        for block in self._document.blocks:
            before = self._next
            spans = block.cells or (Span(block.start, block.end),)
            cells = tuple(tuple(self._pieces(span)) for span in spans)
            begun = tuple(self._claims[before : self._next])
            yield View(block.kind, block.level, block.table, block.header, cells, begun)

    def _pieces(self, span: Span) -> Iterator[Piece]:
        low = bisect.bisect_left(self._starts, span.start - self._longest)
        high = bisect.bisect_left(self._starts, span.end)
        here = [c for c in self._claims[low:high] if c.quote.end > span.start]
        marks = self._marks[
            bisect.bisect_left(self._mark_places, span.start) : bisect.bisect_right(self._mark_places, span.end)
        ]
        cuts = {span.start, span.end, *(mark.at for _, mark in marks)}
        for claim in here:
            cuts.update(place for place in (claim.quote.start, claim.quote.end) if span.start < place < span.end)
        edges = sorted(cuts)
        for start, end in zip(edges, [*edges[1:], span.end], strict=True):
            notes = tuple(Note(n, mark.label, mark.citation) for n, mark in marks if mark.at == start)
            covering = [c for c in here if c.quote.start < end and c.quote.end > start]
            if start == end and not notes:
                continue
            shortest = min(covering, key=lambda c: c.quote.end - c.quote.start, default=None) if start < end else None
            yield Piece(
                text=self._document.text[start:end],
                to="" if shortest is None else shortest.id,
                covered=len(covering),
                begin=tuple(self._take(end)),
                chosen=start < end and any(c.id == self._chosen for c in covering),
                notes=notes,
            )

    def _take(self, end: int) -> Iterator[str]:
        """The ids of the claims that begin before ``end`` and were not taken yet: one that begins between two blocks
        or cells is taken by the next one."""
        while self._next < len(self._claims) and self._starts[self._next] < end:
            yield self._claims[self._next].id
            self._next += 1
