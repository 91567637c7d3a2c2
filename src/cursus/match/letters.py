"""Letter by letter: what it costs to read one spelling as another, across scripts and ways of transliteration.

The costs are negative log probabilities of "this character is written as these Latin letters", learned by aligning tens
of thousands of spellings of the same names (``tables/letters_*.tsv``; ``eval/train_names.py`` makes them). Reading one
name as another is then the cheapest path through a small table, in time proportional to the product of the two lengths.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

from cursus.tables import rows
from cursus.text.scripts import script_of

# Which table serves a script.
TABLES = {
    "Latn": "latn",
    "Arab": "arab",
    "Hebr": "hebr",
    "Cyrl": "cyrl",
    "Hang": "hang",
    "Hani": "hani",
    "Kana": "kana",
    "Hira": "kana",
    "Jpan": "kana",
}
# A letter that nothing explains: read as some letter, or not written at all. No step costs more.
UNKNOWN = 7.0
UNREAD = 8.0
_MARKS = re.compile(r"[^\w]|[\d_]|[\u0640\u064b-\u065f\u0670]")
MOST = 40

Costs = dict[tuple[str, str], float]


@cache
def costs(table: str) -> Costs:
    """(character, Latin letters) → cost; the empty character is a Latin letter that is not written."""
    return {(char.strip("∅"), latin.strip("∅")): float(cost) for char, latin, cost in rows(f"letters_{table}")}


Writings = tuple[tuple[int, dict[str, float]], ...]


@cache
def _writings(table: str) -> dict[str, Writings]:
    """Character → for every length of its Latin writings, in ascending order, writing → cost."""
    out: dict[str, dict[int, dict[str, float]]] = {}
    for (char, latin), cost in costs(table).items():
        out.setdefault(char, {}).setdefault(len(latin), {})[latin] = cost
    return {char: tuple(sorted(found.items())) for char, found in out.items()}


@cache
def _likeliest(table: str) -> dict[str, str]:
    best: dict[str, tuple[float, str]] = {}
    for (char, latin), cost in costs(table).items():
        best[char] = min(best.get(char, (UNKNOWN, "")), (cost, latin))
    return {char: latin for char, (_, latin) in best.items()}


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


_NOT_PLAIN = re.compile(r"[^a-z]+")


def plain(token: str) -> str:
    """A token in Latin letters a to z, whatever its script."""
    lower = token.casefold() if token.isascii() else anyascii(token).casefold()
    return (lower if lower.isalpha() and lower.isascii() else _NOT_PLAIN.sub("", lower))[:MOST]


def likely(token: str, table: str) -> str:
    """The most likely Latin writing of a token, character by character: a rough key for a first look."""
    if table == "latn":
        return plain(token)
    known = _likeliest(table)
    return "".join(known.get(c, "") for c in units(token, table))


def table_of(token: str) -> str | None:
    """The table for a token's script, None where only a general romanisation is at hand."""
    return "latn" if token.isascii() and token.isalpha() else TABLES.get(script_of(token))


@lru_cache(maxsize=200_000)
def _written(token: str, table: str) -> tuple[Writings, ...]:
    """For every character of a token what it may be written as; an unknown character can be any letter or none."""
    known = _writings(table)
    return tuple([known.get(c, ()) for c in units(token, table)])


@lru_cache(maxsize=200_000)
def _unwritten(latin: str, table: str) -> tuple[float, ...]:
    cost = costs(table)
    return tuple([cost.get(("", c), UNKNOWN) for c in latin])


@lru_cache(maxsize=200_000)
def _pieces(latin: str) -> tuple[tuple[str, ...], ...]:
    """The substrings of every length up to five, in order; of length 0 one before, between and behind the letters."""
    return tuple([tuple([latin[j : j + n] for j in range(len(latin) - n + 1)]) for n in range(min(len(latin), 5) + 1)])


def read_as(written: str, latin: str, table: str) -> tuple[float, list[float]]:
    """The cheapest way to read the word ``written`` in the script of ``table`` as ``latin``: the total cost, and the cost
    of every step in order.
    """
    insert = _unwritten(latin, table)
    width = len(latin)
    pieces = _pieces(latin)
    above = [0.0]
    for extra in insert:
        above.append(above[-1] + extra)
    rows_ = [above]
    origins: list[list[int]] = [[-1] * (width + 1)]  # -1: from the cell to the left, else the column in the row above
    for known in _written(written, table):
        row = [above[0] + UNREAD]
        origin = [0]
        left = above[0]
        for j, value in enumerate(above[1:], 1):
            if left + UNKNOWN < value + UNREAD:
                row.append(left + UNKNOWN)
                origin.append(j - 1)
            else:
                row.append(value + UNREAD)
                origin.append(j)
            left = value
        for length, writings in known:
            if length > width:
                break
            for j, found in enumerate(map(writings.get, pieces[length])):
                if found is not None and above[j] + found < row[j + length]:
                    row[j + length], origin[j + length] = above[j] + found, j
        for j in range(width):
            value = row[j] + insert[j]
            if value < row[j + 1]:
                row[j + 1], origin[j + 1] = value, -1
        rows_.append(row)
        origins.append(origin)
        above = row
    steps: list[float] = []
    i, j = len(rows_) - 1, width
    while i or j:
        came = origins[i][j]
        before = (i, j - 1) if came < 0 else (i - 1, came)
        steps.append(rows_[i][j] - rows_[before[0]][before[1]])
        i, j = before
    return above[width], steps[::-1]
