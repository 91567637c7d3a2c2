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


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    lower = context.lower
    here = [phrase for phrase in _phrases() if phrase in lower]
    if not here:
        return
    words = re.compile(r"\b(?:" + "|".join(map(re.escape, here)) + r")\b", re.IGNORECASE)
    for covered in context.covered_with(*here):
        start, end = covered.sentence.start, covered.sentence.end
        match = words.search(document.text, start, end)
        if match is None:
            continue
        sentence = document.text[start:end]
        match = words.search(_QUOTES.sub(lambda m: " " * len(m.group()), sentence))
        if match is not None and not _SPEAKER.search(sentence):
            place = document.source_span(start + match.start(), start + match.end())
            yield Problem(f"“{match.group()}”: who says so?", (place,), suggestion="name who holds it, or leave it out")
