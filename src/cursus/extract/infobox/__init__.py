"""Infobox rows → claims, by the table ``vocab/infobox.tsv``. The quote is the row, or the line of it that states the
fact.

A row that the table does not know is left alone: :func:`unknown_rows` lists them, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cursus.claim import Row
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox import family, fields, life, offices, service
from cursus.extract.infobox.rows import kind_of

FIELDS: dict[str, Callable[[Page, Row, str], Iterator[Draft]]] = {
    "name": fields.names,
    "value": fields.values,
    "membership": fields.memberships,
    "education": fields.education,
    "relative": family.relatives,
    "service": service.years,
    "rank": service.ranks,
    "prefix": service.prefix,
    "unit": service.units,
    "commands": service.commands,
}


def extract(page: Page) -> Iterator[Draft]:
    rows = [(row, known) for row in page.document.rows if (known := kind_of(row)) is not None]
    yield from life.extract(page, [(row, known[0]) for row, known in rows])
    yield from offices.extract(page, rows)
    yield from fields.full_name(page, rows)
    yield from service.career(page, rows)
    for row, (kind, detail) in rows:
        if kind in FIELDS:
            yield from FIELDS[kind](page, row, detail)


def unknown_rows(page: Page) -> list[Row]:
    """Rows that the table does not know."""
    return [row for row in page.document.rows if kind_of(row) is None]
