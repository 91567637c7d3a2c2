"""What the tagger sees of a paragraph: its words, their looks, and what the tables of ranks, roles and units know of them.

Every feature is a string. Those of a single word depend on the word and its distance only (:func:`word_features`), so that a
tagger can sum their weights once per word; those of several words and of the tables' matches are made by
:func:`place_features`. Training and tagging call the same two functions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cursus.tables import rows
from cursus.text.ranks import find_ranks
from cursus.text.roles import find_roles_in
from cursus.text.tokens import Token, is_year, tokenize, word_class
from cursus.text.units import find_units_in

OFFSETS: Final = (-3, -2, -1, 0, 1, 2, 3)
"""How far around a word the tagger looks."""

EDGE: Final = "\x02"
"""The word that stands before the first and behind the last."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph cut up: ``tokens``, and for each the code of what the tables found there (``R`` rank, ``O`` role, ``U`` unit,
    ``S`` service or body; upper case where it begins, lower where it goes on; ``-`` nothing)."""

    text: str
    tokens: tuple[Token, ...]
    codes: str


def cut(text: str) -> Words:
    """The words of a paragraph with the tables' codes."""
    tokens = tokenize(text)
    codes = ["-"] * len(tokens)
    starts = [token.start for token in tokens]
    for unit in find_units_in(text, tokens):
        _mark(codes, tokens, starts, unit.start, unit.end, "U" if unit.kind in ("unit", "ship", "base") else "S")
    for role in find_roles_in(text, tokens):
        _mark(codes, tokens, starts, role.head_start, role.head_end, "O")
    for rank in find_ranks(text):
        _mark(codes, tokens, starts, rank.start, rank.end, "R")
    _names(codes, tokens)
    return Words(text, tuple(tokens), "".join(codes))


def _mark(codes: list[str], tokens: list[Token], starts: list[int], start: int, end: int, code: str) -> None:
    i = bisect_left(starts, start)
    first = True
    while i < len(tokens) and tokens[i].start < end:
        codes[i] = code if first else code.lower()
        first = False
        i += 1


_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "af",
        "y",
        "bint",
        "ould",
    ]
)


def _names(codes: list[str], tokens: Sequence[Token]) -> None:
    """Mark the runs of capitalised words that the tables know nothing of: ``P`` behind a rank or a title of address, ``C`` with
    a word of a unit, body or role in it, ``N`` of several words, ``K`` of one."""
    lexicon, stop = _lexicon(), _small()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if codes[i] != "-" or not token.cap or token.digit or token.low in stop:
            i += 1
            continue
        j = last = i
        known = False
        while j < len(tokens) and codes[j] == "-":
            token = tokens[j]
            if token.cap and not token.digit:
                if j > i and token.low in stop and len(token.text) > 2:
                    break
                if "h" in lexicon.get(token.low, "") and j == i:
                    i = j + 1
                    j = last = i
                    codes[i - 1] = "H"
                    continue
                known = known or not {"u", "o"}.isdisjoint(lexicon.get(token.low, ""))
                last = j = j + 1
            elif (token.low in _PARTICLES and j > i) or token.text in ("’", "'", "-"):
                j += 1
            else:
                break
        if last > i:
            before = codes[i - 1] if i else "-"
            if before == "." or (i > 1 and tokens[i - 1].text == "."):
                before = codes[i - 2] if codes[i - 2] in "Rr" else before
            code = "P" if before in "RrH" else "C" if known else "N" if last - i > 1 else "K"
            codes[i:last] = [code, *[code.lower()] * (last - i - 1)]
        i = max(last, i + 1)


@cache
def _lexicon() -> dict[str, str]:
    """Word in lower case → codes of the tables whose entries hold it."""
    out: dict[str, str] = {}

    def add(word: str, code: str) -> None:
        if code not in out.get(word, ""):
            out[word] = out.get(word, "") + code

    for _, _, names in rows("ranks"):
        for name in names.split("|"):
            for word in re.findall(r"[^\W\d_]+", name.casefold()):
                add(word, "r")
    for row in rows("roles"):
        for word in row[0].split(" "):
            add(word, "o")
    for row in rows("units"):
        for word in row[0].split(" "):
            add(word, "u")
    for row in rows("honorifics"):
        add(row[0].casefold().rstrip("."), "h")
    for row in rows("countries"):
        for cell in row:
            for name in cell.split("|"):
                if " " not in name:
                    add(name.casefold(), "c")
    for word in word_class("month"):
        add(word, "m")
    for word in word_class("ordinal"):
        add(word, "n")
    return out


def shape(word: str) -> str:
    """The look of a word: ``Xx``, ``XX``, ``d``, ``X.``, runs of one class shortened to two at most."""
    out: list[str] = []
    for char in word[:24]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out)


