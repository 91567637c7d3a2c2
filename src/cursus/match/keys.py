"""Keys of a name for an index: what is left of each word when spelling, script and vowels are a matter of taste.

Haftar, Hifter, Hefter, Huftur and حفتر are all ``hftr``. Two spellings of one name share a key, two different names may
share one too: a key finds candidates, :func:`cursus.match.names.compare` decides. The sounds of spellings are a table
(``tables/name_sounds.tsv``); a word is read once from left to right, the longest spelling that fits first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import combinations

from anyascii import anyascii

from cursus.match.words import words
from cursus.tables import rows

LONGEST = 12
MOST_ALTERNATES = 12
_REPEAT = re.compile(r"(.)\1+")
# Diacritics that change the sound; any other falls away with anyascii.
_SOUNDING = str.maketrans(
    {
        "č": "ch", "ć": "ch", "ĉ": "ch", "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "ŝ": "sh", "ž": "zh", "ż": "zh",
        "ź": "zh", "ç": "s", "ţ": "ts", "ț": "ts", "ḫ": "kh", "ḵ": "kh", "ẖ": "kh", "ǧ": "j", "ġ": "gh", "ḏ": "dh",
        "ṯ": "th", "þ": "th", "ř": "rz", "đ": "dj", "ʿ": "", "ʾ": "", "ʼ": "", "ʹ": "", "ʺ": "", "׳": "'", "’": "'",
        "‘": "'", "`": "'", "ـ": "",
    }
)  # fmt: skip


# Korean, Japanese, Chinese: what their romanisation cannot tell apart.
_VAGUE_SCRIPTS = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_VAGUE = str.maketrans("rlbp", "RLBP")
_DIPHTHONGS = {"ッ": "", "っ": "", "ー": ""}


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(s.strip("-") for s in row[1:]) for row in rows("name_sounds")}


@cache
def _reader() -> re.Pattern[str]:
    spellings = sorted(_sounds(), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, spellings)))


def _spelled(word: str) -> str:
    """The word as the table reads it: lower case between "^" and "$", letters of other scripts romanised one by one.

    Syllables and characters have no l or r, b or v of their own: what they are romanised to is written large.
    """
    word = word[:60].casefold().translate(_SOUNDING)
    if not word.isascii():
        known = _sounds()
        word = "".join([c if c in known or c == "'" else _romanised(c) for c in word])
    return f"^{word}$"


@lru_cache(maxsize=20_000)
def _romanised(char: str) -> str:
    if char in _DIPHTHONGS:
        return _DIPHTHONGS[char]
    latin = anyascii(char).casefold()
    return latin.translate(_VAGUE) if char >= "\u1100" and _VAGUE_SCRIPTS.match(char) else latin


@lru_cache(maxsize=400_000)
def key(word: str) -> str:
    """The key of one word: at most twelve sounds; a word without a consonant is "a", one without a letter ""."""
    if not word.isascii() and (family := _families().get(word)) is not None:
        return key(family[0])
    return _key(_reader().findall(_spelled(word)))


def _key(found: list[str]) -> str:
    return _REPEAT.sub(r"\1", "".join(map(_firsts().__getitem__, found)))[:LONGEST] or ("a" if found else "")


# Vowels as they sound in every way of transliteration: open, front and back.
_VOWELS = str.maketrans("aeiouy", "aiiuui")


def heard(word: str) -> tuple[str, str]:
    """The key of a word, and how it sounds: its consonants as in the key, its vowels in three classes, at most 24."""
    found = _reader().findall(_spelled(word))
    return _key(found), _REPEAT.sub(r"\1", "".join(map(_voiced().__getitem__, found)))[:24]


def sound(word: str) -> str:
    """How a word sounds, without its key."""
    return heard(word)[1]


@cache
def _voiced() -> dict[str, str]:
    """Spelling → its first sound, or its vowel where it has none."""
    out = {}
    for spelling, first in _firsts().items():
        vowels = re.sub("[^aeiouy]", "", anyascii(spelling.strip("^$")).casefold()).translate(_VOWELS)[:1]
        out[spelling] = vowels if first in ("", "a") else first
    return out


@cache
def _firsts() -> dict[str, str]:
    return {spelling: sounds[0] for spelling, sounds in _sounds().items()}


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Family name in Hangul or Chinese characters, or in Latin, in lower case → its Latin spellings, the commonest first.

    Where one spelling serves several names ("Lee", "Chang") the first row's company is taken.
    """
    out: dict[str, tuple[str, ...]] = {}
    for language, native, latin in rows("family_first"):
        spellings = tuple(latin.split("|"))
        if language in ("ko", "zh"):
            for name in native.split("|"):
                out.setdefault(name, spellings)
            for name in spellings:
                out.setdefault(name.casefold(), spellings)
    return out


def keys(name: str) -> tuple[str, ...]:
    """One key for each word of a name that carries identity, in the order of the words; titles and particles have none.

    Any string is accepted; one without letters has no keys.
    """
    return tuple([k for k in map(key, words(name)) if k])


@lru_cache(maxsize=200_000)
def alternates(token: str) -> tuple[str, ...]:
    """Other keys of one word, for spellings that sound in more than one way ("Gamal" is ``kml``, and ``sml`` as Jamal).

    The likelier first, at most sixteen, the key itself left out.
    """
    known = _sounds()
    found = [known[spelling] for spelling in _reader().findall(_spelled(token))]
    first = [options[0] for options in found]
    open_ = [(i, other) for i, options in enumerate(found) for other in options[1:]]
    out: dict[str, None] = {}
    for many in (1, 2):
        for changes in combinations(open_, many):
            if len({i for i, _ in changes}) < many:
                continue
            sounds = list(first)
            for i, other in changes:
                sounds[i] = other
            out[_REPEAT.sub(r"\1", "".join(sounds))[:LONGEST] or "a"] = None
            if len(out) > MOST_ALTERNATES:
                break
    for other in _families().get(token, _families().get(token.casefold(), ())):
        out[key(other)] = None
    out.pop(key(token), None)
    return tuple(out)[: MOST_ALTERNATES + 4]
