"""Claims as rows of a list: what a spreadsheet needs of each, the quote and its place included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cursus.claim import Claim, permanent_link
from cursus.web.exports import Sheet

COLUMNS = (
    "id", "person_id", "person", "property", "value", "role", "unit", "date", "earliest", "latest", "stance", "says", "quote",
    "footnotes", "article", "article_url", "licence", "status",
)  # fmt: skip


def claim_sheet(claims: Iterable[Claim]) -> Sheet:
    """A list of claims."""
    return Sheet(COLUMNS, _rows(claims))


def _rows(claims: Iterable[Claim]) -> Iterator[tuple[Any, ...]]:
    for c in claims:
        d = c.document
        url = permanent_link(d.url, d.revision) if d.url and d.revision else d.url
        yield (
            c.id, c.person.id, c.person.name, c.property, c.value.text, c.qualifier("role"), c.qualifier("unit"),
            c.date.edtf if c.date else None, c.date.earliest if c.date else None, c.date.latest if c.date else None,
            c.stance, c.says, c.quote.exact, [s.label for s in c.citations], d.title or d.path, url, d.licence, c.status,
        )  # fmt: skip
