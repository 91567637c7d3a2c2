"""The article writes "about" before a year in several ways: "c. 1943", "ca. 1943", "circa 1943".

Reported once, with the places of the rarer forms. Style only.

Not reported: one form that stands with and without a space, and the words "about" and "around", which are no abbreviations.

FAIL (text):

    Ada Berg

    Berg was born c. 1843 in Ulm. She came to the battery circa 1863 and left it ca. 1870.

PASS (text):

    Ada Berg

    Berg was born c. 1843 in Ulm. She came to the battery c. 1863 and left it about 1870.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "D9"
LEVEL = "notice"
_CIRCA = re.compile(
    r"(?P<form>c(?:irca|a?\.?))\s?(?=(?:the |[A-Z][a-z]{2,8} |\d{1,2} [A-Z][a-z]{2,8} )?[1-9]\d{2,3}\b(?![.,]\d))"
)
_WITHIN = re.compile(r"[\w.]")  # before it: a part of a word, not looked for first, which would be slow
_PROSE = frozenset({"paragraph", "item", "row", "cells", "caption"})


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _CIRCA.finditer(document.text):
        if match.start() and _WITHIN.match(document.text, match.start() - 1):
            continue
        found.setdefault(match["form"], []).append(match.span("form"))
    if len(found) < 2:
        return
    blocks = [b for b in document.blocks if b.kind in _PROSE]
    for form, places in list(found.items()):
        inside = [p for p in places if any(b.start <= p[0] < b.end for b in blocks)]
        if inside:
            found[form] = inside
        else:
            del found[form]
    if len(found) < 2:
        return
    forms = sorted(found, key=lambda f: (-len(found[f]), f))
    rarer = [document.source_span(*place) for form in forms[1:] for place in found[form]]
    yield Problem(f"several forms of circa: {', '.join(forms)}", tuple(sorted(set(rarer))))
