"""What the shape rules hand to the writer."""

from __future__ import annotations

from dataclasses import dataclass

Piece = tuple[int, str]
"""Words and the source offset of their first character."""


@dataclass(frozen=True, slots=True)
class Part:
    """One block to write. ``label_end`` is where a label ends that is not as long as its source. ``lines`` are its pieces. In a row each piece is an item, except those numbered in
    ``joined``, which go on with the item before; elsewhere the pieces are one run of words. A row of a table has ``cells``
    instead, each of them its lines."""

    kind: str
    lines: tuple[Piece, ...]
    label: Piece | None = None
    key: str = ""
    group: str = ""
    level: int = 2
    joined: frozenset[int] = frozenset()
    label_end: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()
    table: int = -1
