"""A string instead of a Document: the words of a footnote or a parameter, with the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right

_ODD_SPACE = re.compile(r"[^\S ]| {2}")
_WORD = re.compile(r"\S+")


class Collector:
    """Takes what a :class:`~cursus.read.builder.Builder` takes while text is written, and keeps one line of words."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self.at = 0
        self._space = False
        self._starts: list[int] = []
        self._places: list[tuple[int, int, bool]] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def words(self, text: str, source_start: int, source_end: int | None = None) -> None:
        """Add words; white space becomes one space, none at the edges."""
        if source_end is not None and source_end - source_start != len(text):
            self.opaque(text, source_start, source_end)
        elif not _ODD_SPACE.search(text):
            self._piece(text, source_start)
        else:
            position = 0
            for match in _WORD.finditer(text):
                self._put(
                    match.group(),
                    source_start + match.start(),
                    source_start + match.end(),
                    True,
                    match.start() > position,
                )
                position = match.end()
            self._space = self._space if position == len(text) and position else True

    def copy(self, start: int, end: int) -> None:
        """Add words of the source."""
        self.words(self._source[start:end], start)

    def clean(self, start: int, end: int) -> None:
        """Add words of the source between which stand single plain spaces."""
        self._piece(self._source[start:end], start)

    def space(self, source_start: int, source_end: int) -> None:
        """White space between words."""
        self._space = True

    def _piece(self, text: str, source_start: int) -> None:
        lead = 1 if text[:1] == " " else 0
        tail = len(text) - 1 if text[-1:] == " " else len(text)
        if tail > lead:
            self._put(text[lead:tail], source_start + lead, source_start + tail, True, bool(lead))
            self._space = tail < len(text)
        elif text:
            self._space = True

    def opaque(self, text: str, source_start: int, source_end: int) -> None:
        """Add words that their source only stands for."""
        words = " ".join(text.split())
        if words:
            self._put(words, source_start, source_end, False, text[0].isspace())
        if text[-1:].isspace():
            self._space = True

    def _put(self, text: str, start: int, end: int, exact: bool, spaced: bool) -> None:
        if (spaced or self._space) and self.at:
            self._starts.append(self.at)
            self._places.append((start, start, False))
            self._pieces.append(" ")
            self.at += 1
        self._space = False
        self._starts.append(self.at)
        self._places.append((start, end, exact))
        self._pieces.append(text)
        self.at += len(text)

    def line_break(self, source_start: int, source_end: int | None = None) -> None:
        self._space = True

    def mark(
        self, label: str, citation: int, source_start: int, source_end: int, group: str = "", page: str = ""
    ) -> None:
        """Footnote marks are no words."""

    def link(self, start: int, target: str) -> None:
        """Nor are the targets of links."""

    def fault(self, kind: str, message: str, source_start: int, source_end: int) -> None:
        """What is wrong is told where the page itself is read."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of source behind ``text[start:end]``."""
        if not self._starts:
            return 0, 0
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(end - 1, start)) - 1, first)
        low, _, exact = self._places[first]
        low += max(start - self._starts[first], 0) if exact else 0
        high_start, high, exact = self._places[last]
        if exact:
            high = high_start + end - self._starts[last]
        return low, max(low, high)
