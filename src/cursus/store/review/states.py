"""How claims stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from cursus.store.review.model import State
from cursus.store.schema import claims

if TYPE_CHECKING:
    from cursus.store.store import Store

_AT_ONCE = 400
COLUMNS = tuple(claims.c[n] for n in ("id", "status", "version", "review", "floor", "fact", "sentence"))


def state(store: Store, claim_id: str) -> State | None:
    """How the claim with this id stands; None where there is none."""
    return states(store, (claim_id,)).get(claim_id)


def states(store: Store, ids: Iterable[str]) -> dict[str, State]:
    """How these claims stand."""
    with store._read() as connection:
        return states_in(connection, ids)


def states_in(connection: Connection, ids: Iterable[str]) -> dict[str, State]:
    wanted = list(dict.fromkeys(ids))
    out: dict[str, State] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        query = select(*COLUMNS).where(claims.c.id.in_(wanted[first : first + _AT_ONCE]))
        out |= {row.id: _state(row) for row in connection.execute(query)}
    return out


def _state(row: Any) -> State:
    return State(row.id, row.status, row.version, row.review, row.floor, row.fact, row.sentence)
