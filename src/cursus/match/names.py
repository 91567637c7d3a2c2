"""Is this the same name? Names are split to words, the words are paired, and every pairing is a reason.

A name is prepared once (:func:`prepared`, kept) and compared often. What may never be the same name is told by rules
(:mod:`cursus.match.namesakes`), how well two spellings fit by a learned model.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from cursus.claim import Reason
from cursus.match.namesakes import contradiction, generation, known, patronymic
from cursus.match.tokens import REJECT, REJECT_KEY, alike, apart, model
from cursus.match.trees import probability
from cursus.match.views import View, view
from cursus.match.words import cleaned, words
from cursus.tables import rows

_jaro = JaroWinkler.similarity
_fits = Levenshtein.normalized_similarity
# What an initial says for the word it begins.
INITIAL = 0.75
# Above this a word has found its partner, under the other it has none.
FITS = 0.5
# What the table of given names says: two spellings of one, two names that look alike.
KNOWN, KNOWN_OTHER = 0.98, 0.06
# A cutoff is tried with another rounding than a comparison.
HAIR = 1e-6
# Under this a word is nothing like another one.
NEVER = 0.05
# Between these the words written as one are looked at as well.
UNLIKE, SURE = 0.15, 0.95
# From this ratio two names without their spaces may be one name written with other spaces.
ONE_WORD = 70.0
_NOT_ASKED = -1.0
Pairing = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared: its words, each as a view, and the words written as one."""

    text: str
    words: tuple[str, ...]
    views: tuple[View, ...]
    plain: tuple[str, ...]
    joined: str
    generation: int
    chain: bool


@lru_cache(maxsize=200_000)
def prepared(name: str) -> Name:
    """The name taken apart. Any string is accepted, at most 200 characters of it are read."""
    found = words(name)
    views = tuple([view(word) for word in found])
    lower = cleaned(name).casefold().split()
    return Name(
        name,
        found,
        views,
        tuple([v.plain for v in views]),
        "".join([v.likely or v.plain for v in views]),
        generation(lower),
        any(w in ("bin", "ibn", "بن", "ابن", "ben") for w in lower),
    )


@lru_cache(maxsize=1_000_000)
def word_score(a: str, b: str) -> float:
    """How likely two words of names are one: an initial says little, fathers' names are compared as the fathers'."""
    x, y = view(a), view(b)
    p, q = x.plain, y.plain
    if len(p) == 1 or len(q) == 1:
        if p == q:
            return 1.0
        initial = a if len(p) == 1 else b
        if p[:1] == q[:1] and len(initial) <= 2:
            return INITIAL
    same = known(a, b)
    if same is not None:
        return KNOWN if same else KNOWN_OTHER
    if apart(x, y):
        return 0.0
    one, two = patronymic(a), patronymic(b)
    if one is not None and two is not None:
        return alike(view(one[0]), view(two[0])) if one[1] == two[1] else 0.0
    return alike(x, y)


def hopeless(a: Name, b: Name) -> bool:
    """Whether more words of the shorter name than its half have nothing like them in the longer one.

    Such names are never one, unless they are alike when they are written without spaces.
    """
    short, long = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    left = (len(short) - 1) // 2
    for word in short:
        for other in long:
            if word_score(word, other) >= NEVER:
                break
        else:
            left -= 1
            if left < 0:
                return ratio(a.joined, b.joined, score_cutoff=ONE_WORD) == 0.0
    return False


def pairing(a: Name, b: Name) -> list[Pairing]:
    """Each word of the shorter name (as a place) with its best partner in the longer one; partners are used once.

    The places are those of ``a`` and ``b`` as given; equal words find each other first, then the likeliest.
    """
    if len(a.words) > len(b.words):
        return [(i, j, score) for j, i, score in pairing(b, a)]
    out: list[Pairing] = []
    left, free = list(range(len(a.words))), list(range(len(b.words)))
    for i, plain in enumerate(a.plain):
        for j in free:
            if plain and plain == b.plain[j] and a.views[i].table == b.views[j].table:
                out.append((i, j, 1.0))
                left.remove(i)
                free.remove(j)
                break
    if len(left) == 1 == len(free):
        return [*out, (left[0], free[0], word_score(a.words[left[0]], b.words[free[0]]))]
    scores = [(word_score(a.words[i], b.words[j]), -abs(i - j), -i, -j) for i in left for j in free]
    scores.sort(reverse=True)
    for score, _, i, j in scores:
        if -i in left and -j in free:
            left.remove(-i)
            free.remove(-j)
            out.append((-i, -j, score))
            if not left:
                break
    return out


def kind(a: Name, b: Name) -> str:
    """The script that decides which weights apply."""
    return next((v.table for v in (*a.views, *b.views) if v.table not in ("latn", "")), "latn")


def features(a: Name, b: Name, pairs: Sequence[Pairing]) -> tuple[float, ...]:
    """Numbers about a pairing: how well the words fit, how many are left, whether the order is kept."""
    scores = sorted([s for _, _, s in pairs])
    shorter, longer = sorted((len(a.words), len(b.words)))
    strangers = sum(s < FITS for s in scores)
    whole = _NOT_ASKED
    if scores[0] < SURE and (shorter != longer or scores[0] >= UNLIKE):
        whole = _alike_as_one(*_wholes(a, b, pairs))
    ordered = [j for _, j, _ in sorted(pairs)]
    return (
        scores[0],
        scores[1] if len(scores) > 1 else 1.0,
        sum(scores) / shorter,
        scores[-1],
        whole,
        float(shorter),
        float(longer - shorter),
        float(strangers),
        float(sum(s == INITIAL for s in scores)),
        math.prod(scores),
        float(sum(x > y for x, y in pairwise(ordered))),
        float(min(len(v.key) for v in (*a.views, *b.views))),
    )


