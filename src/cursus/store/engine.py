"""Connections to the database: one writer at a time, readers beside it, and errors in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from cursus.store.address import shown
from cursus.store.dialects import dialect_at
from cursus.store.errors import ReadOnly, StoreError, UnstorableText

SQLITE_HEADER = b"SQLite format 3\x00"


@contextlib.contextmanager
def plainly(address: str) -> Iterator[None]:
    """Turn a database error into a :class:`StoreError` that says what happened and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise as_store_error(address, error.orig or error) from error
    except sqlite3.Error as error:
        raise as_store_error(address, error) from error


def as_store_error(address: str, error: BaseException) -> StoreError:
    words = " ".join(str(error).split())
    dialect = dialect_at(address)
    kind: type[StoreError] = StoreError
    if any(part in words for part in dialect.unstorable):
        kind = UnstorableText
    elif "readonly" in words or "read-only" in words:
        kind = ReadOnly
    for part, reason, remedy in dialect.meanings:
        if part.lower() in words.lower():
            return kind(shown(address), reason, remedy)
    return StoreError(shown(address), f"the database refused: {words}", "check the database")


def make_engine(address: str, *, readonly: bool) -> Engine:
    """An engine whose connections are set up for readers (``readonly``) or for the writer."""
    engine = dialect_at(address).engine(address, readonly=readonly)
    if readonly:
        event.listen(engine, "before_cursor_execute", _askable, retval=True)
    return engine


def _askable(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> tuple[str, Any]:
    """Let readers ask for any string: what a database cannot hold is asked for in another form, and so not found."""
    if isinstance(parameters, dict):
        return statement, {name: _storable(value) for name, value in parameters.items()}
    return statement, tuple(_storable(value) for value in parameters)


def _storable(value: Any) -> Any:
    if not isinstance(value, str) or (value.isascii() and "\x00" not in value):
        return value
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def looks_foreign(path: str) -> bool:
    """Whether a file is there that is no SQLite database. An empty file is none's: it can become one."""
    with open(path, "rb") as file:
        head = file.read(len(SQLITE_HEADER))
    return bool(head) and head != SQLITE_HEADER
