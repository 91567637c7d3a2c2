"""How far unfinished dumps were read, and which of their articles are stored already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from cursus.store.schema import documents, marks
from cursus.store.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """A place in a dump (``pages`` pages behind the stream at offset ``stream``) and how many articles were taken up to
    it."""

    stream: int
    pages: int
    taken: int


def progress(store: Store, key: str) -> Progress | None:
    """How far the dump with this key was read; None where it was not begun."""
    with store._read() as connection:
        query = select(marks.c.stream, marks.c.pages, marks.c.taken).where(marks.c.key == key)
        row = connection.execute(query).one_or_none()
        return None if row is None else Progress(*row)


def save_progress(store: Store, key: str, path: str, place: Progress) -> None:
    """Note how far a dump was read; what was noted of the same path before is forgotten."""
    with store._write() as connection:
        connection.execute(delete(marks).where((marks.c.key == key) | (marks.c.path == path)))
        values = {"key": key, "path": path, "stream": place.stream, "pages": place.pages, "taken": place.taken}
        connection.execute(insert(marks), values)


def forget_progress(store: Store, path: str) -> None:
    """The dump is read to its end."""
    with store._write() as connection:
        connection.execute(delete(marks).where(marks.c.path == path))


def stored(store: Store, hashes: Sequence[str]) -> dict[str, str]:
    """Of these SHA-256 hashes of articles, those that are stored → their document's id."""
    with store._read() as connection:
        query = select(documents.c.sha256, documents.c.id).where(documents.c.sha256.in_(list(hashes)))
        return {row[0]: row[1] for row in connection.execute(query)}
