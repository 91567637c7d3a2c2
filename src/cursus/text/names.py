"""Person names as strings: their parts, their key, and whether two forms inside one article can be the same person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from cursus.tables import rows
from cursus.text.ranks import find_ranks
from cursus.text.scripts import script_of

PARTICLES = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "abd",
        "ould",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "zu",
        "af",
        "av",
        "y",
        "e",
        "i",
        "the",
        "of",
    )
)
_CONNECTORS = ("y", "e", "i")
_SUFFIX = re.compile(
    r",?\s+(?:Jr\.?|Sr\.?|II|III|IV|V|VI{1,3}|IX|X|Esq\.?|KB|KCB|GCB|CB|CBE|OBE|MBE|DSO|MC|VC|PhD|MP|RN|USN|USMC|USA|USAF)"
    r"(?=$|[\s,])"
)
# ", 1st Duke of Wellington", ", Count of Barcelona": a style behind the name, to the end.
_PEERAGE = re.compile(
    r",\s+(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)\s+)?(?:Grand\s|Arch)?(?:Duke|Duchess|Marquess|Marquis|Marchioness|Earl|Viscount|"
    r"Viscountess|Baron|Baroness|Baronet|Count|Countess|Lord|Prince|Princess|Margrave|Landgrave|Elector|King|Queen|Emperor|"
    r"Comte|Duc|Infante|Duke)\b.*$"
)
_NICKNAME = re.compile(r"[\"“„«]([^\"”“»]{2,40})[\"”»]|\(([A-Z][\w.’' -]{1,30})\)|[‘']([A-Z][\w -]{2,30})[’'](?=\s)")
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"[’'‘ʿʾ`ʻ]")
_PLAIN = str.maketrans({"-": " ", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart.

    ``full`` is the name without titles, nicknames, styles and post-nominals; ``titles`` are the ranks and honorifics that
    stood before it, ``suffixes`` what stood behind. ``family`` is the last part with its ``particles``; of a name with a
    byname ("Alexander the Great") it is the first.
    """

    full: str
    given: str
    family: str
    titles: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    script: str = "Latn"
    particles: tuple[str, ...] = ()


@cache
def _honorifics() -> re.Pattern[str]:
    words = sorted((row[0] for row in rows("honorifics")), key=len, reverse=True)
    return re.compile(r"(?:(?:" + "|".join(map(re.escape, words)) + r")(?![\w])\.?,?\s+)", re.IGNORECASE)


@cache
def _civil() -> frozenset[str]:
    return frozenset(row[0].casefold().rstrip(".") for row in rows("honorifics"))


def is_civil_title(title: str) -> bool:
    """Whether a title before a name is an honorific and no rank: "Judge", "Mrs.", "Prince"."""
    return title.casefold().rstrip(".") in _civil()


def strip_titles(text: str) -> tuple[tuple[str, ...], int]:
    """The ranks and honorifics a name starts with, and the offset at which the name itself starts."""
    titles: list[str] = []
    position = 0
    while True:
        rest = text[position:]
        rank = next((r for r in find_ranks(rest) if r.start == 0 and r.text[0].isupper()), None)
        match = _honorifics().match(rest)
        plural = rank is not None and rest[rank.end : rank.end + 2] == "s "  # "Generals Sheridan and Meade"
        length = max(rank.end + plural if rank else 0, match.end() if match else 0)
        if length == 0 or not rest[length:].strip():
            return tuple(titles), position
        titles.append(rest[:length].strip(" ,"))
        gap = re.match(r"[\s,.]*(?:\([A-Z][\w .]{1,12}\)\s*)?", rest[length:])
        position += length + (gap.end() if gap else 0)


def read_name(text: str) -> PersonName:
    """Take a name apart. Any string is accepted; one without letters comes back as it is."""
    text = " ".join(text.split())
    titles, start = strip_titles(text)
    rest = text[start:]
    nicknames = tuple(next(g for g in m.groups() if g) for m in _NICKNAME.finditer(rest))
    rest = " ".join(_NICKNAME.sub(" ", rest).split())
    suffixes: tuple[str, ...] = ()
    style = _PEERAGE.search(rest)
    if style is not None and style.start() > 1:
        suffixes, rest = (style.group().strip(" ,"),), rest[: style.start()]
    if len(rest.split()) > 2 or "," in rest:  # the number of "Henry IV" is his name
        suffixes = (*(m.group().strip(" ,") for m in _SUFFIX.finditer(rest)), *suffixes)
        rest = _SUFFIX.sub("", rest).strip(" ,")
    script = script_of(rest)
    words = rest.split()
    if not words:
        return PersonName(rest or text, "", rest or text, titles, nicknames, suffixes, script)
    if script in ("Hani", "Hang", "Jpan"):
        return PersonName(rest, "", words[0], titles, nicknames, suffixes, script)
    head = len(words) - 1
    while head > 1 and _is_particle(words[head - 1]):
        head -= 1
    if head > 2 and words[head - 1].casefold() in _CONNECTORS:  # "Ortega y Gasset"
        head -= 2
    if words[head].casefold() in ("the", "of"):
        return PersonName(rest, " ".join(words[:head]), words[0], titles, nicknames, suffixes, script)
    particles = tuple(words[head:-1])
    return PersonName(
        rest, " ".join(words[:head]), " ".join(words[head:]), titles, nicknames, suffixes, script, particles
    )


def _is_particle(word: str) -> bool:
    key = word.casefold().strip(".")
    return key in PARTICLES and key not in _CONNECTORS


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and hyphens: the form in which two spellings are compared."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", text).translate(_PLAIN)


def slug(text: str) -> str:
    """A readable key: "Khalifa Haftar" → "khalifa-haftar". Letters of other scripts are kept, and so is what tells
    namesakes apart: "John Smith (explorer)" is not "John Smith"."""
    return "-".join(re.findall(r"[^\W_]+", fold(text))) or "unnamed"


@lru_cache(maxsize=8192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(_LETTERS.findall(fold(name)))


def may_be_short_for(short: str, full: str) -> bool:
    """Whether ``short`` can be how the same text calls ``full`` again: the same family name, initials that fit, no other
    part."""
    a, b = tokens(short), tokens(full)
    if not a or not b or a[-1] != b[-1]:
        return False
    rest = list(b[:-1])
    for part in a[:-1]:
        while rest and not _fits(part, rest[0]):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True


def _fits(part: str, whole: str) -> bool:
    """Whether two parts of given names can be one: equal, or one the initial of the other."""
    return part == whole or (len(part) == 1 and whole.startswith(part)) or (len(whole) == 1 and part.startswith(whole))
