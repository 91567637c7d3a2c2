"""Store → Dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cursus.check.conflicts import find_conflicts
from cursus.claim import Claim
from cursus.dossier.glance import glance
from cursus.dossier.group import entries, single
from cursus.dossier.model import Contradiction, Dossier, Entry, Evidence, Theme
from cursus.dossier.naming import name_groups
from cursus.dossier.references import evidence
from cursus.dossier.ties import ties
from cursus.dossier.timeline import timeline
from cursus.dossier.words import THEMES, property_label
from cursus.store import Store
from cursus.store.parts import document_rows, light_documents
from cursus.store.sources import works_cited
from cursus.tables import rows


class NoSuchPerson(LookupError):
    """No person has this id."""


def build(store: Store, person_id: str) -> Dossier:
    """Everything the store holds about a person. Raises NoSuchPerson, and StoreError where the database fails.

    Rejected claims are left out.
    """
    person = store.person(person_id)
    if person is None:
        raise NoSuchPerson(person_id)
    claims = [c for c in store.claims(person=person_id) if c.status != "rejected"]
    ids = dict.fromkeys(c.document.id for c in claims)
    articles = light_documents(store, list(ids))
    works = works_cited(store, list(ids))
    backed = {c.id: evidence(c, articles.get(c.document.id), works=works.get(c.document.id)) for c in claims}
    conflicts = _contradictions(claims, backed)
    disputed = frozenset(e.claim.id for conflict in conflicts for side in conflict.sides for e in side.claims)
    told = entries([backed[c.id] for c in claims if c.property != "name"], disputed)
    return Dossier(
        person=person,
        names=name_groups(person, [backed[c.id] for c in claims if c.property == "name"]),
        glance=glance(told),
        timeline=timeline(told),
        themes=_themes(told),
        conflicts=conflicts,
        findings=tuple(store.findings(person=person_id)),
        documents=tuple(document_rows(store, list(ids))),
        ties=ties(store, person, claims),
    )


def _contradictions(claims: Sequence[Claim], backed: Mapping[str, Evidence]) -> tuple[Contradiction, ...]:
    """Conflicts with their claims as sides; claims that agree with each other share a side."""
    out = []
    for conflict in find_conflicts(claims):
        items = [backed[c.id] for c in conflict.claims]
        sides = entries(items, frozenset(c.id for c in conflict.claims))
        if len(sides) < 2:
            sides = tuple(single(item) for item in items)
        place = {c.id: n for n, c in enumerate(conflict.claims)}
        ordered = tuple(sorted(sides, key=lambda side: place[side.id]))
        label = property_label(conflict.property)
        out.append(Contradiction(conflict.kind, conflict.property, label, conflict.message, ordered))
    return tuple(out)


def _themes(told: Sequence[Entry]) -> tuple[Theme, ...]:
    places = _places()
    chapters: dict[str, list[Entry]] = {}
    for entry in told:
        chapters.setdefault(places.get(entry.property, ("events", 0))[0], []).append(entry)
    return tuple(Theme(key, title, tuple(chapters[key])) for key, title in THEMES if key in chapters)


@cache
def _places() -> dict[str, tuple[str, int]]:
    """Property → (chapter, place in it)."""
    return {row[0]: (row[1], int(row[2])) for row in rows("properties", "cursus.vocab")}
