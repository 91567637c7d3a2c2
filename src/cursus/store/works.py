"""Cited works: each once, however differently it is cited, with the entries that cite it and the claims that rest on it.

Two entries cite one work where they share an identity (:mod:`cursus.store.same_work`), directly or by way of others. A work is named by the
least of its identities, so that its name does not depend on the order in which articles came in; every other identity leads there,
too, and goes on doing so when works are found to be one. What was found to be one work stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select, update

from cursus.check.rules.common import fold
from cursus.claim import Citation, Claim, Document, document_ref
from cursus.store import codec
from cursus.store.cited import find_citation
from cursus.store.same_work import identities, parts_of, words_of
from cursus.store.schema import cites, claim_works, claims, documents, work_ids, works

_AT_ONCE = 400
_KEPT = (
    "title", "author", "editor", "container-title", "publisher", "issued", "URL", "archive-url", "archive-date", "ISBN", "DOI",
)  # fmt: skip
"""Fields that a work is shown with."""
_LABEL = 300


def index_works(connection: Connection, document: Document, found: Sequence[Claim]) -> None:
    """Put in the works that an article cites, and which of its claims rest on them."""
    entries = [
        (index, part, identities(document, citation, part))
        for index, citation in enumerate(document.citations)
        if citation.defined
        for part in range(len(parts_of(citation)))
    ]
    if not entries:
        return
    work_of = _join(connection, entries)
    rows: list[dict[str, Any]] = []
    shown: dict[str, dict[str, Any]] = {}
    for index, part, ids in entries:
        work = work_of[ids[0]]
        rows.append({"document_id": document.id, "citation": index, "part": part, "work": work})
        _better(shown, _row(work, document.citations[index], part))
    connection.execute(insert(cites), rows)
    _show(connection, shown)
    parts: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        parts.setdefault(row["citation"], []).append((row["part"], row["work"]))
    resting = []
    for claim in found:
        for index in dict.fromkeys(find_citation(s, document.citations) for s in claim.citations):
            resting += [
                {"claim_id": claim.id, "citation": index, "part": n, "work": w} for n, w in parts.get(index, ())
            ]
    if resting:
        connection.execute(insert(claim_works), resting)


def _join(connection: Connection, entries: Sequence[tuple[int, int, tuple[str, ...]]]) -> dict[str, str]:
    """Identity → work, after works that share an identity with these entries were made one."""
    wanted = sorted({identity for _, _, ids in entries for identity in ids})
    known: dict[str, str] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        query = select(work_ids.c.identity, work_ids.c.work).where(
            work_ids.c.identity.in_(wanted[first : first + _AT_ONCE])
        )
        known |= {row.identity: row.work for row in connection.execute(query)}
    leads: dict[str, str] = {}

    def top(one: str) -> str:
        while leads.setdefault(one, one) != one:
            one = leads[one]
        return one

    for _, _, ids in entries:
        for identity in ids:
            for other in (ids[0], known.get(identity, identity)):
                a, b = sorted((top(identity), top(other)))
                leads[b] = a
    for old in sorted(set(known.values())):
        if top(old) != old:
            _rename(connection, old, top(old))
    new = [{"identity": identity, "work": top(identity)} for identity in wanted if identity not in known]
    if new:
        connection.execute(insert(work_ids), new)
    return {identity: top(identity) for identity in wanted}


def _rename(connection: Connection, old: str, new: str) -> None:
    for table in (cites, claim_works, work_ids):
        connection.execute(update(table).where(table.c.work == old).values(work=new))
    shown: dict[str, dict[str, Any]] = {}
    for row in connection.execute(select(works).where(works.c.id == old)).mappings():
        _better(shown, {**row, "id": new})
    connection.execute(delete(works).where(works.c.id == old))
    _show(connection, shown)


def _show(connection: Connection, shown: dict[str, dict[str, Any]]) -> None:
    """Show works with these rows, unless they are shown with better ones."""
    ids = sorted(shown)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        for row in connection.execute(select(works).where(works.c.id.in_(some))).mappings():
            _better(shown, dict(row))
        connection.execute(delete(works).where(works.c.id.in_(some)))
    if shown:
        connection.execute(insert(works), [shown[i] for i in ids])


def _better(shown: dict[str, dict[str, Any]], row: dict[str, Any]) -> None:
    """Keep the row that says more: more fields, then more words, then the first by its words."""
    old = shown.get(row["id"])
    if old is None or _worth(row) > _worth(old):
        shown[row["id"]] = row


def _worth(row: dict[str, Any]) -> tuple[int, int, str]:
    return row["fields"], len(row["record"]), row["record"]


def _row(work: str, citation: Citation, part: int) -> dict[str, Any]:
    fields = parts_of(citation)[part]
    text = words_of(citation, part)
    said: dict[str, str] = {}
    for field in fields:
        if field.name in _KEPT:
            said.setdefault(field.name, field.value)
    label = said.get("title") or text
    outlet = said.get("container-title") or said.get("publisher") or ""
    words = fold(" ".join((label, said.get("author", ""), outlet)))[: 2 * _LABEL]
    record = {"type": citation.type, "text": text, **said}
    return {
        "id": work, "label": label[:_LABEL], "words": words, "fields": len(said),
        "record": orjson.dumps(record, option=orjson.OPT_SORT_KEYS).decode(),
    }  # fmt: skip


def forget_works(connection: Connection, document_id: str) -> None:
    """Take out what an article cites; a work that nothing cites any more is gone."""
    cited = sorted(set(connection.execute(select(cites.c.work).where(cites.c.document_id == document_id)).scalars()))
    connection.execute(delete(cites).where(cites.c.document_id == document_id))
    for first in range(0, len(cited), _AT_ONCE):
        some = cited[first : first + _AT_ONCE]
        left = select(cites.c.work).where(cites.c.work.in_(some))
        connection.execute(delete(works).where(works.c.id.in_(some), works.c.id.not_in(left)))


def fill_works(connection: Connection) -> None:
    """Put in the works of articles that were stored before there was a table of them."""
    columns = [claims.c[name] for name in codec.CLAIM_COLUMNS]
    order = select(documents.c.id).order_by(documents.c.path, documents.c.id)
    for document_id in connection.execute(order).scalars().all():
        row = connection.execute(
            select(documents.c.record, documents.c.text).where(documents.c.id == document_id)
        ).one()
        document = codec.load_document(row.record, row.text)
        theirs: Iterable[Any] = connection.execute(select(*columns).where(claims.c.document_id == document_id)).all()
        ref = document_ref(document)
        index_works(connection, document, [codec.claim_from_row(r, ref) for r in theirs])
