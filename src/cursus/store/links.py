"""What is remembered of cited addresses: their state over time, and the copies that were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from cursus.claim import Document
from cursus.store import codec
from cursus.store.schema import documents, links
from cursus.store.store import Store

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One address. ``failures`` are ISO days; ``copy`` and ``copy_day`` name an archived copy, ``asked`` the day on which
    archives were asked."""

    url: str
    state: str
    failures: tuple[str, ...]
    status: int | None
    reason: str
    checked: str | None
    due: str | None
    final: str | None
    copy: str | None = None
    copy_day: str | None = None
    asked: str | None = None


def link_rows(store: Store, urls: Sequence[str] | None = None) -> dict[str, LinkRow]:
    """What is known of these addresses, or of all."""
    out: dict[str, LinkRow] = {}
    with store._read() as connection:
        if urls is None:
            return {row.url: _row(row) for row in connection.execute(select(links).order_by(links.c.url))}
        for first in range(0, len(urls), _AT_ONCE):
            query = select(links).where(links.c.url.in_(urls[first : first + _AT_ONCE]))
            out |= {row.url: _row(row) for row in connection.execute(query)}
    return out


def save_link(store: Store, row: LinkRow) -> None:
    """Remember an address, in place of what was known of it."""
    values = {
        "url": row.url, "state": row.state, "failures": " ".join(row.failures), "status": row.status, "reason": row.reason,
        "checked": row.checked, "due": row.due, "final": row.final, "copy": row.copy, "copy_day": row.copy_day, "asked": row.asked,
    }  # fmt: skip
    with store._write() as connection:
        connection.execute(delete(links).where(links.c.url == row.url))
        connection.execute(insert(links), values)


def iter_documents(store: Store) -> Iterator[Document]:
    """Every article, by path, one in memory at a time."""
    with store._read() as connection:
        ids = connection.execute(select(documents.c.id).order_by(documents.c.path, documents.c.id)).scalars().all()
        for one in ids:
            kept = connection.execute(select(documents.c.record, documents.c.text).where(documents.c.id == one)).one()
            yield codec.load_document(kept.record, kept.text)


def _row(row: object) -> LinkRow:
    values = row._asdict()  # type: ignore[attr-defined]
    return LinkRow(**{**values, "failures": tuple(values["failures"].split())})
