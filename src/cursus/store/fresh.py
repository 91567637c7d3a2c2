"""Of which state of the database a page about one person is, in one question: asked before every page that is kept."""

from __future__ import annotations

from sqlalchemy import text

from cursus.store.store import Store

_STATE = text(
    "SELECT (SELECT value FROM settings WHERE name = 'content-changes'), (SELECT max(n) FROM reviews), "
    "(SELECT changed FROM persons WHERE id = :person)"
)


def state_of(store: Store, person: str | None = None) -> str:
    """Changes with what the articles say, and with every decision about the person, or about anybody where none is named
    (:mod:`cursus.store.stamp`)."""
    with store._read() as connection:
        content, last, changed = connection.execute(_STATE, {"person": person or ""}).one()
    return f"{content or 0}.{last or 0}" if person is None else f"{content or 0}.p{changed or 0}"
