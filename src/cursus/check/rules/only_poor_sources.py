"""A claim rests on nothing but sources that public lists call unfit, or that anybody can write.

A battle, a post or a death that only a wiki, a blog or a deprecated outlet tells is as good as unsourced; about somebody who may
be alive it should not stand.

Not reported: names, other people than the article's, an author's words about himself, and what another footnote supports as well.

FAIL (wikitext):

    '''Ada Berg''' (born 1961) is an officer.

    Berg became commander of the 3rd Battery in 1995.<ref>{{cite web |title=Ada Berg
    |url=https://www.wikitree.com/wiki/Berg-1 |website=WikiTree}}</ref>

PASS (wikitext):

    '''Ada Berg''' (born 1961) is an officer.

    Berg became commander of the 3rd Battery in 1995.<ref>{{cite web |title=Ada Berg |url=https://www.wikitree.com/wiki/Berg-1
    |website=WikiTree}}</ref><ref>{{cite news |title=Berg |url=https://example.org/b |newspaper=Harbour Times}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span, fold, short

CODE = "S9"
LEVEL = "warning"
_POOR = frozenset(
    {"blacklisted", "deprecated", "user-generated", "self-published", "republisher", "predatory", "unreliable"}
)
_OWN_PAGES = frozenset({"Facebook", "Instagram", "Twitter", "YouTube", "LinkedIn"})
"""Where people speak for themselves, which may do for plain facts about them."""
_BEGINNING = 300
"""So far from the start an article names its person."""
_IDLE = frozenset({"name", "relative", "association", "occupation"})


def check(context: Context) -> Iterator[Problem]:
    poor: dict[str, bool] = {}
    for citation in context.document.citations:
        works = citation.works or (citation.fields,)
        found = [context.rating(fields) for fields in works]
        poor[citation.label] = bool(works) and all(
            f is not None and f[0].category in _POOR and f[0].outlet not in _OWN_PAGES for f in found
        )
    if not any(poor.values()):
        return
    beginning = set(fold(context.document.title + " " + context.document.text[:_BEGINNING]).split())
    seen: set[tuple[int, int]] = set()
    for claim in context.claims:
        labels = [s.label for s in claim.citations if s.scope == "direct"]
        place = claim_span(claim)
        if not labels or place in seen or not all(poor.get(label) for label in labels):
            continue
        if claim.property in _IDLE or not set(fold(claim.person.name).split()) <= beginning:
            continue
        if _own(context, claim.person.name) & set(labels):
            continue
        seen.add(place)
        marks = "".join(f"[{label}]" for label in dict.fromkeys(labels))
        yield Problem(f"rests on {marks} alone: {short(claim.quote.exact)}", (place,), labels[0], (claim.id,))


def _own(context: Context, name: str) -> frozenset[str]:
    """The footnotes whose author is the person of the article."""
    family = fold(name).split()[-1:]
    return frozenset(
        citation.label
        for citation in context.document.citations
        for author in citation.all("author")
        if family and family[0] in fold(author.value).split()
    )
