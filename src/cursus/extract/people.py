"""Names of people in a sentence, told by their shape alone: runs of capitals with the titles before them. Knows no article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cursus.extract.draft import Who
from cursus.tables import rows
from cursus.text.countries import demonyms
from cursus.text.names import may_be_short_for, read_name, strip_titles, tokens
from cursus.text.roles import role_words

UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻŁŃŇŌŐŒŔŘŚŞŠȘŤȚŪŮŰŹŻŽḤḪṢṬẒʿ]"
_SHORT = (
    r"(?:Adm|Brig|Bvt|Capt|Cdr|Cmdr|Cmdre|Col|Comm|Cpl|Dr|Ens|Fr|Gen|Gov|Hon|Lieut|Lt|Maj|Mr|Mrs|Ms|Pres|Prof|Pvt|Rep|Rev|Sen|"
    r"Sgt|Ssgt|St|Ste)\.(?=\s)"
)
WORD = rf"(?:{_SHORT}|{UPPER}\.(?:\s?{UPPER}\.)*|(?:(?:[aeou][dlnrstz]|ash|esh)-|O[’']|[dl][’'])?{UPPER}[\w’‘ʿʾ-]*(?:'(?!s\b)[^\W\d_]\w+)?)"
_PARTICLE = r"(?:al|el|bin|ibn|ben|bint|abu|de|del|della|di|da|do|dos|du|des|la|le|van|von|der|den|zu|af|av|y)"
NAME = re.compile(
    rf"(?<!\w){WORD}(?:\s+(?:[\"“][^\"”]{{1,30}}[\"”]\s+)?(?:{_PARTICLE}\s+){{0,2}}{WORD}){{0,6}}"
    r"(?:,?\s+(?:Jr|Sr)\.|\s+(?:II|III|IV|VI{0,3})\b)?"
)
# "del Valle", "von Moltke" in mid-sentence: the particle belongs to the name.
_LED_BY_PARTICLE = re.compile(rf"(?<![\w’'-])(?:{_PARTICLE}\s+){{1,2}}$")


@dataclass(frozen=True, slots=True)
class Actor:
    """Something that can be a subject. ``who`` is None for anything but a person the article has named; ``kin`` is the word
    for a relative of the subject's, named or not ("his father")."""

    start: int
    end: int
    who: Who | None
    pronoun: bool = False
    kin: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name in the text with the titles before it; offsets into the sentence, ``name_start`` where titles
    end."""

    start: int
    name_start: int
    end: int
    name: str
    titles: tuple[str, ...]


@cache
def not_people() -> frozenset[str]:
    return frozenset(row[0] for row in rows("not_people"))


@cache
def openers() -> frozenset[str]:
    return frozenset(row[0] for row in rows("openers"))


def mentions(text: str) -> list[Mention]:
    """Names of people in a sentence, ranks and honorifics before them included, by shape alone.

    A run of capitalised words is a person's name when it has two or more words and none that names things, or when a
    rank or title stands before it. A single word without a title is no mention here: the page knows whom such words
    mean.
    """
    out: list[Mention] = []
    for match in NAME.finditer(text):
        mention = _mention(text, *match.span())
        if mention is not None:
            out.append(mention)
    return out


_INTO_DATE = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]n|[Bb]y|[Oo]f|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]uring|[Ll]ate|[Ee]arly|[Mm]id)|\d)\s$"
)


@cache
def _months() -> frozenset[str]:
    return frozenset(form for lang, _, forms in rows("months") if lang == "en" for form in forms.split("|"))


def _dated(text: str, start: int, word: str) -> bool:
    """Whether a month's name belongs to a date and not to a person: "In May Captain Huber", not "May Huber"."""
    return word in _months() and _INTO_DATE.search(text, max(start - 8, 0), start) is not None


def is_opening(words: str) -> bool:
    """Whether only words stand here that a name is not made of: "U.S. Republican", or none."""
    return all(w in openers() or w.casefold() in demonyms() for w in words.split())


