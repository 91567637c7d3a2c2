"""Articles as pages of a person need them: the text, its blocks and its footnotes, and nothing of what maps it to its source."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import orjson
from sqlalchemy import func, select

from cursus.claim import Document
from cursus.store.codec import document_from_json
from cursus.store.rows import DocumentRow
from cursus.store.schema import documents
from cursus.store.store import Store, document_query

_LEFT_OUT = ("runs", "sections", "sentences", "rows", "links", "faults", "marks", "categories")
_AT_ONCE = 100


def light_documents(store: Store, ids: Sequence[str]) -> dict[str, Document]:
    """Those of these articles that are stored, by id, without source, sections, rows, marks and sentences: reading them
    takes a third of the time."""
    out: dict[str, Document] = {}
    with store._read() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            some = documents.c.id.in_(ids[first : first + _AT_ONCE])
            for row in connection.execute(select(documents.c.id, documents.c.record, documents.c.text).where(some)):
                record = orjson.loads(zlib.decompress(row.record))
                record.update(dict.fromkeys(_LEFT_OUT, ()), source="")
                out[row.id] = document_from_json(record, row.text)
    return out


def document_rows(store: Store, ids: Sequence[str]) -> list[DocumentRow]:
    """What lists show of these articles, in the order given; those that are gone are left out."""
    found: dict[str, DocumentRow] = {}
    with store._read() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            query = document_query().where(documents.c.id.in_(ids[first : first + _AT_ONCE]))
            found |= {row.id: DocumentRow(**row._mapping) for row in connection.execute(query)}
    return [found[i] for i in ids if i in found]


def list_documents(store: Store, words: str, limit: int, offset: int = 0) -> tuple[list[DocumentRow], int]:
    """Articles by path, those whose title or path holds all the words, and how many there are in all."""
    said = [
        documents.c.title.icontains(w, autoescape=True) | documents.c.path.icontains(w, autoescape=True)
        for w in words.split()[:8]
    ]
    counted = select(func.count()).select_from(documents).where(*said)
    page = document_query().where(*said).order_by(documents.c.path, documents.c.id).limit(limit).offset(offset)
    with store._read() as connection:
        rows = [DocumentRow(**row._mapping) for row in connection.execute(page)]
        return rows, int(connection.execute(counted).scalar_one())
