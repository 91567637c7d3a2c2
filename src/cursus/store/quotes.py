"""Words found in the quotes behind the claims."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from cursus.claim import Person
from cursus.store.dialects import dialect_of
from cursus.store.fold import quote_words
from cursus.store.highlight import highlight
from cursus.store.rows import Hit
from cursus.store.schema import claims, documents

_MOST_RANKED = 2000
"""Quotes that are compared by rank; of a word that more quotes have, any of them will do."""


def search(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Quotes that hold all the words (the last may be a beginning), best first; each quote once per person."""
    words = quote_words(text)
    if not words:
        return []
    dialect = dialect_of(connection)
    bound = {"wanted": dialect.quotes(words), "most": _MOST_RANKED}
    ranked = connection.execute(dialect.quoted, bound).all()
    best = {row[0]: row[1] for row in sorted(ranked, key=lambda row: (row[1], row[0]))[: limit * 5]}
    c, d = claims.c, documents.c
    columns = (
        c.n, c.id, c.person_id, c.person_name, c.property, c.value, c.document_id, c.start, c.end, c.quote, d.title, d.path
    )  # fmt: skip
    query = select(*columns).join(documents, d.id == c.document_id).where(c.n.in_(list(best)))
    hits: dict[tuple[str, str, int, int], list[Any]] = {}
    for row in sorted(connection.execute(query), key=lambda r: (best[r.n], r.path, r.start, r.id)):
        hits.setdefault((row.person_id, row.document_id, row.start, row.end), []).append(row)
    return [_hit(group[0], text, len(group) - 1) for group in list(hits.values())[:limit]]


def _hit(row: Any, query: str, others: int) -> Hit:
    person = Person(row.person_id, row.person_name)
    return Hit(row.id, person, row.property, row.value, row.document_id, row.title, highlight(row.quote, query), others)
