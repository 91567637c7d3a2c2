"""A string instead of a Document: the words of a footnote or a parameter, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right

_SPACE = " \t\n\r\f\v\xa0"


class Collector:
    """Takes what a :class:`~cursus.read.builder.Builder` takes while text is written, and keeps one line of words."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._starts: list[int] = []
        self._places: list[tuple[int, int, bool]] = []

    @property
    def at(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def words(self, text: str, source_start: int, source_end: int | None = None) -> None:
        """Add words; white space becomes one space, none at the edges."""
        exact = source_end is None or source_end - source_start == len(text)
        position = 0
        for word in text.split():
            place = text.index(word, position)
            if place > position:
                self._space = True
            position = place + len(word)
            if self._space and self._length:
                self._put(" ", source_start + place - 1 if exact and place else source_start, source_start, True)
            self._space = False
            if exact:
                self._put(word, source_start + place, source_start + position, True)
            else:
                self._put(word, source_start, source_end or source_start, False)
        if position < len(text):
            self._space = True

    def _put(self, text: str, start: int, end: int, exact: bool) -> None:
        self._starts.append(self._length)
        self._places.append((start, end, exact))
        self._pieces.append(text)
        self._length += len(text)

    def line_break(self, source_start: int, source_end: int | None = None) -> None:
        self._space = True

    def mark(self, label: str, citation: int, source_start: int, source_end: int, group: str = "", page: str = "") -> None:
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
