"""One outlet is spelled several ways in the list: "Al Jazeera" and "Aljazeera", "New York Times" and "The New York
Times".

Reported once for each outlet. Style, and a help for counting how many sources an article really has.

Not reported: outlets with near names ("Al-Ahram Weekly"), short names ("BBC", "BBC News").

FAIL (text):

    Ada Berg

    Berg led the third battery.[1] She left in 1870.[2]

    References

    1. Holm, Karl (May 22, 2014). "The colonel". Harbour Bulletin. Retrieved May 22, 2014.
    2. Lind, Ulf (May 23, 2014). "The colonel leaves". Harbourbulletin News. Retrieved May 23, 2014.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left in 1870.[2]

    References

    1. Holm, Karl (May 22, 2014). "The colonel". Harbour Bulletin. Retrieved May 22, 2014.
    2. Lind, Ulf (May 23, 2014). "The colonel leaves". Harbour Bulletin Weekly. Retrieved May 23, 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.rules.common import fold
from cursus.claim import Field

CODE = "F14"
LEVEL = "notice"
_SITE = re.compile(r"(?:www\.)?(?P<name>[\w-]{4,})\.(?:com|org|net|gov|co\.uk|edu|mil)", re.IGNORECASE)
_OUTLETS = frozenset({"container-title", "publisher"})
_MOST = 12


def check(context: Context) -> Iterator[Problem]:
    spelled: dict[str, dict[str, list[Field]]] = {}
    entries: dict[str, set[int]] = {}
    for number, (_, fields) in enumerate(context.works):
        for field in fields:
            if field.name in _OUTLETS:
                for name in (p.strip() for p in field.value.split("/")):
                    key = _key(name)
                    if key:
                        spelled.setdefault(key, {}).setdefault(name, []).append(field)
                        entries.setdefault(key, set()).add(number)
    for key, ways in spelled.items():
        if len(ways) > 1 and len(entries[key]) > 1:
            fields_of = [f for fields in ways.values() for f in fields]
            names = ", ".join(ways)
            yield Problem(f"one outlet spelled {len(ways)} ways: {names}", tuple(span(f) for f in fields_of[:_MOST]))


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """What the spellings of one outlet share; "" for a name too short to tell."""
    site = _SITE.fullmatch(name.strip())
    key = fold(site["name"] if site else name).removeprefix("the ")
    words = key.split()
    if len(words) > 1 and words[-1] in ("news", "online", "website") and len("".join(words[:-1])) >= 10:
        words = words[:-1]
    joined = "".join(words)
    return joined if len(joined) >= 7 and not joined.isdigit() else ""
