"""SQLite: one file with write-ahead logging; readers never wait for the writer.

A write opens with BEGIN IMMEDIATE, so that writers queue instead of racing for the file. ``synchronous=FULL``: what was
reported as stored survives a power cut. Words are found by FTS5.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, func, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import QueuePool

from cursus.store.dialects import base
from cursus.store.dialects.base import AGAIN, APPLICATION_ID, Clause, Dialect, Term, Wanted

_WRITER_CACHE, _INDEX_CACHE = 32_768, 262_144
"""Kilobytes of pages that a writer keeps in memory: with fewer than an index takes, each row is a trip to the log."""
NAME_TRIGGERS = {
    "lookup_fts_insert": "CREATE TRIGGER lookup_fts_insert AFTER INSERT ON lookup BEGIN "
    "INSERT INTO lookup_fts(rowid, words) VALUES (new.rank, new.words); END",
    "lookup_fts_delete": "CREATE TRIGGER lookup_fts_delete AFTER DELETE ON lookup BEGIN "
    "INSERT INTO lookup_fts(lookup_fts, rowid, words) VALUES ('delete', old.rank, old.words); END",
}


class Sqlite(Dialect):
    quote_index = (
        "CREATE VIRTUAL TABLE quotes_fts USING fts5("
        "quote, content='claims', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
        "CREATE TRIGGER quotes_fts_insert AFTER INSERT ON claims BEGIN "
        "INSERT INTO quotes_fts(rowid, quote) VALUES (new.n, new.quote); END",
        "CREATE TRIGGER quotes_fts_delete AFTER DELETE ON claims BEGIN "
        "INSERT INTO quotes_fts(quotes_fts, rowid, quote) VALUES ('delete', old.n, old.quote); END",
        "CREATE TRIGGER quotes_fts_update AFTER UPDATE OF quote ON claims BEGIN "
        "INSERT INTO quotes_fts(quotes_fts, rowid, quote) VALUES ('delete', old.n, old.quote); "
        "INSERT INTO quotes_fts(rowid, quote) VALUES (new.n, new.quote); END",
    )
    name_index = (
        # the words are folded already: the tokenizer has only to cut at the spaces
        "CREATE VIRTUAL TABLE lookup_fts USING fts5("
        "words, content='lookup', content_rowid='rank', tokenize='ascii', prefix='1 2 3 4', detail=none, columnsize=0)",
        *NAME_TRIGGERS.values(),
    )
    unstorable = ()
    meanings = (
        ("database or disk is full", "the disk is full; nothing of this step was stored", f"free some space {AGAIN}"),
        ("database is locked", "another program is writing to this database", f"wait until it is done {AGAIN}"),
        ("attempt to write a readonly database", "the database may not be written to", "check the file's permissions"),
        (
            "unable to open database file",
            "the database cannot be opened",
            "check that its folder is there and writable",
        ),
        ("file is not a database", "this file is not a database", "give another file with --db"),
        ("database disk image is malformed", "the database is damaged", "restore it from a copy"),
        ("disk i/o error", "the disk reported an error; nothing of this step was stored", f"check the disk {AGAIN}"),
    )
    ranked = text(
        "SELECT rowid, words FROM lookup_fts WHERE lookup_fts MATCH :wanted AND rowid >= :low AND rowid < :high "
        "ORDER BY rowid LIMIT :most"
    )
    counted = text("SELECT count(*) FROM lookup_fts WHERE lookup_fts MATCH :wanted")
    quoted = text("SELECT rowid, rank FROM quotes_fts WHERE quotes_fts MATCH :wanted ORDER BY rowid LIMIT :most")
    quote_matches = "claims.n IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :quoted)"

    def engine(self, address: str, *, readonly: bool) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(address, readonly=readonly),
            poolclass=QueuePool,
            pool_size=16,
            max_overflow=64,
            pool_reset_on_return="rollback",
        )

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

        return engine

    def insert(self, table: Any) -> Any:
        return insert(table)

    def standing(self, connection: Connection) -> tuple[bool, bool]:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
        return not tables and mark in (0, APPLICATION_ID), mark == APPLICATION_ID and "alembic_version" in tables

    def prepare(self, engine: Engine) -> None:
        with engine.connect() as connection:  # below SQLAlchemy: outside a transaction
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")

    def sign(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def keep_copy(self, address: str, suffix: str) -> None:
        """A consistent copy beside the file, which may be in use. An older copy of the same name is replaced."""
        copy = Path(address + suffix)
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(address)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)

    def one_of(self, column: str, parameter: str) -> str:
        return f"{column} IN (SELECT value FROM json_each(:{parameter}))"  # noqa: S608

    def many(self, values: Sequence[str]) -> object:
        return json.dumps(values)

    def qualifier(self, record: ColumnElement[Any], name: str) -> ColumnElement[Any]:
        return func.json_extract(record, f'$.qualifiers."{name}"')

    def names(self, wanted: Wanted) -> str:
        positive = " OR ".join(map(_clause, wanted.clauses))
        return f"({positive}) NOT ({' OR '.join(map(_clause, wanted.unless))})" if wanted.unless else positive

    def quotes(self, words: Sequence[str]) -> str:
        return " ".join(f'"{word}"' for word in words) + "*"

    def index_quotes(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Nothing: triggers do it."""

    def suspend_names(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_INDEX_CACHE}")
        for name in NAME_TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")

    def resume_names(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO lookup_fts(lookup_fts) VALUES ('rebuild')")
        for statement in NAME_TRIGGERS.values():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_WRITER_CACHE}")

    def faults(self, connection: Connection) -> list[str]:
        wrong = [str(w) for w in connection.exec_driver_sql("PRAGMA quick_check").scalars() if w != "ok"]
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check")
        return wrong + [f"dangling reference in {row[0]}, row {row[1]}" for row in dangling]

    def index_checks(self) -> tuple[tuple[str, str], ...]:
        check = "INSERT INTO {0}({0}, rank) VALUES ('integrity-check', 1)"
        return tuple((index, check.format(index)) for index in ("lookup_fts", "quotes_fts"))


def _connect(path: str, *, readonly: bool) -> sqlite3.Connection:
    mode = "ro" if readonly else "rwc"
    uri = f"file:{quote(path)}?mode={mode}" + ("&immutable=1" if readonly and is_sealed(path) else "")
    connection = sqlite3.connect(
        uri, uri=True, timeout=base.BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    if readonly:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE}")
    return connection


def is_sealed(path: str) -> bool:
    """A finished database in a folder that may not be written to: SQLite cannot put its log there, nor needs it."""
    folder, log = os.path.dirname(path) or ".", Path(path + "-wal")
    return not os.access(folder, os.W_OK) and (not log.exists() or log.stat().st_size == 0)


def _term(term: Term) -> str:
    words, begins = term
    joined = " AND ".join(f'"{word}"' for word in words.split(" ")) + ("*" if begins else "")
    return f"({joined})" if " " in words else joined


def _clause(clause: Clause) -> str:
    return "(" + " AND ".join("(" + " OR ".join(map(_term, group)) + ")" for group in clause) + ")"
