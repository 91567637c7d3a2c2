"""How new the database is, in two numbers: one goes up with every article, link or person that changes, one with every decision
about a claim. An answer that was made at the same numbers is still right.

Decisions count apart because they are many and small: what does not show the claims concerned stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from cursus.store.dialects import dialect_of
from cursus.store.schema import persons, reviews, settings

_CONTENT = "content-changes"
_MORE = text(
    "UPDATE settings SET value = CAST(CAST(value AS INTEGER) + 1 AS VARCHAR(20)) WHERE name = 'content-changes'"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    content: int
    reviews: int

    def __str__(self) -> str:
        return f"{self.content}.{self.reviews}"


def content_changed(connection: Connection) -> None:
    """Count a change of what the articles say, in the transaction that makes it."""
    if connection.execute(_MORE).rowcount == 0:
        row = {"name": _CONTENT, "value": "1"}
        connection.execute(dialect_of(connection).insert(settings).on_conflict_do_nothing(), row)


def stamp(connection: Connection) -> Stamp:
    content = select(settings.c.value).where(settings.c.name == _CONTENT).scalar_subquery()
    last = select(func.max(reviews.c.n)).scalar_subquery()
    row = connection.execute(select(content, last)).one()
    return Stamp(int(row[0] or 0), int(row[1] or 0))


def person_changed(connection: Connection, person_id: str) -> int:
    """The last decision that touched a claim of this person, or of one they stand for; 0 for none."""
    found = connection.execute(select(persons.c.changed).where(persons.c.id == person_id)).scalar()
    return int(found or 0)
