"""The searched words in a quote, marked; a long quote is cut to the part around the first of them."""

from __future__ import annotations

import re

from cursus.store.fold import plain
from cursus.store.rows import Snippet

_WORD = re.compile(r"\w+")
_LONGEST = 320
_BEFORE = 80
"""Characters that are kept before the first marked word of a long quote."""


def highlight(quote: str, query: str) -> tuple[Snippet, ...]:
    """The quote in pieces. Words of the query are marked, whatever case and accents, its last one also where it only
    begins a word. "…" stands for what was cut.

    >>> [s.text for s in highlight("A rear admiral.", "ADM") if s.match]
    ['admiral']
    """
    wanted = [plain(w) for w in _WORD.findall(query)]
    found = [m.span() for m in _WORD.finditer(quote) if _meant(plain(m[0]), wanted)]
    start, end = _window(quote, found[0][0] if found else 0)
    pieces = [Snippet("…", False)] if start else []
    at = start
    for low, high in found:
        if low >= start and high <= end:
            pieces += [Snippet(quote[at:low], False), Snippet(quote[low:high], True)]
            at = high
    pieces += [Snippet(quote[at:end], False), Snippet("…" if end < len(quote) else "", False)]
    return tuple(p for p in pieces if p.text)


def _meant(word: str, wanted: list[str]) -> bool:
    return word in wanted or bool(wanted and word.startswith(wanted[-1]))


def _window(quote: str, first: int) -> tuple[int, int]:
    """From and to where a quote is shown, cut at spaces."""
    if len(quote) <= _LONGEST:
        return 0, len(quote)
    start = max(0, min(first - _BEFORE, len(quote) - _LONGEST))
    start = quote.find(" ", start, start + 40) + 1 if start else 0
    end = min(len(quote), start + _LONGEST)
    if end < len(quote):
        end = max(quote.rfind(" ", start, end), start + 1)
    return start, end
