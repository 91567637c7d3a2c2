"""The archived copy is of another page than the address.

A reader who follows the archive reads something else than the source. Redirects explain some: look at both.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/https://example.net/lind}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://www.example.org/b/ |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/http://example.org:80/b}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.archives import original, plain_address
from cursus.check.context import Context, first, span
from cursus.check.engine import Problem

CODE = "A4"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    if context.copied:
        return
    for citation, fields in context.works:
        url, copy = first(fields, "URL"), first(fields, "archive-url")
        page = original(copy.value) if copy else None
        if url is None or copy is None or page is None or original(url.value) is not None:
            continue
        mine, theirs = plain_address(url.value), plain_address(page)
        if mine != theirs and mine.partition("?")[0].casefold() != theirs.partition("?")[0].casefold():
            yield Problem(f"the archived copy is of {page}", (span(copy), span(url)), citation.label or None)
