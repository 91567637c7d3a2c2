"""A field that says nothing without another: an access date without an address, an archive address without its date, an
archive date without an archive address.

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

import re
from collections.abc import Iterator

from cursus.check.context import Context, first, span
from cursus.check.engine import Problem

CODE = "F3"
LEVEL = "error"
_MATES = (
    ("accessed", "URL", "an access date without an address"),
    ("archive-url", "URL", "an archived copy without the original address"),
    ("archive-url", "archive-date", "an archived copy without its date"),
    ("archive-date", "archive-url", "an archive date without the archived copy"),
)
_CITE = re.compile(r"(?:cite[ -](?!dnb|odnb|eb1911|wikisource|tweet|gazette|london|adb|dcb)|citation$)", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext:
        return
    for citation, fields in context.works:
        if not _CITE.match(citation.template):
            continue
        for name, mate, message in _MATES:
            field = first(fields, name)
            if field is not None and field.parameter and first(fields, mate) is None:
                yield Problem(message, (span(field),), citation.label or None)
