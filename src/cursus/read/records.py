"""How readers make records: quickly, and some of their fields only when they are first read.

A frozen record sets each field by a call. Of the kinds that an article has by the hundred (:func:`link`, :func:`mark`,
:func:`block`, :func:`run`) an open twin with the same slots is filled and then declared to be the record.

Most readers of a Document look at a few of its parts. What is costly and follows from the rest – the sentences of the
blocks, the map to the source as records, the words and fields of a footnote – is therefore made on demand, once, and
kept. The work is a pure function of what was read, so that a record does not depend on when it is asked; pickled,
compared or hashed it is the plain record that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from cursus.claim import Block, Citation, Document, Link, Mark, Run, Span

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


class _Link:
    __slots__ = Link.__slots__

    def __init__(self, start: int, end: int, target: str) -> None:
        self.start = start
        self.end = end
        self.target = target


def link(start: int, end: int, target: str) -> Link:
    record: Any = _Link(start, end, target)
    record.__class__ = Link
    made: Link = record
    return made


class _Mark:
    __slots__ = Mark.__slots__

    def __init__(
        self, at: int, label: str, citation: int, source_start: int, source_end: int, group: str, page: str
    ) -> None:
        self.at = at
        self.label = label
        self.citation = citation
        self.source_start = source_start
        self.source_end = source_end
        self.group = group
        self.page = page


def mark(at: int, label: str, citation: int, source_start: int, source_end: int, group: str, page: str) -> Mark:
    record: Any = _Mark(at, label, citation, source_start, source_end, group, page)
    record.__class__ = Mark
    made: Mark = record
    return made


class _Run:
    __slots__ = Run.__slots__

    def __init__(self, start: int, end: int, source_start: int, source_end: int) -> None:
        self.start = start
        self.end = end
        self.source_start = source_start
        self.source_end = source_end


def run(start: int, end: int, source_start: int, source_end: int) -> Run:
    record: Any = _Run(start, end, source_start, source_end)
    record.__class__ = Run
    made: Run = record
    return made


class _Block:
    __slots__ = Block.__slots__

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        section: int,
        level: int,
        cells: tuple[Span, ...],
        table: int,
        header: bool,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.section = section
        self.level = level
        self.cells = cells
        self.table = table
        self.header = header


def block(
    kind: str, start: int, end: int, section: int, level: int, cells: tuple[Span, ...], table: int, header: bool
) -> Block:
    record: Any = _Block(kind, start, end, section, level, cells, table, header)
    record.__class__ = Block
    made: Block = record
    return made


__all__ = ["LaterCitation", "LaterDocument", "block", "later_citation", "later_document", "link", "mark", "run"]
