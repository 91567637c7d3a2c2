"""The addresses that articles cite, each once, with who cites it and when it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cursus.check.archives import timestamp
from cursus.claim import Document


@dataclass
class Cited:
    """One cited address. ``seen`` is the last ISO day on which an author says to have read it, ``archived`` a copy that an
    article names; ``where`` are (document id, path, footnote label)."""

    url: str
    seen: str | None = None
    archived: str | None = None
    where: list[tuple[str, str, str]] = field(default_factory=list)


def cited(documents: Iterable[Document]) -> dict[str, Cited]:
    """Address → what is said about it, in the order of the articles. Copies in archives are no addresses of their own."""
    out: dict[str, Cited] = {}
    for document in documents:
        for url, label, seen, copy in _addresses(document):
            entry = out.setdefault(url, Cited(url))
            entry.where.append((document.id, document.path, label))
            entry.archived = entry.archived or copy
            if seen is not None and (entry.seen is None or seen > entry.seen):
                entry.seen = seen
    return out


def _addresses(document: Document) -> Iterator[tuple[str, str, str | None, str | None]]:
    for citation in document.citations:
        for fields in citation.works or (citation.fields,):
            values = {f.name: f for f in reversed(fields)}
            url = values.get("URL")
            if url is None or not url.value.startswith(("http://", "https://")) or timestamp(url.value) is not None:
                continue
            accessed = values.get("accessed")
            seen = accessed.edtf if accessed is not None and accessed.edtf and len(accessed.edtf) == 10 else None
            copy = values.get("archive-url")
            yield url.value, citation.label, seen, copy.value if copy is not None else None
