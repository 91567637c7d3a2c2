"""One word of a name against another: how likely are they spellings of the same?

Three looks, each costing more than the one before and taken only where that one leaves it open: no letter in common
means no; then likeness of writing, sound and consonants; then the cheapest way to read one word as the other, letter by
letter. What is learned are small trees over these features (``tables/name_trees.tsv``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from cursus.match import letters
from cursus.match.keys import alternates, key
from cursus.match.trees import Tree, compiled, probability
from cursus.match.views import View
from cursus.tables import rows

Features = tuple[float, ...]
Model = Callable[[Sequence[float]], float]

_jaro = JaroWinkler.similarity
_alike = Levenshtein.normalized_similarity
_distance = Levenshtein.distance
# Under these likenesses of both writing and consonants two words have nothing to do with one another.
REJECT, REJECT_KEY = 0.6, 0.45
# Between these probabilities the second look leaves it to the third.
OPEN = (0.12, 0.92)
_MOST_COST = 9.0


def group(a: View, b: View) -> str:
    """Whose weights apply: the script that is not Latin, "same" where neither is, "latn" where both are."""
    if a.table == b.table:
        return "latn" if a.table in ("latn", "") else "same"
    if a.table in ("latn", ""):
        return b.table or "latn"
    return a.table if b.table in ("latn", "") else "same"


def look(a: View, b: View) -> Features:
    """The cheap features: likeness of the writings, sounds, consonants and keys of two words."""
    p, q = a.likely, b.likely
    s, t = a.sound, b.sound
    k, m = a.key, b.key
    near = _jaro(p, q)
    same = _alike(p, q)
    n, o = len(p), len(q)
    short, long = (n, o) if n <= o else (o, n)
    if p == a.plain and q == b.plain:
        plain, plain_same = near, same
    else:
        plain, plain_same = _jaro(a.plain, b.plain), _alike(a.plain, b.plain)
    return (
        near,
        same,
        _jaro(s, t),
        _alike(s, t),
        _alike(k, m),
        _distance(k, m),
        1.0 if p[:1] == q[:1] else 0.0,
        1.0 if k[:1] == m[:1] else 0.0,
        1.0 if k[-1:] == m[-1:] else 0.0,
        1.0 if p[-1:] == q[-1:] else 0.0,
        short,
        (long - short) / (long or 1),
        plain,
        plain_same,
        min(len(k), len(m)),
    )


def reading(a: View, b: View) -> Features:
    """The dear features: what it costs to read one word as the other, in all and at the worst places."""
    table = a.table if a.table != "latn" else b.table
    if a.table == b.table or not table or "" in (a.table, b.table) or (a.table != "latn" and b.table != "latn"):
        # Both in one script, or one in a script without a table: Latin against Latin, both ways.
        one = letters.units(a.word, "latn") if a.table == "latn" else a.likely
        two = letters.units(b.word, "latn") if b.table == "latn" else b.likely
        length = len(one) + len(two) or 1
        (low, steps), (high, other) = sorted((letters.read_as(two, one, "latn"), letters.read_as(one, two, "latn")))
        extra = (2 * high / length, min(max(steps, default=0.0), max(other, default=0.0)))
    else:
        if a.table != "latn":
            a, b = b, a
        low, steps = letters.read_as(b.word, a.plain, table)
        length = len(a.plain) + len(letters.units(b.word, table)) or 1
        extra = (0.0, 0.0)
    worst = [*sorted(steps, reverse=True), 0.0, 0.0, 0.0]
    first, last = (steps[0], steps[-1]) if steps else (0.0, 0.0)
    shared = 0.0 if _keys(a.word).isdisjoint(_keys(b.word)) else 1.0
    found = (2 * low / length, worst[0], worst[1], worst[2], first, last, low, *extra, shared)
    return tuple([x if x < _MOST_COST else _MOST_COST for x in found])


@lru_cache(maxsize=200_000)
def _keys(word: str) -> frozenset[str]:
    return frozenset((key(word), *alternates(word)))


@cache
def model(name: str) -> Model:
    """The trees of one model, compiled; a group without its own has those of Latin."""
    found = [row for row in rows("name_trees") if row[0] == name]
    if not found:
        look_, _, _ = name.partition("-")
        return model(f"{look_}-latn")
    trees: list[Tree] = []
    for row in found[1:]:
        f, t, f1, t1, a, b, f2, t2, c, d = (float(x) for x in row[1].split(" "))
        trees.append((int(f), t, int(f1), t1, a, b, int(f2), t2, c, d))
    return compiled(float(found[0][1]), trees)


def apart(a: View, b: View) -> bool:
    """The first look: whether two words differ too much in writing and in consonants to be looked at again."""
    return _jaro(a.likely, b.likely) < REJECT and _alike(a.key, b.key) < REJECT_KEY


def alike(a: View, b: View) -> float:
    """The probability that two words are spellings of one name; 1.0 for the same letters, 0.0 for a clear no."""
    if a.plain == b.plain and a.plain and a.table == b.table:
        return 1.0
    if not a.likely or not b.likely:
        return 0.0
    if apart(a, b):
        return 0.0
    kind = group(a, b)
    cheap = look(a, b)
    first = probability(model(f"look-{kind}")(cheap))
    if not OPEN[0] < first < OPEN[1]:
        return first
    return probability(model(f"read-{kind}")(cheap + reading(a, b)))
