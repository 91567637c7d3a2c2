"""What is read through the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from cursus.check.conflicts import find_conflicts
from cursus.contract import finding_to_json
from cursus.dossier import build, to_json
from cursus.dossier.build import NoSuchPerson
from cursus.dossier.command import who_commanded
from cursus.store.decisions import history
from cursus.store.listing import ClaimFilter, claims_after, documents_after, findings_after, work, works_after
from cursus.store.review.log import events_of, log
from cursus.store.review.queue import queue, tally
from cursus.store.review.states import state
from cursus.web.api import shape
from cursus.web.api.cursors import pack, unpack
from cursus.web.api.spec import Asked, Json, Problem

T = TypeVar("T")


def missing(what: str) -> Problem:
    return Problem(404, "Nothing here", f"There is no such {what}.")


def _page(rows: Sequence[T], limit: int, item: Callable[[T], Json], place: Callable[[T], Sequence[Any]]) -> Json:
    """A piece of a list from one row more than it holds."""
    shown = rows[:limit]
    return {"items": [item(r) for r in shown], "next": pack(*place(shown[-1])) if len(rows) > limit else None}


def counts(asked: Asked) -> Json:
    return {**asdict(asked.store.counts()), "stamp": str(asked.store.stamp())}


def me(asked: Asked) -> Json:
    return {"name": asked.viewer.name, "role": asked.viewer.role}


def persons(asked: Asked) -> Json:
    (offset,) = unpack(asked.query.get("cursor"), 0)
    limit = asked.query["limit"]
    rows = asked.store.persons(asked.query.get("q", ""), limit + 1, min(offset, 1_000_000))
    return _page(rows, limit, shape.person, lambda _: (offset + limit,))


def person(asked: Asked) -> Json:
    row = asked.store.person(asked.path["id"])
    if row is None:
        raise missing("person")
    return shape.person(row)


def dossier(asked: Asked) -> Json:
    try:
        return to_json(build(asked.store, asked.path["id"]))
    except NoSuchPerson:
        raise missing("person") from None


def conflicts(asked: Asked) -> Json:
    one = asked.query["person"]
    if asked.store.person(one) is None:
        raise missing("person")
    found = find_conflicts(asked.store.claims(person=one))
    return {
        "items": [
            {
                "kind": c.kind,
                "property": c.property,
                "message": c.message,
                "claims": shape.claims(asked.store, list(c.claims)),
            }
            for c in found
        ]
    }


def claims(asked: Asked) -> Json:
    (after,) = unpack(asked.query.get("cursor"), 0)
    given = {name: asked.query.get(name) for name in ClaimFilter.__dataclass_fields__}
    limit = asked.query["limit"]
    rows = claims_after(asked.store, ClaimFilter(**given), after, limit + 1)
    return _page(rows, limit, lambda r: shape.claim(r[1], r[2].version), lambda r: (r[0],))


def claim(asked: Asked) -> Json:
    one = asked.store.claim(asked.path["id"])
    at = state(asked.store, one.id) if one is not None else None
    if one is None or at is None:
        raise missing("claim")
    return shape.claim(one, at.version)


def claim_history(asked: Asked) -> Json:
    at = state(asked.store, asked.path["id"])
    if at is None:
        raise missing("claim")
    return {"items": [shape.event(e) for e in events_of(asked.store, at)]}


def documents(asked: Asked) -> Json:
    path, one = unpack(asked.query.get("cursor"), "", "")
    limit = asked.query["limit"]
    rows = documents_after(asked.store, (path, one), limit + 1)
    return _page(rows, limit, shape.document, lambda r: (r.path, r.id))


def document(asked: Asked) -> Json:
    row, whole = asked.store.document_row(asked.path["id"]), asked.store.document(asked.path["id"])
    if row is None or whole is None:
        raise missing("article")
    return {
        "document": shape.document(row),
        "text": whole.text,
        "citations": [
            {
                "index": n, "label": c.label, "name": c.name, "group": c.group, "text": c.text, "type": c.type,
                "fields": [{"name": f.name, "value": f.value, "edtf": f.edtf} for f in c.fields], "defined": c.defined,
            }
            for n, c in enumerate(whole.citations)
        ],
        "marks": [{"at": m.at, "label": m.label, "citation": m.citation} for m in whole.marks],
    }  # fmt: skip


def findings(asked: Asked) -> Json:
    (after,) = unpack(asked.query.get("cursor"), 0)
    given = {name: asked.query.get(name) for name in ("document", "person", "rule", "level")}
    limit = asked.query["limit"]
    rows = findings_after(asked.store, after, limit + 1, **given)
    return _page(rows, limit, lambda r: finding_to_json(r[1]), lambda r: (r[0],))


def units(asked: Asked) -> Json:
    (offset,) = unpack(asked.query.get("cursor"), 0)
    limit, offset = asked.query["limit"], min(offset, 100_000)
    rows = asked.store.units(asked.query.get("q", ""), offset + limit + 1)[offset:]
    return _page(rows, limit, shape.unit, lambda _: (offset + limit,))


def unit(asked: Asked) -> Json:
    key = asked.path["key"]
    row = next((u for u in asked.store.units(key.removeprefix("unit:").replace("-", " "), 200) if u.key == key), None)
    if row is None:
        raise missing("unit")
    return {"unit": shape.unit(row), "postings": shape.claims(asked.store, asked.store.postings(key))}


def who(asked: Asked) -> Json:
    found = asked.store.units(asked.query["unit"], 1)
    if not found:
        raise missing("unit")
    return shape.who(asked.store, who_commanded(asked.store, found[0], asked.query["on"], asked.query.get("role")))


def sources(asked: Asked) -> Json:
    (after,) = unpack(asked.query.get("cursor"), "")
    limit = asked.query["limit"]
    rows = works_after(asked.store, after, limit + 1, asked.query.get("q", ""))
    return _page(rows, limit, asdict, lambda r: (r.id,))


def source(asked: Asked) -> Json:
    row = work(asked.store, asked.path["id"])
    if row is None:
        raise missing("source")
    return asdict(row)


def search(asked: Asked) -> Json:
    words, limit = asked.query["q"], asked.query["limit"]
    return {
        "persons": [shape.found(f) for f in asked.store.find(words, limit)],
        "quotes": [shape.hit(h) for h in asked.store.search(words, limit)],
    }


def review_queue(asked: Asked) -> Json:
    try:
        found = queue(
            asked.store, asked.query["kind"], person=asked.query.get("person"), property=asked.query.get("property"),
            after=asked.query.get("cursor"), limit=asked.query["limit"],
        )  # fmt: skip
    except ValueError as error:
        raise Problem(400, "That cannot be asked", f"{error}.", parameter="cursor") from None
    return {"items": [shape.claim(i.claim, i.state.version) for i in found.items], "next": found.next}


def review_tally(asked: Asked) -> Json:
    return dict(tally(asked.store))


def reviews(asked: Asked) -> Json:
    (before,) = unpack(asked.query.get("cursor"), 0)
    limit = asked.query["limit"]
    rows = log(
        asked.store, person=asked.query.get("person"), author=asked.query.get("author"), before=before or None,
        limit=limit + 1,
    )  # fmt: skip
    return _page(rows, limit, shape.event, lambda e: (e.n,))


def decisions(asked: Asked) -> Json:
    found = history(asked.store, asked.query.get("person"), undone=asked.query.get("all", False))
    return {"items": [shape.decision(d) for d in found]}
