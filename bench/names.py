"""Name comparison beside its peers on the same pairs, per script, in one run.

usage: python bench/names.py [PAIRS.csv]

PAIRS.csv (default: names/pairs_dev.csv of CURSUS_CORPUS) has name1, name2, script2, is_match. Each method's threshold is the one with its best F1 on the pairs, except
Cursus, which uses the threshold it ships. Peers: Jaro-Winkler over anyascii; rigour's part comparison, if installed.
"""

from __future__ import annotations

import collections
import csv
import os
import sys
import time
from collections.abc import Callable, Sequence

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from cursus.match.names import compare

Scorer = Callable[[str, str], float]


def jaro_winkler(a: str, b: str) -> float:
    return JaroWinkler.similarity(anyascii(a).casefold(), anyascii(b).casefold())


def rigour_scorer() -> Scorer | None:
    try:
        from rigour.names import Name
        from rigour.names.compare import compare_parts
    except ImportError:
        return None

    def score(a: str, b: str) -> float:
        found = compare_parts(Name(a).parts, Name(b).parts)
        return sum(x.score for x in found) / len(found) if found else 0.0

    return score


def report(name: str, scored: Sequence[tuple[float, bool, str]], threshold: float | None, seconds: float) -> None:
    positives = sum(y for _, y, _ in scored)

    def f1(t: float) -> float:
        made = sum(s >= t for s, _, _ in scored)
        right = sum(s >= t and y for s, y, _ in scored)
        return 2 * right / (made + positives) if made else 0.0

    cut = threshold if threshold is not None else max((i / 100 for i in range(30, 100)), key=f1)
    print(f"{name:28} F1 {f1(cut):.3f}  false matches {_wrong(scored, cut):.3f}  {len(scored) / seconds:9.0f} pairs/s")
    groups = collections.defaultdict(list)
    for item in scored:
        groups[item[2]].append(item)
    for script, items in sorted(groups.items(), key=lambda g: -len(g[1]))[:7]:
        made, right = sum(s >= cut for s, _, _ in items), sum(s >= cut and y for s, y, _ in items)
        total = sum(y for _, y, _ in items)
        wrong = f"{_wrong(items, cut):.3f}" if any(not y for _, y, _ in items) else "    -"
        print(f"    {script:12} {len(items):6} pairs  F1 {2 * right / max(made + total, 1):.3f}  false matches {wrong}")


def _wrong(scored: Sequence[tuple[float, bool, str]], cut: float) -> float:
    negatives = [s for s, y, _ in scored if not y]
    return sum(s >= cut for s in negatives) / max(len(negatives), 1)


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        pairs = [(r["name1"], r["name2"], r["is_match"] == "1", r["script2"]) for r in csv.DictReader(file)]
    for name, scorer in (("Jaro-Winkler over anyascii", jaro_winkler), ("rigour compare_parts", rigour_scorer())):
        if scorer is None:
            print(f"{name}: not installed")
            continue
        start = time.perf_counter()
        scored = [(scorer(a, b), y, s) for a, b, y, s in pairs]
        report(name, scored, None, time.perf_counter() - start)
    start = time.perf_counter()
    results = [(compare(a, b), y, s) for a, b, y, s in pairs]
    seconds = time.perf_counter() - start
    report("Cursus", [(1.0 if r.match else 0.0, y, s) for r, y, s in results], 0.5, seconds)


if __name__ == "__main__":
    corpus = os.environ.get("CURSUS_CORPUS")
    given = sys.argv[1] if len(sys.argv) == 2 else f"{corpus}/names/pairs_dev.csv" if corpus else None
    if given is None:
        sys.exit(__doc__)
    main(given)
