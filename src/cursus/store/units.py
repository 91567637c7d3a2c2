"""Units as the postings name them: each under one key for all its spellings, with the claims about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select

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


def unit_rows(connection: Connection, query: str = "", limit: int = 50) -> list[UnitRow]:
    """Units whose key holds all the words of a query, those with most postings first; all for an empty query."""
    wanted = [w for w in unit_key(query).removeprefix("unit:").split("-") if w]
    named: dict[str, Counter[str]] = {}
    listed = select(posts.c.unit, posts.c.name)
    if wanted:
        longest = max(wanted, key=len)
        listed = listed.where(posts.c.unit.contains(longest, autoescape=True))
    for unit, name in connection.execute(listed):
        words = unit.removeprefix("unit:").split("-")
        if all(w in words for w in wanted):
            named.setdefault(unit, Counter())[name] += 1
    rows = [
        UnitRow(key, tuple(sorted(names, key=lambda n, names=names: (-names[n], n))), names.total())  # type: ignore[misc]
        for key, names in named.items()
    ]
    exact = unit_key(query)
    return sorted(rows, key=lambda r: (r.key != exact, -r.postings, r.key))[:limit]


def claims_of_unit(unit: str) -> Any:
    """The condition on ``claims`` that they are postings at a unit."""
    return claims.c.id.in_(select(posts.c.claim_id).where(posts.c.unit == unit))
