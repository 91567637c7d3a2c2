"""The columns by which claims are remembered, for an article that comes in and for those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from cursus.claim import Claim, Document, document_ref
from cursus.store import codec
from cursus.store.facts import Sentences, fact_of
from cursus.store.schema import claims, documents

Keys = dict[str, tuple[str, str]]
"""Claim → its fact and its sentence."""


def keys_of(document: Document, found: Iterable[Claim]) -> Keys:
    """Fact and sentence of the claims of one article, as it states them."""
    sentences = Sentences(document)
    return {c.id: (fact_of(c), sentences.of(c)) for c in found}


def with_keys(rows: Sequence[dict[str, Any]], keys: Keys) -> list[dict[str, Any]]:
    """Rows of the table ``claims`` with what the claims are remembered by."""
    return [{**row, "fact": keys[row["id"]][0], "sentence": keys[row["id"]][1]} for row in rows]


def fill(connection: Connection) -> None:
    """Put in the keys of claims that were stored before there were any."""
    columns = [claims.c[name] for name in codec.CLAIM_COLUMNS]
    order = select(documents.c.id).order_by(documents.c.path, documents.c.id)
    key = update(claims).where(claims.c.id == bindparam("key")).values(fact=bindparam("f"), sentence=bindparam("s"))
    for document_id in connection.execute(order).scalars().all():
        whole = select(documents.c.record, documents.c.text).where(documents.c.id == document_id)
        row = connection.execute(whole).one()
        document = codec.load_document(row.record, row.text)
        theirs = connection.execute(select(*columns).where(claims.c.document_id == document_id)).all()
        found = [codec.claim_from_row(r, document_ref(document)) for r in theirs]
        if found:
            connection.execute(key, [{"key": i, "f": f, "s": s} for i, (f, s) in keys_of(document, found).items()])
