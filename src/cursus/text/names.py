"""Person names as strings: their parts, their key, and whether two forms inside one article can be the same person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from cursus.tables import rows
from cursus.text.ranks import find_ranks
from cursus.text.scripts import script_of

PARTICLES = frozenset(
    "al el bin ibn ben bint abu abd ould de del della di da do dos das du des la le van von der den ten ter zu af av y e i the of".split()
)
_SUFFIX = re.compile(r",?\s+(?:Jr\.?|Sr\.?|II|III|IV|V|Esq\.?|KB|KCB|GCB|CB|CBE|OBE|MBE|DSO|MC|VC|PhD|MP|RN|USN|USMC|USA|USAF)(?=$|[\s,])")
_NICKNAME = re.compile(r"[\"“„«]([^\"”“»]{2,40})[\"”»]|\(([A-Z][\w.’' -]{1,30})\)|[‘']([A-Z][\w -]{2,30})[’'](?=\s)")
_TOKEN = re.compile(r"[^\W\d_][\w’'‘ʿʾ`.-]*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. ``full`` is the name without titles, nicknames and post-nominals; ``titles`` are the ranks and
    honorifics that stood before it, ``suffixes`` what stood after. ``family`` is the last part with its particles."""

    full: str
    given: str
    family: str
    titles: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    script: str = "Latn"


@cache
def _honorifics() -> re.Pattern[str]:
    words = sorted((row[0] for row in rows("honorifics")), key=len, reverse=True)
    return re.compile(r"(?:(?:" + "|".join(map(re.escape, words)) + r")(?![\w])\.?,?\s+)", re.IGNORECASE)


def strip_titles(text: str) -> tuple[tuple[str, ...], int]:
    """The ranks and honorifics a name starts with, and the offset at which the name itself starts."""
    titles: list[str] = []
    position = 0
    while True:
        rest = text[position:]
        rank = next((r for r in find_ranks(rest) if r.start == 0 and r.text[0].isupper()), None)
        match = _honorifics().match(rest)
        length = max(rank.end if rank else 0, match.end() if match else 0)
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
    suffixes = tuple(m.group().strip(" ,") for m in _SUFFIX.finditer(rest))
    rest = _SUFFIX.sub("", rest).strip(" ,")
    script = script_of(rest)
    tokens = rest.split()
    if not tokens:
        return PersonName(rest or text, "", rest or text, titles, nicknames, suffixes, script)
    if script in ("Hani", "Hang", "Jpan"):
        return PersonName(rest, "", tokens[0], titles, nicknames, suffixes, script)
    head = len(tokens) - 1
    while head > 1 and tokens[head - 1].casefold().strip(".") in PARTICLES and tokens[head - 1].casefold() not in ("y", "e", "i"):
        head -= 1
    return PersonName(rest, " ".join(tokens[:head]), " ".join(tokens[head:]), titles, nicknames, suffixes, script)


def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and hyphens: the form in which two spellings are compared letter by letter."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[’'‘ʿʾ`ʻ]", "", text).replace("-", " ").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")


def slug(text: str) -> str:
    """A readable key: "Khalifa Haftar" → "khalifa-haftar". Letters of other scripts are kept."""
    return "-".join(re.findall(r"[^\W_]+", fold(re.sub(r"\s*\([^)]*\)$", "", text)))) or "unnamed"


def tokens(name: str) -> tuple[str, ...]:
    return tuple(t for t in re.findall(r"[^\W\d_]+", fold(name)) if t)


def may_be_short_for(short: str, full: str) -> bool:
    """Whether ``short`` can be how the same text calls ``full`` again: the same family name, initials that fit, no other part."""
    a, b = tokens(short), tokens(full)
    if not a or not b or a[-1] != b[-1]:
        return False
    rest = list(b[:-1])
    for part in a[:-1]:
        while rest and not (rest[0] == part or (len(part) == 1 and rest[0].startswith(part)) or (len(rest[0]) == 1 and part.startswith(rest[0]))):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True
