"""A table of the document: its column heads, and its rows as cells by what their column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from cursus.claim import Block, Document, Span
from cursus.tables import rows

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and their place in the text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the block it is, and its filled cells by the kind of their column ("" where the head is not known)."""

    block: Block
    cells: tuple[tuple[str, Cell], ...]

    def get(self, kind: str) -> Cell | None:
        """The first filled cell of a kind of column."""
        return next((cell for name, cell in self.cells if name == kind), None)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table with its column heads read; ``kinds`` is empty where no row of heads was found."""

    section: int
    kinds: tuple[str, ...]
    rows: tuple[GridRow, ...]


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in rows("grid_columns") for word in words.split("|")}


def column_kind(head: str) -> str:
    """What a column head says that its column holds; "" where the table does not know it.

    Of a head of several words that is not known as a whole, the kinds of its parts around "and" and "/" are asked:
    "Service / Component" is a branch.
    """
    folded = " ".join(_BRACKETS.sub("", head).casefold().split()).strip(" .:")
    known = _heads().get(folded)
    if known is not None:
        return known
    parts = {_heads().get(part.strip(" .:"), "") for part in re.split(r"\s+and\s+|\s*[/&]\s*", folded)}
    return parts.pop() if len(parts) == 1 else ""


def grids(document: Document) -> Iterator[Grid]:
    """The tables of a document that have a row of column heads, in order."""
    blocks = [b for b in document.blocks if b.kind == "cells" and b.cells]
    for _, group in groupby(blocks, key=lambda b: (b.table, b.section)):
        lines = list(group)
        at = next((n for n, b in enumerate(lines[:3]) if _is_head(document, b)), None)
        kinds = tuple(column_kind(document.text[c.start : c.end]) for c in lines[at].cells) if at is not None else ()
        body = lines[at + 1 :] if at is not None else lines
        yield Grid(lines[0].section, kinds, tuple(_row(document, block, kinds) for block in body if not block.header))


def _is_head(document: Document, block: Block) -> bool:
    """A row of heads: so marked, with two cells or more that the table of heads knows."""
    known = [kind for c in block.cells if (kind := column_kind(document.text[c.start : c.end]))]
    return len(block.cells) > 1 and len(known) > 1 and (block.header or len(known) == len(block.cells))


def _row(document: Document, block: Block, kinds: tuple[str, ...]) -> GridRow:
    """The filled cells of a row under their heads.

    A head over two columns (a picture and its rank) leaves a row more cells than heads: then the filled cells stand under
    the heads that are no pictures', if they are as many. Any other row that does not fit has no kinds.
    """
    filled = [span for span in block.cells if document.text[span.start : span.end].strip()]
    if len(kinds) == len(block.cells):
        pairs = [(kind, span) for kind, span in zip(kinds, block.cells, strict=True) if span in filled]
    else:
        shown = tuple(kind for kind in kinds if kind != "insignia")
        names = shown if len(block.cells) > len(kinds) and len(shown) == len(filled) else ("",) * len(filled)
        pairs = list(zip(names, filled, strict=True))
    cells = ((kind, Cell(" ".join(document.text[s.start : s.end].split()), s)) for kind, s in pairs)
    return GridRow(block, tuple(cells))
