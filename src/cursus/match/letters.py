"""Letter by letter: what it costs to read one spelling as another, across scripts and ways of transliteration.

The costs are negative log probabilities of "this character is written as these Latin letters", learned by aligning
tens of
thousands of spellings of the same names (``tables/letters_*.tsv``; ``eval/train_names.py`` makes them). Reading one
name as
another is then the cheapest path through a small table, in time proportional to the product of the two lengths.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

from cursus.tables import rows
from cursus.text.scripts import script_of

# Which table serves a script, and how many Latin letters one of its characters may stand for.
TABLES = {
    "Latn": ("latn", 4),
    "Arab": ("arab", 3),
    "Hebr": ("hebr", 3),
    "Cyrl": ("cyrl", 4),
    "Hang": ("hang", 3),
    "Hani": ("hani", 5),
    "Kana": ("kana", 4),
    "Hira": ("kana", 4),
    "Jpan": ("kana", 4),
}
UNKNOWN = 7.0
_MARKS = re.compile(r"[^\w]|[\d_]|[\u0640\u064b-\u065f\u0670]")
MOST = 40

Costs = dict[tuple[str, str], float]


@cache
def costs(table: str) -> Costs:
    """(character, Latin letters) → cost; the empty character is a Latin letter that is not written."""
    return {(char.strip("∅"), latin.strip("∅")): float(cost) for char, latin, cost in rows(f"letters_{table}")}


@cache
def _writings(table: str) -> dict[str, tuple[tuple[str, float], ...]]:
    out: dict[str, list[tuple[str, float]]] = {}
    for (char, latin), cost in costs(table).items():
        out.setdefault(char, []).append((latin, cost))
    return {char: tuple(sorted(found, key=lambda f: f[1])) for char, found in out.items()}


@lru_cache(maxsize=200_000)
def units(token: str, table: str) -> str:
    """The characters of a token as its table knows them: Hangul taken apart, kana as katakana, Latin with its
    diacritics.
    """
    token = unicodedata.normalize("NFKC", token).casefold()
    if table == "kana":
        token = "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in token)
    if table == "hang":
        token = unicodedata.normalize("NFD", token)
    return _MARKS.sub("", token)[:MOST]


@lru_cache(maxsize=200_000)
def plain(token: str) -> str:
    """A token in Latin letters a to z, whatever its script."""
    return re.sub(r"[^a-z]", "", anyascii(token).casefold())[:MOST]


@lru_cache(maxsize=200_000)
def likely(token: str, table: str) -> str:
    """The most likely Latin writing of a token, character by character: a rough key for a first look."""
    if table == "latn":
        return plain(token)
    known = _writings(table)
    return "".join(known[c][0][0] if c in known else "" for c in units(token, table))


_SOUNDS = (
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "k"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("w", "v"),
    ("ff", "v"),
    ("j", ""),
    ("y", ""),
)
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def consonants(latin: str) -> str:
    """The consonants of a Latin word with the common spellings of one sound made one: what stays when vowels are a
    matter of taste.
    """
    for spelling, sound in _SOUNDS:
        latin = latin.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", re.sub(r"(?<=.)[aeiouh]", "", latin))


def table_of(token: str) -> tuple[str, int] | None:
    """The table for a token's script, None where only a general romanisation is at hand."""
    return TABLES.get(script_of(token))


def read_as(written: str, latin: str, table: str, most: int) -> tuple[float, list[float]]:
    """The cheapest way to read ``written`` (units of a table) as ``latin``: (total cost, the cost of every step in
    order).
    """
    cost = costs(table)
    width, height = len(latin), len(written)
    infinity = 1e9
    unwritten = [cost.get(("", c), UNKNOWN) for c in latin]
    best = [[infinity] * (width + 1) for _ in range(height + 1)]
    back = [[(0, 0)] * (width + 1) for _ in range(height + 1)]
    best[0][0] = 0.0
    get = cost.get
    for i in range(height + 1):
        row, origin = best[i], back[i]
        below = best[i + 1] if i < height else row
        char = written[i] if i < height else ""
        for j in range(width + 1):
            here = row[j]
            if here >= infinity:
                continue
            if j < width:
                value = here + unwritten[j]
                if value < row[j + 1]:
                    row[j + 1] = value
                    origin[j + 1] = (i, j)
            if i < height:
                target = back[i + 1]
                for k in range(min(most, width - j) + 1):
                    value = here + get((char, latin[j : j + k]), UNKNOWN if k else UNKNOWN + 1)
                    if value < below[j + k]:
                        below[j + k] = value
                        target[j + k] = (i, j)
    steps: list[float] = []
    i, j = height, width
    while (i, j) != (0, 0):
        a, b = back[i][j]
        steps.append(best[i][j] - best[a][b])
        i, j = a, b
    return best[height][width], steps[::-1]
