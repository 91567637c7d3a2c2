"""Records as the JSON of the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cursus.claim import Claim
from cursus.contract import claim_to_json
from cursus.dossier.command import Command, Holder
from cursus.store import DocumentRow, Found, Hit, PersonRow, Store
from cursus.store.decisions import Decision
from cursus.store.review.decide import Outcome
from cursus.store.review.model import Event, State
from cursus.store.review.states import states
from cursus.store.units import UnitRow

Json = dict[str, Any]


def claim(one: Claim, version: int) -> Json:
    return {**claim_to_json(one), "version": version}


def claims(store: Store, some: list[Claim]) -> list[Json]:
    """Claims with their versions."""
    at: dict[str, State] = states(store, [c.id for c in some])
    return [claim(c, at[c.id].version if c.id in at else 0) for c in some]


def person(row: PersonRow) -> Json:
    return {
        "id": row.id, "name": row.name, "names": list(row.names), "claims": row.claims, "documents": row.documents,
        "birth": row.birth, "death": row.death, "subject": row.subject,
    }  # fmt: skip


def document(row: DocumentRow) -> Json:
    return asdict(row)


def unit(row: UnitRow) -> Json:
    return {"key": row.key, "names": list(row.names), "postings": row.postings}


def found(one: Found) -> Json:
    return {
        "person": person(one.person), "spelling": one.spelling, "why": one.why, "reason": one.reason, "score": one.score,
    }  # fmt: skip


def hit(one: Hit) -> Json:
    return {
        "claim": one.claim_id, "person": {"id": one.person.id, "name": one.person.name}, "property": one.property,
        "value": one.value, "document": one.document_id, "title": one.document_title,
        "snippet": [{"text": s.text, "match": s.match} for s in one.snippet], "others": one.others,
    }  # fmt: skip


def event(one: Event) -> Json:
    told = asdict(one)
    return {name: value for name, value in told.items() if name not in ("fact", "sentence")}


def outcome(done: Outcome) -> Json:
    return {
        "events": [event(e) for e in done.events],
        "claims": {i: {"status": s.status, "version": s.version} for i, s in done.states.items()},
        "touched": done.touched,
    }


def decision(one: Decision) -> Json:
    return asdict(one)


def who(store: Store, answer: Command) -> Json:
    def holder(one: Holder) -> Json:
        return {
            "person": one.person, "name": one.name, "certainty": one.certainty, "why": one.why,
            "claims": claims(store, list(one.claims)), "first": one.first, "last": one.last,
        }  # fmt: skip

    return {
        "unit": unit(answer.unit), "day": answer.day, "certainty": answer.certainty,
        "holders": [holder(h) for h in answer.holders],
        "before": None if answer.before is None else holder(answer.before),
        "after": None if answer.after is None else holder(answer.after),
        "undated": [holder(h) for h in answer.undated], "doubted": claims(store, list(answer.doubted)),
    }  # fmt: skip
