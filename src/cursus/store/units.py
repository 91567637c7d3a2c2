"""Units as the postings name them: each under one key for all its spellings, with the claims about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Select, func, insert, select

from cursus.claim import Claim
from cursus.store.schema import claims, posts
from cursus.text.units import unit_key

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: its key, its spellings, the commonest first, and how many postings there are."""

    key: str
    names: tuple[str, ...]
    postings: int

    @property
    def name(self) -> str:
        return self.names[0]


def post_columns(found: Iterable[Claim]) -> list[dict[str, Any]]:
    """The postings among claims that name a unit, as rows of the table ``posts``."""
    named = ((c.id, c.qualifier("unit")) for c in found if c.property == "posting")
    return [{"claim_id": claim, "unit": unit_key(unit), "name": unit} for claim, unit in named if unit]


def fill(connection: Connection) -> None:
    """Put in the postings of claims that were stored before there was a table of them."""
    batch: list[dict[str, Any]] = []
    rows = connection.execute(select(claims.c.id, claims.c.record).where(claims.c.property == "posting")).all()
    for claim, record in rows:
        unit = orjson.loads(record)["qualifiers"].get("unit")
        if isinstance(unit, str) and unit:
            batch.append({"claim_id": claim, "unit": unit_key(unit), "name": unit})
    for first in range(0, len(batch), _AT_ONCE):
        connection.execute(insert(posts), batch[first : first + _AT_ONCE])


def unit_rows(connection: Connection, query: str = "", limit: int = 50, offset: int = 0) -> list[UnitRow]:
    """Units whose key holds all the words of a query, those with most postings first; all for an empty query."""
    found, spelled = _found(connection, query)
    exact = unit_key(query)
    chosen = sorted(found, key=lambda key: (key != exact, -found[key], key))[offset : offset + limit]
    return _rows(chosen, found, spelled)


def count_units(connection: Connection, query: str = "") -> int:
    """How many units :func:`unit_rows` finds in all."""
    return len(_found(connection, query)[0])


def units_by_key(connection: Connection, keys: Sequence[str]) -> list[UnitRow]:
    """The units with these keys, in the order given; those that no posting names are left out."""
    spelled: dict[str, Counter[str]] = {}
    for first in range(0, len(keys), _AT_ONCE):
        some = posts.c.unit.in_(keys[first : first + _AT_ONCE])
        for unit, name, many in connection.execute(_named().where(some)):
            spelled.setdefault(unit, Counter())[name] += many
    found = {key: names.total() for key, names in spelled.items()}
    return _rows([key for key in keys if key in found], found, spelled)


def units_holding(connection: Connection, key: str, limit: int = 400) -> list[UnitRow]:
    """Units whose key goes on, or begins, with another one's: those that may be parts of it by their name."""
    tail = "-" + key.removeprefix("unit:")
    query = (
        select(posts.c.unit)
        .distinct()
        .where(posts.c.unit.endswith(tail, autoescape=True) | posts.c.unit.contains(tail + "-", autoescape=True))
    )
    return units_by_key(connection, sorted(connection.execute(query.limit(limit)).scalars()))


def _named() -> Select[Any]:
    return select(posts.c.unit, posts.c.name, func.count()).group_by(posts.c.unit, posts.c.name)


def _found(connection: Connection, query: str) -> tuple[dict[str, int], dict[str, Counter[str]]]:
    """The postings of each unit that fits, and its spellings."""
    wanted = [w for w in unit_key(query).removeprefix("unit:").split("-") if w]
    listed = _named()
    for word in wanted:
        listed = listed.where(posts.c.unit.contains(word, autoescape=True))
    spelled: dict[str, Counter[str]] = {}
    for unit, name, many in connection.execute(listed):
        words = unit.removeprefix("unit:").split("-")
        if all(w in words or (w == wanted[-1] and any(have.startswith(w) for have in words)) for w in wanted):
            spelled.setdefault(unit, Counter())[name] += many
    return {key: names.total() for key, names in spelled.items()}, spelled


def _rows(keys: Iterable[str], found: dict[str, int], spelled: dict[str, Counter[str]]) -> list[UnitRow]:
    return [UnitRow(key, tuple(sorted(spelled[key], key=lambda n: (-spelled[key][n], n))), found[key]) for key in keys]


def claims_of_unit(unit: str) -> Any:
    """The condition on ``claims`` that they are postings at a unit."""
    return claims.c.id.in_(select(posts.c.claim_id).where(posts.c.unit == unit))
