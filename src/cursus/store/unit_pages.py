"""Units over a store: their list, and one by its key."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.store.store import Store
from cursus.store.units import UnitRow, count_units, unit_rows, units_by_key, units_holding


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
