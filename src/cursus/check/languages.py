"""Is this the name of a language, or its code?"""

from __future__ import annotations

import re
from functools import cache

from cursus.tables import rows

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")


@cache
def _names() -> frozenset[str]:
    return frozenset(word.casefold() for row in rows("language_names") for word in row)


def is_language(name: str) -> bool:
    """Whether words are a language's English name, its own name, or a code of BCP 47 whose first part is known."""
    plain = name.strip().casefold()
    if plain in _names():
        return True
    return _CODE.match(plain) is not None and plain.partition("-")[0] in _names()
