"""The log of decisions, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, or_, select

from cursus.store import identity
from cursus.store.review.model import Event, State
from cursus.store.schema import reviews

if TYPE_CHECKING:
    from cursus.store.store import Store


def log(
    store: Store, *, person: str | None = None, author: str | None = None, before: int | None = None, limit: int = 50
) -> list[Event]:
    """Decisions, the newest first: of a person (and who is one with them), by one author, older than number ``before``."""
    query = select(reviews).order_by(reviews.c.n.desc()).limit(limit)
    if author is not None:
        query = query.where(reviews.c.author == author)
    if before is not None:
        query = query.where(reviews.c.n < before)
    with store._read() as connection:
        if person is not None:
            query = query.where(reviews.c.person_id.in_(identity.members(connection, person)))
        return [event_of(row) for row in connection.execute(query)]


def newest(store: Store, author: str | None = None) -> Event | None:
    """The newest decision that holds, of one author or of anybody."""
    with store._read() as connection:
        return newest_in(connection, author)


def newest_in(connection: Connection, author: str | None = None) -> Event | None:
    query = select(reviews).where(reviews.c.kind != "undo", reviews.c.undone.is_(None))
    if author is not None:
        query = query.where(reviews.c.author == author)
    row = connection.execute(query.order_by(reviews.c.n.desc()).limit(1)).first()
    return None if row is None else event_of(row)


def find_event(store: Store, n: int) -> Event | None:
    """The decision with this number."""
    with store._read() as connection:
        return event_in(connection, n)


def event_in(connection: Connection, n: int) -> Event | None:
    row = connection.execute(select(reviews).where(reviews.c.n == n)).first()
    return None if row is None else event_of(row)


def events_of(store: Store, at: State) -> list[Event]:
    """The history of a claim, oldest first: what was decided about its fact, there or in its sentence, and about the wording it
    had before, with what took it back."""
    fact = (reviews.c.fact == at.fact) & or_(reviews.c.scope == "fact", reviews.c.sentence == at.sentence)
    earlier = or_(reviews.c.claim_id == at.claim_id, reviews.c.n == at.floor, reviews.c.undoes == at.floor)
    with store._read() as connection:
        query = select(reviews).where(or_(fact, earlier)).order_by(reviews.c.n)
        return [event_of(row) for row in connection.execute(query)]


def event_of(row: Any) -> Event:
    values = row._asdict()
    return Event(**{**values, "before": orjson.loads(row.before), "after": orjson.loads(row.after)})
