"""How many sources say it? Articles copy each other and cite the same works: those count once.

A claim rests on the works of its footnotes, told apart by their address, else by their words without pages and dates of access. One
without a footnote rests on the article alone, and the same sentence in another article is no second witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cursus.check.archives import original, plain_address
from cursus.dossier.model import Evidence, Reference

_PLACE = re.compile(
    r"\b(?:pp?|pages?|chap(?:ter)?|vol)\.?\s*[\divxlc]+(?:\s?[–-]\s?[\divxlc]+)?|\b(?:retrieved|accessed|archived)\b.*\Z",
    re.IGNORECASE,
)


def count_sources(evidence: Iterable[Evidence]) -> int:
    """How many different sources claims rest on."""
    found: set[tuple[str, str]] = set()
    for item in evidence:
        keys = {source_key(r) for r in item.references if r.defined}
        found |= keys or {("words", _fold(item.claim.quote.exact))}
    return len(found)


def source_key(reference: Reference) -> tuple[str, str]:
    """What tells a cited work from another."""
    if reference.url:
        return "address", plain_address(original(reference.url) or reference.url)
    return "work", _fold(_PLACE.sub("", reference.text))


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
