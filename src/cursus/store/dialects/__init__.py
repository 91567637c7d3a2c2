"""The one seam between Cursus and the kinds of databases it runs on: SQLite by default, PostgreSQL for teams.

Everything else of the store is the same SQLAlchemy Core for both. A dialect knows how to connect, how one writer at a
time is kept, whose tables it finds, and how words are looked up in an index of texts.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection

from cursus.store.address import is_server
from cursus.store.dialects.base import Clause, Dialect, Group, Term, Wanted


@cache
def dialect_named(name: str) -> Dialect:
    """The dialect that SQLAlchemy calls so: ``sqlite`` or ``postgresql``."""
    if name == "sqlite":
        from cursus.store.dialects.sqlite import Sqlite

        return Sqlite()
    from cursus.store.dialects.postgresql import Postgresql

    return Postgresql()


def dialect_at(address: str) -> Dialect:
    """The dialect of the database at an address."""
    return dialect_named("postgresql" if is_server(address) else "sqlite")


def dialect_of(connection: Connection) -> Dialect:
    """The dialect that a connection speaks."""
    return dialect_named(connection.dialect.name)


__all__ = ["Clause", "Dialect", "Group", "Term", "Wanted", "dialect_at", "dialect_named", "dialect_of"]
