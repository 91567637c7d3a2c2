"""Person names as strings: their parts, their key, and whether two forms inside one article can be the same person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from cursus.tables import rows
from cursus.text.name_order import SONS, is_particle, order_of
from cursus.text.ranks import find_ranks, rank_starts
from cursus.text.scripts import script_of

_RETIRED = re.compile(r"[\s,]*\((?:[Rr]et(?:ired|['’]?d)?\.?)\)")
# ", GCMG, CH": letters behind a comma are orders, whatever they stand for.
_ORDERS = re.compile(r",\s+[A-Z]{2,6}(?=$|[\s,])")
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


LONGEST = 300
MOST_TITLES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: what it is, its words, and where they stand in the given string.

    Kinds: title, given, patronymic, particle, family, byname, nickname, suffix.
    """

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart.

    ``full`` is the name without titles, nicknames, styles and post-nominals, in the order it is spoken; ``titles`` are the
    ranks and honorifics that stood before it, ``suffixes`` what stood behind. ``family`` is the family name with its
    ``particles``; of a name with a byname ("Alexander the Great") it is the first word. ``family_first`` says that the
    family name is spoken first ("Mao Zedong"). ``parts`` has every part with its place, in the order of the given string.
    """

    full: str
    given: str
    family: str
    titles: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    script: str = "Latn"
    particles: tuple[str, ...] = ()
    patronymic: str = ""
    family_first: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def sorting(self) -> str:
        """The form a list is sorted by: "Haftar, Khalifa", "Moltke, Helmuth von", "Mao, Zedong"."""
        core: list[str] = []
        rest: list[str] = []
        moved: list[str] = []
        for part in self.parts:
            if part.kind == "family" or (part.kind == "particle" and (not part.text.islower() or part.text in SONS)):
                core.append(part.text)
            elif part.kind == "particle":
                (core if core else moved).append(part.text)
            elif part.kind in ("given", "patronymic"):
                rest.append(part.text)
        if (
            not core
            or not rest
            or any(p.kind == "byname" for p in self.parts)
            or self.script in ("Hani", "Hang", "Jpan")
        ):
            return self.full
        head = " ".join(core)
        article = re.match(r"(?:al|el|as|ad|ar|at|az|an|ul)-(?=\w)", head, re.IGNORECASE)
        if article is not None:
            head, moved = head[article.end() :], [article.group(), *moved]
        behind = [s for s in self.suffixes if re.fullmatch(r"(?:Jr|Sr)\.?|[IVX]+", s)]
        return f"{head}, {' '.join((*rest, *moved, *behind))}"


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


_FIRST = re.compile(r"[^\W_]+")


def strip_titles(text: str) -> tuple[tuple[str, ...], int]:
    """The ranks and honorifics a name starts with, eight at most, and the offset at which the name itself starts."""
    titles: list[str] = []
    position = 0
    while len(titles) < MOST_TITLES:
        rest = text[position : position + LONGEST]
        first = _FIRST.match(rest)
        can = first is not None and first.group().lower() in rank_starts()
        rank = next((r for r in find_ranks(rest) if r.start == 0 and r.text[0].isupper()), None) if can else None
        match = _honorifics().match(rest)
        plural = rank is not None and rest[rank.end : rank.end + 2] == "s "  # "Generals Sheridan and Meade"
        length = max(rank.end + plural if rank else 0, match.end() if match else 0)
        if length == 0 or not rest[length:].strip():
            break
        titles.append(rest[:length].strip(" ,"))
        gap = re.match(r"[\s,.]*(?:\([A-Z][\w .]{1,12}\)\s*)?", rest[length:])
        position += length + (gap.end() if gap else 0)
    return tuple(titles), position


@lru_cache(maxsize=16_384)
def read_name(text: str, lang: str = "") -> PersonName:
    """Take a name apart. Any string is accepted, its first 300 characters are read; one without letters comes back as it is.

    ``lang`` is the language the name belongs to, as far as it is known: it decides where names of two families, family
    names that come first and fathers' names cannot be told from the words.
    """
    written, places = _spaced(text)
    titles, start = strip_titles(written)
    parts = [Part("title", t, *_found(written, t, places, 0)) for t in titles]
    rest = " " * start + written[start:]
    suffixes = [(m.start(), m.group()) for m in _RETIRED.finditer(rest)]
    for at, suffix in suffixes:
        rest = _blank(rest, at, at + len(suffix))
    nicknames: list[str] = []
    for match in _NICKNAME.finditer(rest):
        number = next(g for g in (1, 2, 3) if match[g])
        nicknames.append(match[number])
        parts.append(Part("nickname", match[number], places[match.start(number)], places[match.end(number) - 1] + 1))
        rest = _blank(rest, match.start(), match.end())
    style = _PEERAGE.search(rest)
    if style is not None and style.start() > start + 1:
        suffixes.append((style.start(), style.group()))
        rest = rest[: style.start()]
    if len(rest.split()) > 2 or "," in rest:  # the number of "Henry IV" is his name
        suffixes += [(m.start(), m.group()) for m in _SUFFIX.finditer(rest)]
        if not rest.isupper():
            taken = {at for at, _ in suffixes}
            suffixes += [(m.start(), m.group()) for m in _ORDERS.finditer(rest) if m.start() not in taken]
        for at, suffix in suffixes:
            rest = _blank(rest, at, at + len(suffix))
    suffixes.sort()
    for at, suffix in suffixes:
        lead = len(suffix) - len(suffix.lstrip(" ,"))
        cut = suffix.strip(" ,")
        parts.append(Part("suffix", cut, places[at + lead], places[at + lead + len(cut) - 1] + 1))
    words = [(m.group(), m.start()) for m in _NAME_WORD.finditer(rest)]
    script = script_of(rest)
    tails = tuple(s.strip(" ,") for _, s in suffixes)
    if not words:
        whole = rest.strip() or written
        return PersonName(
            whole, "", whole, titles, tuple(nicknames), tails, script, parts=tuple(sorted(parts, key=_place))
        )
    turned = _turned(rest, words)
    if turned:
        words = words[turned:] + words[:turned]
    spoken = [w.strip(",") for w, _ in words]
    if script in ("Hani", "Hang", "Jpan"):
        kinds, order_first, patronymic = ["family", *["given"] * (len(words) - 1)], len(words) > 1, ""
    else:
        order = order_of(spoken, lang)
        kinds = ["byname" if order.byname else "given"] * len(words)
        for i in range(order.start, order.end):
            kinds[i] = "family"
        if turned and not (order.first and order.end == len(words)):
            kinds = ["given"] * (len(words) - turned) + ["family"] * turned
        if 0 <= order.patronymic < len(words) and kinds[order.patronymic] == "given":
            kinds[order.patronymic] = "patronymic"
        order_first = order.first and not turned
        patronymic = " ".join(w for w, k in zip(spoken, kinds, strict=True) if k == "patronymic")
        chain = [
            i for i, w in enumerate(spoken) if w.casefold() in SONS and 0 < i < order.start - 1 and kinds[i] == "given"
        ]
        if chain:  # "Hamad bin Isa bin Salman Al Khalifa"
            for i in range(chain[0], order.start):
                kinds[i] = "patronymic"
            patronymic = " ".join(spoken[chain[0] : order.start])
    family = [i for i, k in enumerate(kinds) if k == "family"]
    last = family[-1] if family else -1
    for i in family:
        if len(family) > 1 and i < last and is_particle(spoken[i]):
            kinds[i] = "particle"
    for (_, at), word, kind in zip(words, spoken, kinds, strict=True):
        parts.append(Part(kind, word, places[at], places[at + len(word) - 1] + 1))
    return PersonName(
        " ".join(spoken),
        " ".join(w for w, k in zip(spoken, kinds, strict=True) if k in ("given", "patronymic")),
        " ".join(spoken[i] for i in family),
        titles,
        tuple(nicknames),
        tails,
        script,
        tuple(w for w, k in zip(spoken, kinds, strict=True) if k == "particle"),
        patronymic,
        order_first,
        tuple(sorted(parts, key=_place)),
    )


_NAME_WORD = re.compile(r"[^\s,]+,?")


def _place(part: Part) -> tuple[int, int]:
    return part.start, part.end


def _spaced(text: str) -> tuple[str, list[int]]:
    """The beginning of a string with single spaces, and where each of its characters stood."""
    written: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"\S+", text[: 2 * LONGEST]):
        if written:
            written.append(" ")
            places.append(match.start() - 1)
        written.extend(match.group())
        places.extend(range(match.start(), match.end()))
        if len(written) >= LONGEST:
            break
    return "".join(written[:LONGEST]), places[:LONGEST]


def _found(written: str, part: str, places: list[int], after: int) -> tuple[int, int]:
    at = written.find(part, after)
    return places[at], places[at + len(part) - 1] + 1


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _turned(rest: str, words: list[tuple[str, int]]) -> int:
    """How many words stand before the comma of "Haftar, Khalifa"; 0 where the name is not turned round."""
    if rest.count(",") != 1:
        return 0
    before = sum(at < rest.index(",") for _, at in words)
    return before if 0 < before <= 3 and before < len(words) else 0


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
