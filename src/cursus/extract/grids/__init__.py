"""Tables → claims: dates of rank, postings, awards, and the boxes that say who came before and after."""

from __future__ import annotations

from collections.abc import Iterator

from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.grids import rank_lists, service, succession


def extract(page: Page) -> Iterator[Draft]:
    """The facts of the article's tables and succession boxes."""
    yield from service.extract(page)
    yield from rank_lists.extract(page)
    yield from succession.extract(page)
