"""Decorations and armed services by name: a field that holds one gets its id.

Names are looked up whole, or with what a field puts behind them: a class, a device, a number. Running text is not read here.
"""

from __future__ import annotations

import re
from functools import cache

from cursus.tables import rows

_BEHIND = re.compile(
    r"(?:\s*[(,;–—]|\s+(?:with|w/|and|mit|avec|con|cu|с|з|first|second|third|fourth|fifth|class|[IV]{1,3}\b|\d|1st|2nd|3rd|"
    r"[ivx]+\b|de la|des|der|in)\b|\s+[«„\"“(])"
)
_ARTICLE = re.compile(r"(?:the|der|das|die|la|le|el|il|lo)\s+", re.IGNORECASE)


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("–", "-").split())


@cache
def _names(table: str) -> dict[str, str]:
    kind = table.partition("_")[0]
    return {_fold(name): f"{kind}:{place}/{slug}" for place, slug, names in rows(table) for name in names.split("|")}


def award_id(text: str) -> str | None:
    """``award:us/silver-star`` for "Silver Star (2)", None for an award that the table does not know or several
    countries have."""
    return _known("award_names", text)


def branch_id(text: str) -> str | None:
    """``branch:gb/army`` for "British Army", None for a service that the table does not know."""
    return _known("branch_names", text)


def _known(table: str, text: str) -> str | None:
    names = _names(table)
    folded = _fold(text).strip(" .,;")
    for words in (folded, _ARTICLE.sub("", folded, count=1)):
        if words in names:
            return names[words]
        for match in _BEHIND.finditer(words):
            if words[: match.start()] in names:
                return names[words[: match.start()]]
    return None
