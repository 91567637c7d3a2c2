"""The schema's version: made, checked and moved on.

A new database gets the newest tables at once and is stamped with :data:`~cursus.store.schema.HEAD`; a test proves
that the migrations lead to the same tables. An older database is copied first (``cursus.db.before-0004``), then taken
through the migrations in one transaction. A database from a newer Cursus, or of another program, is left alone.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from cursus.store.engine import plainly
from cursus.store.errors import StoreError
from cursus.store.schema import APPLICATION_ID, FULL_TEXT, HEAD, metadata

KNOWN = ("0001", "0002", "0003", "0004")
"""Every migration, oldest first."""

_STAMP_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""


def version(connection: Connection, path: str) -> str | None:
    """The version of a database, None for an empty one. Raises StoreError for another program's."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables and mark in (0, APPLICATION_ID):
        return None
    if mark != APPLICATION_ID or "alembic_version" not in tables:
        raise StoreError(path, "this is another program's database", "give another file with --db")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def ready(engine: Engine, path: str, *, readonly: bool) -> None:
    """Bring the database to the newest version, or say why that cannot be. Raises StoreError."""
    with plainly(path), engine.connect() as connection:
        found = version(connection, path)
    if found == HEAD:
        return
    if found is not None and found not in KNOWN:
        reason = f"a newer version of Cursus made this database (its tables are {found}, known here is {HEAD})"
        raise StoreError(path, reason, "update Cursus")
    if readonly:
        if found is None:
            raise StoreError(path, "the database is empty", "run: cursus add PATH")
        raise StoreError(
            path,
            "an older version of Cursus made this database",
            "run any writing command, such as cursus add, to update it",
        )
    if found is None:
        create(engine, path)
    else:
        upgrade(engine, path, found)


def create(engine: Engine, path: str) -> None:
    """Make the newest tables in an empty database; a second process doing the same at the same time does no harm."""
    with plainly(path):
        with engine.connect() as connection:
            connection.connection.cursor().execute(
                "PRAGMA journal_mode = WAL"
            )  # below SQLAlchemy: outside a transaction
        with engine.begin() as connection:
            if version(connection, path) is not None:
                return
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            metadata.create_all(connection)
            for statement in FULL_TEXT:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(_STAMP_TABLE)
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def upgrade(engine: Engine, path: str, found: str, target: str = HEAD) -> None:
    """Copy the database, then migrate it in one transaction."""
    with plainly(path):
        copy(path, f"{path}.before-{target}")
        run_alembic(engine, target)


def copy(path: str, to: str) -> None:
    """A consistent copy of a database that may be in use. An older copy of the same name is replaced."""
    Path(to).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


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
