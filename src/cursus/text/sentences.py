"""Where sentences end. Offsets into the given text; white space between sentences belongs to neither."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z]|\d)")


def split_sentences(text: str, lang: str = "en") -> list[tuple[int, int]]:
    """The sentences of one paragraph as (start, end) pairs, in order, trimmed, covering every non-space character."""
    out, start = [], 0
    for end in _END.finditer(text):
        out.append((start, end.start() + len(end.group().rstrip())))
        start = end.end()
    out.append((start, len(text.rstrip())))
    return [(a, b) for a, b in out if a < b]
