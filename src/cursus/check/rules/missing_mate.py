"""A field that says nothing without another: an access date without an address, an archive address without its date, an
archive date without an archive address, a translated title without the title, {{cite arxiv}} without its number.

Not reported: copied text, which shows no addresses at all, and references without a citation template.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |website=Harbour Times |access-date=3 May 2014}}</ref>

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |access-date=3 May 2014}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.templates import Parameter
from cursus.tables import rows

CODE = "F3"
LEVEL = "error"

Need = tuple[frozenset[str], str]


@cache
def _needs() -> dict[str, tuple[Need, ...]]:
    out: dict[str, tuple[Need, ...]] = {}
    for name, needed, message in rows("cs1_needs"):
        out[name] = (*out.get(name, ()), (frozenset(needed.split("|")), message))
    return out


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        template, label = cite.template, cite.label
        given: dict[str, Parameter] = {}
        for key, parameter in cite.filled:
            if key is not None:
                given.setdefault(key.rstrip("0123456789"), parameter)
        for needed, message in _needs().get("{{" + template.name, ()):
            if given and not needed & given.keys():
                yield Problem(message, ((template.start, template.end),), label)
        for name, parameter in given.items():
            for needed, message in _needs().get(name, ()):
                if not needed & given.keys():
                    yield Problem(message, ((parameter.start, parameter.end),), label)
