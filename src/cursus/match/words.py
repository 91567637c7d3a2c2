"""The words of a name that carry identity: titles, particles and punctuation left out, "Family, Given" turned round."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cursus.tables import rows
from cursus.text.names import PARTICLES

_SPLIT = re.compile(r"[^\w’'‘ʿʾʼ`׳]+")
LONGEST_NAME = 200
# Particles carry no identity: "al-Sisi" is "Sisi", "Usama bin Ladin" is "Osama Laden".
LIGHT = (PARTICLES - {"abd"}) | {"ال", "بن", "ابن", "בן", "אל", "jr", "sr", "ii", "iii", "iv", "mr", "mrs", "dr", "sir"}

# "Servant of the …": one word of Arabic names, whose article is written in every way there is.
_SERVANT = frozenset(["abd", "abdul", "abdel", "abdal", "abdoul", "abdol", "abdil", "abdu", "abdur", "abdus", "abdun"])
_JOINED_SERVANT = re.compile(r"abd(?:[aeou]|ou)(?:l|(?=([rsnzdt])\1)|(?=sh))(?!lah)(?=\w{4})", re.IGNORECASE)


@cache
def _title_words() -> frozenset[str]:
    """The words that ranks and honorifics are made of, folded, without their dots."""
    spellings = [row[0] for row in rows("honorifics")]
    spellings += [s for row in rows("ranks") for s in row[2].split("|")]
    return frozenset(
        word for spelling in spellings for word in _SPLIT.split(spelling.casefold()) if word and word not in LIGHT
    )


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, at most sixteen; where only titles or particles are left, those. Linear in the name."""
    name = name[:LONGEST_NAME]
    family, comma, given = name.partition(",")
    if comma and given.strip() and len(family.split()) <= 3 and given.strip().rstrip(".").casefold() not in LIGHT:
        name = f"{given} {family}"
    found = [w for w in _SPLIT.split(name) if w.strip("'’‘`ʿʾʼ׳_")]
    titles, start = _title_words(), 0
    while start < len(found) - 1 and found[start].casefold() in titles:
        start += 1
    found = found[start:]
    strong = [w for w in found if w.casefold() not in LIGHT or (len(w) == 1 and w.isupper())]
    out: list[str] = []
    for word in (strong or found)[:16]:
        lower = word.casefold()
        if len(word) > 4 and lower.startswith("ال"):
            out.append(word[2:])
        elif lower in _SERVANT:
            out.append("Abd")
        elif (servant := _JOINED_SERVANT.match(word)) is not None:
            out += ["Abd", word[servant.end() :]]
        else:
            out.append(word)
    return tuple(out)
