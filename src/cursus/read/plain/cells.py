"""Tables below the infobox: rows of cells, boxes of predecessors and successors, lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cursus.read.plain.lines import Line
from cursus.read.plain.noise import is_noise, words
from cursus.read.plain.parts import Part, Piece

# What stands between the links of a navigation box.
_TALLEST = 14
"""Lines of the highest row of a succession box."""
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


def succession_row(lines: list[Line], index: int) -> tuple[tuple[tuple[Piece, ...], ...], int] | None:
    """(the three cells of a row that starts with "Preceded by", the line after it): a tab starts the next cell."""
    if not words("before", r"\b.{0,80}:?").match(lines[index].text.partition("\t")[0]):
        return None
    cells: list[list[Piece]] = [[]]
    for number in range(index, min(index + _TALLEST, len(lines))):
        line = lines[number]
        if not line.text or line.cells:
            return None
        position = 0
        for column, words_of in enumerate(line.text.split("\t")):
            if column:
                cells.append([])
            lead = len(words_of) - len(words_of.lstrip())
            if words_of.strip():
                cells[-1].append((line.start + position + lead, words_of.strip()))
            position += len(words_of) + 1
        if len(cells) == 3 and cells[2] and _names_successor(cells[2], lines, number):
            return tuple(map(tuple, cells)), number + 1
        if len(cells) > 3:
            return None
    return None


def _names_successor(cell: list[Piece], lines: list[Line], number: int) -> bool:
    """Whether the last cell is complete: it is more than its label, or nothing follows."""
    label = words("after", ":?").fullmatch(cell[0][1])
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    return words("after", r"\b.{0,80}").match(cell[0][1]) is not None and (label is None or len(cell) > 1 or not below)
