"""The address of a reference is an archived copy, where the page's own should stand.

The copy has parameters of its own; the address of the page, which its readers know it by, is within the copy's.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times
    |url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=Berg |website=Harbour Times |url=https://example.org/b |archive-date=3 May 2014
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.archives import original, timestamp
from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "A4"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    for cite in context.cites:
        values = cite.values
        url = values.get("url")
        page = original(url.value) if url else None
        if url is None or page is None:
            continue
        place = (url.start, url.end)
        stamp = timestamp(url.value)
        fix = None
        if stamp and stamp.day and not {"archive-url", "archive-date"} & values.keys():
            fix = Fix(*place, f"{page} |archive-url={url.value} |archive-date={stamp.day}")
        yield Problem(
            "the address is an archived copy's", (place,), cite.label,
            suggestion=f"write {page}, and the copy into archive-url", fix=fix,
        )  # fmt: skip
