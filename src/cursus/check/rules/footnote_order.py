"""Footnote marks in an unusual order or place: "[4][2]", or before the full stop of their sentence.

Reported once for the article, with all places. Style only: nothing is unsupported because of it.

Not reported: marks before punctuation in languages whose typography wants them there (French, Swedish …), and marks
before dashes and closing brackets.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1] She left the service in 1870.[2][1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left the service in 1870.[1][2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "L10"
LEVEL = "notice"
_BEFORE = ".,;"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    swapped = [
        (a.source_start, b.source_end)
        for a, b in pairwise(document.marks)
        if a.at == b.at
        and a.group == b.group
        and a.label.isdigit()
        and b.label.isdigit()
        and int(a.label) > int(b.label)
    ]
    if swapped:
        yield Problem(f"footnote marks out of order {_places(swapped)}", tuple(swapped))
    if document.lang != "en":
        return
    early = [
        (m.source_start, m.source_end)
        for m in document.marks
        if m.at < len(document.text) and document.text[m.at] in _BEFORE and document.text[m.at : m.at + 3] != "..."
    ]
    if early:
        yield Problem(f"footnote marks before the punctuation {_places(early)}", tuple(early))


def _places(spans: list[tuple[int, int]]) -> str:
    return "in 1 place" if len(spans) == 1 else f"in {len(spans)} places"
