"""Units over a store: their list, one by its key, and those who held posts there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from cursus.claim import Claim
from cursus.store.schema import claims, persons
from cursus.store.store import Store, claims_where
from cursus.store.units import UnitRow, count_units, unit_rows, units_by_key, units_holding

_AT_ONCE = 400


def list_units(store: Store, query: str, limit: int, offset: int = 0) -> tuple[list[UnitRow], int]:
    """Units that a query finds, from an offset on, and how many there are in all."""
    with store._read() as connection:
        return unit_rows(connection, query, limit, offset), count_units(connection, query)


def units_called(store: Store, keys: Sequence[str]) -> list[UnitRow]:
    """The units with these keys that any posting names, in the order given."""
    with store._read() as connection:
        return units_by_key(connection, keys)


def parts_by_name(store: Store, key: str) -> list[UnitRow]:
    """Units whose key holds this one's behind a first part of its own."""
    with store._read() as connection:
        return units_holding(connection, key)


def standing_for(store: Store, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Person → id and name of who stands for all that are one with them; those that are gone are left out."""
    one = persons.alias("one")
    query = select(
        persons.c.id, func.coalesce(one.c.id, persons.c.id), func.coalesce(one.c.name, persons.c.name)
    ).outerjoin(one, one.c.id == persons.c.same_as)
    out: dict[str, tuple[str, str]] = {}
    with store._read() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            for row in connection.execute(query.where(persons.c.id.in_(ids[first : first + _AT_ONCE]))):
                out[row[0]] = (row[1], row[2])
    return out


def deaths_of(store: Store, ids: Sequence[str]) -> dict[str, list[Claim]]:
    """Person → claims of their death, those about all who are one with them included."""
    out: dict[str, list[Claim]] = {}
    with store._read() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            joined = select(persons.c.id, persons.c.same_as).where(persons.c.same_as.in_(some))
            stands = {row.id: row.same_as for row in connection.execute(joined)}
            about = claims.c.person_id.in_([*some, *stands])
            for claim in claims_where(connection, about, claims.c.property == "death"):
                out.setdefault(stands.get(claim.person.id, claim.person.id), []).append(claim)
    return out
