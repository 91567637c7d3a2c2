"""One word of a name against another: how likely are they spellings of the same?"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from cursus.match import letters
from cursus.tables import rows

_REJECT = 0.42
Features = tuple[float, ...]


def features(a: str, b: str, *, first_look: bool = True) -> tuple[str, Features] | None:
    """The group (whose weights apply) and the features of two words; None where the first look already says no.

    A word in another script is always read as Latin; two words in Latin are read both ways, the cheaper one counts.
    """
    table_a, table_b = letters.table_of(a), letters.table_of(b)
    if table_a is None:
        a, table_a = letters.plain(a), letters.TABLES["Latn"]
    if table_b is None:
        b, table_b = letters.plain(b), letters.TABLES["Latn"]
    if table_a[0] != "latn" and table_b[0] != "latn":
        if table_a[0] == table_b[0]:
            # The same script twice: compare its own letters, by way of the Latin model's features on
            # their romanisation.
            a, b = letters.plain(a), letters.plain(b)
        else:
            a, b = letters.likely(a, table_a[0]), letters.likely(b, table_b[0])
        table_a = table_b = letters.TABLES["Latn"]
    if table_a[0] != "latn":
        a, b, table_a, table_b = b, a, table_b, table_a
    name, most = table_b
    key_a, key_b = letters.plain(a), letters.likely(b, name)
    if not key_a or not key_b:
        return None
    alike = JaroWinkler.similarity(key_a, key_b)
    if first_look and alike < _REJECT and not (name in ("arab", "hebr", "hani") and alike > 0.25):
        return None
    if name == "latn":
        ua, ub = letters.units(a, "latn"), letters.units(b, "latn")
        if not ua or not ub:
            return None
        one, two = letters.read_as(ub, ua, "latn", most), letters.read_as(ua, ub, "latn", most)
        (low, steps), (high, other) = (one, two) if one[0] <= two[0] else (two, one)
        length = len(ua) + len(ub)
        extra = (2 * high / length, min(max(steps, default=0.0), max(other, default=0.0)))
    else:
        ub = letters.units(b, name)
        if not ub:
            return None
        low, steps = letters.read_as(ub, key_a, name, most)
        length = len(key_a) + len(ub)
        extra = (abs(len(key_a) - len(key_b)) / length, 0.0)
    worst = [*sorted(steps, reverse=True), 0.0, 0.0, 0.0]
    found = (
        2 * low / length,
        worst[0],
        worst[1],
        worst[2],
        steps[0],
        steps[-1],
        9 * alike,
        9 * Levenshtein.normalized_similarity(key_a, key_b),
        9 / length,
        *extra,
        9 * Levenshtein.normalized_similarity(letters.consonants(key_a), letters.consonants(key_b)),
    )
    return name, tuple(min(x, 9.0) for x in found)


def expand(f: Features) -> list[float]:
    """The features, their squares and products, and hinges: what lets a linear model bend."""
    out = list(f)
    out += [x * x for x in f]
    out += [f[i] * f[j] for i in range(len(f)) for j in range(i + 1, len(f))]
    out += [max(0.0, x - t) for t in (1.0, 2.0, 3.0, 5.0) for x in f]
    return out


@cache
def weights() -> dict[str, list[float]]:
    """Group → weights of the expanded features, the constant last (``tables/name_weights.tsv``)."""
    return {row[0]: [float(x) for x in row[1].split(" ")] for row in rows("name_weights")}


@lru_cache(maxsize=500_000)
def likeness(a: str, b: str) -> float:
    """The probability that two words are spellings of one name; 1.0 for the same letters, 0.0 for a clear no."""
    if letters.plain(a) == letters.plain(b) and letters.plain(a) and letters.table_of(a) == letters.table_of(b):
        return 1.0
    found = features(a, b)
    if found is None:
        return 0.0
    group, values = found
    learned = weights().get(group) or weights()["latn"]
    z = sum(w * x for w, x in zip(learned, expand(values), strict=False)) + learned[-1]
    return 1.0 / (1.0 + math.exp(-max(min(z, 30.0), -30.0)))