def _mention(text: str, start: int, end: int) -> Mention | None:
    words = text[start:end]
    first, _, rest = words.partition(" ")
    while first in openers() or (rest.count(" ") and first.casefold() in demonyms()) or _dated(text, start, first):
        if not rest:
            return None
        start = end - len(rest.lstrip())
        words = text[start:end]
        first, _, rest = words.partition(" ")
    titles, offset = strip_titles(words)
    if not titles:
        particle = _LED_BY_PARTICLE.search(text, max(start - 12, 0), start)
        if particle is not None and len(words.split()) == 1:
            start, words = particle.start(), text[particle.start() : end]
        lower = _lower_title(text, start)
        if lower is not None:
            titles, offset, start = (text[lower:start].strip(),), start - lower, lower
            words = text[start:end]
    name = words[offset:].rstrip(" ,")
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    parts = name.replace('"', " ").split()
    if not parts or any(p.strip(".,") in not_people() for p in parts):
        return None
    if parts[-1] in _STYLES:
        return None  # "The Most Hon. The Marquess", "Earl and then Marquess"
    if titles and len(parts) == 1 and (parts[0].casefold() in role_words() or parts[0].casefold() in demonyms()):
        return None  # "was appointed General Inspector"
    if not titles and _OF_NAME.search(text, max(start - 40, 0), start):
        return None
    if (len(parts) == 1 and not titles) or len(parts[-1].strip(".")) < 2 or (name.isupper() and not titles):
        return None
    name_start = start + offset
    return Mention(start, name_start, name_start + len(name), name, titles)


_STYLES = frozenset(("Marquess", "Marquis", "Duke", "Duchess", "Viscount", "Baronet", "Hon", "Rt"))
# "Thomas Greer of Tallylagan Manor": where somebody is from.
_OF_NAME = re.compile(
    r"\b[A-Z][\w’-]+\s(?!Son\b|Daughter\b|Grandson\b|Wife\b|Widow\b|Brother\b|Sister\b|Nephew\b)[A-Z][\w’-]+\sof\s$"
)
_LOWER_RANK = re.compile(
    r"(?:(?:lieutenant|major|brigadier|colonel|vice|rear|field|army|corps)[ -])?"
    r"(?:general|colonel|major|captain|lieutenant|admiral|marshal|commodore|brigadier|sergeant|commander)\s$"
)


def _lower_title(text: str, start: int) -> int | None:
    """A rank in lower case right before a name: "the American general William Hull"."""
    match = _LOWER_RANK.search(text, max(start - 24, 0), start)
    if match is None or (match.start() and text[match.start() - 1].isalnum()):
        return None
    return match.start()


def named_people(named: Iterable[tuple[str, str | None]], subject_forms: frozenset[str]) -> tuple[Who, ...]:
    """Everybody of the mentions given (name, link target) in order of appearance, in the fullest form of each."""
    found: dict[str, Who] = {}
    for written, target in named:
        name = read_name(written).full
        if target and "://" in target:
            target = None
        if name not in found or (target and not found[name].target):
            found[name] = Who(name, target)
    families: dict[str, list[Who]] = {}
    people = [who for who in found.values() if tokens(who.name)]
    for who in people:
        families.setdefault(tokens(who.name)[-1], []).append(who)
    return tuple(
        who
        for who in people
        if not _has_fuller(who, families[tokens(who.name)[-1]])
        and not _opened_by_participle(who, families, subject_forms)
    )


def _opened_by_participle(who: Who, families: dict[str, list[Who]], subject_forms: frozenset[str]) -> bool:
    """ "Finding Grant at the camp, he …": no person of that name, where somebody else bears the surname."""
    first, _, last = who.name.partition(" ")
    return (
        first.endswith("ing") and " " not in last and (len(families[tokens(who.name)[-1]]) > 1 or last in subject_forms)
    )


def _has_fuller(who: Who, family: list[Who]) -> bool:
    return any(len(other.name) > len(who.name) and may_be_short_for(who.name, other.name) for other in family)
