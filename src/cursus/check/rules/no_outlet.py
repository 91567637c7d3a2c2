"""A web page or news article that says neither where it appeared nor who published it.

A reader cannot judge the source, nor find it again when the address is lost.

Not reported: books and journals with an identifier, references that name an agency or a site, and references whose
shape could not be read well enough to tell, which are the rendered ones of pages in other languages than English.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". May 19, 2011. Retrieved May 20, 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 2011. Retrieved May 20, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, entry, first
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.claim import Citation
from cursus.text.citations.names import is_person

CODE = "F2"
LEVEL = "warning"
_KINDS = frozenset({"webpage", "article-newspaper", "article-magazine"})
_QUOTES = frozenset('"“”«„')
_NAMES = ("container-title", "publisher", "source", "collection-title", "ISBN", "ISSN", "DOI", "event-title", "genre")


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext and context.document.lang != "en":
        return
    for citation in context.document.citations:
        if citation.type not in _KINDS or not citation.defined or len(citation.works) > 1:
            continue
        title = first(citation.fields, "title")
        if title is None or any(field.name in _NAMES for field in citation.fields):
            continue
        if "<ref" in context.document.source[citation.source_start + 1 : citation.source_end]:
            continue  # an item of a list with footnotes, which speak for themselves
        author = first(citation.fields, "author")
        if context.wikitext and not citation.template and author is not None and not _QUOTES & set(citation.text):
            continue  # written freely, so that the title may be the outlet
        if author is not None and "," not in author.value and not is_person(author.value):
            continue  # an organisation that speaks for itself
        if _unread(citation):
            continue
        yield Problem(f"no publisher and no outlet: {short(title.value)}", (entry(citation),), citation.label or None)


def _unread(citation: Citation) -> bool:
    """Whether a rendered reference holds more words than its fields account for, so that an outlet may be among
    them."""
    if citation.template:
        return False
    left = citation.text
    for field in citation.fields:
        left = left.replace(field.value, " ", 1)
    for word in (
        "Archived",
        "Retrieved",
        "Accessed",
        "from the original on",
        "from",
        "the",
        "original",
        "on",
        "PDF",
        "by",
        "and",
    ):
        left = left.replace(word, " ")
    return any(word[0].isupper() for word in left.split() if word[0].isalpha())