@lru_cache(maxsize=200_000)
def _alike_as_one(a: str, b: str) -> float:
    return alike(view(a), view(b))


def _wholes(a: Name, b: Name, pairs: Sequence[Pairing]) -> tuple[str, str]:
    """Both names written as one word, the words of the second in the order of their partners in the first."""
    if len(a.words) > len(b.words):
        two, one = _wholes(b, a, [(j, i, s) for i, j, s in pairs])
        return one, two
    partners = {i: j for i, j, _ in pairs}
    order = [partners[i] for i in range(len(a.words)) if i in partners]
    if all(x < y for x, y in pairwise(order)):
        order = list(range(len(b.words)))
    else:
        order += [j for j in range(len(b.words)) if j not in order]
    return "".join(a.words), "".join([b.words[j] for j in order])


@cache
def threshold() -> float:
    """The score from which two names match, chosen with the weights (``tables/name_trees.tsv``)."""
    return next(float(row[1]) for row in rows("name_trees") if row[0] == "threshold")


def score(a: Name, b: Name, *, explain: bool = False) -> tuple[float, list[Pairing], str]:
    """The score of two prepared names, the pairing behind it, and what contradicts a match ("" if nothing does).

    Names that have nothing in common are paired only to explain it.
    """
    if not a.words or not b.words or not a.joined or not b.joined:
        return 0.0, [], ""
    if len(a.words) == len(b.words) == 1:
        value = word_score(a.words[0], b.words[0])
        return round(value, 4) if value >= NEVER else 0.0, [(0, 0, value)], ""
    if hopeless(a, b):
        return 0.0, pairing(a, b) if explain else [], ""
    pairs = pairing(a, b)
    if len(a.words) == len(b.words) and all(s == 1.0 for _, _, s in pairs):
        value = 1.0
    else:
        value = probability(model(f"name-{kind(a, b)}")(features(a, b, pairs)))
    against = contradiction(a, b, pairs) if value >= threshold() else ""
    if against:
        value = min(value, threshold() / 2)
    return round(value, 4), pairs, against


def compare(a: str, b: str) -> Reason:
    """A score from 0 to 1, whether it is a match, and for each pair of words how well it fits. Any two strings are
    accepted.
    """
    one, two = prepared(a), prepared(b)
    if not a.strip() or not b.strip():
        return Reason(0.0, False, ("an empty name matches nothing",))
    value, pairs, against = score(one, two, explain=True)
    if not pairs:
        return Reason(0.0, False, ("no letters to compare",))
    return Reason(value, value >= threshold(), tuple(_reasons(one, two, pairs, against)))


def _reasons(a: Name, b: Name, pairs: Sequence[Pairing], against: str) -> Iterator[str]:
    for i, j, fit in pairs:
        yield f"{a.words[i]} ~ {b.words[j]} {fit:.2f}"
    left = [w for i, w in enumerate(a.words) if i not in {p[0] for p in pairs}]
    left += [w for j, w in enumerate(b.words) if j not in {p[1] for p in pairs}]
    if left:
        yield "unmatched: " + ", ".join(left)
    if against:
        yield "no match: " + against


def compare_many(name: str, others: Sequence[str]) -> list[float]:
    """The score of one name against each of many, exactly as :func:`compare` gives it, without the reasons.

    Every word is compared once, however many names it is in, and the first look at all of them is one pass.
    """
    one = prepared(name)
    people = [prepared(other) for other in others]
    if not one.words or not one.joined:
        return [0.0] * len(people)
    known = dict.fromkeys([word for person in people for word in person.words])
    near = _near(one, list(known))
    out = []
    for person in people:
        for word in person.words:
            if word in near:
                out.append(score(one, person)[0])
                break
        else:
            # No word is like any of the name's: only written without spaces can the two be alike.
            as_one = ratio(one.joined, person.joined, score_cutoff=ONE_WORD)
            out.append(score(one, person)[0] if as_one else 0.0)
    return out


def _near(one: Name, others: list[str]) -> set[str]:
    """Those of the words that are like a word of the name."""
    views = [view(word) for word in others]
    likely, keyed = [v.likely for v in views], [v.key for v in views]
    out: set[str] = set()
    for mine in one.views:
        if len(mine.plain) == 1:
            candidates = set(range(len(others)))
        else:
            candidates = {i for i, v in enumerate(views) if len(v.plain) == 1 or known(mine.word, v.word) is not None}
            candidates.update(
                i for _, _, i in extract_iter(mine.likely, likely, scorer=_jaro, score_cutoff=REJECT - HAIR)
            )
            candidates.update(
                i for _, _, i in extract_iter(mine.key, keyed, scorer=_fits, score_cutoff=REJECT_KEY - HAIR)
            )
        out.update(others[i] for i in sorted(candidates) if word_score(mine.word, others[i]) >= NEVER)
    return out
