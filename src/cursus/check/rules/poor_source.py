"""A source that public lists call unfit, or that anybody can write.

Deprecated and blocked outlets, wikis and forums, self-published pages and books, reprints of Wikipedia, journals that print for
money. The finding names who says so; lists change. A source may still speak about itself; absence from the
lists says nothing.

Not reported: the address of a book's page on a site of readers or a store, where the book itself is the source.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Ada Berg |url=https://www.findagrave.com/memorial/1 |website=Find a Grave}}</ref>

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (2007). The Winter War. London: AuthorHouse. p. 4.

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.claim import Field

CODE = "S1"
LEVEL = "warning"
_LEVELS = {"unreliable": "notice", "self-published": "notice", "republisher": "notice", "user-generated": "warning"}
_SHELVES = frozenset({"user-generated", "unreliable", "republisher"})
_QUIET = frozenset({"state", "marginal"})


def check(context: Context) -> Iterator[Problem]:
    for citation, fields in context.works:
        found = context.rating(fields)
        if found is None or found[0].category in _QUIET:
            continue
        rated, field = found
        if field.name == "URL" and rated.category in _SHELVES and _is_book(fields):
            continue
        yield Problem(
            rated.words, (span(field),), citation.label or None, suggestion="find a better source",
            level=_LEVELS.get(rated.category),
        )  # fmt: skip


def _is_book(fields: tuple[Field, ...]) -> bool:
    """Whether a work says that it is printed: it has an ISBN, or an author and a publisher and stands in no outlet."""
    names = {f.name for f in fields}
    return "ISBN" in names or ({"author", "publisher"} <= names and "container-title" not in names)
