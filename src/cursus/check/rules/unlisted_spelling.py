"""A source spells the person's name in a way that the article does not mention.

A reader who searches for the person needs all spellings; the article lists those it knows in its first sentence.

Only names whose consonants agree are taken for one, and only where the given name stands before them: "Khalifa Hafter" for
"Khalifa Haftar". Reported once, with every spelling.

Not reported: spellings that the article has anywhere in its text, and inflected forms.

FAIL (text):

    Karim Belqar

    Karim Belqar (also Belkar) was an officer of the artillery.[1]

    References

    1. Holm, Karl (May 19, 2011). "Some notes on Karim Bulqir". Harbour Times. Retrieved May 20, 2011.

PASS (text):

    Karim Belqar

    Karim Belqar (also Bulqir) was an officer of the artillery.[1]

    References

    1. Holm, Karl (May 19, 2011). "Some notes on Karim Bulqir". Harbour Times. Retrieved May 20, 2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.rules.common import fold

CODE = "K8"
LEVEL = "info"
_LEAST = 5
_VOWELS = re.compile(r"[aeiouyw]+|(.)(?=\1)")
_WORD = re.compile(r"[^\W\d_]+")


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    given, family = _name(document.title)
    if not family:
        return
    bones = _bones(family)
    known: set[str] | None = None
    found: dict[str, tuple[int, int]] = {}
    for _, _, title in context.works_with("title"):
        lower = title.value.casefold()
        if family[0] not in lower:
            continue
        if lower.isascii() and family not in lower and not any(name in lower for name in given):
            continue
        words = _WORD.findall(title.value)
        for before, word in pairwise(words):
            if not word[0].isupper() or not before[0].isupper():
                continue
            folded, called = fold(word), fold(before)
            if folded == family and called not in given and any(_bones(called) == _bones(g) for g in given):
                folded, word = called, before  # the given name in another spelling
            elif folded == family or _bones(folded) != bones or called not in given:
                continue
            known = known if known is not None else set(fold(document.text).split())
            if folded not in known and len(folded) >= _LEAST:
                found.setdefault(word, span(title))
    if found:
        yield Problem(f"spelled in the sources, but not in the article: {', '.join(found)}", tuple(found.values()))


def _name(title: str) -> tuple[frozenset[str], str]:
    """The folded given names and family name of an article's title; no family name where it is short or not Latin."""
    words = fold(re.sub(r"\(.*", "", title)).split()
    if len(words) < 2 or not words[-1].isascii() or len(words[-1]) < _LEAST:
        return frozenset(), ""
    return frozenset(words[:-1]), words[-1]


def _bones(word: str) -> str:
    """The consonants of a name, with its first letter and without an "h" at its end."""
    return word[:1] + _VOWELS.sub("", word[1:]).removesuffix("h")
