"""Which end of a name is the family's: signs in the script, the language, the letters and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows

PARTICLES = frozenset(
    (
        *("al", "el", "bin", "ibn", "ben", "bint", "abu", "abd", "ould", "de", "del", "della", "di", "da", "do", "dos"),
        *("das", "du", "des", "la", "le", "van", "von", "der", "den", "ten", "ter", "zu", "af", "av", "y", "e", "i"),
        *("the", "of"),
    )
)
# Behind these stands the father's name.
SONS = frozenset(("bin", "ibn", "ben", "bint", "ould", "بن", "ابن", "بنت"))
# Two family names, the father's and the mother's.
_TWO_FAMILIES = frozenset(("es", "gl", "ast"))
_FAMILY_FIRST = frozenset(("hu", "zh", "ko", "ja", "vi"))
_PATRONYMIC = re.compile(
    r"\w{2,}(?:[oe][vw](?:ich|itch|itsch|ič|ić|icz|yč|na)|[ое]вич|[ое]вна|[ії]вна|ійович|ович|ична|ич)", re.IGNORECASE
)
_ICELANDIC = re.compile(r"\w{2,}(?:dóttir|dottir)", re.IGNORECASE)
# Syllables of Mandarin (pinyin and Wade-Giles), of Korean and of Vietnamese, roughly: what no European name is made of.
_EASTERN = re.compile(
    r"(?:(?:zh|ch|sh|ts|tz|hs|kh|th|ph|ng|[bpmfdtnlgkhjqxrzcsyw])?'?[yw]?(?:[aeiou]{1,3}|ü)(?:ng|nh|ch|[nkhmptlc])?-?){1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Order:
    """Where the family name stands among the words of a name: its first and last word + 1, and why. An empty range
    where a name has none."""

    start: int
    end: int
    first: bool = False
    patronymic: int = -1
    byname: bool = False


@cache
def _spanish_given() -> frozenset[str]:
    return frozenset(row[0] for row in rows("given_es"))


@cache
def _families() -> dict[str, str]:
    """Latin family name in lower case → the language in which it stands first."""
    out: dict[str, str] = {}
    for language, _, latin in rows("family_first"):
        for name in latin.split("|"):
            out.setdefault(name.casefold(), language)
    return out


# Irish and Scottish: "Ó Murchú", "Ní Dhomhnaill", "Mac Cumhaill".
_CLANS = frozenset(("Ó", "Ni", "Ní", "Nic", "Mac", "Mc", "Uí"))


def is_particle(word: str) -> bool:
    """Whether a word joins to the family name behind it: "von", "de la"."""
    if word in _CLANS:
        return True
    key = word.casefold().strip(".")
    return key in PARTICLES and len(key) > 1 and key not in ("the", "of")


def is_patronymic(word: str) -> bool:
    """A Slavic patronymic: "Dmitrievich", "Дмитриевна"."""
    return len(word) > 5 and _PATRONYMIC.fullmatch(word) is not None


def order_of(words: Sequence[str], lang: str = "") -> Order:
    """Find the family name among at least one word. ``lang`` is the language the name belongs to, where that is known."""
    count = len(words)
    if count == 1:
        return Order(0, 1)
    if any(w.casefold() in ("the", "of") for w in words[1:-1]) or _is_numeral(words[-1]):
        return Order(0, 1, byname=True)  # "Alexander the Great", "Philip of Spain", "Henry IV"
    capitals = [len(w) > 1 and w.isupper() and w.isalpha() and not _is_numeral(w) for w in words]
    if capitals[0] and not any(capitals[1:]):  # "KIM Jong-un"
        return Order(0, 1, first=True)
    if lang == "is" or _ICELANDIC.fullmatch(words[-1]):
        return Order(count, count, patronymic=count - 1)
    if count == 3 and is_patronymic(words[2]) and not is_patronymic(words[1]) and (lang or not words[0].isascii()):
        return Order(0, 1, first=True, patronymic=2)  # "Скобелев Михаил Дмитриевич"
    if _family_first(words, lang):
        return Order(0, 1, first=True)
    patronymic = next((i for i in range(1, count - 1) if is_patronymic(words[i])), -1)
    head = count - 1
    while head > 1 and is_particle(words[head - 1]):
        head -= 1
    if lang != "pt":  # "de Lattre de Tassigny", "de San Martín"
        low = (i for i in range(1, head) if words[i].islower() and is_particle(words[i]) and words[i] not in SONS)
        head = next(low, head)
    if head > 2 and words[head - 1].casefold() in ("y", "e", "i"):  # "Ortega y Gasset"
        head -= 2
    elif lang in _TWO_FAMILIES and head == count - 1 and count > 2:
        before = head - 1
        if count > 3 or words[before].casefold() not in _spanish_given():
            head = before
            while head > 1 and is_particle(words[head - 1]):
                head -= 1
    return Order(head, count, patronymic=patronymic)


def _is_numeral(word: str) -> bool:
    return not word.strip("IVX")


def _family_first(words: Sequence[str], lang: str) -> bool:
    """Whether the first word is the family's, by the language or by a known family before given names of its kind."""
    if lang in _FAMILY_FIRST:
        return lang != "ja" or _families().get(words[-1].casefold()) != "ja"
    language = _families().get(words[0].casefold())
    if language is None or len(words) > 4:
        return False
    rest = words[1:]
    if language == "ja":
        return len(rest) == 1 and rest[0].casefold() not in _families() and rest[0][-1:] in "aeiounōū"
    if language == "hu":
        return False
    # "Kim Jong-un", "Mao Zedong", "Chiang Kai-shek", "Vo Nguyen Giap"; not "Kim Philby", "Lee Marvin", "Han Solo".
    hyphened = len(rest) == 1 and re.fullmatch(r"[A-Z][\w']*-[a-z]\w*|[A-Z]\w*-[A-Z]\w*", rest[0]) is not None
    if language == "vi":
        return len(rest) >= 2 and all(_EASTERN.fullmatch(w) and len(w) <= 6 for w in rest)
    if hyphened:
        return _EASTERN.fullmatch(rest[0]) is not None
    if len(rest) == 1:
        return _pinyin().fullmatch(rest[0]) is not None
    return len(rest) == 2 and language == "ko" and all(_EASTERN.fullmatch(w) and len(w) <= 5 for w in rest)


@cache
def _pinyin() -> re.Pattern[str]:
    """Two syllables of pinyin. A single one could be anybody's ("Li Na", "Lee Ann")."""
    finals = (
        "iang|iong|uang|ang|eng|ing|ong|uan|ian|iao|uai|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|üe|ue|a|e|i|o|u|ü"
    )
    syllable = f"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:{finals})"
    return re.compile(f"{syllable}'?(?:{syllable}|er)", re.IGNORECASE)
