"""What the vocabulary says: properties, and which infobox parameter means which of them."""

from __future__ import annotations

from functools import cache

from cursus.tables import rows


@cache
def infobox_parameters() -> dict[str, tuple[str, str]]:
    """Parameter or canonical label key in lower case → (what kind of field it is, a qualifier for it)."""
    out: dict[str, tuple[str, str]] = {}
    for row in rows("infobox", "cursus.vocab"):
        kind, detail, keys = row
        for key in keys.split("|"):
            out[key.casefold()] = (kind, detail.strip("-"))
    return out
