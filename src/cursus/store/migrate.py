"""The schema's version: made, checked and moved on.

A new database gets the newest tables at once and is stamped with :data:`~cursus.store.schema.HEAD`; a test proves
that the migrations lead to the same tables. An older database is copied first (``cursus.db.before-0007``), then taken
through the migrations in one transaction. A database from a newer Cursus, or of another program, is left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from cursus.store import lookup
from cursus.store.address import shown
from cursus.store.dialects import dialect_at, dialect_of
from cursus.store.engine import plainly
from cursus.store.errors import StoreError
from cursus.store.schema import HEAD, metadata

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every migration, oldest first."""

_STAMP_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""
_UPDATE = "run any writing command, such as cursus add, to update it"
_SHOWN_FROM = 5000
"""Persons whose indexing takes so long that the terminal is told how far it is."""


def version(connection: Connection, address: str) -> str | None:
    """The version of a database, None for an empty one. Raises StoreError for another program's."""
    free, ours = dialect_of(connection).standing(connection)
    if free:
        return None
    if not ours:
        raise StoreError(shown(address), "this is another program's database", "give another one with --db")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def ready(
    engine: Engine, address: str, *, create: bool = True, readonly: bool, progress: lookup.Progress | None = None
) -> None:
    """Bring the database to the newest version, or say why that cannot be. Raises StoreError.

    An empty one is filled with tables where ``create`` says so.

    ``progress`` is told how many of how many persons are indexed; by default the terminal is, where there is one.
    """
    with plainly(address), engine.connect() as connection:
        found = version(connection, address)
        indexed = lookup.is_current(connection) if found == HEAD else None
    if found is not None and found not in KNOWN:
        reason = f"a newer version of Cursus made this database (its tables are {found}, known here is {HEAD})"
        raise StoreError(shown(address), reason, "update Cursus")
    if found is None and (readonly or not create):
        raise StoreError(shown(address), "the database is empty", "run: cursus add PATH")
    if readonly:
        if indexed is None:
            raise StoreError(shown(address), "an older version of Cursus made this database", _UPDATE)
        return
    if found is None:
        make(engine, address)
    elif found != HEAD:
        upgrade(engine, address)
    elif indexed:
        return
    index(engine, address, progress or announce)


def make(engine: Engine, address: str) -> None:
    """Make the newest tables in an empty database; a second process doing the same at the same time does no harm."""
    dialect = dialect_at(address)
    with plainly(address):
        dialect.prepare(engine)
        with engine.begin() as connection:
            if version(connection, address) is not None:
                return
            metadata.create_all(connection)
            for statement in (*dialect.quote_index, *dialect.name_index):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(_STAMP_TABLE)
            connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
            dialect.sign(connection)
            lookup.mark_current(connection)


def upgrade(engine: Engine, address: str, target: str = HEAD) -> None:
    """Copy the database where it is a file, then migrate it in one transaction."""
    with plainly(address):
        dialect_at(address).keep_copy(address, f".before-{target}")
        run_alembic(engine, target)


def index(engine: Engine, address: str, progress: lookup.Progress) -> None:
    """Index the names where that was not done by today's rules, in one transaction."""
    with plainly(address), engine.begin() as connection:
        if not lookup.is_current(connection):
            lookup.rebuild(connection, progress)


def announce(done: int, total: int) -> None:
    """Say on the terminal how far the index of names is, where there is a terminal and it takes a while."""
    if total >= _SHOWN_FROM and sys.stderr.isatty():
        end = "\n" if done == total else "\r"
        print(f"indexing names: {done:,} of {total:,} persons", end=end, file=sys.stderr, flush=True)


def run_alembic(engine: Engine, target: str) -> None:
    """Let Alembic take the database to ``target``. Imported here: only a migration needs it, and it is slow to load."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
