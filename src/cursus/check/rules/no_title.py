"""A reference without a title: a bare address, or a citation template whose title is empty.

When the address dies, nothing tells a reader which document was meant.

Not reported: short references ("Smith 1999, p. 12"), archive notes, templates of works that are known by another
name, and words around a link, which are its title.

FAIL (wikitext):

    Berg led the battery.<ref>https://example.org/berg</ref>

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |url=https://example.org/berg |access-date=3 May 2014}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite web |url=https://example.org/berg |title=Berg, a life}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, entry
from cursus.check.engine import Problem
from cursus.check.rules.common import short
from cursus.read.cs1 import is_citation_template, is_short_or_archive

CODE = "F1"
LEVEL = "error"
_BARE = re.compile(r"[\s\[]*https?://[^\s\]]+[\s\]]*(?:\[\d+\])?[\s.]*")
_MAY_BE_BARE = re.compile(r"(?:<ref\b[^<>]*>)?[\s\[]*(?:https?://|<)", re.IGNORECASE)
_REF = re.compile(r"</?ref\b[^<>]*>", re.IGNORECASE)
_SHORT = frozenset({"author", "editor", "issued", "page"})  # all that a short reference beside a full one holds
_TITLES = frozenset({"title", "container-title", "chapter"})
_OTHERWISE = frozenset(
    {"legal_case", "patent", "legislation", "map", "graphic", "personal_communication", "broadcast", "interview"}
)


def check(context: Context) -> Iterator[Problem]:
    if context.copied:
        return
    for citation in context.document.citations:
        if not citation.defined:
            continue
        source = ""
        if context.wikitext and _MAY_BE_BARE.match(context.document.source, citation.source_start, citation.source_end):
            source = _REF.sub("", context.document.source[citation.source_start : citation.source_end])
        if _BARE.fullmatch(citation.text) or (context.wikitext and _BARE.fullmatch(source)):
            address = citation.text if "://" in citation.text else source
            yield Problem(
                f"a bare address without a title: {short(address)}", (entry(citation),), citation.label or None
            )
        elif _has_template(citation.template, citation.type):
            for fields in citation.works or (citation.fields,):
                names = {f.name for f in fields}
                if names - _SHORT and not names & _TITLES:
                    yield Problem(f"{{{{{citation.template}}}}} without a title", (entry(citation),), citation.label)


def _has_template(template: str, kind: str) -> bool:
    return is_citation_template(template) and kind not in _OTHERWISE and not is_short_or_archive(template)
