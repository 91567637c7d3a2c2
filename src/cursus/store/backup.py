"""A copy of an SQLite database as it is at one moment, made while others read and write, and checked before it has a name."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from cursus.store.address import is_server, resolve, shown
from cursus.store.engine import plainly
from cursus.store.errors import StoreError
from cursus.store.rows import Counts
from cursus.store.store import open_store


def backup(db: str, out: str, *, force: bool = False) -> None:
    """Write the copy. It holds what one reader saw at one moment: everything stored before, nothing of what came later.

    Raises StoreError: no such database, a server's, a file that is there already, no room. No partial file is left.
    """
    address = resolve(db)
    if is_server(address):
        raise StoreError(shown(address), "this is a server's database", "copy it with pg_dump --format=custom")
    if os.path.exists(out) and not force:
        raise StoreError(out, "there is such a file already", "give another name, or --force")
    if os.path.exists(out) and os.path.samefile(address, out):
        raise StoreError(out, "this is the database itself", "give another name")
    folder = os.path.dirname(os.path.abspath(out))
    if not os.path.isdir(folder):
        raise StoreError(out, "the folder does not exist", "make it first")
    open_store(db, create=False, readonly=True).close()
    partial = Path(f"{out}.{os.getpid()}.partial")
    try:
        with plainly(address):
            _copy(os.path.realpath(address), partial)
        with open(partial, "rb") as written:
            os.fsync(written.fileno())
        os.replace(partial, out)
        _sync(folder)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{partial}{suffix}").unlink(missing_ok=True)


def faults(path: str) -> tuple[list[str], Counts]:
    """Everything that is wrong with a copy, and what it holds. Raises StoreError where it is no database of Cursus."""
    with open_store(path, create=False, readonly=True) as store:
        return store.verify(), store.counts()


def _copy(source: str, target: Path) -> None:
    """All pages in one step: a copy page by page would begin anew with each write beside it, and never end under load."""
    with (
        closing(sqlite3.connect(f"file:{quote(source)}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=-1)
        wrong = [row[0] for row in new.execute("PRAGMA quick_check") if row[0] != "ok"]
        if wrong:
            raise StoreError(source, f"the copy is damaged: {wrong[0]}", "check both disks, and the database itself")


def _sync(folder: str) -> None:
    """Have the folder remember the new name through a power cut."""
    with contextlib.suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)
