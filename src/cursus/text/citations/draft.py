"""A reference while it is being read: what is left of its words, and the fields found so far."""

from __future__ import annotations

from cursus.text.citations.fields import TextField

#: Stands in :attr:`Draft.rest` for words already read, so that the offsets stay.
GONE = "\x00"
_EDGE = " \t\n,;:.–—-" + GONE


class Draft:
    """``rest`` is the reference with every word that has been read replaced by :data:`GONE`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rest = text.replace(GONE, " ")
        self.fields: list[TextField] = []

    def has(self, name: str) -> bool:
        return any(f.name == name for f in self.fields)

    def add(self, name: str, start: int, end: int, edtf: str | None = None, value: str | None = None) -> None:
        """A field whose value is ``text[start:end]``, white space evened out; empty ones are left out."""
        words = " ".join((self.text[start:end] if value is None else value).split())
        if words:
            self.fields.append(TextField(name, words, start, end, edtf))

    def take(self, start: int, end: int) -> None:
        """These words have been read."""
        self.rest = self.rest[:start] + GONE * (end - start) + self.rest[end:]

    def trimmed(self, start: int, end: int, extra: str = "") -> tuple[int, int]:
        """``start``..``end`` without white space, punctuation and read words at its edges."""
        edge = _EDGE + extra
        while start < end and self.rest[start] in edge:
            start += 1
        while end > start and self.rest[end - 1] in edge:
            end -= 1
        return start, end
