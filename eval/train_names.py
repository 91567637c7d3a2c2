"""Learn the letter costs and the trees of name comparison, deterministically.

usage: python eval/train_names.py NAMES_DIR [--letters] [--folds]

NAMES_DIR holds ``netranslit/wd_*_64.tsv`` (Latin, spaced characters of another script, count), ``rigour_person_names.txt``
(spellings of one name, comma-separated) and ``pairs_dev.csv`` (name1, name2, is_match). Writes ``tables/name_trees.tsv``;
with --letters ``tables/letters_*.tsv`` first. With --folds nothing is written: every fifth of the pairs, no name in two of
them, is scored by what was learned without it, threshold included. Needs scikit-learn.
"""

from __future__ import annotations

import collections
import csv
import hashlib
import math
import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist
from sklearn.ensemble import HistGradientBoostingClassifier

from cursus import tables
from cursus.match import letters, names, tokens
from cursus.match.views import view
from cursus.match.words import words

TABLES = Path(letters.__file__).parents[1] / "tables"
SOURCES = {
    "arab": ("arabic", 3),
    "hebr": ("hebrew", 3),
    "cyrl": ("russian", 4),
    "hang": ("korean", 3),
    "hani": ("chinese", 5),
    "kana": ("katakana", 4),
}
HEAD = (
    "# {what}\n"
    "# origin: learned by eval/train_names.py from spellings of the same names in Wikidata\n"
    "# licence: CC0\n"
    "# date: 2026-11\n"
)
Pair = tuple[str, str]


