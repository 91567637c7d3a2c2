"""An archive's address that leads to no single copy: a "save" command, a calendar ("*"), a live copy, a cut-off
timestamp.

Not reported: rendered pages, on which a template for dead links offers such searches by itself.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/*/https://example.org/b |archive-date=3 May 2014}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b |archive-date=3 May 2014}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "A3"
LEVEL = "error"
_FAULTS = (
    (re.compile(r"https?://(?:www\.|web\.)?archive\.org/save/"), "it is the command to save a page"),
    (re.compile(r"https?://liveweb\.archive\.org/"), "it is a live copy, no archived one"),
    (
        re.compile(r"https?://(?:web\.|wayback\.|www\.)?archive\.org/(?:web/)?(?:\d{0,14}\*|\*)/"),
        "it is a calendar of copies",
    ),
    (
        re.compile(r"https?://(?:web\.)archive\.org/web/(?:\d{1,13}|\d{15,})(?:[a-z]{2}_)?/"),
        "its timestamp has not 14 digits",
    ),
    (re.compile(r"https?://(?:web\.)archive\.org/web/(?=[a-z])"), "it has no timestamp"),
)


def check(context: Context) -> Iterator[Problem]:
    if not context.wikitext:
        return
    for citation, field in context.fields("archive-url", "URL"):
        if "archive.org/" not in field.value:
            continue
        for pattern, reason in _FAULTS:
            if pattern.match(field.value):
                yield Problem(f"the archive address leads to no copy: {reason}", (span(field),), citation.label or None)
                break
