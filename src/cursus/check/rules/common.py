"""What several rules share. No rule itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Claim, Field, Fix

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,2000}-->")
_WORD = re.compile(r"\w+")
_ACCENTS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f]+")


def faults(context: Context, *kinds: str) -> Iterator[Problem]:
    """The faults of these kinds that the reader met, as problems in its own words."""
    for fault in context.document.faults:
        if fault.kind in kinds:
            yield Problem(fault.message, ((fault.source_start, fault.source_end),))


def replaced(context: Context, field: Field, value: str) -> Fix | None:
    """The repair that writes another value into a field; None where the source does not show the field as it was read."""
    start, end = field.source_start, field.source_end
    return Fix(start, end, value) if context.wikitext and context.document.source[start:end] == field.value else None


def without_comments(value: str) -> str:
    """A parameter's value without what its editors said to each other."""
    return _COMMENT.sub("", value) if "<!--" in value else value


def fold(text: str) -> str:
    """Words for comparison: no case, accents or punctuation."""
    return " ".join(_WORD.findall(plain(text)))


def plain(text: str) -> str:
    """A text without case and accents, its punctuation kept."""
    text = text.casefold()
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def holds_word(text: str, word: str) -> bool:
    """Whether a word stands in a text as a word of its own, as it would among its words if they were all taken apart."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not _is_letter(text[at - 1 : at]) and not _is_letter(text[end : end + 1]):
            return True
        at = text.find(word, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def short(text: str, most: int = 60) -> str:
    """A text for a message, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def claim_span(claim: Claim) -> tuple[int, int]:
    """A claim's quote in the source."""
    return claim.quote.source_start, claim.quote.source_end


def states_something(sentence: str) -> bool:
    """Whether a sentence is long enough to state a fact: six words, and it ends like one."""
    words = sentence.split()
    if sentence[:1] in ":*#;":
        return False
    return len(words) >= 6 and not sentence.rstrip().endswith((":", "?"))
