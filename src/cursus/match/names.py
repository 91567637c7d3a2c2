"""Is this the same name? Names are split to words, the words are paired, and every pairing is a reason."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from cursus.claim import Reason
from cursus.match import letters
from cursus.match.tokens import likeness, weights
from cursus.text.names import PARTICLES, strip_titles

_SPLIT = re.compile(r"[^\w’'ʿʾ`]+")
# Particles carry no identity: "al-Sisi" is "Sisi", "Usama bin Ladin" is "Osama Laden".
_LIGHT = PARTICLES | {"ال", "بن", "ابن", "בן", "אל", "jr", "sr", "ii", "iii", "iv", "mr", "mrs", "dr", "sir"}

# "Servant of the …": one word of Arabic names, whose article is written in every way there is.
_SERVANT = frozenset(["abd", "abdul", "abdel", "abdal", "abdoul", "abdol", "abdil"])


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name that carry identity; titles before it are left out, "Family, Given" is turned round."""
    titles, start = strip_titles(name) if name[:1].isascii() else ((), 0)
    name = name[start:] if titles else name
    family, comma, given = name.partition(",")
    if comma and given.strip() and len(family.split()) <= 3 and given.strip().rstrip(".").casefold() not in _LIGHT:
        name = f"{given} {family}"
    found = [w for w in _SPLIT.split(name) if w]
    strong = [w for w in found if w.casefold() not in _LIGHT]
    out = []
    for word in strong or found:
        lower = word.casefold()
        if len(word) > 4 and lower.startswith("ال"):
            word = word[2:]
        out.append("Abd" if lower in _SERVANT else word)
    return tuple(out)


def pairing(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """Each word of the shorter name with its best partner in the longer one, best pairs first; partners are used
    once.
    """
    if len(a) > len(b):
        return [(x, y, s) for y, x, s in pairing(b, a)]
    scores = sorted(
        ((_word_score(x, y), -abs(i - j), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    out: list[tuple[str, str, float]] = []
    for score, _, i, j in scores:
        if i in used_a or j in used_b:
            continue
        used_a.add(i)
        used_b.add(j)
        out.append((a[i], b[j], score))
    return out


def _word_score(x: str, y: str) -> float:
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    if len(letters.plain(short)) == 1 and len(short) <= 2 and letters.plain(long)[:1] == letters.plain(short):
        return 0.75 if len(long) > 2 else 1.0
    return likeness(x, y)


def name_features(a: str, b: str) -> tuple[str, tuple[float, ...], list[tuple[str, str, float]]]:
    """What the second model weighs: the group, numbers about the pairing, and the pairing itself."""
    wa, wb = words(a), words(b)
    if not wa or not wb:
        return "name-same", (0.0,) * 9, []
    table_a, table_b = letters.table_of("".join(wa)), letters.table_of("".join(wb))
    tables = {t[0] for t in (table_a, table_b) if t}
    group = "name-" + (next(iter(tables - {"latn"}), "latn") if len(tables) <= 2 else "latn")
    pairs = pairing(wa, wb)
    scores = [s for _, _, s in pairs]
    joined = max(
        likeness("".join(wa), "".join(wb)), likeness("".join(wa[1:] + wa[:1]), "".join(wb)) if len(wa) > 1 else 0.0
    )
    shorter, longer = min(len(wa), len(wb)), max(len(wa), len(wb))
    values = (
        min(scores),
        sum(scores) / len(scores),
        joined,
        sum(s < 0.5 for s in scores) / shorter,
        float(longer - shorter),
        1.0 if shorter == 1 else 0.0,
        1.0 if shorter == 2 else 0.0,
        math.prod(scores),
        max(min(scores), joined),
    )
    return group, values, pairs


@cache
def _threshold() -> float:
    return weights()["threshold"][0]


def compare(a: str, b: str) -> Reason:
    """A score from 0 to 1, whether it is a match, and for each pair of words how well it fits. Any two strings are
    accepted.
    """
    a, b = " ".join(a.split())[:200], " ".join(b.split())[:200]
    if not a or not b:
        return Reason(0.0, False, ("an empty name matches nothing",))
    group, values, pairs = name_features(a, b)
    if not pairs:
        return Reason(0.0, False, ("no letters to compare",))
    single = len(words(a)) == 1 and len(words(b)) == 1
    if single:
        score = likeness(words(a)[0], words(b)[0])
    else:
        learned = weights().get(group) or weights()["name-latn"]
        z = sum(w * x for w, x in zip(learned, values, strict=False)) + learned[-1]
        score = 1.0 / (1.0 + math.exp(-max(min(z, 30.0), -30.0)))
    parts = tuple(f"{x} ~ {y} {s:.2f}" for x, y, s in pairs)
    left = (set(words(a)) | set(words(b))) - {w for x, y, _ in pairs for w in (x, y)}
    if left:
        parts += ("unmatched: " + ", ".join(sorted(left)),)
    return Reason(round(score, 4), score >= _threshold(), parts)
