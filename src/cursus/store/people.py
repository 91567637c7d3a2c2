"""Rows of persons, and persons found by name with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from cursus.store.find import Place, Search
from cursus.store.rows import Found, PersonRow
from cursus.store.schema import lookup, names, persons
from cursus.text.scripts import NAMES, script_of

_REASONS = {
    "name": "this name",
    "words": "these words",
    "begins": "begins so",
    "sound": "same sound",
    "letter": "one letter differs",
}


def person_rows(connection: Connection, rows: Sequence[Any]) -> list[PersonRow]:
    """Rows of the table ``persons`` with all spellings of each name."""
    spelled: dict[str, list[str]] = {row.id: [] for row in rows}
    query = select(names.c.person_id, names.c.name).where(names.c.person_id.in_(list(spelled)))
    for person_id, name in connection.execute(query.order_by(names.c.person_id, names.c.position)):
        spelled[person_id].append(name)
    return [
        PersonRow(r.id, r.name, r.claims, r.documents, tuple(spelled[r.id]), r.birth, r.death, r.articles > 0)
        for r in rows
    ]


def found(connection: Connection, query: str, limit: int, offset: int) -> list[Found]:
    """Persons found by name, the best first, each with the spelling that matched and why."""
    search = Search(connection, query)
    places = search.places(limit, offset)
    known = select(lookup.c.rank, persons).join(persons, persons.c.id == lookup.c.person_id)
    rows = {row.rank: row for row in connection.execute(known.where(lookup.c.rank.in_([p.rank for p in places])))}
    people = person_rows(connection, [rows[place.rank] for place in places])
    return [_found(search, query, place, person) for place, person in zip(places, people, strict=True)]


def _found(search: Search, query: str, place: Place, person: PersonRow) -> Found:
    spelling = search.spelling(place, person.names)
    return Found(person, spelling, place.why, _reason(place.why, query, person.name, spelling), round(place.score, 2))


def _reason(why: str, query: str, name: str, spelling: str) -> str:
    """``this name``, ``spelling: Hifter``, ``same sound in Arabic script: حفتر``."""
    script = script_of(spelling)
    reason = _REASONS[why]
    if why == "sound" and script != script_of(query):
        reason += f" in {NAMES.get(script, 'another script')}"
    elif why in ("name", "words") and spelling != name:
        reason = "spelling"
    return reason if spelling == name else f"{reason}: {spelling}"


def unfindable(connection: Connection) -> list[str]:
    """Persons whom the index of names has not, or has wrongly, in words."""
    query = select(persons.c.id, lookup.c.rank, names.c.rank).join(names, names.c.person_id == persons.c.id)
    query = query.outerjoin(lookup, lookup.c.person_id == persons.c.id)
    wrong = query.where(lookup.c.rank.is_(None) | (lookup.c.rank != names.c.rank))
    ids = dict.fromkeys(connection.execute(wrong.order_by(persons.c.id)).scalars())
    return [f"person {person_id} is not in the index of names" for person_id in ids]
