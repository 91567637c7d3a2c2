"""Whose turn it is to write: one queue for the threads of a process, and one for the processes of a machine.

SQLite lets a second writer try again and again, ever more rarely, so that among several busy ones some wait for seconds. A lock
that the system hands on wakes the next one at once. It lies on the folder of the database, so that it needs no file of its own, and
it never touches the database's file, whose own locks would fall with it.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

from cursus.store.address import is_server

try:
    import fcntl
except ImportError:  # no such locks on this system: SQLite's own ones still keep writers apart
    fcntl = None  # type: ignore[assignment]

_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


@contextlib.contextmanager
def turn_to_write(address: str) -> Iterator[None]:
    """Wait until no other thread or process of this machine writes to the database, and hold the others off meanwhile."""
    with _lock(address), _folder(address):
        yield


def _lock(address: str) -> threading.Lock:
    with _locks_guard:
        return _locks.setdefault(address, threading.Lock())


@contextlib.contextmanager
def _folder(address: str) -> Iterator[None]:
    if fcntl is None or is_server(address):
        yield
        return
    try:
        held = os.open(os.path.dirname(address) or ".", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # a folder that may be written to and not read: SQLite's own locks have to do
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
