"""Claims and findings as the JSON of the published contract, and back.

The functions trade in plain dictionaries; which JSON library writes them is the caller's business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cursus.claim import (
    Bounds,
    Claim,
    Date,
    DocumentRef,
    Finding,
    Fix,
    Person,
    Place,
    Qualifiers,
    Quote,
    Support,
    Value,
)

Json = dict[str, Any]


def claim_id(
    sha256: str, rule: str, start: int, end: int, person: str, prop: str, value: str, qualifiers: Qualifiers
) -> str:
    """The content hash that identifies a claim: 16 hex digits. The same bytes in give the same id out."""
    parts = [
        sha256,
        rule,
        str(start),
        str(end),
        person,
        prop,
        value,
        *(f"{k}={v}" for k, v in sorted(qualifiers, key=str)),
    ]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def finding_id(sha256: str, rule: str, spans: tuple[Place, ...], message: str) -> str:
    """The content hash that identifies a finding: 16 hex digits."""
    parts = [sha256, rule, message, *(f"{s.source_start}-{s.source_end}" for s in spans)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def qualifiers_to_json(qualifiers: Qualifiers) -> Json:
    return {k: v if isinstance(v, str) else bounds_to_json(v) for k, v in qualifiers}


def bounds_to_json(bounds: Bounds) -> Json:
    out: Json = {"min": bounds.min, "max": bounds.max}
    if bounds.approx:
        out["approx"] = True
    return out


def qualifiers_from_json(data: Mapping[str, Any]) -> Qualifiers:
    return tuple(
        (k, v if isinstance(v, str) else Bounds(v["min"], v["max"], v.get("approx", False))) for k, v in data.items()
    )


def claim_to_json(claim: Claim) -> Json:
    """The dictionary that one line of ``cursus export --format jsonl`` holds, keys in the contract's order.

    A claim that a reviewer corrected has one key more, ``corrected``: what its source says of the fields that were.
    """
    d, q = claim.date, claim.quote
    out: Json = {
        "id": claim.id,
        "person": {"id": claim.person.id, "name": claim.person.name},
        "property": claim.property,
        "value": {"text": claim.value.text, "id": claim.value.id},
        "qualifiers": qualifiers_to_json(claim.qualifiers),
        "date": None
        if d is None
        else {
            "edtf": d.edtf,
            "text": d.text,
            "earliest": d.earliest,
            "latest": d.latest,
            "starts": d.starts,
            "ends": d.ends,
            "rule": d.rule,
            "anchor": d.anchor,
        },
        "stance": claim.stance,
        "says": claim.says,
        "quote": {
            "exact": q.exact,
            "start": q.start,
            "end": q.end,
            "source_start": q.source_start,
            "source_end": q.source_end,
            "section": list(q.section),
        },
        "origin": claim.origin,
        "rule": claim.rule,
        "citations": [{"label": c.label, "name": c.name, "scope": c.scope} for c in claim.citations],
        "document": {
            "id": claim.document.id,
            "path": claim.document.path,
            "title": claim.document.title,
            "url": claim.document.url,
            "revision": claim.document.revision,
            "sha256": claim.document.sha256,
            "licence": claim.document.licence,
        },
        "score": claim.score,
        "status": claim.status,
    }
    if claim.corrected:
        out["corrected"] = dict(claim.corrected)
    return out


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """Read back what :func:`claim_to_json` wrote. Raises KeyError or TypeError on another shape."""
    d, q, doc = data["date"], data["quote"], data["document"]
    return Claim(
        id=data["id"],
        person=Person(data["person"]["id"], data["person"]["name"]),
        property=data["property"],
        value=Value(data["value"]["text"], data["value"]["id"]),
        qualifiers=qualifiers_from_json(data["qualifiers"]),
        date=None
        if d is None
        else Date(d["edtf"], d["text"], d["earliest"], d["latest"], d["starts"], d["ends"], d["rule"], d["anchor"]),
        stance=data["stance"],
        says=data["says"],
        quote=Quote(q["exact"], q["start"], q["end"], q["source_start"], q["source_end"], tuple(q["section"])),
        origin=data["origin"],
        rule=data["rule"],
        citations=tuple(Support(c["label"], c["name"], c["scope"]) for c in data["citations"]),
        document=DocumentRef(
            doc["id"], doc["path"], doc["title"], doc["sha256"], doc["url"], doc["revision"], doc["licence"]
        ),
        score=data["score"],
        status=data["status"],
        steps=tuple(data.get("steps", ())),
        corrected=tuple(data.get("corrected", {}).items()),
    )


def finding_to_json(finding: Finding) -> Json:
    """The dictionary that one item of ``cursus check --format json`` holds."""
    fix = finding.fix
    return {
        "id": finding.id,
        "rule": finding.rule,
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "document": {"path": finding.document.path, "title": finding.document.title, "sha256": finding.document.sha256},
        "line": finding.line,
        "column": finding.column,
        "spans": [
            {"source_start": s.source_start, "source_end": s.source_end, "exact": s.exact} for s in finding.spans
        ],
        "citation": finding.citation,
        "claims": list(finding.claims),
        "suggestion": finding.suggestion,
        "fix": None
        if fix is None
        else {"source_start": fix.source_start, "source_end": fix.source_end, "text": fix.text},
    }


def finding_from_json(data: Mapping[str, Any]) -> Finding:
    """Read back what :func:`finding_to_json` wrote."""
    doc, fix = data["document"], data["fix"]
    return Finding(
        id=data["id"],
        rule=data["rule"],
        code=data["code"],
        level=data["level"],
        message=data["message"],
        document=DocumentRef(doc["sha256"][:16], doc["path"], doc["title"], doc["sha256"]),
        line=data["line"],
        column=data["column"],
        spans=tuple(Place(s["source_start"], s["source_end"], s["exact"]) for s in data["spans"]),
        citation=data["citation"],
        claims=tuple(data["claims"]),
        suggestion=data["suggestion"],
        fix=None if fix is None else Fix(fix["source_start"], fix["source_end"], fix["text"]),
    )
