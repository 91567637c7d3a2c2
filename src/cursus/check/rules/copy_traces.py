"""The text is a copy, and some of what the page said was lost on the way: addresses of the sources, edit links,
template labels.

One finding for the whole copy. It is about the copy, not about the article: check the page itself before you
conclude that a source has no address.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel". Harbour Times. Archived from the original on May 25, 2014. // Retrieved May 20, 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, entry, first
from cursus.check.engine import Problem

CODE = "X0"
LEVEL = "info"
_EDIT = re.compile(r"\[(?:edit|edit source|bearbeiten|modifier|editar|править)\]")
_TRACE = re.compile(r"\s//\s|\bJump up\b")


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.copied:
        return
    lost = [
        c
        for c in document.citations
        if (first(c.fields, "accessed") or first(c.fields, "archive-date")) and not first(c.fields, "URL")
    ]
    traces = [m.span() for pattern in (_EDIT, _TRACE) for m in pattern.finditer(document.source)]
    parts = []
    if lost:
        parts.append(f"{len(lost)} references of web pages have lost their addresses")
    if traces:
        parts.append(f"{len(traces)} traces of the page's markup are left in the text")
    if parts:
        places = tuple(entry(c) for c in lost[:1]) + tuple(traces[:1])
        yield Problem(f"this is a copy: {' and '.join(parts)}", places)
