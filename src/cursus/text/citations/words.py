"""The words of reference styles, by what they announce (the table ``cite_words``)."""

from __future__ import annotations

import re
from functools import cache

from cursus.tables import rows


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one kind, longest first, in lower case."""
    return tuple(sorted({row[1] for row in rows("cite_words") if row[0] == kind}, key=lambda w: (-len(w), w)))


@cache
def word_set(kind: str) -> frozenset[str]:
    return frozenset(words(kind))


def alternation(kind: str) -> str:
    """The words of one kind as a regular expression; white space matches any."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words(kind)) + ")"
