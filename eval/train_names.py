"""Learn the letter costs and the weights of name comparison, deterministically.

usage: python eval/train_names.py NAMES_DIR [--only-weights]

NAMES_DIR holds ``netranslit/wd_*_64.tsv`` (Latin, spaced characters of another script, count),
``rigour_person_names.txt``
(spellings of one name, comma-separated) and ``pairs_dev.csv`` (name1, name2, is_match). Writes
``tables/letters_*.tsv`` and
``tables/name_weights.tsv``. Needs scikit-learn.
"""

from __future__ import annotations

import collections
import csv
import math
import random
import re
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cursus.match import letters

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
            if letters.table_of(n) == letters.TABLES["Latn"] and " " not in n.strip()
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


def fit(rows: list[list[float]], labels: list[int], strength: float) -> list[float]:
    """Weights for the features as they are, the constant last."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=5000).fit(scaler.transform(rows), labels)
    weights = model.coef_[0] / scaler.scale_
    return [*weights.tolist(), float(model.intercept_[0] - (weights * scaler.mean_).sum())]


def main(folder: Path, only_weights: bool = False) -> None:
    if only_weights:
        train_weights(folder)
        return
    for table, (language, most) in SOURCES.items():
        write_costs(table, learn(transliterations(folder / "netranslit" / f"wd_{language}_64.tsv", table), table, most))
        print(table, flush=True)
    write_costs("latn", learn(spellings(folder / "rigour_person_names.txt"), "latn", 4))
    print("latn", flush=True)
    train_weights(folder)


def train_weights(folder: Path) -> None:
    from cursus import tables
    from cursus.match import names, tokens

    tables.rows.cache_clear()
    letters.costs.cache_clear()
    pairs = [
        (r["name1"], r["name2"], int(r["is_match"]))
        for r in csv.DictReader((folder / "pairs_dev.csv").open(encoding="utf-8"))
    ]
    single: dict[str, tuple[list[list[float]], list[int]]] = {}
    for a, b, label in pairs:
        wa, wb = names.words(a), names.words(b)
        found = tokens.features("".join(wa), "".join(wb)) if wa and wb else None
        if found is not None:
            rows, labels = single.setdefault(found[0], ([], []))
            rows.append(tokens.expand(found[1]))
            labels.append(label)
    # The pairs at hand are near misses; names that have nothing in common must be learned too, or the model
    # runs wild on them.
    shuffled = [b for _, b, label in pairs if label]
    random.Random(5).shuffle(shuffled)
    for (a, _, _), b in zip([p for p in pairs if p[2]], shuffled, strict=True):
        wa, wb = names.words(a), names.words(b)
        if len(wa) > 1 or len(wb) > 1:
            a, b = wa[-1] if wa else "", wb[0] if wb else ""
        else:
            a, b = "".join(wa), "".join(wb)
        found = tokens.features(a, b, first_look=False) if a and b and a != b else None
        if found is not None:
            rows, labels = single.setdefault(found[0], ([], []))
            rows.append(tokens.expand(found[1]))
            labels.append(0)
    out: dict[str, list[float]] = {}
    for group, (rows, labels) in sorted(single.items()):
        if len(set(labels)) == 1:
            continue
        out[group] = fit(rows, labels, 1.0)
    # Scripts with positive pairs only borrow the weights of a neighbour written the same way, by syllable or by letter.
    out["kana"], out["hani"] = out.get("kana", out["hang"]), out.get("hani", out["hang"])
    write_weights(out)
    tokens.weights.cache_clear()
    tables.rows.cache_clear()
    tokens.likeness.cache_clear()
    full: dict[str, tuple[list[list[float]], list[int]]] = {}
    for a, b, label in pairs:
        if len(names.words(a)) == 1 and len(names.words(b)) == 1:
            continue
        group, values, paired = names.name_features(a, b)
        if paired:
            rows, labels = full.setdefault(group, ([], []))
            rows.append(list(values))
            labels.append(label)
    for group, (rows, labels) in sorted(full.items()):
        if len(set(labels)) == 2:
            out[group] = fit(rows, labels, 1.0)
    out["threshold"] = [0.5]
    write_weights(out)
    tokens.weights.cache_clear()
    tables.rows.cache_clear()
    tokens.likeness.cache_clear()
    scored = [(names.compare(a, b).score, label) for a, b, label in pairs]
    negatives = sum(1 for _, label in scored if not label)
    best = max(
        (f1(scored, t), t)
        for t in np.arange(0.3, 0.95, 0.005).tolist()
        if sum(s >= t and not label for s, label in scored) <= 0.075 * negatives
    )
    out["threshold"] = [round(best[1], 3)]
    write_weights(out)
    print("threshold", best)


def f1(scored: list[tuple[float, int]], threshold: float) -> float:
    right = sum(s >= threshold and label for s, label in scored)
    return 2 * right / (sum(s >= threshold for s, _ in scored) + sum(label for _, label in scored))


def write_weights(out: dict[str, list[float]]) -> None:
    what = "Weights of name comparison: group, weights of the features in order with the constant last."
    lines = [f"{group}\t{' '.join(f'{w:.5g}' for w in values)}" for group, values in sorted(out.items())]
    (TABLES / "name_weights.tsv").write_text(HEAD.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2 or re.match(r"-", sys.argv[1]):
        print(__doc__)
        sys.exit(2)
    main(Path(sys.argv[1]), "--only-weights" in sys.argv)
