"""Records some of whose fields are worked out when they are first read.

Most readers of a Document look at a few of its parts. What is costly and follows from the rest – the sentences of the
blocks, the map to the source as records, the words and fields of a footnote – is therefore made on demand, once, and
kept. The work is a pure function of what was read, so that a record does not depend on when it is asked; pickled,
compared or hashed it is the plain record that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from cursus.claim import Citation, Document

_set = object.__setattr__

Work = Callable[[str], dict[str, Any]]
"""The name of a missing field → its value, and perhaps those of others that come with it."""


class _Later:
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Called only for a field that has no value yet."""
        if name[:1] == "_":
            raise AttributeError(name)
        work: Work = self._work
        for field, value in work(name).items():
            _set(self, field, value)
        return object.__getattribute__(self, name)


@dataclass(frozen=True, eq=False, init=False, repr=False)
class LaterCitation(_Later, Citation):
    """A footnote whose words are not yet read."""

    __slots__ = ("_work",)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Citation) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[type[Citation], tuple[Any, ...]]:
        return Citation, _values(self)


@dataclass(frozen=True, eq=False, init=False, repr=False)
class LaterDocument(_Later, Document):
    """A Document whose sentences and map to the source are not yet made."""

    __slots__ = ("_work",)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[type[Document], tuple[Any, ...]]:
        return Document, _values(self)


def _values(record: Citation | Document) -> tuple[Any, ...]:
    return tuple(getattr(record, f.name) for f in fields(record))


def later_citation(
    label: str, name: str | None, group: str, source_start: int, source_end: int, work: Work
) -> LaterCitation:
    """A citation of which ``work`` makes text, type, template, fields and works."""
    record = LaterCitation.__new__(LaterCitation)
    _set(record, "label", label)
    _set(record, "name", name)
    _set(record, "group", group)
    _set(record, "source_start", source_start)
    _set(record, "source_end", source_end)
    _set(record, "backlinks", ())
    _set(record, "defined", True)
    _set(record, "_work", work)
    return record


def later_document(values: dict[str, Any], work: Work) -> LaterDocument:
    """A Document of which ``work`` makes the fields that ``values`` does not name."""
    record = LaterDocument.__new__(LaterDocument)
    for name, value in values.items():
        _set(record, name, value)
    _set(record, "_work", work)
    return record


__all__ = ["LaterCitation", "LaterDocument", "later_citation", "later_document"]
