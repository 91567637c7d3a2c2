"""A reference written by hand that names an author and a title but neither year, nor publisher, nor number.

There are several editions and books of one title; a page number is worth nothing without the edition.

Not reported: short references to a list of works that the article itself has, and references whose words could not
all be read.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. K. Holm & U. Lind, A Study of Batteries, p. 92

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. K. Holm & U. Lind, A Study of Batteries (Leipzig: Amelang, 1891), p. 92
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, entry, first
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "F15"
LEVEL = "warning"
_ENOUGH = (
    "issued",
    "publisher",
    "container-title",
    "ISBN",
    "DOI",
    "URL",
    "accessed",
    "volume",
    "ISSN",
    "PMID",
    "original-date",
)
_LIST = re.compile(
    r"bibliogr|sources|works|reading|literatur|références|references|books|publications|ouvrages|fuentes|obras|"
    r"литература|источники",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    listed: frozenset[str] | None = None
    for citation in context.document.citations:
        fields = citation.fields
        if citation.template or len(citation.works) > 1:
            continue
        author, title = first(fields, "author"), first(fields, "title")
        if not author or not title or not first(fields, "page"):
            continue
        if any(first(fields, name) for name in _ENOUGH) or re.search(r"(?<!\d)1[5-9]\d\d|20\d\d(?!\d)", citation.text):
            continue
        listed = _listed(context) if listed is None else listed
        if author.value.split(",")[0].split()[-1] not in listed:
            yield Problem(
                f"no year, no publisher, no number: {short(citation.text)}",
                (entry(citation),),
                citation.label or None,
                suggestion="add the year and the publisher, or an ISBN",
            )


_WORD = re.compile(r"\w[\w'’-]*")


def _listed(context: Context) -> frozenset[str]:
    """The words of the article's own list of works and of its dated references: a reference whose author is among them
    is a short one."""
    document = context.document
    texts = [c.text for c in document.citations if c.get("issued")]
    texts += [document.text[s.start : s.end] for s in document.sections[1:] if _LIST.search(s.heading)]
    return frozenset(word for text in texts for word in _WORD.findall(text))
