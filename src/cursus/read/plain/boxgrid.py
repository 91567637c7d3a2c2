"""The infobox of a copy that sets it out in columns: its rows are known, what they are is told by their cells."""

from __future__ import annotations

import re

from cursus.read.plain.labels import is_group, labelled
from cursus.read.plain.lines import Line
from cursus.read.plain.parts import Part, Piece

_YEARS = re.compile(
    r"[^()–—]{0,40}\b\d{3,4}\b[^()–—]{0,20}\s?[–—-]\s?(?:[^()–—]{0,40}\b\d{3,4}\b|\D{1,20}$)|[^()]{0,40}\b\d{3,4}"
)
_TERM = frozenset({"term", "term_start"})
_LONGEST_GROUP = 60


class BoxGrid:
    """Reads the row lines of one box into parts."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.group = ""
        self.office: Piece | None = None
        self.term: Piece | None = None
        self.term_key = ""
        self.headed = False

    def add(self, line: Line) -> None:
        """One row: a label with its value, several cells, or a line over the whole width."""
        filled = [cell for cell in line.cells if cell]
        found = labelled(line)
        if found is not None and len(filled) == 2:
            self._end_term()
            self.office = None
            label = line.cells[0]
            end = label[-1][0] + len(label[-1][1])
            self._row((label[0][0], found.label), found.key, line.cells[1], end)
        elif len(filled) > 1:
            self._end_term()
            # Below zero, for the tables outside the infobox count from zero.
            self.parts.append(Part("cells", (), cells=line.cells, table=-2 - line.table))
        elif line.cells[0]:
            self._wide(line)
        elif self.parts and self.parts[-1].kind == "row":
            last = self.parts.pop()
            self._row(last.label, last.key, (*last.lines, *filled[0]), 0)

    def _row(self, label: Piece | None, key: str, value: tuple[Piece, ...], label_end: int) -> None:
        pieces = tuple((offset + cut, words[cut:]) for offset, words in value for cut in (_bullet(words),))
        self.parts.append(Part("row", pieces, label, key, self.group, label_end=label_end))

    def _wide(self, line: Line) -> None:
        """A head, a group, a term of office, or a caption."""
        piece = line.cells[0][0]
        words = piece[1]
        if words.startswith("(") and self.parts and self.parts[-1].kind == "row" and self.parts[-1].key == "term":
            last = self.parts.pop()
            self.parts.append(Part("row", (*last.lines, piece), last.label, last.key, last.group))
            return
        found = labelled(line)
        if found is not None and found.known and found.key in _TERM:
            self._open_office()
            self.term, self.term_key = (piece[0], found.label), found.key
            return
        if words.casefold() == "incumbent":
            return
        if self.term is not None:
            self.parts.append(Part("row", (piece,), self.term, self.term_key, self.group))
            self.term = None
        elif self.headed and self.office is not None and not is_group(words) and _YEARS.fullmatch(words):
            self._open_office()
            self.parts.append(Part("row", (piece,), (piece[0], ""), "term", self.group))
        elif not self.headed and not is_group(words):
            self.headed = True
            self.parts.append(Part("row", (piece,), (piece[0], ""), "name", self.group))
        elif len(words) > _LONGEST_GROUP or words.endswith((".", ",", ";")) or _bullet(words):
            self.parts.append(Part("caption", (piece,)))
        else:
            self.group, self.office = words, piece

    def _open_office(self) -> None:
        if self.office is not None:
            self.parts.append(Part("row", (self.office,), (self.office[0], ""), "office", self.group))
        self.office = None

    def _end_term(self) -> None:
        self.term = None


def _bullet(words: str) -> int:
    return 2 if words.startswith("* ") else 0
