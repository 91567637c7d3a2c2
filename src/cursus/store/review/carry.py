"""Decisions over a new revision of an article: kept where the sentence stayed, asked for again where it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update

from cursus.claim import Claim
from cursus.store.diff import successors
from cursus.store.review.derive import derive, facts_decided
from cursus.store.review.keys import Keys
from cursus.store.review.model import State
from cursus.store.review.states import COLUMNS
from cursus.store.schema import claims, reviews


def anything_decided(connection: Connection) -> bool:
    """Whether anybody ever decided anything: an import has nothing to look for otherwise."""
    return connection.execute(select(reviews.c.n).limit(1)).first() is not None


def standing(connection: Connection, document_id: str) -> dict[str, State]:
    """The claims of an article that were decided, or came back for review, before a new revision takes their place."""
    touched = claims.c.review.is_not(None) | (claims.c.floor > 0)
    query = select(*COLUMNS).where(claims.c.document_id == document_id, touched)
    return {row.id: State(*row) for row in connection.execute(query)}


def carry(
    connection: Connection, stood: Mapping[str, State], before: Sequence[Claim], after: Sequence[Claim], keys: Keys
) -> set[str]:
    """Give the claims that just came in the state that they had, or the one that the log gives them.

    Returns the persons to be derived anew.
    """
    floors = []
    for old, new in successors(before, after) if stood else ():
        was = stood.get(old.id)
        if was is None:
            continue
        same = keys[new.id] == (was.fact, was.sentence)
        floor = was.floor if same else max(was.review or 0, was.floor)
        if floor:
            floors.append({"key": new.id, "new": floor})
    if floors:
        connection.execute(update(claims).where(claims.c.id == bindparam("key")).values(floor=bindparam("new")), floors)
    return derive(connection, facts_decided(connection, (fact for fact, _ in keys.values()))).moved
