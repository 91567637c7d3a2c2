"""Is this a place, so that it can be no outlet and no publisher?"""

from __future__ import annotations

from functools import cache

from cursus.tables import rows


@cache
def _places() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("cite_places"))


def is_place(words: str) -> bool:
    """Whether the words name a known country, state or great city, or "City, Country"."""
    parts = [p.strip() for p in words.strip(" .").split(",")]
    known = _places()
    if len(parts) == 1:
        return parts[0].casefold() in known
    return (
        len(parts) <= 3
        and parts[-1].casefold() in known
        and all(p[:1].isupper() and len(p.split()) <= 4 for p in parts[:-1])
    )
