"""A dossier as JSON: claims in the shape of the published contract, everything else named like the records."""

from __future__ import annotations

from cursus.contract import Json, claim_to_json, finding_to_json
from cursus.dossier.model import Dossier, Entry, Evidence, Reference


def to_json(dossier: Dossier) -> Json:
    """A dictionary of plain values. Claims stand once under ``claims``, by id; entries name them."""
    person = dossier.person
    return {
        "person": {"id": person.id, "name": person.name, "names": list(person.names)},
        "names": [
            {
                "script": group.script,
                "spellings": [
                    {"text": s.text, "kinds": list(s.kinds), "lang": s.lang, "claims": [e.claim.id for e in s.claims]}
                    for s in group.spellings
                ],
            }
            for group in dossier.names
        ],
        "glance": [
            {
                "label": fact.label,
                "values": [{"text": text, "entry": entry} for text, entry in fact.values],
                "disputed": fact.disputed,
            }
            for fact in dossier.glance
        ],
        "themes": [
            {"key": theme.key, "title": theme.title, "entries": [_entry(e) for e in theme.entries]}
            for theme in dossier.themes
        ],
        "conflicts": [
            {"kind": c.kind, "property": c.property, "message": c.message, "sides": [_entry(e) for e in c.sides]}
            for c in dossier.conflicts
        ],
        "findings": [finding_to_json(f) for f in dossier.findings],
        "documents": [
            {
                "id": d.id, "path": d.path, "title": d.title, "sha256": d.sha256, "url": d.url, "revision": d.revision,
                "licence": d.licence, "attribution": d.attribution,
            }
            for d in dossier.documents
        ],
        "claims": {claim.id: claim_to_json(claim) for claim in dossier.claims},
    }  # fmt: skip


def _entry(entry: Entry) -> Json:
    return {
        "id": entry.id, "property": entry.property, "label": entry.label, "value": entry.value,
        "details": [{"label": label, "text": text} for label, text in entry.details],
        "date": entry.date, "edtf": entry.edtf, "stance": entry.stance, "says": entry.says,
        "contradicted": entry.contradicted, "sources": entry.sources,
        "claims": [_evidence(item) for item in entry.claims],
    }  # fmt: skip


def _evidence(item: Evidence) -> Json:
    return {
        "id": item.claim.id, "quote": item.claim.quote.exact, "document": item.claim.document.id,
        "references": [_reference(r) for r in item.references],
    }  # fmt: skip


def _reference(reference: Reference) -> Json:
    return {
        "label": reference.label, "scope": reference.scope, "text": reference.text, "url": reference.url,
        "issued": reference.issued, "archive_url": reference.archive_url, "archive_date": reference.archive_date,
        "accessed": reference.accessed, "defined": reference.defined,
    }  # fmt: skip
