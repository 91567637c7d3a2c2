"""What many articles say of one thing, gathered on the disk: whatever the size of the database, memory stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

_AT_ONCE = 1_000


class Gathered:
    """Pairs of words under keys. Use it as a context manager; what was gathered is gone with it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE said (key TEXT, n INTEGER, name TEXT, value TEXT)")
        self._db.execute("BEGIN")
        self._rows: list[tuple[str, int, str, str]] = []
        self._n = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(self, key: str, name: str, value: str) -> None:
        """Note a pair under a key."""
        self._n += 1
        self._rows.append((key, self._n, name, value))
        if len(self._rows) > _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", self._rows)
        self._rows.clear()

    def groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The keys in order, each with its pairs: every pair once, in the order in which they came."""
        self._flush()
        ordered = "SELECT key, name, value FROM said GROUP BY key, name, value ORDER BY key, min(n)"
        current: str | None = None
        pairs: list[tuple[str, str]] = []
        for key, name, value in self._db.execute(ordered):
            if key != current:
                if current is not None:
                    yield current, pairs
                current, pairs = key, []
            pairs.append((name, value))
        if current is not None:
            yield current, pairs
