"""A title that is none: "404 Not Found", "Log in", "Archived copy".

A program took what stood on an error page, or did not look at all.

FAIL (wikitext):

    Berg led it.<ref>{{cite web |title=Archived copy |url=https://example.org/b |website=Harbour Times}}</ref>

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "Page not found". Harbour Times. 3 May 2014. Retrieved 5 May 2014.

PASS (wikitext):

    Berg led it.<ref>{{cite web |title=An error at sea |url=https://example.org/b |website=Harbour Times}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.cs1 import generic
from cursus.check.engine import Problem

CODE = "F7"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    for citation, _, title in context.works_with("title"):
        if title.value.casefold().strip(" .!\"“”'") in generic("title"):
            yield Problem(
                f"no title of a work: {title.value}", (span(title),), citation.label or None,
                suggestion="give the title that the page has",
            )  # fmt: skip
