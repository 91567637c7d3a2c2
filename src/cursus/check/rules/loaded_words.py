"""Words that praise, blame or hide who speaks: "legendary", "so-called", "some say", "it is believed".

They are the article's own voice, unless it quotes somebody. Say who holds it, and with which source.

Not reported: quotations, and sentences that name the speaker.

FAIL (text):

    Ada Berg

    Berg was a legendary commander who is widely regarded as a genius.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Holm called Berg "a legendary commander".[1] According to Lind, she was a genius.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.tables import rows

CODE = "V7"
LEVEL = "info"
_SPEAKER = re.compile(
    r"\b(?:according to|called|described|wrote|said|says|argues?|argued|considered by|in the words of|claims?|claimed)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“][^\"”“\n]{0,600}[\"”]")


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(sorted((row[0] for row in rows("loaded_words")), key=lambda phrase: (-len(phrase), phrase)))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE)


def _first(phrases: list[str], sentence: str) -> re.Match[str] | None:
    """Where the first of some phrases stands; of two at one place the one named first."""
    found = [match for phrase in phrases if (match := _pattern(phrase).search(sentence))]
    return min(found, key=re.Match.start, default=None)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    lower = context.lower
    here = [phrase for phrase in _phrases() if phrase in lower]
    if not here:
        return
    for covered in context.covered_with(*here):
        start, end = covered.sentence.start, covered.sentence.end
        sentence = document.text[start:end]
        if _first(here, sentence) is None:
            continue
        match = _first(here, _QUOTES.sub(lambda m: " " * len(m.group()), sentence))
        if match is not None and not _SPEAKER.search(sentence):
            place = document.source_span(start + match.start(), start + match.end())
            yield Problem(f"“{match.group()}”: who says so?", (place,), suggestion="name who holds it, or leave it out")