def transliterations(path: Path, table: str) -> list[Pair]:
    found: list[tuple[int, str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, other, count = line.split("\t")
        pair = letters.plain(latin), letters.units(other.replace(" ", ""), table)
        if 2 <= len(pair[0]) <= 14 and 1 <= len(pair[1]) <= 24:
            found.append((int(count), *pair))
    random.Random(1).shuffle(found)
    found.sort(key=lambda f: -min(f[0], 3))
    return [(a, b) for _, a, b in found[:16000]]


def spellings(path: Path) -> list[Pair]:
    chooser, out = random.Random(3), []
    for line in path.read_text(encoding="utf-8").splitlines():
        names = [
            letters.units(n, "latn")
            for n in line.split("=>")[0].split(",")
            if letters.table_of(n) == "latn" and " " not in n.strip()
        ]
        names = [n for n in dict.fromkeys(names) if 3 <= len(n) <= 14]
        for _ in range(min(3, len(names) - 1)):
            a, b = chooser.sample(names, 2)
            out.append((a, b))
    chooser.shuffle(out)
    return [pair for a, b in out[:20000] for pair in ((a, b), (b, a))]


def align(latin: str, written: str, cost: letters.Costs, most: int, smooth: float) -> tuple[float, list[Pair]]:
    width, height = len(latin), len(written)
    best = [[1e9] * (width + 1) for _ in range(height + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(height + 1)]
    best[0][0] = 0.0
    for i in range(height + 1):
        for j in range(width + 1):
            here = best[i][j]
            if here >= 1e9:
                continue
            moves = [(i, j + 1, ("", latin[j]), smooth)] if j < width else []
            if i < height:
                moves += [
                    (i + 1, j + k, (written[i], latin[j : j + k]), smooth + (2 if k == 0 else 0.5 * abs(k - 1)))
                    for k in range(min(most, width - j) + 1)
                ]
            for a, b, key, otherwise in moves:
                value = here + cost.get(key, otherwise)
                if value < best[a][b]:
                    best[a][b], back[a][b] = value, (i, j)
    steps: list[Pair] = []
    i, j = height, width
    while (i, j) != (0, 0):
        a, b = back[i][j]
        steps.append((written[a] if i > a else "", latin[b:j]))
        i, j = a, b
    return best[height][width], steps


def first_guess(pairs: list[Pair], table: str) -> letters.Costs:
    if table == "latn":
        return {(c, c): 0.1 for c in sorted({c for a, b in pairs for c in a + b})}
    seen: collections.Counter[Pair] = collections.Counter()
    for latin, written in pairs:
        for i, char in enumerate(written):
            middle = (i + 0.5) / len(written) * len(latin)
            for j in range(max(0, int(middle) - 1), min(len(latin), int(middle) + 2)):
                for k in (1, 2):
                    if j + k <= len(latin):
                        seen[(char, latin[j : j + k])] += 1.0 / (1 + abs(j + k / 2 - middle)) / k  # type: ignore[assignment]
    total: collections.Counter[str] = collections.Counter()
    for (char, _), n in seen.items():
        total[char] += n
    return {key: -math.log(n / total[key[0]]) for key, n in seen.items()} | {("", v): 2.0 for v in "aeiouhy"}


def learn(pairs: list[Pair], table: str, most: int) -> letters.Costs:
    """Hard expectation maximisation: align, drop the worst (wrong pairs), count, repeat."""
    cost = first_guess(pairs, table)
    for _ in range(4):
        aligned = []
        for latin, written in pairs:
            value, steps = align(latin, written, cost, most, 6.0 if table != "latn" else 5.0)
            aligned.append((value / (len(latin) + len(written)), steps, len(latin)))
        aligned.sort(key=lambda a: a[0])
        kept = aligned[: int(len(aligned) * 0.85)]
        seen = collections.Counter(step for _, steps, _ in kept for step in steps)
        total: collections.Counter[str] = collections.Counter()
        for (char, _), n in seen.items():
            total[char] += n
        total[""] = sum(n for _, _, n in kept)
        cost = {key: -math.log(n / total[key[0]]) for key, n in seen.items() if n >= 4}
    return cost


def write_costs(table: str, cost: letters.Costs) -> None:
    lines = [f"{char or '∅'}\t{latin or '∅'}\t{value:.2f}" for (char, latin), value in sorted(cost.items())]
    what = (
        f"Costs of reading a character ({table}) as Latin letters: character, letters, -log probability; ∅ is nothing."
    )
    (TABLES / f"letters_{table}.tsv").write_text(HEAD.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")


Labelled = tuple[str, str, int]
Row = tuple[str, str]
# Of different names that may match, on the pairs the threshold is chosen on; unseen pairs come out a point higher.
LIMIT = 0.063
WORDS, STRANGERS = 4000, 6


def word_pairs(folder: Path, without: set[str]) -> dict[str, list[Labelled]]:
    """Pairs of single words by script: spellings of one name, for each the nearest other name, and some at random."""
    positive = {
        table: transliterations(folder / "netranslit" / f"wd_{language}_64.tsv", table)
        for table, (language, _) in SOURCES.items()
    }
    positive["latn"] = spellings(folder / "rigour_person_names.txt")[::2]
    chooser, out = random.Random(11), {}
    for table, found in positive.items():
        kept = [(a, b) for a, b in found if a not in without and b not in without]
        kept = list(dict.fromkeys(chooser.sample(kept, min(WORDS, len(kept)))))
        same = collections.defaultdict(set)
        for a, b in kept:
            same[letters.plain(a)].add(b)
        rows = [(a, b, 1) for a, b in kept]
        others = [letters.plain(b) if table == "latn" else letters.likely(b, table) for _, b in kept]
        near = cdist([letters.plain(a) for a, _ in kept], others, scorer=JaroWinkler.similarity, dtype=np.float32)
        for i, (a, _) in enumerate(kept):
            order = np.argpartition(-near[i], 24)[:24]
            order = sorted(order.tolist(), key=lambda j: (-near[i][j], j))
            nearest = next((kept[j][1] for j in order if kept[j][1] not in same[letters.plain(a)]), None)
            if nearest is not None and i % 10 < 7:
                rows.append((a, nearest, 0))
            for _ in range(STRANGERS):  # at random, as far as the first look leaves them
                stranger = kept[chooser.randrange(len(kept))][1]
                if not tokens.apart(view(a), view(stranger)):
                    rows.append((a, stranger, 0))
        out[table] = [r for r in rows if r[2] or r[1] not in same[letters.plain(r[0])]]
    return out


def grown(x: Sequence[Sequence[float]], y: Sequence[int], weight: Sequence[float], many: int) -> list[str]:
    """The constant and the trees of one model, as the rows of the table have them."""
    learned = HistGradientBoostingClassifier(
        max_iter=many,
        learning_rate=12.0 / many,
        max_depth=2,
        min_samples_leaf=25,
        l2_regularization=5.0,
        random_state=0,
    ).fit(np.array(x), np.array(y), sample_weight=np.array(weight))
    out = [f"{float(np.ravel(learned._baseline_prediction)[0]):.5g}"]
    for (predictor,) in learned._predictors:
        nodes = predictor.nodes
        root = nodes[0]
        if root["is_leaf"]:
            continue
        cells = [f"{root['feature_idx']} {root['num_threshold']:.7g}"]
        for side in ("left", "right"):
            node = nodes[root[side]]
            if node["is_leaf"]:
                cells.append(f"0 0 {node['value']:.5g} {node['value']:.5g}")
            else:
                low, high = nodes[node["left"]]["value"], nodes[node["right"]]["value"]
                cells.append(f"{node['feature_idx']} {node['num_threshold']:.7g} {low:.5g} {high:.5g}")
        out.append(" ".join(cells))
    return out


def grow_words(dev: Sequence[Labelled], extra: dict[str, list[Labelled]]) -> list[Row]:
    """The models of the second and the third look, by script; the pairs at hand weigh more than those made here."""
    data = collections.defaultdict(list)
    for source, weight in ((dev, 3.0), *((found, 1.0) for found in extra.values())):
        for a, b, label in source:
            one, two = view(a), view(b)
            if one.likely and two.likely:
                data[tokens.group(one, two)].append((one, two, label, weight))
    out: list[Row] = []
    for group, found in sorted(data.items()):
        if len(found) < 500:
            continue
        cheap = [tokens.look(a, b) for a, b, _, _ in found]
        labels, weights = [f[2] for f in found], [f[3] for f in found]
        out += [(f"look-{group}", row) for row in grown(cheap, labels, weights, LOOK)]
        dear = [c + tokens.reading(a, b) for c, (a, b, _, _) in zip(cheap, found, strict=True)]
        out += [(f"read-{group}", row) for row in grown(dear, labels, weights, READ)]
    return out


LOOK, READ, WHOLE = 50, 120, 60
COMPOSED = 2000


def several(pairs: Iterable[Labelled]) -> list[Labelled]:
    return [p for p in pairs if len(words(p[0])) * len(words(p[1])) > 1]


def single(pairs: Iterable[Labelled]) -> list[Labelled]:
    """Pairs of single words, and of those of names of equally many words that stand side by side in spellings of one."""
    out = []
    for a, b, label in pairs:
        one, two = words(a), words(b)
        if not one or not two:
            continue
        out.append(("".join(one), "".join(two), label))
        if label and len(one) == len(two) > 1:
            out += [
                (x, y, 1)
                for x, y in zip(one, two, strict=True)
                if JaroWinkler.similarity(view(x).likely, view(y).likely) > 0.6
            ]
    return out


def composed(extra: dict[str, list[Labelled]]) -> list[Labelled]:
    """Whole names of two words made of pairs of words: both spelled otherwise, or one of them another name."""
    chooser, out = random.Random(13), []
    for _, found in sorted(extra.items()):
        same, other = [f for f in found if f[2]], [f for f in found if not f[2]]
        for i in range(COMPOSED):
            first, second = chooser.choice(same), chooser.choice(same)
            if i % 5 < 2:
                second = chooser.choice(other)
                if i % 2:
                    first, second = second, first
            out.append((f"{first[0]} {second[0]}", f"{first[1]} {second[1]}", first[2] & second[2]))
    return out


def grow_names(dev: Sequence[Labelled], extra: dict[str, list[Labelled]]) -> list[Row]:
    """The models of whole names; every pairing of the development names with strangers is a no as well."""
    chooser = random.Random(7)
    found = [*several(dev)]
    strangers = [b for _, b, label in found if label]
    chooser.shuffle(strangers)
    found += [(a, b, 0) for (a, _, label), b in zip((f for f in found if f[2]), strangers, strict=False)]
    data = collections.defaultdict(list)
    for pairs, weight in ((found, 3.0), (composed(extra), 1.0)):
        for a, b, label in pairs:
            one, two = names.prepared(a), names.prepared(b)
            if one.joined and two.joined and len(one.words) * len(two.words) > 1 and not names.hopeless(one, two):
                row = names.features(one, two, names.pairing(one, two))
                data[names.kind(one, two)].append((row, label, weight))
    out: list[Row] = []
    for group, rows in sorted(data.items()):
        x, y, weight = zip(*rows, strict=True)
        out += [(f"name-{group}", row) for row in grown(x, y, weight, WHOLE)]
    return out


def learned(dev: Sequence[Labelled], extra: dict[str, list[Labelled]]) -> list[Row]:
    rows: list[Row] = [("threshold", "0.5"), *grow_words(single(dev), extra)]
    use(rows)
    rows += grow_names(dev, extra)
    use(rows)
    return rows


def use(rows: Sequence[Row]) -> None:
    """Have the models made of these rows, without a file."""
    tables.rows.cache_clear()
    original = tables.rows.__wrapped__
    tokens.rows = names.rows = lambda name: tuple(rows) if name == "name_trees" else original(name)  # type: ignore[assignment]
    for cached in (tokens.model, names.word_score, names.threshold):
        cached.cache_clear()


def chosen(scored: Sequence[tuple[float, int]]) -> float:
    """The threshold with the best F1 under which few different names match."""
    negatives = sum(1 for _, label in scored if not label)
    limits = [t for t in np.arange(0.2, 0.95, 0.005).tolist() if wrong(scored, t) <= LIMIT * negatives]
    return round(max(limits, key=lambda t: f1(scored, t)), 3)


def wrong(scored: Sequence[tuple[float, int]], threshold: float) -> int:
    return sum(s >= threshold and not label for s, label in scored)


def f1(scored: Sequence[tuple[float, int]], threshold: float) -> float:
    right = sum(s >= threshold and label for s, label in scored)
    return 2 * right / (sum(s >= threshold for s, _ in scored) + sum(label for _, label in scored))


def folds(pairs: Sequence[Labelled]) -> list[int]:
    """Five folds; names that are paired with one another, however far, are in one fold."""
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b, _ in pairs:
        parent[find(a)] = find(b)
    return [int(hashlib.sha256(find(a).encode()).hexdigest(), 16) % 5 for a, _, _ in pairs]


def scores(pairs: Iterable[Labelled]) -> list[tuple[float, int]]:
    return [(names.score(names.prepared(a), names.prepared(b))[0], label) for a, b, label in pairs]


def main(folder: Path, options: Sequence[str]) -> None:
    if "--letters" in options:
        for table, (language, most) in SOURCES.items():
            pairs = transliterations(folder / "netranslit" / f"wd_{language}_64.tsv", table)
            write_costs(table, learn(pairs, table, most))
            print(table, flush=True)
        write_costs("latn", learn(spellings(folder / "rigour_person_names.txt"), "latn", 4))
    with (folder / "pairs_dev.csv").open(encoding="utf-8") as file:
        dev = [(r["name1"], r["name2"], int(r["is_match"])) for r in csv.DictReader(file)]
    seen = {w for a, b, _ in dev for name in (a, b) for w in (name, "".join(words(name)).casefold())}
    extra = word_pairs(folder, seen)
    print({table: len(found) for table, found in extra.items()}, flush=True)
    if "--folds" in options:
        fold, out = folds(dev), []
        for k in range(5):
            kept = [p for p, f in zip(dev, fold, strict=True) if f != k]
            learned(kept, extra)
            limit = chosen(scores(kept))
            found = scores(p for p, f in zip(dev, fold, strict=True) if f == k)
            out += [(float(s >= limit), label) for s, label in found]
            print(
                f"fold {k}: threshold {limit}, F1 {f1(found, limit):.3f}, {wrong(found, limit)} different names match",
                flush=True,
            )
        negatives = sum(not label for _, label in out)
        print(f"all folds: F1 {f1(out, 0.5):.4f}, different names that match {wrong(out, 0.5) / negatives:.4f}")
        return
    rows = learned(dev, extra)
    rows[0] = ("threshold", str(chosen(scores(dev))))
    use(rows)
    found = scores(dev)
    limit = names.threshold()
    print(
        f"threshold {limit}: F1 {f1(found, limit):.4f}, different names that match {wrong(found, limit) / sum(not y for _, y in found):.4f}"
    )
    what = (
        "Trees of name comparison: model, then its constant or a tree (feature, limit; for at most and for above the limit: "
        "feature, limit, value at most, value above)."
    )
    lines = [f"{name}\t{row}" for name, row in rows]
    (TABLES / "name_trees.tsv").write_text(HEAD.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2 or re.match(r"-", sys.argv[1]):
        print(__doc__)
        sys.exit(2)
    main(Path(sys.argv[1]), sys.argv[2:])
