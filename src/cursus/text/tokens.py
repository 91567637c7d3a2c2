"""Words of a text with their offsets, and the runs of them that make up a name or a noun phrase.

The recognisers of units, roles, battles and awards share these: they look up a head word in a table and grow the phrase to
both sides, word by word. Nothing here looks back further than it has walked, so every recogniser is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from cursus.tables import rows


class Token(NamedTuple):
    """``low`` is the word folded to lower case without a closing dot; ``cap`` says that it starts with a capital letter or is a
    number; ``word`` that it is no punctuation."""

    start: int
    end: int
    text: str
    low: str
    cap: bool
    digit: bool
    word: bool


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|"  # U.S.
    r"(?:St|Ste|No|Nos|Lt|Lieut|Gen|Col|Maj|Capt|Brig|Sgt|Cpl|Mt|Ft|Dr|Mr|Mrs|Jr|Sr|Bn|Div|Rgt|Regt|Bde|Brig|Inf|Cav|Arty|Art|Vols?|Adm|Cmdr|Hon|Prof|Bvt|Dept|Co|Sqn|Sqdn|Sen|Rep|Gov|Pres)\.(?!\w)|"
    r"(?!I\.)[^\W\d_](?=\.)(?:\.(?=\s?[^\W\d_a-z]))|"  # an initial: John F. Kennedy
    r"['’‘]s\b|"
    r"(?:[^\W_]|[ʿʾ`])+(?:(?:[-‐‑/&]|['’‘ʻ](?!s\b))[^\W_]+)*|"
    r"[^\w\s]"
)


def tokenize(text: str) -> list[Token]:
    """The words and punctuation marks of a text, in order. A possessive ``'s`` is a token of its own."""
    out = []
    make = tuple.__new__
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = text[start:end]
        first = word[0]
        if word.isalpha() and word.islower() and first not in "dl":
            # Most words by far, told apart first.
            out.append(make(Token, (start, end, word, word.casefold(), False, False, True)))
            continue
        if (first.islower() and "-" in word) or (first in "dl" and len(word) > 2):
            first = _inner_capital(word)
        is_word = first.isalnum()
        out.append(
            Token(
                start,
                end,
                word,
                word.casefold().rstrip("."),
                is_word and (first.isupper() or first.isdigit()),
                first.isdigit(),
                is_word,
            )
        )
    return out


_PIECE = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, hyphens and apostrophes parting them: what a recogniser asks before it looks closer."""
    return frozenset(_PIECE.findall(text.lower()))


def first_pieces(words: Iterable[str]) -> frozenset[str]:
    """The first part of each entry of a table, as :func:`words_of` cuts it: a text without any of them holds no entry."""
    return frozenset(found.group() for word in words if (found := _PIECE.search(word.lower())))


_ARTICLE = re.compile(r"(?:a[a-z]{1,2}|el|d|l)(?:[-‐'’])(?=([^\W\d_]))")


def _inner_capital(word: str) -> str:
    """The letter that says whether "al-Sarra" or "d'Estrées" is a name: the one behind the article."""
    match = _ARTICLE.match(word)
    return match.group(1) if match else word[0]


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of ``tables/words.tsv``."""
    return frozenset(word for row in rows("words") if row[0] == name for word in row[1].split(" "))


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d|er|e|º|ª)$", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:[-–/](?:\d\d|\d{4}))?$")


def is_ordinal(token: Token) -> bool:
    """ "1st", "Third", "XVIII": a number that can name a unit."""
    return bool(_ORDINAL.match(token.text)) or token.low in word_class("ordinal") or is_roman(token)


def is_roman(token: Token) -> bool:
    return bool(_ROMAN.match(token.text)) and token.text != "I"


def is_year(token: Token) -> bool:
    return bool(_YEAR.match(token.text))


def starts_date(tokens: list[Token], i: int) -> bool:
    """Whether a date begins at token ``i``: a year, a month, a day before a month, a season."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if is_year(token) or (token.cap and token.low in word_class("month")) or token.low in word_class("season"):
        return True
    if token.low in ("early", "late", "mid", "the", "about", "around", "circa", "c") and i + 1 < len(tokens):
        return starts_date(tokens, i + 1)
    return token.digit and i + 1 < len(tokens) and tokens[i + 1].low in word_class("month")


def noun_phrase_end(tokens: list[Token], i: int) -> int:
    """The index behind the noun phrase that starts at token ``i``: its words up to a preposition, conjunction, finite verb,
    date or punctuation mark. "of" and "the" inside a capitalised name are not crossed; :func:`chain_end` does that."""
    stop, allowed = word_class("stop"), word_class("participle")
    start = i
    while i < len(tokens):
        token = tokens[i]
        if not token.word and token.text not in ("'s", "’s", "&", "“", '"', "”", "."):
            break
        if token.text in ("“", '"', "”") and not _quoted(tokens, i, start):
            break
        if token.text == ".":
            break
        if token.low in stop and not (token.cap and i > start and token.low in ("may", "will", "main")):
            break
        if is_year(token) and i > start:
            break
        if token.digit and i + 1 < len(tokens) and tokens[i + 1].low in word_class("month"):
            break
        if (
            not token.cap
            and token.word
            and token.low not in allowed
            and i > start
            and token.low.endswith(("ed", "ing"))
        ):
            break
        i += 1
    return i


def _quoted(tokens: list[Token], i: int, start: int) -> bool:
    """A quotation mark inside a noun phrase opens a name or closes the one it opened."""
    return any(t.text in ("“", '"', "”") for t in tokens[i + 1 : i + 7]) or any(
        t.text in ("“", '"') for t in tokens[start:i]
    )


def skip_determiner(tokens: list[Token], i: int) -> int:
    """The index behind "the", "a", "his", "one of his" and the like at token ``i``."""
    determiners = word_class("determiner")
    while i < len(tokens) and tokens[i].low in determiners:
        i += 1
    return i


def name_end(tokens: list[Token], i: int) -> int:
    """The index behind the run of capitalised words at token ``i``, small words between two of them included ("Army of the
    Potomac", "Rio de Janeiro")."""
    small = word_class("link")
    end = i
    while i < len(tokens):
        token = tokens[i]
        if token.cap and token.word and not (is_year(token) and end > 0 and i > 0 and not tokens[i - 1].cap):
            i += 1
            end = i
            continue
        if token.text in ("'s", "’s") and i + 1 < len(tokens) and tokens[i + 1].cap and end == i:
            i += 1
            continue
        if token.low in small and end > 0 and i > 0:
            j = i
            while j < len(tokens) and tokens[j].low in small and j - i < 3:
                j += 1
            if j < len(tokens) and tokens[j].cap and not starts_date(tokens, j):
                i = j
                continue
        break
    return end
