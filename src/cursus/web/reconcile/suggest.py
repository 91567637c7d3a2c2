"""Suggestions while somebody types, what is shown beside one, and the properties that a type has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cursus.store import Store
from cursus.store.fold import fold
from cursus.store.unit_pages import list_units, units_called
from cursus.web.reconcile.kinds import KINDS, PERSON, PROPERTIES, UNIT, Kind, Property, kind_of
from cursus.web.reconcile.people import life
from cursus.web.reconcile.units import postings

Json = dict[str, Any]
SIZE = 20


def entities(store: Store, prefix: str, kinds: Iterable[str], start: int) -> list[Json]:
    """Persons, then units, whose name has words that begin so."""
    wanted = tuple(kinds)
    found: list[Json] = []
    if PERSON.id in wanted:
        people = [hit.person for hit in store.find(prefix, start + SIZE)]
        found += [_entity(row.id, row.name, PERSON, life(row)) for row in people]
    if UNIT.id in wanted and len(found) < start + SIZE:
        found += [_entity(row.key, row.name, UNIT, postings(row)) for row in list_units(store, prefix, start + SIZE)[0]]
    return found[start : start + SIZE]


def _entity(entity: str, name: str, kind: Kind, description: str) -> Json:
    return {"id": entity, "name": name, "description": description, "notable": [kind.brief]}


def properties(prefix: str, start: int) -> list[Json]:
    return [_property(one) for one in PROPERTIES.values() if _begins(prefix, one.id, one.name)][start : start + SIZE]


def _property(one: Property) -> Json:
    return {**one.brief, "description": one.description} if one.description else dict(one.brief)


def kinds(prefix: str, start: int) -> list[Json]:
    found = [kind for kind in KINDS.values() if _begins(prefix, kind.id, kind.name)]
    return [{**kind.brief, "description": kind.description} for kind in found][start : start + SIZE]


def _begins(prefix: str, *names: str) -> bool:
    return any(word.startswith(fold(prefix)) for name in names for word in (fold(name), *fold(name).split()))


def proposed(kind: str, limit: int) -> Json:
    """The properties that entities of a type have; all for ""."""
    mine = [one.brief for one in PROPERTIES.values() if kind in ("", one.of)]
    told: Json = {"properties": mine[:limit] if limit else mine}
    if kind:
        told["type"] = kind
    if limit:
        told["limit"] = limit
    return told


def described(store: Store, what: str, wanted: str) -> tuple[str, str] | None:
    """The name of a thing suggested and what tells it from others; None where there is none."""
    if what == "property":
        one = PROPERTIES.get(wanted)
        return None if one is None else (one.name, one.description or f"of a {KINDS[one.of].name.lower()}")
    if what == "type":
        kind = KINDS.get(wanted)
        return None if kind is None else (kind.name, kind.description)
    if kind_of(wanted) is UNIT:
        units = units_called(store, [wanted])
        return (units[0].name, postings(units[0])) if units else None
    row = store.person(wanted)
    return None if row is None else (row.name, life(row))
