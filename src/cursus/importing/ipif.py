"""IPIF 0.3: factoids as claims. What our own export wrote gives back the person's id; anybody else is known in this file only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cursus.claim import Person, Value
from cursus.export.ipif import AUTHOR, QUALIFIER_AT, VALUE_AT
from cursus.export.rdf.terms import NS
from cursus.importing.model import Draft, Origin, RowError, Rows, dated, local
from cursus.tables import rows as table

Json = dict[str, Any]
RULE = "import.ipif"
LISTS = ("persons", "sources", "statements", "factoids")
_SPACE = re.compile(r"[ \t\r\n]*")
_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")


def read(text: str, document_id: str, rows: Rows) -> None:
    """Take the claims of a file: its statements, each with the factoid that ties it to a person and a source."""
    found: dict[str, dict[str, Json]] = {name: {} for name in LISTS}
    places: dict[str, tuple[int, int]] = {}
    for name, start, end, item in _items(text, rows):
        key = item.get("@id") if isinstance(item, dict) else None
        if not isinstance(key, str) or not key:
            rows.refuse(start, f"is no entry of {name}: it has no @id")
            continue
        found[name][key] = item
        if name == "statements":
            places[key] = (start, end)
    ties = _ties(found)
    properties = {row[0] for row in table("properties", "cursus.vocab")}
    for key, (start, end) in places.items():
        try:
            for factoid in ties.get(key) or [{}]:
                rows.add(_draft(found, found["statements"][key], factoid, (start, end), document_id, properties))
        except (RowError, TypeError, AttributeError, KeyError) as error:
            rows.refuse(start, str(error) if isinstance(error, RowError) else "is no statement as IPIF has them")


def _items(text: str, rows: Rows) -> Iterator[tuple[str, int, int, Json]]:
    """The entries of the four lists with their places. What is behind broken JSON is not read."""
    decoder = json.JSONDecoder()

    def skip(at: int) -> int:
        match = _SPACE.match(text, at)
        return match.end() if match is not None else at

    at = skip(0) + 1
    try:
        while (at := skip(at)) < len(text) and text[at] != "}":
            name, at = decoder.raw_decode(text, at)
            at = skip(at)
            if text[at : at + 1] != ":":
                raise json.JSONDecodeError("':' is missing", text, at)
            at = skip(at + 1)
            if name not in LISTS or text[at : at + 1] != "[":
                _, at = decoder.raw_decode(text, at)
            else:
                at = skip(at + 1)
                while text[at : at + 1] != "]":
                    start = at
                    item, at = decoder.raw_decode(text, at)
                    yield name, start, at, item
                    at = skip(at)
                    if text[at : at + 1] == ",":
                        at = skip(at + 1)
                    elif text[at : at + 1] != "]":
                        raise json.JSONDecodeError("',' or ']' is missing", text, at)
                at += 1
            at = skip(at)
            if text[at : at + 1] == ",":
                at += 1
    except (json.JSONDecodeError, RecursionError) as error:
        place = error.pos if isinstance(error, json.JSONDecodeError) else at
        rows.refuse(min(place, len(text)), f"is no JSON from here on: {error}")


def _ties(found: dict[str, dict[str, Json]]) -> dict[str, list[Json]]:
    """Statement → the factoids that name it, from either side."""
    out: dict[str, dict[str, Json]] = {}
    for key, factoid in found["factoids"].items():
        for reference in factoid.get("statement-refs") or ():
            out.setdefault(str(reference.get("@id")), {})[key] = factoid
    for key, statement in found["statements"].items():
        for reference in statement.get("factoid-refs") or ():
            if isinstance(reference, dict) and "person-ref" in reference:
                out.setdefault(key, {}).setdefault(str(reference.get("@id")), reference)
    return {key: list(factoids.values()) for key, factoids in out.items()}


def _draft(
    found: dict[str, dict[str, Json]], said: Json, factoid: Json, place: tuple[int, int], document_id: str, known: set[str]
) -> Draft:  # fmt: skip
    """Raises RowError."""
    reference = (factoid.get("person-ref") or {}).get("@id")
    if not reference:
        raise RowError("no factoid says of whom it is")
    kind = said.get("statementType") or {}
    ours = str(kind.get("uri") or "").startswith(NS)
    prop = str(kind["uri"])[len(NS) :] if ours else _guess(said)
    if prop not in known:
        raise RowError("what kind of statement it is cannot be told" if not prop else f"{prop} is no property")
    place_of = VALUE_AT.get(prop)
    held = QUALIFIER_AT.get(prop, {})
    value = _label(said.get(place_of)) if place_of is not None else str(kind.get("label") or "")
    if place_of is None and value == prop:
        value = ""
    given = tuple((name, words) for name, at in held.items() if at != place_of and (words := _label(said.get(at))))
    if not value and prop not in ("birth", "death", "service"):
        raise RowError(f"it has no {place_of or 'label'}")
    person = found["persons"].get(reference, {})
    name = str(person.get("label") or said.get("name") or reference)
    whom = (
        Person(reference, name)
        if ours and factoid.get("createdBy", AUTHOR) == AUTHOR
        else local(name, reference, document_id)
    )
    date = said.get("date") or {}
    label, day = str(date.get("label") or ""), str(date.get("sortdate") or "")[:10]
    when = None
    if label or day:
        try:
            when = dated(label, False, False, label, RULE)
        except RowError:
            # Words for people: the day for sorting is no more than that, unless it is all there is.
            when = dated(day, False, False, day, RULE) if not label and _DAY.fullmatch(day) else None
    source = found["sources"].get((factoid.get("source-ref") or {}).get("@id", ""), {})
    uris = source.get("uris") or [""]
    origin = Origin(str(source.get("label") or ""), str(uris[0]), str(said.get("statementText") or ""))
    return Draft(*place, whom, prop, Value(value), given, when, origin=origin if origin.title or origin.url else None)


def _guess(said: Json) -> str:
    """The property of a statement of another tool, by its parts alone; "" where they do not tell."""
    if said.get("name") and not any(said.get(part) for part in ("role", "memberOf", "relatesToPersons", "places")):
        return "name"
    if said.get("role") and said.get("memberOf"):
        return "posting"
    if said.get("memberOf"):
        return "membership"
    if said.get("role"):
        return "occupation"
    return ""


def _label(part: Any) -> str:
    """The words of a part: a text, an object with a label, or a list of such."""
    if isinstance(part, list):
        part = part[0] if part else None
    if isinstance(part, dict):
        part = part.get("label")
    return part if isinstance(part, str) else ""
