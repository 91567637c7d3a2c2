"""The shapes of what the API gives, as JSON Schema 2020-12."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer"}
_FLAG: Json = {"type": "boolean"}
_TEXT_OR_NOT: Json = {"type": ["string", "null"]}
_NUMBER_OR_NOT: Json = {"type": ["integer", "null"]}
_FREE: Json = {"type": "object"}
HEX = "^[0-9a-f]{16}$"


def _record(about: str, **fields: Json) -> Json:
    return {"type": "object", "description": about, "properties": fields, "required": list(fields)}


def _list(of: Json | str) -> Json:
    return {"type": "array", "items": _of(of)}


def _of(name: Json | str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"} if isinstance(name, str) else name


def _maybe(name: str) -> Json:
    return {"anyOf": [_of(name), {"type": "null"}]}


def _page(name: str) -> Json:
    return _record("A piece of a list.", items=_list(name), next={
        "type": ["string", "null"], "description": "The cursor of the next piece; null at the end."
    })  # fmt: skip


_PERSON_REF = _record("A person.", id=_TEXT, name=_TEXT)
_PLACE = _record("Words of the source.", source_start=_NUMBER, source_end=_NUMBER, exact=_TEXT)

SCHEMAS: dict[str, Json] = {
    "Problem": {
        "type": "object", "description": "An error (RFC 9457).",
        "properties": {"type": _TEXT, "title": _TEXT, "status": _NUMBER, "detail": _TEXT, "parameter": _TEXT, "version": _NUMBER},
        "required": ["type", "title", "status", "detail"],
    },
    "Date": _record("When a claim is true (EDTF).", edtf=_TEXT, text=_TEXT, earliest=_TEXT_OR_NOT, latest=_TEXT_OR_NOT,
                    starts=_FLAG, ends=_FLAG, rule=_TEXT, anchor=_TEXT_OR_NOT),
    "Claim": {
        "type": "object",
        "description": "One fact that one article states about one person, with its quote. `version` is the number of the last decision "
        "that touched it: send it with a decision. `corrected` is there where a reviewer corrected the claim: what its source says.",
        "properties": {
            "id": {"type": "string", "pattern": HEX}, "person": _PERSON_REF, "property": _TEXT,
            "value": _record("The value.", text=_TEXT, id=_TEXT_OR_NOT), "qualifiers": _FREE, "date": _maybe("Date"),
            "stance": _TEXT, "says": _TEXT_OR_NOT,
            "quote": _record("The words, verbatim.", exact=_TEXT, start=_NUMBER, end=_NUMBER, source_start=_NUMBER,
                             source_end=_NUMBER, section=_list(_TEXT)),
            "origin": _TEXT, "rule": _TEXT,
            "citations": _list(_record("A footnote.", label=_TEXT, name=_TEXT_OR_NOT, scope=_TEXT)),
            "document": _of("DocumentRef"), "score": {"type": "number", "minimum": 0, "maximum": 1},
            "status": {"enum": ["unreviewed", "accepted", "rejected", "corrected"]}, "corrected": _FREE, "version": _NUMBER,
        },
        "required": ["id", "person", "property", "value", "qualifiers", "date", "stance", "says", "quote", "origin", "rule",
                     "citations", "document", "score", "status", "version"],
    },
    "DocumentRef": _record("An article.", id=_TEXT, path=_TEXT, title=_TEXT, url=_TEXT_OR_NOT, revision=_TEXT_OR_NOT,
                           sha256=_TEXT, licence=_TEXT_OR_NOT),
    "Person": _record("A person, with the usual name first.", id=_TEXT, name=_TEXT, names=_list(_TEXT), claims=_NUMBER,
                      documents=_NUMBER, birth=_TEXT_OR_NOT, death=_TEXT_OR_NOT, subject=_FLAG),
    "Dossier": {"type": "object", "description": "What is known of a person: as `cursus show --json`.",
                "properties": {"person": _FREE, "themes": _list(_FREE), "conflicts": _list(_FREE), "claims": _FREE},
                "required": ["person", "themes", "conflicts", "claims"]},
    "Document": _record("A stored article.", id=_TEXT, path=_TEXT, title=_TEXT, sha256=_TEXT, url=_TEXT_OR_NOT, revision=_TEXT_OR_NOT,
                        licence=_TEXT_OR_NOT, attribution=_TEXT_OR_NOT, form=_TEXT, lang=_TEXT, person=_TEXT_OR_NOT,
                        claims=_NUMBER, findings=_NUMBER, added=_TEXT),
    "Article": _record("An article with its kept text and its footnotes.", document=_of("Document"), text=_TEXT,
                       citations=_list(_FREE), marks=_list(_FREE)),
    "Finding": {"type": "object", "description": "Something a check has to say about an article.",
                "properties": {"id": _TEXT, "rule": _TEXT, "code": _TEXT, "level": _TEXT, "message": _TEXT, "line": _NUMBER,
                               "column": _NUMBER, "spans": _list(_PLACE)},
                "required": ["id", "rule", "code", "level", "message", "document", "line", "column", "spans"]},
    "Unit": _record("A unit that postings name, its commonest name first.", key=_TEXT, names=_list(_TEXT), postings=_NUMBER),
    "UnitPage": _record("A unit with the claims of postings at it.", unit=_of("Unit"), postings=_list("Claim")),
    "Holder": _record("Somebody who held a post.", person=_TEXT, name=_TEXT, certainty={"enum": ["certain", "possible", "no evidence"]},
                      why=_TEXT, claims=_list("Claim"), first=_TEXT_OR_NOT, last=_TEXT_OR_NOT),
    "Who": _record("Who commanded a unit on a day, each with the claims that bound it.", unit=_of("Unit"), day=_TEXT,
                   certainty={"enum": ["certain", "possible", "no evidence"]}, holders=_list("Holder"), before=_maybe("Holder"),
                   after=_maybe("Holder"), undated=_list("Holder"), doubted=_list("Claim")),
    "Source": _record("A cited work.", id=_TEXT, label=_TEXT, fields=_FREE),
    "Conflict": _record("Claims that cannot all be true.", kind=_TEXT, property=_TEXT, message=_TEXT, claims=_list("Claim")),
    "Conflicts": _record("The contradictions of one person.", items=_list("Conflict")),
    "Found": _record("A person found by name.", person=_of("Person"), spelling=_TEXT, why=_TEXT, reason=_TEXT,
                     score={"type": "number"}),
    "Hit": _record("A quote that holds the words.", claim=_TEXT, person=_PERSON_REF, property=_TEXT, value=_TEXT, document=_TEXT,
                   title=_TEXT, snippet=_list(_record("Words.", text=_TEXT, match=_FLAG)), others=_NUMBER),
    "Search": _record("What was found.", persons=_list("Found"), quotes=_list("Hit")),
    "Event": _record("One decision about a claim, or one that took another back.", n=_NUMBER,
                     kind={"enum": ["accept", "reject", "correct", "undo"]}, scope={"enum": ["fact", "sentence"]}, claim_id=_TEXT,
                     person_id=_TEXT, property=_TEXT, before=_FREE, after=_FREE, note=_TEXT, author=_TEXT, decided=_TEXT,
                     batch=_NUMBER_OR_NOT, undoes=_NUMBER_OR_NOT, undone=_NUMBER_OR_NOT),
    "History": _record("What was decided about a claim, oldest first.", items=_list("Event")),
    "Outcome": _record("What a decision did; `events` is empty where it held already.", events=_list("Event"),
                       claims={"type": "object", "additionalProperties": _record("How a claim stands.", status=_TEXT, version=_NUMBER)},
                       touched=_NUMBER),
    "Tally": _record("How many claims stand how.", unreviewed=_NUMBER, accepted=_NUMBER, rejected=_NUMBER, corrected=_NUMBER,
                     changed=_NUMBER),
    "Decision": _record("Who is whom.", n=_NUMBER, kind={"enum": ["same", "different", "unsure"]}, a=_TEXT, b=_TEXT, note=_TEXT,
                        author=_TEXT, decided=_TEXT, undone=_TEXT_OR_NOT, undone_by=_TEXT_OR_NOT),
    "Decisions": _record("Decisions, oldest first.", items=_list("Decision")),
    "Me": _record("Who calls.", name=_TEXT, role={"enum": ["reader", "reviewer", "admin"]}),
    "Counts": _record("How much there is, and how new it is.", documents=_NUMBER, persons=_NUMBER, claims=_NUMBER,
                      findings=_NUMBER, stamp=_TEXT),
}  # fmt: skip

for _name in ("Claim", "Person", "Document", "Finding", "Unit", "Source", "Event"):
    SCHEMAS[f"{_name}s"] = _page(_name)
