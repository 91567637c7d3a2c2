"""Decisions in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cursus.claim import Claim, Document
from cursus.dossier.group import entries, single
from cursus.dossier.model import Entry, Evidence
from cursus.dossier.references import evidence
from cursus.dossier.words import property_label
from cursus.store import Store
from cursus.store.review.model import Event, State
from cursus.text.dates.words import say

AROUND = 700
"""Characters of the paragraph either side of a quote."""
DID = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "undo": "taken back"}
FIELDS = {"value": "value", "date": "date", "stance": "stance", "person": "person"}


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with all that somebody needs who decides about it; ``back`` is the decision about its earlier wording."""

    claim: Claim
    state: State
    entry: Entry
    item: Evidence
    back: Event | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A decision in words: what was done, to what, and from what to what, field by field."""

    event: Event
    did: str
    label: str
    value: str
    changes: tuple[tuple[str, str, str], ...]
    note: str

    @property
    def stands(self) -> bool:
        return self.event.kind != "undo" and self.event.undone is None


class Cards:
    """Cards from claims; an article that several claims share is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[str, Document | None] = {}

    def card(self, claim: Claim, state: State, back: Event | None = None) -> Card:
        document = claim.document.id
        if document not in self._articles:
            self._articles[document] = self._store.document(document)
        item = evidence(claim, self._articles[document], AROUND)
        return Card(claim, state, single(item), item, back)


def line(event: Event) -> Line:
    """A decision in words."""
    before, after = event.before, event.after
    label = property_label(event.property)
    if event.kind == "undo":
        return Line(event, f"took decision {event.undoes} back", label, _value(after), (), event.note)
    changes = tuple(
        (FIELDS[name], _plain(name, before.get(name)), _plain(name, value))
        for name, value in after.get("changes", {}).items()
    )
    return Line(event, DID[event.kind], label, _value(before), changes, event.note)


def said_the_same(store: Store, claim: Claim) -> list[Claim]:
    """The other claims that a dossier puts on one line with this one."""
    theirs = [c for c in store.claims(person=claim.person.id) if c.property == claim.property]
    for entry in entries([evidence(c, None) for c in theirs]):
        ids = [item.claim for item in entry.claims]
        if any(c.id == claim.id for c in ids):
            return [c for c in ids if c.id != claim.id]
    return []


def lines(events: Sequence[Event]) -> list[Line]:
    return [line(event) for event in events]


def _value(fields: Mapping[str, Any]) -> str:
    return str(fields.get("value", ""))


def _plain(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if name == "date":
        return say(str(value)) if value else "no date"
    return str(value or "nothing")
