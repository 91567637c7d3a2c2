"""Lines with their place, and how the copy was laid out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from cursus.read.plain.parts import Piece

_BULLET = re.compile(r"(?:[*•·▪◦‣+–-]|\d{1,2}[.)]|o(?=\s\s?[A-Z(]))\s+(?=\S)")
_WORD_END = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is stripped; ``start`` is the source offset of its first character, ``indent`` the columns before it,
    ``width`` the columns of the whole line, white space at either end included. A row of a table that the copy sets out in
    columns is one line with its ``cells``, each of them its own lines; ``text`` is then the first of them."""

    text: str
    start: int
    indent: int
    width: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()
    table: int = -1

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def bullet(self) -> int:
        """The length of a list marker at the start of the line, 0 where there is none."""
        match = _BULLET.match(self.text)
        if match is None or (self.text[0] == "o" and self.indent < 6):
            return 0
        return match.end()


@dataclass(frozen=True, slots=True)
class Layout:
    """Whether paragraphs were broken to a width (``wrapped``), to which (``width``), and how deep prose is set
    (``base``).
    """

    wrapped: bool
    width: int
    base: int

    def full(self, line: Line, following: Line, slack: int = 0) -> bool:
        """Whether the first word of the following line would not have fitted on the line: the break is the copy's.
        The longest lines of a copy are a little longer than its width; ``slack`` makes up for it."""
        word = _WORD_END.match(following.text)
        return (
            self.wrapped and word is not None and line.indent + len(line.text) + 1 + len(word[0]) > self.width - slack
        )


def split_lines(source: str) -> list[Line]:
    """The lines of the source; white space at either end of a line is not part of it."""
    out: list[Line] = []
    position = 0
    for raw in source.split("\n"):
        stripped = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if stripped else 0
        out.append(Line(stripped, position + lead, lead, len(raw.rstrip("\r"))))
        position += len(raw) + 1
    return out


def layout_of(lines: list[Line]) -> Layout:
    """Hardly any line is long, and many end within a word's length of the longest: the copy is wrapped."""
    lengths = sorted(line.indent + len(line.text) for line in lines if line.text and not line.cells)
    indents: Counter[int] = Counter()
    for line in lines:
        if len(line.text) >= 55 and not (line.cells or line.bullet or line.width > line.indent + len(line.text) + 1):
            indents[line.indent] += len(line.text)
    most = max(indents.values(), default=0)
    base = min((indent for indent, length in indents.items() if length * 2 >= most), default=0)
    if len(lengths) < 12:
        return Layout(False, 0, base)
    width = lengths[-max(len(lengths) // 50, 1)]
    wrapped = width <= 100 and sum(width - 14 <= n <= width + 4 for n in lengths) >= 0.3 * len(lengths)
    return Layout(wrapped, width if wrapped else 0, base)


def chunks(lines: list[Line], start: int = 0) -> list[tuple[int, int]]:
    """The stretches between blank lines as (first, after the last) line numbers."""
    out: list[tuple[int, int]] = []
    begin = -1
    for number in range(start, len(lines)):
        if lines[number].blank:
            if begin >= 0:
                out.append((begin, number))
            begin = -1
        elif begin < 0:
            begin = number
    if begin >= 0:
        out.append((begin, len(lines)))
    return out
