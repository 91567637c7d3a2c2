"""Failed attempts to log in are remembered, and the next one has to wait: twice as long after each, from the fourth on.

Kept in the database, so that it holds for every process of a site and over a restart. What is counted is a name from an address,
and an address whatever the name: a stranger who tries names cannot lock out their owners, who come from elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from cursus.store.dialects import dialect_of
from cursus.store.schema import attempts
from cursus.store.store import Store

FREE = 3
"""Failures that cost nothing: everybody mistypes."""
_FIRST = timedelta(seconds=2)
_LONGEST = timedelta(minutes=15)
_FORGET = timedelta(hours=24)
_FREE_PER_ADDRESS = 20


def keys(name: str, address: str) -> tuple[str, str]:
    """What an attempt is counted under: the name from this address, and the address."""
    return _hash("name", " ".join(name.split()).casefold(), address), _hash("address", address)


def wait(store: Store, counted: Sequence[str]) -> int:
    """Seconds until the next attempt may be made; 0 for at once."""
    now = datetime.now(UTC)
    with store._read() as connection:
        found = connection.execute(select(attempts.c.until).where(attempts.c.key.in_(list(counted)))).scalars().all()
    left = max(((_time(until) - now).total_seconds() for until in found), default=0.0)
    return max(0, int(left + 0.999))


def failed(store: Store, counted: Sequence[str]) -> None:
    """Count a failure."""
    now = datetime.now(UTC)
    with store._write() as connection:
        connection.execute(delete(attempts).where(attempts.c.until < _iso(now - _FORGET)))
        for key, free in zip(counted, (FREE, _FREE_PER_ADDRESS), strict=True):
            failures = (connection.execute(select(attempts.c.failures).where(attempts.c.key == key)).scalar() or 0) + 1
            over = failures - free
            pause = min(_FIRST * 2 ** min(over - 1, 20), _LONGEST) if over > 0 else timedelta(0)
            row = {"key": key, "failures": failures, "until": _iso(now + pause)}
            told = dialect_of(connection).insert(attempts).values(row)
            connection.execute(told.on_conflict_do_update(index_elements=["key"], set_=row))


def succeeded(store: Store, counted: Sequence[str]) -> None:
    """Forget the failures of a name from an address."""
    with store._write() as connection:
        connection.execute(delete(attempts).where(attempts.c.key == counted[0]))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
