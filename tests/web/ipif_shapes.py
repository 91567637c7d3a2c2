"""What the objects of IPIF 0.3.3 must hold, as far as a service of level 1 sends them: JSON Schemas of our own wording."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
_TEXT: Json = {"type": "string", "minLength": 1}
_NAMED: Json = {
    "type": "object", "properties": {"uri": _TEXT, "label": _TEXT}, "minProperties": 1, "additionalProperties": False
}  # fmt: skip
_REF: Json = {"type": "object", "required": ["@id"], "properties": {"@id": _TEXT}, "additionalProperties": False}
_URIS: Json = {"type": "array", "items": {**_TEXT, "pattern": "^https?://"}}
_FACTOID_REF: Json = {
    "type": "object",
    "required": ["@id", "person-ref", "source-ref"],
    "properties": {
        "@id": _TEXT, "person-ref": _REF, "source-ref": _REF, "statement-refs": {"type": "array", "items": _REF},
    },
    "additionalProperties": False,
}  # fmt: skip
_MADE: Json = {"createdBy": _TEXT, "createdWhen": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d"}}


def _object(required: list[str], **properties: Json) -> Json:
    known = {"@id": _TEXT, "factoid-refs": {"type": "array", "minItems": 1, "items": _FACTOID_REF}, **properties}
    return {"type": "object", "required": ["@id", *required], "properties": known, "additionalProperties": False}


OBJECTS: dict[str, Json] = {
    "persons": _object(["factoid-refs", "label"], label=_TEXT, uris=_URIS),
    "sources": _object(["factoid-refs", "label"], label=_TEXT, uris=_URIS, **_MADE),
    "factoids": _object(
        ["person-ref", "source-ref", "statement-refs", "createdBy", "createdWhen"],
        **{"person-ref": _REF, "source-ref": _REF, "statement-refs": {"type": "array", "minItems": 1, "items": _REF}, **_MADE},
    ),
    "statements": _object(
        ["factoid-refs", "statementType", "statementText"],
        statementType=_NAMED, name=_TEXT, role=_NAMED, memberOf=_NAMED, statementText=_TEXT,
        places={"type": "array", "items": _NAMED}, relatesToPersons={"type": "array", "items": _NAMED},
        date={
            "type": "object", "required": ["label"], "additionalProperties": False,
            "properties": {"label": _TEXT, "sortdate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}},
        },
    ),
}  # fmt: skip


def listed(kind: str) -> Json:
    """The answer that lists objects of a kind."""
    whole = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["protocol", kind],
        "properties": {
            "protocol": {
                "type": "object", "required": ["size", "page", "totalHits"],
                "properties": {"size": whole, "page": whole, "totalHits": whole}, "additionalProperties": False,
            },
            kind: {"type": "array", "items": OBJECTS[kind]},
        },
        "additionalProperties": False,
    }  # fmt: skip
