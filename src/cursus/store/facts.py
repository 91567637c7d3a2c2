"""What a claim is remembered by when somebody has judged it: the fact that it states, and the sentence that states it.

Both are hashes of words alone. The number of a claim depends on the bytes of its article and changes with every edit anywhere in it;
the fact and the sentence do not, so that a decision finds its claims again in the next revision, and in other articles.
"""

from __future__ import annotations

import bisect
import hashlib
import re
import unicodedata
from collections.abc import Iterator

from cursus.claim import Bounds, Claim, Document

_TELLING = {
    "event": ("with", "by", "against", "place", "killed", "injured", "captured", "strength"),
    "posting": ("role", "unit"),
    "rank": ("kind",),
    "relative": ("kind",),
    "association": ("kind",),
    "education": ("kind", "degree"),
    "award": ("degree",),
    "membership": ("role",),
}
"""Property → the qualifiers that make it another fact; any other one only says more about the same."""


def fact_of(claim: Claim) -> str:
    """The fact that a claim states: who, what, when, and whether it is said or denied. 16 hex digits.

    Somebody who is known inside one article only is known by the article's path: there, and nowhere else.
    """
    person = claim.person.id
    local = "~" + claim.document.id[:8]
    if person.endswith(local):
        person = f"{person.removesuffix(local)}~{claim.document.path}"
    telling = _TELLING.get(claim.property, ())
    qualifiers = sorted((k, _words(v)) for k, v in claim.qualifiers if k in telling)
    return _hash(
        person, claim.property, claim.value.id or _fold(claim.value.text), claim.date.edtf if claim.date else "",
        claim.stance, _fold(claim.says or ""), *(f"{k}={v}" for k, v in qualifiers),
    )  # fmt: skip


class Sentences:
    """The sentences of one article, to be asked for those that a quote stands in."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._sentences = document.sentences
        self._ends = [s.end for s in document.sentences]

    def words(self, start: int, end: int) -> str:
        """The words of all sentences that a stretch of the text touches; the stretch itself where there is no sentence."""
        spans = list(self._touched(start, end))
        low = min([start, *(a for a, _ in spans)])
        high = max([end, *(b for _, b in spans)])
        return " ".join(self._text[low:high].split())

    def of(self, claim: Claim) -> str:
        """The hash of the sentences behind a claim: 16 hex digits, the same whatever the white space."""
        return _hash(self.words(claim.quote.start, claim.quote.end))

    def _touched(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for sentence in self._sentences[bisect.bisect_right(self._ends, start) :]:
            if sentence.start >= end:
                return
            yield sentence.start, sentence.end


def _words(value: str | Bounds) -> str:
    return _fold(value) if isinstance(value, str) else f"{value.min}-{value.max}-{value.approx}"


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
