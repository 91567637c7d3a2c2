"""The people of a citation: is this a person's name, and which names does a list hold?

A name is kept as it is written: "Family, Given" where the source inverts it, else the literal words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.text.citations.words import alternation, word_set

_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,4}|[A-Z]{1,3}")
_TOKEN = re.compile(r"[^\W\d_][^\W\d_.'’ʻ‘-]*(?:['’ʻ‘-][^\W\d_]+)*\.?|(?:[^\W\d_]\.-?){1,4}")
_NO_GIVEN = frozenset({"de", "du", "des", "della", "di", "von", "vom", "der", "la", "le", "el"})
_ET_AL = re.compile(r",?\s*(?:et\s+al\.?|and\s+others|u\.\s?a\.|и\s+др\.?)(?=\W|$)", re.IGNORECASE)
_HONORIFIC = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Mr|Mrs|Ms|Rev|Fr|Capt|Captain|Maj|Major|Col|Colonel|Lt|Lieutenant|Gen|General|Brig|Brigadier|"
    r"Adm|Admiral|Cdr|Commander|Sgt|Sergeant)\.?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Person:
    """One name of a list and its place in the text it was read from."""

    value: str
    start: int
    end: int


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,\s*)?(?:&|(?<=\s){alternation('joiner')}(?=\s))\s*", re.IGNORECASE)


@cache
def _roles() -> re.Pattern[str]:
    """ "(eds.)", ", ed.", "(Hrsg.)" after a list of names, with the word that says editor."""
    return re.compile(
        rf"[\s,]*(?:\(\s*{alternation('editors')}\s*\)|(?<=[\s,]){alternation('editors')})\s*$", re.IGNORECASE
    )


def is_given(text: str) -> bool:
    """Whether the words can be given names or initials: "J. R.", "Jane", "Jean-François", "Philip K."."""
    head = text.split(maxsplit=1)[0].casefold() if text.strip() else ""
    return bool(head) and len(text) <= 40 and head not in _NO_GIVEN and _is_words(text, 4, given=True)


def is_person(text: str) -> bool:
    """Whether the words can be one full name in reading order: two to five capitalised words, particles allowed."""
    tokens = text.split()
    if len(text) > 60 or len(tokens) < 2 or not _is_words(text, 6):
        return False
    # "Kevin A." is half a name; "Иванов И. И." puts the initials last.
    return not (_INITIALS.fullmatch(tokens[-1]) and len(tokens[-1].strip(".")) == 1 and tokens[-1][0].isascii())


def is_family(text: str) -> bool:
    """Whether the words can be a family name: one to three words, particles allowed."""
    return len(text) <= 40 and _is_words(text, 4)


def _is_words(text: str, most: int, given: bool = False) -> bool:
    tokens = text.split()
    if not tokens or len(tokens) > most:
        return False
    particles, no_name, suffixes = word_set("particle"), word_set("notname"), word_set("suffix")
    capitals = 0
    for index, token in enumerate(tokens):
        low = token.casefold()
        if low in particles and (index > 0 or len(tokens) > 1) and (token.islower() or index > 0):
            continue
        if low in suffixes and index > 0:
            continue
        if any(part in no_name for part in low.strip(".").split("-")) and not (
            len(low.strip(".")) == 1 and token.endswith(".")
        ):
            return False
        if not _TOKEN.fullmatch(token) and not _INITIALS.fullmatch(token):
            return False
        if token.endswith(".") and len(token) > 4 and "." not in token[:-1]:
            return False
        if not (token[0].isupper() or not _cased(token)):
            return False
        capitals += 1
    return capitals > 0 and (given or any(len(t.strip(".")) > 1 for t in tokens))


def _cased(token: str) -> bool:
    return token[0].upper() != token[0].lower()


def read_people(text: str) -> tuple[list[Person], bool] | None:
    """All names of a list, and whether it says that they edited; None when any part of it is no name.

    Handles "Family, Given", "Given Family", both joined by ";", ",", "&" and "and", "et al.", and "(eds.)".
    """
    editors = _roles().search(text)
    body = text[: editors.start()] if editors and editors.start() > 0 else text
    cut = _ET_AL.search(body)
    if cut:
        if body[cut.end() :].strip(" .,;"):
            return None
        body = body[: cut.start()]
    body = body.rstrip(" ,;")
    start = len(body) - len(body.lstrip())
    if not body.strip():
        return None
    people: list[Person] = []
    for piece_start, piece_end in _split(body, ";", start):
        found = _people_of_piece(body, piece_start, piece_end)
        if found is None:
            return None
        people.extend(found)
    return (people, bool(editors and editors.start() > 0)) if people else None


def _split(text: str, separator: str, start: int) -> list[tuple[int, int]]:
    out, position = [], start
    for part in text[start:].split(separator):
        out.append((position, position + len(part)))
        position += len(part) + len(separator)
    return [_trim(text, a, b) for a, b in out]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _people_of_piece(text: str, start: int, end: int) -> list[Person] | None:
    """The names between two semicolons."""
    pieces: list[tuple[int, int]] = []
    position = start
    for match in _joiner().finditer(text, start, end):
        pieces.append(_trim(text, position, match.start()))
        position = match.end()
    pieces.append(_trim(text, position, end))
    out: list[Person] = []
    for a, b in pieces:
        if a == b:
            continue
        found = _comma_names(text, a, b)
        if found is None:
            return None
        out.extend(found)
    return out


def _comma_names(text: str, start: int, end: int) -> list[Person] | None:
    """Names of a stretch that only commas divide: one inverted name, several of them, or several in reading order."""
    parts = _split(text[:end], ",", start)
    spelled = [_bare(text, a, b) for a, b in parts]
    if len(parts) == 1:
        return [_one(text, parts[0])] if is_person(spelled[0]) else None
    if len(parts) == 2 and spelled[1].casefold() in word_set("suffix") and is_person(spelled[0]):
        return [_one(text, (parts[0][0], parts[1][1]))]
    if len(parts) == 2 and is_family(spelled[0]) and is_given(spelled[1]):
        if _two_people(*spelled):
            return [_one(text, parts[0]), _one(text, parts[1])]
        return [_one(text, (parts[0][0], parts[1][1]))]
    if (
        len(parts) == 3
        and is_family(spelled[0])
        and is_given(spelled[1])
        and spelled[2].casefold() in word_set("suffix")
    ):
        return [_one(text, (parts[0][0], parts[2][1]))]
    if all(is_person(s) for s in spelled):
        return [_one(text, p) for p in parts]
    if (
        len(parts) % 2 == 0
        and all(is_family(s) for s in spelled[::2])
        and all(_INITIALS.fullmatch(s) for s in spelled[1::2])
    ):
        return [_one(text, (parts[i][0], parts[i + 1][1])) for i in range(0, len(parts), 2)]
    if len(parts) >= 3 and is_family(spelled[0]) and is_given(spelled[1]) and all(is_person(s) for s in spelled[2:]):
        return [_one(text, (parts[0][0], parts[1][1])), *(_one(text, p) for p in parts[2:])]
    return None


def _two_people(one: str, other: str) -> bool:
    """ "John Smith, Jane Doe" – two names; "van der Berg, Jan Piet" – one, told by its particle; "Smith, J. R." too."""
    particle = one.split()[0].casefold() in word_set("particle")
    return is_person(one) and is_person(other) and not particle and not _INITIALS.fullmatch(other.split()[0])


def _bare(text: str, start: int, end: int) -> str:
    words = text[start:end]
    match = _HONORIFIC.match(words)
    return words[match.end() :] if match and len(words) > match.end() else words


def _one(text: str, place: tuple[int, int]) -> Person:
    return Person(" ".join(text[place[0] : place[1]].split()), *place)


_VANCOUVER = re.compile(r"(?P<family>.+?)\s+(?P<initials>[A-ZÀ-Þ]{1,3})")


def split_people(text: str, vancouver: bool = False) -> list[str]:
    """The names of a parameter that holds a list; the whole as one literal where it cannot be divided with
    certainty."""
    text = _ET_AL.sub("", text).strip(" ,;")
    if vancouver:
        out = []
        for piece in text.split(","):
            piece = piece.strip()
            match = _VANCOUVER.fullmatch(piece) if len(piece) < 80 else None
            if piece:
                out.append(f"{match['family']}, {match['initials']}" if match else piece.strip("()"))
        return out
    read = read_people(text)
    if read is not None:
        return [p.value for p in read[0]]
    if ";" in text:
        return [p.strip() for p in text.split(";") if p.strip()]
    return [text] if text else []
