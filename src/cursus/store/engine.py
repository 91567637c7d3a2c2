"""Connections to the database: one writer at a time, readers beside it, and errors in plain words.

SQLite with write-ahead logging: readers never wait for the writer. A write opens with BEGIN IMMEDIATE under a lock of
the process, so that writers queue instead of racing for the file; another process is waited for, up to
:data:`BUSY_SECONDS`. ``synchronous=FULL``: what was reported as stored survives a power cut.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError

from cursus.store.errors import StoreError

BUSY_SECONDS = 30
SQLITE_HEADER = b"SQLite format 3\x00"

_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()

# SQLite's own words, or the start of them, and what they mean to the reader of the message.
_AGAIN = "and run the command again"
_MEANINGS = (
    ("database or disk is full", "the disk is full; nothing of this step was stored", f"free some space {_AGAIN}"),
    ("database is locked", "another program is writing to this database", f"wait until it is done {_AGAIN}"),
    ("attempt to write a readonly database", "the database may not be written to", "check the file's permissions"),
    ("unable to open database file", "the database cannot be opened", "check that its folder is there and writable"),
    ("file is not a database", "this file is not a database", "give another file with --db"),
    ("database disk image is malformed", "the database is damaged", "restore it from a copy"),
    ("disk i/o error", "the disk reported an error; nothing of this step was stored", f"check the disk {_AGAIN}"),
)


def write_lock(path: str) -> threading.Lock:
    """The lock of this process for one database file."""
    with _locks_guard:
        return _locks.setdefault(path, threading.Lock())


@contextlib.contextmanager
def plainly(path: str) -> Iterator[None]:
    """Turn a database error into a :class:`StoreError` that says what happened and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise as_store_error(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise as_store_error(path, error) from error


def as_store_error(path: str, error: BaseException) -> StoreError:
    words = str(error)
    for start, reason, remedy in _MEANINGS:
        if start in words.lower():
            return StoreError(path, reason, remedy)
    return StoreError(path, f"the database refused: {words}", "check the database file")


def make_engine(path: str, *, readonly: bool) -> Engine:
    """An engine whose connections are set up for readers (``readonly``) or for the writer."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, readonly=readonly),
        poolclass=_pool(),
        pool_size=16,
        max_overflow=64,
        pool_reset_on_return="rollback",
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _connect(path: str, *, readonly: bool) -> sqlite3.Connection:
    mode = "ro" if readonly else "rwc"
    uri = f"file:{quote(path)}?mode={mode}" + ("&immutable=1" if readonly and _sealed(path) else "")
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    if readonly:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _sealed(path: str) -> bool:
    """A finished database in a folder that may not be written to: SQLite cannot put its log there, nor needs it."""
    folder, log = os.path.dirname(path) or ".", Path(path + "-wal")
    return not os.access(folder, os.W_OK) and (not log.exists() or log.stat().st_size == 0)


def looks_foreign(path: str) -> bool:
    """Whether a file is there that is no SQLite database. An empty file is none's: it can become one."""
    with open(path, "rb") as file:
        head = file.read(len(SQLITE_HEADER))
    return bool(head) and head != SQLITE_HEADER


__all__ = ["DatabaseError", "as_store_error", "looks_foreign", "make_engine", "plainly", "write_lock"]
