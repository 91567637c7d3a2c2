"""Document → claims.

Add an extractor in five steps:

1. Write one module for one kind of fact, with a function ``(page: Page) -> Iterator[Draft]``.
2. Walk ``page.sentences`` (or ``page.document.rows``), find the words that carry the fact, and ask
   :func:`cursus.extract.actors.agent` whose fact the verb states; yield nothing where it answers None.
3. Yield a :class:`~cursus.extract.draft.Draft`: the value in the source's words, the clause as its quote, a rule name.
   Footnotes, stance and date are bound from the clause unless the draft brings its own.
4. Name the function in :data:`EXTRACTORS`, where it reads best.
5. Add cases from real sentences to ``tests/extract/cases`` (one that must be found, one that must not).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cursus.claim import Claim, Document
from cursus.extract import (
    associations,
    awards,
    battles,
    birth_death,
    education,
    events,
    grids,
    infobox,
    memberships,
    names,
    occupations,
    personal,
    postings,
    ranks,
    relatives,
    services,
)
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.finish import finish

Extractor = Callable[[Page], Iterator[Draft]]

EXTRACTORS: tuple[Extractor, ...] = (
    names.extract,
    infobox.extract,
    grids.extract,
    birth_death.extract,
    personal.extract,
    occupations.extract,
    relatives.extract,
    education.extract,
    services.extract,
    ranks.extract,
    postings.extract,
    battles.extract,
    awards.extract,
    memberships.extract,
    events.extract,
    associations.extract,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The claims of a document and what went wrong on the way, one line each."""

    claims: tuple[Claim, ...]
    problems: tuple[str, ...] = ()


def extract_with_problems(document: Document) -> Extraction:
    """Run every extractor; one that crashes loses its own facts on this page and is named among the problems."""
    page = Page(document)
    if not page.is_biography:
        return Extraction(())
    drafts: list[Draft] = []
    for extractor in EXTRACTORS:
        try:
            drafts.extend(extractor(page))
        except MemoryError:  # the worker's limit: the whole page is given up
            raise
        except Exception as error:  # an extractor's bug must not cost the page its other facts
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.name}:{where.lineno}"
            page.problems.append(f"{extractor.__module__}: {type(error).__name__}: {error} ({place})")
    return Extraction(finish(page, drafts), tuple(page.problems))


def extract(document: Document) -> tuple[Claim, ...]:
    """The claims of a document, in the order of the text; none for an article that is not about a person."""
    return extract_with_problems(document).claims
