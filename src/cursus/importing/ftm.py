"""FollowTheMoney: entities or statements, one a line. Persons, and what ties them to positions, bodies, kin and events, become claims.

An entity that our own export wrote gives back the person's id; anybody else is known in this file only, by the entity's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cursus.claim import Date, Person, Qualifiers, Value
from cursus.export.ftm import ids
from cursus.export.ftm.mapping import BODIES, LINKS, NAMES, PERSONAL
from cursus.importing.lines import objects
from cursus.importing.model import Draft, Origin, RowError, Rows, dated, local
from cursus.tables import rows as table
from cursus.text.ranks import read_rank

Json = dict[str, Any]
RULE = "import.ftm"
_KIND_OF = {prop: kind for kind, prop in reversed(NAMES.items())}
_PERSONAL_OF = {prop: name for name, prop in PERSONAL.items()}
_BODY_OF = {classification: name for name, classification in BODIES.items()}
_SILENT = frozenset(
    {"proof", "sourceUrl", "recordId", "publisher", "publisherUrl", "retrievedAt", "modifiedAt", "createdAt"}
)
"""Properties that say where something is from, or about the record."""


@cache
def _states() -> dict[str, str]:
    """Code → the first name of the state."""
    return {code: names.split("|")[0] for code, names, _ in reversed(table("countries")) if code != "-"}


@dataclass(slots=True)
class _Entity:
    id: str
    schema: str
    start: int
    end: int
    properties: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        return [value for value, _, _ in self.properties.get(name, ())]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def read(text: str, document_id: str, rows: Rows) -> None:
    """Take the claims of a file of entities."""
    entities: dict[str, _Entity] = {}
    for start, end, data in objects(text, rows):
        try:
            one = _entity(data, start, end)
        except RowError as error:
            rows.refuse(start, str(error))
            continue
        if one.id in entities:
            _join(entities[one.id], one)
        else:
            entities[one.id] = one
    _Reader(entities, document_id, rows).read()


def read_statements(text: str, document_id: str, rows: Rows) -> None:
    """Take the claims of a file of statements."""
    entities: dict[str, _Entity] = {}
    for start, end, data in objects(text, rows):
        parts = [data.get(name) for name in ("canonical_id", "entity_id", "schema", "prop", "value")]
        entity, own, schema, prop, value = parts
        if not all(isinstance(part, str) and part for part in parts[1:]):
            rows.refuse(start, "is no statement: entity_id, schema, prop and value are texts")
            continue
        if prop == "id":
            continue
        key = entity if isinstance(entity, str) and entity else str(own)
        one = entities.setdefault(key, _Entity(key, str(schema), start, end))
        one.properties.setdefault(str(prop), []).append((str(value), start, end))
        one.end = end if end - one.start < _FAR else one.end
    _Reader(entities, document_id, rows).read()


_FAR = 20_000
"""Statements of an entity that stand further apart are not quoted together."""


def _entity(data: Json, start: int, end: int) -> _Entity:
    """Raises RowError."""
    one, schema, properties = data.get("id"), data.get("schema"), data.get("properties")
    if not isinstance(one, str) or not one or not isinstance(schema, str) or not isinstance(properties, dict):
        raise RowError("is no entity: id and schema are texts, properties an object")
    out = _Entity(one, schema, start, end)
    for name, values in properties.items():
        listed = values if isinstance(values, list) else [values]
        if not all(isinstance(v, str) for v in listed):
            raise RowError(f"the values of {name} are no texts")
        out.properties[name] = [(v, start, end) for v in listed if v.strip()]
    return out


def _join(known: _Entity, other: _Entity) -> None:
    """A further piece of an entity."""
    for name, values in other.properties.items():
        here = known.properties.setdefault(name, [])
        here += [v for v in values if v[0] not in {value for value, _, _ in here}]


class _Reader:
    def __init__(self, entities: dict[str, _Entity], document_id: str, rows: Rows) -> None:
        self._entities, self._document_id, self._rows = entities, document_id, rows

    def read(self) -> None:
        for entity in self._entities.values():
            make = _MAKERS.get(entity.schema)
            if make is None:
                if entity.schema not in _KNOWN:
                    self._rows.miss(f"an entity of the schema {entity.schema}")
                continue
            try:
                for draft in make(self, entity):
                    self._rows.add(draft)
            except RowError as error:
                self._rows.refuse(entity.start, str(error))

    def _origin(self, entity: _Entity) -> Origin | None:
        proof = self._entities.get(entity.first("proof"))
        title = (proof.first("title") or proof.first("fileName")) if proof is not None else ""
        url = entity.first("sourceUrl") or (proof.first("sourceUrl") if proof is not None else "")
        return Origin(title or url, url, entity.first("summary")) if title or url else None

    def _person(self, entity_id: str) -> Person:
        entity = self._entities.get(entity_id)
        if entity is None:
            raise RowError(f"{entity_id or 'the person'} is not in the file")
        if entity.schema not in ("Person", "LegalEntity"):
            raise RowError(f"{entity_id} is no person but {entity.schema}")
        name = entity.first("name") or entity.first("alias")
        if not name:
            raise RowError(f"{entity_id} has no name")
        ours = ids.person_back(entity_id)
        return Person(ours, name) if ours is not None else local(name, entity_id, self._document_id)

    def _named(self, entity_id: str) -> str:
        entity = self._entities.get(entity_id)
        name = entity.first("name") if entity is not None else ""
        if not name:
            raise RowError(f"{entity_id or 'what it is about'} is not in the file, or has no name")
        return name

    def person(self, entity: _Entity) -> Iterator[Draft]:
        if ids.is_other(entity.id):
            return
        person, origin = self._person(entity.id), self._origin(entity)

        def draft(
            place: tuple[str, int, int], prop: str, value: Value, date: Date | None = None, *given: tuple[str, str]
        ) -> Draft:
            return Draft(place[1], place[2], person, prop, value, given, date, origin=origin)

        for name, values in entity.properties.items():
            for place in values:
                value = place[0]
                if name in _KIND_OF:
                    yield draft(place, "name", Value(value), None, ("kind", _KIND_OF[name]))
                elif name in ("citizenship", "nationality"):
                    code = value.upper()
                    state = _states().get(code)
                    if state is None:
                        self._rows.miss(f"{name}: {value} is the code of no state that we know")
                    else:
                        yield draft(place, "citizenship", Value(state, f"country:{code}"))
                elif name == "title":
                    rank = read_rank(value)
                    if rank is None and not ids.is_ours(entity.id):
                        self._rows.miss("title: it is no rank")
                    else:
                        yield draft(place, "rank", Value(value, rank))
                elif name in _PERSONAL_OF:
                    yield draft(place, _PERSONAL_OF[name], Value(value))
                elif name not in _SILENT and name not in ("birthDate", "birthPlace", "deathDate"):
                    self._rows.miss(f"{name} of a person")
        for prop in ("birth", "death"):
            days, places = entity.properties.get(f"{prop}Date", []), entity.properties.get(f"{prop}Place", [])
            if len(days) == len(places) == 1 and days[0][1:] == places[0][1:]:
                yield draft(days[0], prop, Value(places[0][0]), dated(days[0][0], False, False, days[0][0], RULE))
                continue
            for place in days:
                yield draft(place, prop, Value(""), dated(place[0], False, False, place[0], RULE))
            for place in places:
                yield draft(place, prop, Value(place[0]))

    def _lasting(self, entity: _Entity, person: str, prop: str, value: str, given: Qualifiers) -> Draft:
        for name in entity.properties:
            if name not in _SILENT and name not in _LASTING and name not in _SIDES:
                self._rows.miss(f"{name} of {entity.schema}")
        return Draft(
            entity.start, entity.end, self._person(person), prop, Value(value), given, self._date(entity), origin=self._origin(entity)
        )  # fmt: skip

    def _date(self, entity: _Entity) -> Date | None:
        start, end, day = (entity.all(name) for name in ("startDate", "endDate", "date"))
        if max(len(start), len(end), len(day)) > 1 or ((start or end) and day):
            self._rows.miss("dates of which an entity has several")
            return None
        if start and end and start != end:
            return dated(f"{start[0][:10]}/{end[0][:10]}", True, True, f"{start[0]} – {end[0]}", RULE)
        one = start or end or day
        return dated(one[0][:10], bool(start), bool(end), one[0], RULE) if one else None

    def occupancy(self, entity: _Entity) -> Iterator[Draft]:
        post = self._entities.get(entity.first("post"))
        name = self._named(entity.first("post"))
        given: list[tuple[str, str]] = []
        if post is not None:
            if role := post.first("keywords") if ids.is_ours(post.id) else "":
                given.append(("role", role))
            if post.first("organization"):
                given.append(("unit", self._named(post.first("organization"))))
        for holder in entity.all("holder") or [""]:
            yield self._lasting(entity, holder, "posting", name, tuple(given))

    def membership(self, entity: _Entity) -> Iterator[Draft]:
        body = self._entities.get(entity.first("organization"))
        name = self._named(entity.first("organization"))
        prop = _BODY_OF.get(body.first("classification") if body is not None else "", "membership")
        role = entity.first("role")
        for member in entity.all("member") or [""]:
            yield self._lasting(entity, member, prop, name, (("role", role),) if role else ())

    def link(self, entity: _Entity) -> Iterator[Draft]:
        prop, side = next((p, side) for p, (schema, side) in LINKS.items() if schema == entity.schema)
        kind = entity.first("relationship")
        name = self._named(entity.first(side))
        yield self._lasting(entity, entity.first("person"), prop, name, (("kind", kind),) if kind else ())

    def event(self, entity: _Entity) -> Iterator[Draft]:
        prop = "battle" if entity.first("keywords") == "battle" else "event"
        place = entity.first("location")
        for person in entity.all("involved"):
            if (one := self._entities.get(person)) is None or one.schema == "Person":
                yield self._lasting(entity, person, prop, entity.first("name"), (("place", place),) if place else ())


_SIDES = frozenset(
    {"holder", "post", "member", "organization", "role", "person", "relative", "associate", "relationship", "involved", "name", "location", "keywords"}
)  # fmt: skip
_LASTING = frozenset({"startDate", "endDate", "date", "summary"})
_KNOWN = frozenset({"Position", "Organization", "PublicBody", "HyperText", "PlainText", "Document", "Address"})
"""Schemata whose entities say nothing of a person by themselves."""
_MAKERS: dict[str, Callable[[_Reader, _Entity], Iterator[Draft]]] = {
    "Person": _Reader.person,
    "Occupancy": _Reader.occupancy,
    "Membership": _Reader.membership,
    "Family": _Reader.link,
    "Associate": _Reader.link,
    "Event": _Reader.event,
}
