"""Store → what is known of one unit: its names, who commanded it when, who else served there, what it was part of.

What a unit is part of is read from its name alone, where the name says so ("3rd Battalion, 40th Armor"): nothing is concluded from what
units of a kind usually belong to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cursus.claim import Claim
from cursus.dossier.command import is_command
from cursus.dossier.group import entries
from cursus.dossier.model import Entry, Evidence, Timeline
from cursus.dossier.references import evidence
from cursus.dossier.timeline import draw
from cursus.store import DocumentRow, Store
from cursus.store.parts import document_rows, light_documents
from cursus.store.sources import works_cited
from cursus.store.unit_pages import parts_by_name, units_called
from cursus.store.units import UnitRow
from cursus.text.units import unit_key

_JOINT = re.compile(r",\s+(?:of\s+)?(?:the\s+)?|\s+(?:of|in|from)\s+(?:the\s+)?|['’]s\s+")
MOST = 300
"""Postings that are shown of one unit; one with more is a whole army, whose list says nothing."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post at the unit as one person held it."""

    person: str
    name: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class UnitFile:
    """Everything the store holds about one unit. ``left_out`` counts postings beyond those that are shown."""

    unit: UnitRow
    part_of: tuple[UnitRow, ...]
    parts: tuple[UnitRow, ...]
    commanders: tuple[Held, ...]
    others: tuple[Held, ...]
    timeline: Timeline | None
    documents: tuple[DocumentRow, ...]
    left_out: int


def unit_file(store: Store, key: str) -> UnitFile | None:
    """What is known of the unit with this key; None where no posting names it."""
    found = units_called(store, [key])
    if not found:
        return None
    claims = [c for c in store.postings(key) if c.status != "rejected"]
    commanding = [c for c in claims if is_command(c.qualifier("role"))]
    serving = [c for c in claims if not is_command(c.qualifier("role"))]
    shown = (commanding[:MOST], serving[: max(MOST - len(commanding), 0)])
    ids = list(dict.fromkeys(c.document.id for some in shown for c in some))
    articles, works = light_documents(store, ids), works_cited(store, ids)
    commanders, others = (
        _held([evidence(c, articles.get(c.document.id), works=works.get(c.document.id)) for c in some])
        for some in shown
    )
    lanes = (("command", "Commanders", commanders), ("staff", "Others who served there", others))
    return UnitFile(
        unit=found[0],
        part_of=tuple(above(store, found[0])),
        parts=tuple(below(store, found[0])),
        commanders=commanders,
        others=others,
        timeline=draw(
            (lane, title, [h.entry for h in held if h.entry.stance != "denied"]) for lane, title, held in lanes
        ),
        documents=tuple(document_rows(store, ids)),
        left_out=len(claims) - sum(map(len, shown)),
    )


def _held(items: Sequence[Evidence]) -> tuple[Held, ...]:
    """Posts by the time at which they were held, undated ones last."""
    by_person: dict[str, list[Evidence]] = {}
    for item in items:
        by_person.setdefault(item.claim.person.id, []).append(item)
    held = []
    for person, theirs in by_person.items():
        name = theirs[0].claim.person.name
        for entry in entries(theirs):
            role = next((r for i in entry.claims if (r := i.claim.qualifier("role"))), "")
            held.append(Held(person, name, replace(entry, title=f"{name}, {role}" if role else name)))
    return tuple(
        sorted(held, key=lambda h: (h.entry.earliest or h.entry.latest or "9999", h.entry.latest or "9999", h.person))
    )


def above(store: Store, unit: UnitRow) -> list[UnitRow]:
    """Units that the names of this one say it is part of, the nearest first."""
    keys = dict.fromkeys(key for name in unit.names for key in _tails(name))
    keys.pop(unit.key, None)
    return units_called(store, list(keys))


def below(store: Store, unit: UnitRow) -> list[UnitRow]:
    """Units whose own names say that they are part of this one."""
    return [row for row in parts_by_name(store, unit.key) if any(unit.key in _tails(name) for name in row.names)]


def _tails(name: str) -> list[str]:
    """The keys of what stands behind "of the", "in", or a comma in the name of a unit."""
    return [unit_key(name[joint.end() :]) for joint in _JOINT.finditer(name)]


def posts_of(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Postings of a person by the key of their unit."""
    out: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.property == "posting" and (unit := claim.qualifier("unit")):
            out.setdefault(unit_key(unit), []).append(claim)
    return out
