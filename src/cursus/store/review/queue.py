"""What is to be looked at, kind by kind, in an order that stays while the queue is worked off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from cursus.check.conflicts import find_conflicts
from cursus.claim import Claim
from cursus.store.review.model import State
from cursus.store.review.states import states_in
from cursus.store.schema import claims, persons
from cursus.store.store import Store, claims_where

KINDS = ("unreviewed", "changed", "conflicting", "low")
"""All that nobody decided about; what was decided and whose sentence changed since; claims that contradict each other; claims that
the reader itself was least sure of."""
LOW = 0.7
"""A score below this is low."""
_PERSONS_AT_ONCE = 200
"""So many persons are looked through for contradictions before a page is given out, however short."""


@dataclass(frozen=True, slots=True)
class Item:
    """A claim in the queue, how it stands, and where the queue goes on behind it."""

    claim: Claim
    state: State
    cursor: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, and where the next page begins; None at the end."""

    items: tuple[Item, ...]
    next: str | None


def queue(
    store: Store, kind: str = "unreviewed", *, person: str | None = None, property: str | None = None,
    after: str | None = None, limit: int = 20,
) -> Page:  # fmt: skip
    """The queue of one kind, of a person or a property where given, behind the cursor of an earlier page.

    Raises ValueError for another kind, or a cursor that is none.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of queue; write one of {', '.join(KINDS)}")
    if kind == "conflicting":
        return _conflicting(store, person, property, after, limit)
    where: list[ColumnElement[bool]] = [claims.c.status == "unreviewed"]
    if person is not None:
        where.append(claims.c.person_id == person)
    if property is not None:
        where.append(claims.c.property == property)
    if kind == "changed":
        where.append(claims.c.floor > 0)
    if kind == "low":
        where.append(claims.c.score < LOW)
    place = _place(after)
    order: Sequence[ColumnElement[float]] = (claims.c.n,)
    if kind == "low":
        order = (claims.c.score, claims.c.n)
        if place is not None:
            where.append(or_(claims.c.score > place[0], and_(claims.c.score == place[0], claims.c.n > place[1])))
    elif place is not None:
        where.append(claims.c.n > place[1])
    query = select(claims.c.id, claims.c.score, claims.c.n).where(*where).order_by(*order).limit(limit + 1)
    with store._read() as connection:
        rows = connection.execute(query).all()
        cursors = {row.id: f"{row.score!r}:{row.n}" for row in rows[:limit]}
        items = _items(connection, cursors)
    return Page(items, items[-1].cursor if items and len(rows) > limit else None)


def tally(store: Store) -> dict[str, int]:
    """How many claims stand how, and how many came back because their sentence changed."""
    with store._read() as connection:
        by_status = select(claims.c.status, func.count()).group_by(claims.c.status)
        out = {"unreviewed": 0, "accepted": 0, "rejected": 0, "corrected": 0}
        out |= {row[0]: row[1] for row in connection.execute(by_status)}
        again = select(func.count()).select_from(claims).where(claims.c.floor > 0, claims.c.status == "unreviewed")
        return {**out, "changed": connection.execute(again).scalar_one()}


def _items(connection: Connection, cursors: dict[str, str]) -> tuple[Item, ...]:
    found = {c.id: c for c in claims_where(connection, claims.c.id.in_(list(cursors)))}
    at = states_in(connection, cursors)
    return tuple(Item(found[i], at[i], cursor) for i, cursor in cursors.items())


def _place(after: str | None) -> tuple[float, int] | None:
    """Score and number from a cursor."""
    if not after:
        return None
    score, _, number = after.partition(":")
    try:
        place = float(score), int(number)
    except ValueError:
        place = (float("nan"), 0)
    if not (0 <= place[0] <= 1 and 0 <= place[1] < 1 << 62):
        raise ValueError(f"{after[:40]!r} is no place in the queue")
    return place


def _conflicting(store: Store, person: str | None, prop: str | None, after: str | None, limit: int) -> Page:
    """Contradictions person by person; the cursor is the last person who was looked through."""
    with store._read() as connection:
        found: list[Item] = []
        last: str | None = None
        ids = list(_persons(connection, person, after))
        for one in ids:
            theirs = claims_where(connection, claims.c.person_id == one)
            told = dict.fromkeys(c.id for conflict in find_conflicts(theirs) for c in conflict.claims)
            at = states_in(connection, told)
            by_id = {c.id: c for c in theirs}
            found += [
                Item(by_id[i], at[i], one)
                for i in told
                if at[i].status == "unreviewed" and prop in (None, by_id[i].property)
            ]
            last = one
            if len(found) >= limit:
                break
        more = bool(ids) and (last != ids[-1] or len(ids) == _PERSONS_AT_ONCE)
    return Page(tuple(found), last if more else None)


def _persons(connection: Connection, person: str | None, after: str | None) -> Iterator[str]:
    if person is not None:
        yield from [person] if not after else []
        return
    query = select(persons.c.id).where(persons.c.claims > 1).order_by(persons.c.id).limit(_PERSONS_AT_ONCE)
    if after:
        query = query.where(persons.c.id > after)
    yield from connection.execute(query).scalars().all()
