"""What is told of several persons at once, as far as it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from cursus.claim import Claim
from cursus.store.schema import claims, persons
from cursus.store.store import Store, claims_where

_AT_ONCE = 400


def told_of(store: Store, ids: Iterable[str], properties: Sequence[str]) -> dict[str, list[Claim]]:
    """Person → their claims of these properties, with those of all who are one with them, in the store's order.

    Every id is there, with an empty list where nothing is told or nobody has it. What a reviewer rejected is left out.
    """
    wanted = list(dict.fromkeys(ids))
    out: dict[str, list[Claim]] = {one: [] for one in wanted}
    with store._read() as connection:
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            asked = _asked_by_member(connection, some)
            members = list(asked)
            for begin in range(0, len(members), _AT_ONCE):
                theirs = claims.c.person_id.in_(members[begin : begin + _AT_ONCE])
                said = claims.c.property.in_(list(properties)) & (claims.c.status != "rejected")
                for claim in claims_where(connection, theirs, said):
                    for one in asked[claim.person.id]:
                        out[one].append(claim)
    return out


def _asked_by_member(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """Everybody who is one with any of these → those of the ids that mean them."""
    p = persons.c
    stands = func.coalesce(p.same_as, p.id)
    known = {row[0]: row[1] for row in connection.execute(select(p.id, stands).where(p.id.in_(ids)))}
    heads = sorted(set(known.values()))
    either = p.id.in_(heads) | p.same_as.in_(heads)
    grouped = connection.execute(select(p.id, stands).where(either).order_by(p.id)).all()
    return {member: [one for one in ids if known.get(one) == head] for member, head in grouped}
