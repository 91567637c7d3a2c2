"""What the shape rules hand to the writer."""

from __future__ import annotations

from dataclasses import dataclass

Piece = tuple[int, str]
"""Words and the source offset of their first character."""


@dataclass(frozen=True, slots=True)
class Part:
    """One block to write. ``lines`` are its pieces. In a row each piece is an item, except those numbered in
    ``joined``, which go
    on with the item before; in ``cells`` each piece is a cell; elsewhere the pieces are one run of words."""

    kind: str
    lines: tuple[Piece, ...]
    label: Piece | None = None
    key: str = ""
    group: str = ""
    level: int = 2
    joined: frozenset[int] = frozenset()
    table: int = -1
