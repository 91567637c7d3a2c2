"""Web pages are cited without an archived copy.

Half of all addresses are dead after some years; a copy made in time keeps the words. Reported once, with the number of such
references.

Not reported: books and journals that can be found by their number, text copied from a page, which shows no addresses, and
addresses of archives.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |date=3 May 2014}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |date=3 May 2014
    |archive-date=4 May 2014 |archive-url=https://web.archive.org/web/20140504000000/https://example.org/b}}</ref>
    She left.<ref>{{cite journal |title=Berg |journal=Arms |doi=10.1000/182 |url=https://example.org/c}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.archives import timestamp
from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "A6"
LEVEL = "info"
_NUMBERS = frozenset({"DOI", "ISBN", "PMID", "PMCID", "JSTOR", "archive-url", "ISSN"})
_MOST = 20


def check(context: Context) -> Iterator[Problem]:
    if context.copied:
        return
    places = []
    for citation, fields, address in context.works_with("URL"):
        if not citation.label or any(f.name in _NUMBERS for f in fields):
            continue
        if timestamp(address.value) is None and "archive.org/" not in address.value:
            places.append(span(address))
    if places:
        count = "1 cited page has" if len(places) == 1 else f"{len(places)} cited pages have"
        yield Problem(
            f"{count} no archived copy", tuple(places[:_MOST]), suggestion="`cursus links` looks for copies of them"
        )
