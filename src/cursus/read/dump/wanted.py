"""Which pages of an export are to be read: cheap tests of a page's wikitext, long before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass

from cursus.read.dump.page import Page

ONLY = ("all", "people", "military")
"""What to read: every article, articles that may be about a person, or of those the ones with military words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of pages. Conditions add up: a page must meet each that is given.

    ``only`` is one of :data:`ONLY`; ``categories`` and ``infoboxes`` are names of which a page needs one; ``titles``,
    where not None, are the only ones taken, and then ``only`` plays no part.
    """

    only: str = "people"
    categories: tuple[str, ...] = ()
    infoboxes: tuple[str, ...] = ()
    titles: frozenset[str] | None = None

    def takes(self, page: Page) -> bool:
        """Whether the page is an article, no redirect, and meets every condition."""
        if not page.is_article:
            return False
        return self.titles is None or page.title in self.titles
