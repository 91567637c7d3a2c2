"""What a program asks, read from JSON that anybody may have sent. Whatever cannot be meant raises 400 and says why."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.exceptions import HTTPException

from cursus.web.reconcile.kinds import KINDS, PROPERTIES, Property

MOST_QUERIES = 50
"""Queries of one batch, and entities of one extension."""
MOST_CANDIDATES = 50
FEW_CANDIDATES = 10
"""Candidates of a query that does not say how many it wants."""
_MOST_VALUES = 50
_MOST_PROPERTIES = 30
_LONGEST_ID = 500
_STRICT = ("any", "should", "all")
STANCES = {"asserted": ("asserted",), "told": ("asserted", "reported")}
"""Which claims become values: what the article states, or also what it reports that others say. Never what is denied or only possible."""


@dataclass(frozen=True, slots=True)
class Query:
    """A name, the types it may be of, so many candidates, and what is known beside the name: property → values."""

    words: str
    kinds: tuple[str, ...]
    limit: int
    known: tuple[tuple[Property, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property to be fetched: at most ``limit`` values (0: all), of claims of these stances, with their dates or without."""

    property: Property
    limit: int = 0
    stances: tuple[str, ...] = STANCES["asserted"]
    dates: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def queries(text: str) -> dict[str, Query]:
    """The batch of queries under its keys. Raises 400, and 413 for more than :data:`MOST_QUERIES`."""
    batch = _object(_json(text, "queries"), "queries")
    if len(batch) > MOST_QUERIES:
        raise HTTPException(413, f"A batch may have {MOST_QUERIES} queries; this one has {len(batch):,}.")
    return {key: _query(_object(one, f"query {key}"), f"query {key}") for key, one in batch.items()}


def extension(text: str) -> Extension:
    """What is to be fetched. Raises 400, and 413 for too much of it."""
    asked = _object(_json(text, "extend"), "extend")
    ids, properties = _list(asked.get("ids"), "ids"), _list(asked.get("properties"), "properties")
    if len(ids) > MOST_QUERIES:
        raise HTTPException(413, f"{MOST_QUERIES} entities may be extended at a time; these are {len(ids):,}.")
    if len(properties) > _MOST_PROPERTIES:
        raise HTTPException(413, f"{_MOST_PROPERTIES} properties may be fetched at a time.")
    wanted = [_wanted(_object(one, "a property")) for one in properties]
    return Extension(tuple(dict.fromkeys(_id(one, "an id") for one in ids)), tuple(wanted))


def _query(asked: dict[str, Any], what: str) -> Query:
    _only(asked, ("query", "type", "limit", "properties", "type_strict"), what)
    words = asked.get("query", "")
    if not isinstance(words, str):
        raise HTTPException(400, f"{what}: the name is no text.")
    if "query" not in asked and not asked.get("properties"):
        raise HTTPException(400, f"{what}: there is neither a query nor a property.")
    if asked.get("type_strict", "any") not in _STRICT:
        raise HTTPException(400, f"{what}: type_strict is one of {', '.join(_STRICT)}.")
    given = asked.get("type") or []
    kinds = [_id(one, f"{what}: type") for one in (given if isinstance(given, list) else [given])]
    for kind in kinds:
        if kind not in KINDS:
            raise HTTPException(400, f"{what}: there is no type {kind!r}; types are {', '.join(KINDS)}.")
    known = [_known(_object(one, f"{what}: a property"), what) for one in _list(asked.get("properties", []), what)]
    limit = min(whole(asked.get("limit", FEW_CANDIDATES), f"{what}: limit", 1), MOST_CANDIDATES)
    return Query(_clean(words, what), tuple(dict.fromkeys(kinds)) or tuple(KINDS), limit, tuple(known))


def _known(asked: dict[str, Any], what: str) -> tuple[Property, tuple[str, ...]]:
    found = _property(asked.get("pid"), what)
    if not found.compared:
        names = ", ".join(p.id for p in PROPERTIES.values() if p.compared)
        raise HTTPException(400, f"{what}: {found.id} cannot be compared; these can: {names}.")
    given = asked.get("v")
    values = given if isinstance(given, list) else [given]
    if len(values) > _MOST_VALUES:
        raise HTTPException(413, f"{what}: {found.id} has more than {_MOST_VALUES} values.")
    return found, tuple(value for value in _values(values, what) if value)


def _values(values: list[Any], what: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            yield _id(value.get("id"), f"{what}: the id of a value")
        elif isinstance(value, str):
            yield _clean(value, what)
        elif isinstance(value, int | float):
            yield f"{value:g}" if isinstance(value, float) else str(value)
        else:
            raise HTTPException(400, f"{what}: a value is a text, a number or an entity.")


def _wanted(asked: dict[str, Any]) -> Wanted:
    found = _property(asked.get("id"), "extend")
    settings = _object(asked.get("settings") or {}, "settings")
    limit = whole(settings.get("limit") or 0, "the setting limit", 0)
    stances = settings.get("stances") or "asserted"
    if not isinstance(stances, str) or stances not in STANCES:
        raise HTTPException(400, f"The setting stances is one of {', '.join(STANCES)}.")
    return Wanted(found, limit, STANCES[stances], settings.get("dates") in (True, "true", "on", "1"))


def _property(given: Any, what: str) -> Property:
    name = _id(given, f"{what}: the id of a property")
    if name not in PROPERTIES:
        raise HTTPException(400, f"{what}: there is no property {name!r}; properties are {', '.join(PROPERTIES)}.")
    return PROPERTIES[name]


def whole(given: Any, what: str, least: int) -> int:
    """A whole number that is not below the least, given as a number or in digits. Raises 400."""
    if isinstance(given, str) and given.isascii() and given.isdigit():
        given = int(given[:9])
    number = isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)
    if not number or given != int(given) or given < least:
        raise HTTPException(400, f"{what} is a whole number from {least} on.")
    return int(min(given, 10**9))


def _json(text: str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        raise HTTPException(400, f"{what} is no JSON: {error}") from None


def _object(given: Any, what: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise HTTPException(400, f"{what} must be a JSON object.")
    return given


def _list(given: Any, what: str) -> list[Any]:
    if not isinstance(given, list):
        raise HTTPException(400, f"{what} must be a JSON array.")
    return given


def _only(asked: dict[str, Any], names: tuple[str, ...], what: str) -> None:
    for name in asked:
        if name not in names:
            raise HTTPException(400, f"{what}: {name!r} means nothing; it may have {', '.join(names)}.")


def _id(given: Any, what: str) -> str:
    if not isinstance(given, str) or not given or len(given) > _LONGEST_ID or "\x00" in given:
        raise HTTPException(400, f"{what} is a text of 1 to {_LONGEST_ID} characters.")
    return given


def _clean(text: str, what: str) -> str:
    if "\x00" in text:
        raise HTTPException(400, f"{what} holds a NUL character.")
    return " ".join(text.split())
