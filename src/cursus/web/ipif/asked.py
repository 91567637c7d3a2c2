"""What a request asks: its filters, its page, its order. Whatever the specification does not know is answered with 400."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cursus.export.ipif import AUTHOR, QUALIFIER_AT, VALUE_AT
from cursus.store.factoids import ANY, Asked, Order, Slot
from cursus.text.dates import EdtfError, bounds

SIZE, MOST = 30, 1000
"""Objects of a page where nothing is said, and at most."""
_LAST_PAGE = 10**9
_LONGEST = 500
_FACTOID = "f-"
PARTS = {
    "name": "name", "role": "role", "place": "places", "relatesToPerson": "relatesToPersons", "memberOf": "memberOf",
}  # fmt: skip
"""Filter → the part of a statement that it is about."""
_TEXTS = ("p", "s", "st", "f", "statementText", "statementContent", "from", "to", *PARTS)
_IDS = ("personId", "sourceId", "statementId", "factoidId")
_LABELLED = frozenset({"persons", "sources"})
_COMMON = ("createdBy", "createdWhen", "modifiedBy", "modifiedWhen")
_ORDERS: dict[str, dict[str, str]] = {
    "persons": {"@id": "id", "label": "label", "uris": "id", "factoid-refs": "id"},
    "sources": {"@id": "id", "label": "label", "uris": "uris", "factoid-refs": "created"},
    "factoids": {"@id": "id", "person-ref": "person", "source-ref": "document", "statement-refs": "id", "derivedFrom": "created"},
    "statements": {
        "@id": "id", "statementType": "property", "statementText": "quote", "date": "date", "factoid-refs": "id",
        "uris": "created", "name": "", "role": "", "places": "", "relatesToPersons": "", "memberOf": "",
    },
}  # fmt: skip
"""Kind of list → property → what the store sorts by; "" for a part of a statement. What no object of ours has sorts nothing."""
_SORT = re.compile(r"(@?[A-Za-z-]+?)\s*(ASC|DESC)?")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of a list."""

    asked: Asked
    order: Order
    size: int
    page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


@cache
def slots() -> dict[str, Slot]:
    """Part of a statement → where it comes from, as the export has it."""
    found: dict[str, dict[str, list[str]]] = {}
    for prop, part in VALUE_AT.items():
        found.setdefault(part, {}).setdefault("", []).append(prop)
    for prop, held in QUALIFIER_AT.items():
        for qualifier, part in held.items():
            found.setdefault(part, {}).setdefault(qualifier, []).append(prop)
    return {part: {name: tuple(props) for name, props in of.items()} for part, of in found.items()}


def wanted(request: Request, kind: str) -> Wanted:
    """The page of a list of ``persons``, ``sources``, ``statements`` or ``factoids``. Raises 400."""
    given = _parameters(request, kind)
    order = _order(given.pop("sortBy", "createdWhen"), kind)
    size = _number("size", given.pop("size", str(SIZE)), MOST)
    page = _number("page", given.pop("page", "1"), _LAST_PAGE)
    return Wanted(_asked(given), order, size, page)


def claim_of(factoid: str) -> str:
    """The id of the claim behind a factoid's; one that no claim has where it is no factoid's."""
    return factoid.removeprefix(_FACTOID) if factoid.startswith(_FACTOID) else "-"


def _parameters(request: Request, kind: str) -> dict[str, str]:
    allowed = {"size", "page", "sortBy", *_IDS, *_TEXTS, *({"label"} if kind in _LABELLED else ())}
    out: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            raise HTTPException(400, f"There is no parameter {name[:_LONGEST]!r} for {kind}.")
        if name in out:
            raise HTTPException(400, f"The parameter {name} is given twice.")
        if len(value) > _LONGEST or "\x00" in value:
            raise HTTPException(400, f"{name} is a text of at most {_LONGEST} characters.")
        out[name] = value.strip()
    return {name: value for name, value in out.items() if value or name in ("size", "page", "sortBy")}


def _asked(given: dict[str, str]) -> Asked:
    claims = [given["statementId"]] if "statementId" in given else []
    claims += [claim_of(given["factoidId"])] if "factoidId" in given else []
    near_claim = given.get("f", "")
    if near_claim and near_claim.casefold() in AUTHOR.casefold():
        near_claim = ""  # every factoid is by the same author
    first, last, dated = _days(given.get("from", ""), given.get("to", ""))
    return Asked(
        person=given.get("personId", ""), source=given.get("sourceId", ""), claim=tuple(claims),
        near_person=_text(given, "p"), near_source=_text(given, "s"), near_statement=_text(given, "st"),
        near_claim="" if near_claim == ANY else near_claim.removeprefix(_FACTOID),
        quote=given.get("statementText", given.get("statementContent", "")),
        parts=tuple((slots()[part], given[name]) for name, part in PARTS.items() if name in given),
        first=first, last=last, dated=dated, label=_text(given, "label"),
    )  # fmt: skip


def _text(given: dict[str, str], name: str) -> str:
    """A filter over the text of anything, which everything passes that has any."""
    return "" if given.get(name) == ANY else given.get(name, "")


def _days(start: str, end: str) -> tuple[str, str, bool]:
    """First and last day, and whether there must be a date. A lone year or month is the whole of it."""
    if ANY in (start, end):
        return *_days("" if start == ANY else start, "" if end == ANY else end)[:2], True
    low = _edges("from", start) if start else ("", "")
    high = _edges("to", end) if end else ("", "")
    if start and not end and low[0] != low[1]:
        return *low, True
    if end and not start and high[0] != high[1]:
        return *high, True
    return low[0], high[1], bool(start or end)


def _edges(name: str, given: str) -> tuple[str, str]:
    try:
        low, high = bounds(given) if _DAY.fullmatch(given) and given.isascii() else (None, None)
    except EdtfError:
        low = high = None
    if low is None or high is None:
        raise HTTPException(400, f"{name} is a date: yyyy, yyyy-mm or yyyy-mm-dd.")
    return low, high


def _order(given: str, kind: str) -> Order:
    match = _SORT.fullmatch(given)
    name = match[1] if match is not None else ""
    down = match is not None and match[2] == "DESC"
    if name in _COMMON:
        return Order("id" if kind == "persons" else "created", {}, down)
    if name not in _ORDERS[kind]:
        names = ", ".join([*_ORDERS[kind], *_COMMON])
        raise HTTPException(400, f"{kind} are sorted by {names}, each with ASC or DESC behind it.")
    column = _ORDERS[kind][name]
    return Order(column, {}, down) if column else Order("", slots()[name], down)


def _number(name: str, given: str, most: int) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:12]) <= most):
        raise HTTPException(400, f"{name} is a whole number from 1 to {most:,}.")
    return int(given)
