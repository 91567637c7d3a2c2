"""Where a database is: the path of an SQLite file, or the address of a PostgreSQL database."""

from __future__ import annotations

import re

from cursus.store.errors import StoreError

_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
_DRIVER = "postgresql+psycopg://"
_PASSWORD = re.compile(r"(//[^:@/?]*:)[^@/?]*(?=@)|([?&]password=)[^&]*")


def is_server(address: str) -> bool:
    """Whether an address is that of a server's database; any other is the path of a file."""
    return _SERVER.match(address) is not None


def resolve(url_or_path: str) -> str:
    """The file behind a path or ``sqlite:///`` address, or the address of a server as SQLAlchemy has it.

    Both ``sqlite:///relative`` and ``sqlite:////absolute`` are read as SQLAlchemy does. Raises StoreError for another
    kind of database, and for one that would be gone with the process.
    """
    path = url_or_path
    if is_server(path):
        return _DRIVER + _SERVER.sub("", path, count=1)
    if path.startswith("sqlite:///"):
        path = path.removeprefix("sqlite:///")
    elif "://" in path:
        remedy = "give the path of an SQLite file, or postgresql://user@host/name"
        raise StoreError(shown(path), "this kind of database is not supported", remedy)
    if not path or path == ":memory:":
        raise StoreError(path or '""', "the database must be a file", "give its path with --db")
    return path


def shown(address: str) -> str:
    """An address as messages show it: without its password.

    >>> shown("postgresql+psycopg://anna:secret@host/war")
    'postgresql://anna:***@host/war'
    """
    if "://" not in address:
        return address
    return _PASSWORD.sub(r"\1\2***", address.replace(_DRIVER, "postgresql://", 1))
