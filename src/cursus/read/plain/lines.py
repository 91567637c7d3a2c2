"""Lines with their place, and the questions that every shape rule asks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"(?:[*•·▪◦‣–-]|\d{1,2}\.)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is stripped; ``start`` is the source offset of its first character, ``indent`` the columns before it."""

    text: str
    start: int
    indent: int

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
        return match.end() if match else 0


def split_lines(source: str) -> list[Line]:
    out: list[Line] = []
    position = 0
    for raw in source.split("\n"):
        stripped = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        out.append(Line(stripped, position + (lead if stripped else 0), lead if stripped else 0))
        position += len(raw) + 1
    return out


def is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs were broken to a width: hardly any line is long, and many end within a word's length of it."""
    lengths = sorted(line.indent + len(line.text) for line in lines if line.text)
    if len(lengths) < 12:
        return False
    width = lengths[-max(len(lengths) // 50, 1)]
    return width <= 100 and sum(width - 14 <= n <= width + 4 for n in lengths) >= 0.3 * len(lengths)
