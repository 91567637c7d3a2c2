"""The words of a name that carry identity: titles, particles and punctuation left out, "Family, Given" turned round."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from cursus.tables import rows
from cursus.text.name_order import PARTICLES

# Letters, digits, apostrophes, and the vowel signs of Indic and South-East Asian scripts, which Python counts as no letters.
_WORD = re.compile(r"[\w’'‘ʿʾʼ`׳\u0900-\u109f\u1780-\u17ff]+")
# Accents that stand alone after composition, Arabic and Hebrew vowel points, the stretching line, marks of direction and width.
_UNWRITTEN = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
LONGEST_NAME = 200
MOST_WORDS = 16
# Particles carry no identity: "al-Sisi" is "Sisi", "Usama bin Ladin" is "Osama Laden".
LIGHT = (PARTICLES - {"abd"}) | {"ال", "بن", "ابن", "בן", "אל", "jr", "sr", "ii", "iii", "iv", "mr", "mrs", "dr", "sir"}

# "Servant of the …": one word of Arabic names, whose article is written in every way there is.
_SERVANT = frozenset(["abd", "abdul", "abdel", "abdal", "abdoul", "abdol", "abdil", "abdu", "abdur", "abdus", "abdun"])
_JOINED_SERVANT = re.compile(r"abd(?:ou|[aeou])(?:l|(?=([rsnzdt])\1)|(?=sh))(?!lah)(?=\w{4})", re.IGNORECASE)
# Second halves of one name, wherever the space is.
_BOUND = {"allah": "allah", "ullah": "ullah", "din": "din", "deen": "din", "الله": "الله", "الدين": "دين", "دين": "دين"}
# A given name in syllables, as Korean and Chinese ones are spelled: "Jong-un", "Tse-tung"; never "Jean-Claude".
_SYLLABLES = re.compile(r"\b([A-Z][a-z]{1,5})-([a-z]{1,6})\b")
_ARTICLES = frozenset(["al", "el", "ul", "ben", "bin", "bar", "abd", "abu", "ibn", "ad", "ar", "as", "an", "at", "az"])
_UNSPACED = re.compile(r"[\uac00-\ud7af]{2,5}|[\u3400-\u4dbf\u4e00-\u9fff]{2,5}")


@cache
def _title_words() -> frozenset[str]:
    """The words that ranks and honorifics are made of, folded, without their dots."""
    spellings = [row[0] for row in rows("honorifics")]
    spellings += [s for row in rows("ranks") for s in row[2].split("|")]
    return frozenset(word for s in spellings for word in _WORD.findall(s.casefold()) if word not in LIGHT)


@cache
def families_first() -> frozenset[str]:
    """Family names in Chinese characters and Hangul that stand before the given name without a space."""
    return frozenset(name for row in rows("family_first") for name in row[1].split("|") if name != "-")


def cleaned(name: str) -> str:
    """The first 200 characters of a name in composed form, without unwritten marks. ASCII stays as it is."""
    name = name[:LONGEST_NAME]
    return name if name.isascii() else _UNWRITTEN.sub("", unicodedata.normalize("NFKC", name))


def parted(word: str) -> tuple[str, str] | None:
    """Family and given name of a name written without a space: "정시아", "习近平". None where no known family begins it."""
    if not _UNSPACED.fullmatch(word):
        return None
    for length in (2, 1):
        if len(word) > length and word[:length] in families_first() and (length == 2 or len(word) <= 4):
            return word[:length], word[length:]
    return None


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, at most sixteen; where only titles or particles are left, those. Linear in the name."""
    name = cleaned(name)
    family, comma, given = name.partition(",")
    if comma and given.strip() and len(family.split()) <= 3 and given.strip().rstrip(".").casefold() not in LIGHT:
        name = f"{given} {family}"
    if "-" in name:
        name = _SYLLABLES.sub(_joined, name)
    found = _WORD.findall(name)
    titles, start = _title_words(), 0
    while start < len(found) - 1 and found[start].casefold() in titles:
        start += 1
    found = found[start:]
    strong = [w for w in found if w.casefold() not in LIGHT or (len(w) == 1 and w.isupper())]
    out: list[str] = []
    for word in (strong or found)[:MOST_WORDS]:
        lower = word.casefold()
        if out and lower in _BOUND:  # "Nasr Allah", "صلاح الدين"
            out[-1] += _BOUND[lower]
        elif lower[:3] == "abd" and lower in _SERVANT:
            out.append("Abd")
        elif lower[:3] == "abd" and (servant := _JOINED_SERVANT.match(word)) is not None:
            out += ["Abd", word[servant.end() :]]
        elif word.isascii():
            out.append(word)
        elif len(word) > 4 and lower.startswith("ال"):
            out.append(word[2:])
        elif len(found) == 1 and (pair := parted(word)) is not None:
            out += pair
        else:
            out.append(word)
    return tuple([w for w in out if w.strip("'’‘`ʿʾʼ׳_")])


def _joined(match: re.Match[str]) -> str:
    first, second = match.groups()
    return match.group() if first.casefold() in _ARTICLES else first + second
