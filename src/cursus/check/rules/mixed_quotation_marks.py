"""The article sets quotations both in straight and in curly quotation marks.

Reported once, with the places of the rarer ones. Style only.

Not reported: apostrophes, the marks of other languages, and what stands in references.

FAIL (text):

    Ada Berg

    She called it "a long winter" and the bridge “the last of all bridges”, as she wrote.

PASS (text):

    Ada Berg

    She called it "a long winter" and the bridge "the last of all bridges", as she wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "X7"
LEVEL = "notice"
_PAIR = re.compile(r"(?P<straight>\"[^\"\n“”]{1,600}\")|(?P<curly>“[^\"\n“”]{1,600}”)")
_PROSE = frozenset({"paragraph", "item"})
_MOST = 20


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en" or "“" not in document.text or '"' not in document.text:
        return
    straight: list[tuple[int, int]] = []
    curly: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind in _PROSE:
            for match in _PAIR.finditer(document.text, block.start, block.end):
                (straight if match["straight"] else curly).append(match.span())
    if straight and curly:
        rarer = straight if len(straight) <= len(curly) else curly
        yield Problem(
            f"quotation marks of two kinds: {len(straight)} straight, {len(curly)} curly",
            tuple(document.source_span(*place) for place in rarer[:_MOST]),
        )
