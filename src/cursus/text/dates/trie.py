"""Many words as one pattern that reads every letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence


def trie(words: Iterable[Sequence[str]], symbols: Mapping[str, str] | None = None) -> str:
    """An alternation of words, each a sequence of symbols; of two that fit the longer wins.

    A symbol stands for its pattern in ``symbols``, any other for itself. The pattern is no group of its own.
    """
    return _branch([tuple(word) for word in words], symbols or {})


def _branch(words: list[tuple[str, ...]], symbols: Mapping[str, str]) -> str:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for word in words:
        if word:
            groups.setdefault(word[0], []).append(word[1:])
    branches = []
    for first, rest in groups.items():
        stem = symbols.get(first) or re.escape(first)
        longer = [tail for tail in rest if tail]
        if longer:
            inner = _branch(longer, symbols)
            stem += f"(?:{inner})" + ("" if len(longer) == len(rest) else "?")
        branches.append(stem)
    return "|".join(branches)