@cache
def _looks(word: str) -> tuple[str, str, str]:
    low = word.casefold()
    return low, shape(word), _lexicon().get(low.rstrip("."), "-")


def word_features(word: str, offset: int) -> list[str]:
    """The features of one word at a distance from the word to be labelled."""
    low, look, lexicon = _looks(word)
    out = [f"{offset}w{low}", f"{offset}l{lexicon}"]
    if -2 <= offset <= 2:
        out.append(f"{offset}s{look}")
    if -1 <= offset <= 1:
        out.append(f"{offset}e{low[-3:]}")
        out.append(f"{offset}k{lexicon}{look}")
    if offset == 0:
        out += [f"p{low[:3]}", f"P{low[:4]}", f"f{low[-2:]}", f"F{low[-4:]}", f"W{word}"]
    return out


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around each word of a paragraph, three edges added on either side: the words, the codes, and for each word
    what the tables found next to the left and right, with the punctuation and links between."""

    words: list[str]
    codes: str
    left: list[str]
    right: list[str]


_SIGNS: Final = frozenset(
    (",", ".", "(", ")", ";", ":", "of", "and", "the", "for", "to", "as", "is", "was", "by", "who")
)
_NEAR: Final = 8
"""Words. What the tables found further away says nothing."""


def around(cut: Words) -> Around:
    """The paragraph with its edges."""
    words = [EDGE] * 3 + [token.text for token in cut.tokens] + [EDGE] * 3
    codes = "===" + cut.codes + "==="
    left = _found_before(words, codes, begins=True)
    right = _found_before(words[::-1], codes[::-1], begins=False)[::-1]
    return Around(words, codes, left, right)


def _found_before(words: Sequence[str], codes: str, begins: bool) -> list[str]:
    """For each word, the signs between and the code of what was found last before it; the words of one find see the same.
    ``begins`` says that a find starts with its upper-case code, as it does from left to right."""
    out = []
    signs = seen = here = ""
    since = _NEAR
    for word, code in zip(words, codes, strict=True):
        if code == "-":
            if here:
                seen, signs, since, here = here, "", 0, ""
            out.append(signs + seen)
            since += 1
            if word in _SIGNS:
                signs += word
            if since >= _NEAR:
                seen = signs = ""
            continue
        low = code.lower()
        if here and (low != here or (begins and code != low)):
            seen, signs, since = here, "", 0
        here = low
        out.append(signs + seen)
        if not begins and code != low:
            seen, signs, since, here = low, "", 0, ""
    return out


def dull(cut: Words) -> list[bool]:
    """For each word, whether neither it nor its neighbours are of any interest: lower case, a small word that begins a
    sentence, or a year, and in no table."""
    lexicon, small = _lexicon(), _small()
    plain = [
        code == "-"
        and (not token.cap or token.low in small or is_year(token))
        and _NAMING.isdisjoint(lexicon.get(token.low, ""))
        for token, code in zip(cut.tokens, cut.codes, strict=True)
    ]
    wide = [True, *plain, True]
    return [wide[i] and wide[i + 1] and wide[i + 2] for i in range(len(plain))]


@cache
def _small() -> frozenset[str]:
    return word_class("stop") | word_class("opener")


_NAMING: Final = frozenset("rou")


def place_features(near: Around, i: int) -> list[str]:
    """The features of several words around place ``i``, and of what the tables found there."""
    i += 3
    words, codes, left, right = near.words, near.codes, near.left[i], near.right[i]
    low0, look0, lex0 = _looks(words[i])
    low_1, look_1, lex_1 = _looks(words[i - 1])
    low1, look1, lex1 = _looks(words[i + 1])
    lex_2, lex2 = _looks(words[i - 2])[2], _looks(words[i + 2])[2]
    code = codes[i]
    return [
        f"a{low_1} {low0}",
        f"b{low0} {low1}",
        f"c{look_1} {look0} {look1}",
        f"d{lex_1} {lex0} {lex1}",
        f"g{lex_2} {lex_1} {look0}",
        f"h{look0} {lex1} {lex2}",
        f"i{look0} {low1}",
        f"j{low_1} {look0}",
        f"m{codes[i - 1 : i + 2]}",
        f"n{code}",
        f"o{codes[i - 2 : i]} {look0}",
        f"q{codes[i + 1 : i + 3]} {look0}",
        f"t{code} {low0}",
        f"u{code} {low_1}",
        f"v{code} {look_1} {look1}",
        f"x{left}",
        f"X{right}",
        f"y{left} {code} {right}",
        f"Y{low0} {right}",
        f"z{low0} {left}",
    ]
