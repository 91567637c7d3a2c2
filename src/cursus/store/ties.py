"""Who is called so, and who is said to be connected with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from cursus.claim import Claim
from cursus.store.fold import fold
from cursus.store.schema import claims, names, persons
from cursus.store.store import Store, claims_where

_AT_ONCE = 400
TIED = ("relative", "association")
"""Properties whose value is another person's name."""


def only_person_called(store: Store, spelled: Iterable[str]) -> dict[str, str]:
    """Name → the id of the person called so, where there is one and no second."""
    folded = {fold(name): name for name in sorted(set(spelled))}
    wanted = [key for key in folded if key]
    found: dict[str, set[str]] = {}
    with store._read() as connection:
        for first in range(0, len(wanted), _AT_ONCE):
            query = (
                select(names.c.folded, names.c.person_id)
                .join(persons, persons.c.id == names.c.person_id)
                .where(names.c.folded.in_(wanted[first : first + _AT_ONCE]), persons.c.same_as.is_(None))
                .distinct()
            )
            for key, person in connection.execute(query):
                found.setdefault(key, set()).add(person)
    only = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
    return {name: only[fold(name)] for name in sorted(set(spelled)) if fold(name) in only}


def claims_naming(store: Store, spelled: Sequence[str], limit: int = 60) -> list[Claim]:
    """What claims about others say of somebody called so: relatives and associations whose value is one of the names."""
    with store._read() as connection:
        said = claims.c.property.in_(TIED) & claims.c.value.in_(list(spelled)[:_AT_ONCE])
        return claims_where(connection, said, claims.c.status != "rejected")[:limit]
