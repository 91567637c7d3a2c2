"""Tables below the infobox: rows of cells, boxes of predecessors and successors, lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cursus.read.plain.lines import Line
from cursus.read.plain.noise import is_noise, words
from cursus.read.plain.parts import Part, Piece

# What stands between the links of a navigation box.
_BETWEEN = re.compile(r" [•·|] |^\* ")


def grid_parts(lines: list[Line], table: int) -> list[Part]:
    """The rows of one table that the copy sets out in columns."""
    rows = [line.cells for line in lines if not is_noise(line.text)]
    kind = "navigation" if is_succession(" ".join(w for _, w in cell[:1]) for row in rows for cell in row) else "cells"
    if kind == "cells" and _is_navigation(rows):
        return [Part("navigation", tuple(piece for cell in row for piece in cell)) for row in rows]
    return [Part(kind, (), cells=row, table=table) for row in rows]


def is_succession(cells: Iterable[str]) -> bool:
    """Whether cells (their first lines) are those of a box that names predecessors and successors."""
    found = {side for cell in cells for side in ("before", "after") if words(side, r"\b.{0,80}:?").fullmatch(cell)}
    return len(found) == 2


def _is_navigation(rows: list[tuple[tuple[Piece, ...], ...]]) -> bool:
    """Whether most rows are lists of links: many items, each a few words."""
    lists = 0
    for row in rows:
        last = row[-1]
        lists += len(last) >= 4 or sum(len(_BETWEEN.findall(words)) for _, words in last) >= 2
    return lists * 2 > len(rows)
