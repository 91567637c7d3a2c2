"""A quotation without a footnote in its own sentence.

Somebody's words need their source at hand, not at the end of the paragraph.

Not reported: titles, nicknames and other short words in quotation marks, longer ones that no verb of saying goes
with, quotations that run on into a cited sentence, and the lead.

FAIL (text):

    Ada Berg

    Career

    "We shall hold the bridge until the last gun is gone", she wrote. She left the service in the spring of 1870.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Career

    "We shall hold the bridge until the last gun is gone", she wrote.[1] She left the service in the spring of 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.coverage import Covered
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "V5"
LEVEL = "warning"
_QUOTATION = re.compile(r"\"(?P<straight>[^\"]{1,600})\"|“(?P<curly>[^“”]{1,600})”|«(?P<angle>[^«»]{1,600})»")
_LEAST_REPORTED = 6
_LEAST = 12  # without a verb of saying, and where titles are written in lower case, a short quotation may be a title
_REPORTS = re.compile(
    r"\b(?:said|says|wrote|writes|stated|states|told|declared|called|described|argued|claimed|replied|remarked|recalled|"
    r"commented|noted|observed|explained|added|asked|insisted|complained|concluded|warned|denounced|praised|testified)\b"
)


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.has_footnotes:
        return
    for paragraph in context.paragraphs:
        for number, covered in enumerate(paragraph.sentences):
            if covered.marks or covered.state not in ("later", "bare"):
                continue
            sentence = covered.sentence
            words = document.text[sentence.start : sentence.end]
            if '"' not in words and "“" not in words and "«" not in words:
                continue
            reported = document.lang == "en" and _REPORTS.search(words)
            match = _quotation(words, _LEAST_REPORTED if reported else _LEAST)
            if match is None or _cited_next(document.text, paragraph.sentences[number + 1 :]):
                continue
            place = document.source_span(sentence.start + match.start(), sentence.start + match.end())
            yield Problem(f"a quotation without a footnote: {short(_inner(match))}", (place,))


def _quotation(words: str, least: int) -> re.Match[str] | None:
    """The first quotation that is speech; none where the sentence begins or ends inside one."""
    if words.count('"') % 2 or words.count("“") != words.count("”") or words.count("«") != words.count("»"):
        return None
    return next((m for m in _QUOTATION.finditer(words) if _speech(_inner(m), least)), None)


def _inner(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words is not None)


def _speech(words: str, least: int) -> bool:
    """Whether quoted words are speech and not a title: enough words, most of them in lower case."""
    tokens = [w for w in words.split() if w[0].isalpha()]
    return len(tokens) >= least and sum(w[0].islower() for w in tokens) * 2 > len(tokens)


def _cited_next(text: str, rest: tuple[Covered, ...]) -> bool:
    """Whether the next sentence goes on quoting and carries the footnote."""
    if not rest or not rest[0].marks:
        return False
    words = text[rest[0].sentence.start : rest[0].sentence.end]
    return words.startswith(('"', "“", "«")) or _QUOTATION.search(words) is not None
