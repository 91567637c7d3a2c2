"""Name comparison beside its peers on the same pairs, per script, in one run; and how many comparisons a second.

usage: python bench/names.py [PAIRS.csv] [--only-speed]

PAIRS.csv (default: names/pairs_dev.csv of CURSUS_CORPUS) has name1, name2, script2, is_match. Each peer's threshold is the
one with its best F1 on the pairs; Cursus has the threshold it ships. Peers (Jaro-Winkler over anyascii, rigour's parts,
nomenklatura's logic-v2 and regression-v1) are installed once in a virtual environment of their own under the cache folder.
Seconds are CPU seconds of one core.

Regimes: cold, every string new, prepared and compared once; warm, the same again; one name against a hundred thousand
distinct names; every name of a block of four hundred with every other.
"""

from __future__ import annotations

import collections
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Scorer = Callable[[str, str], float]
Scored = Sequence[tuple[float, bool, str]]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cursus-bench" / "names"
PEERS = ("Jaro-Winkler over anyascii", "rigour compare_parts", "nomenklatura logic-v2", "nomenklatura regression-v1")


def peer(name: str) -> Scorer:
    """The scorer of a peer; runs in the peers' own environment."""
    if name.startswith("Jaro"):
        from anyascii import anyascii
        from rapidfuzz.distance import JaroWinkler

        return lambda a, b: JaroWinkler.similarity(anyascii(a).casefold(), anyascii(b).casefold())
    if name.startswith("rigour"):
        from rigour.names import NameTypeTag, analyze_names, compare_parts

        def parts(text: str) -> list[object]:
            return [p for n in analyze_names(NameTypeTag.PER, [text]) for p in n.parts]

        def score(a: str, b: str) -> float:
            found = compare_parts(parts(a), parts(b))
            total = sum(x.weight for x in found)
            return sum(x.score * x.weight for x in found) / total if total else 0.0

        return score
    from followthemoney import model
    from nomenklatura.matching import LogicV2, RegressionV1
    from nomenklatura.matching.types import ScoringConfig

    algorithm = LogicV2 if name.endswith("logic-v2") else RegressionV1
    config = ScoringConfig.defaults() if hasattr(ScoringConfig, "defaults") else algorithm.default_config()

    numbers = itertools.count()  # what it knows of an entity is kept by its id

    def entity(text: str) -> object:
        return model.get_proxy({"id": str(next(numbers)), "schema": "Person", "properties": {"name": [text]}})

    return lambda a, b: algorithm.compare(entity(a), entity(b), config).score


def serve(name: str) -> None:
    """Read pairs as JSON, write the CPU seconds and the scores as JSON."""
    pairs = json.load(sys.stdin)
    scorer = peer(name)
    scorer("warm", "up")
    start = time.process_time()
    scores = [float(scorer(a, b)) for a, b in pairs]
    json.dump({"seconds": time.process_time() - start, "scores": scores}, sys.stdout)


def ask(name: str, pairs: Sequence[tuple[str, str]]) -> tuple[float, list[float]] | str:
    python = CACHE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(CACHE)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "nomenklatura", "rapidfuzz", "anyascii"], check=True)
    done = subprocess.run(
        [python, __file__, "--peer", name], input=json.dumps(pairs), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    found = json.loads(done.stdout)
    return found["seconds"], found["scores"]


def report(name: str, scored: Scored, cut: float | None, seconds: float) -> None:
    positives = sum(y for _, y, _ in scored)

    def f1(t: float) -> float:
        made = sum(s >= t for s, _, _ in scored)
        return 2 * sum(s >= t and y for s, y, _ in scored) / (made + positives) if made else 0.0

    if cut is None:
        cut = max((i / 100 for i in range(20, 100)), key=f1)
    print(f"{name:28} F1 {f1(cut):.3f}  false matches {_wrong(scored, cut):.3f}  {len(scored) / seconds:9.0f} pairs/s")
    groups = collections.defaultdict(list)
    for item in scored:
        groups[item[2]].append(item)
    for script, items in sorted(groups.items(), key=lambda g: -len(g[1]))[:7]:
        made, right = sum(s >= cut for s, _, _ in items), sum(s >= cut and y for s, y, _ in items)
        total = sum(y for _, y, _ in items)
        wrong = f"{_wrong(items, cut):.3f}" if any(not y for _, y, _ in items) else "    -"
        print(f"    {script:12} {len(items):6} pairs  F1 {2 * right / max(made + total, 1):.3f}  false matches {wrong}")


def _wrong(scored: Scored, cut: float) -> float:
    negatives = [s for s, y, _ in scored if not y]
    return sum(s >= cut for s in negatives) / max(len(negatives), 1)


def speed(pairs: Sequence[tuple[str, str]]) -> None:
    from cursus.match.names import compare, compare_many, prepared, score

    def line(what: str, count: int, seconds: float) -> None:
        print(f"    {what:58} {count / seconds:10.0f} comparisons/s")

    print("Cursus, speed")
    people = [(prepared(a), prepared(b)) for a, b in pairs]
    start = time.process_time()
    for a, b in people:
        score(a, b)
    line("pairs of near misses, prepared, scored again", len(pairs), time.process_time() - start)
    start = time.process_time()
    for a, b in pairs:
        compare(a, b)
    line("the same with reasons", len(pairs), time.process_time() - start)
    chooser = random.Random(1)
    parts = sorted({w for pair in pairs for name in pair if " " in name for w in name.split() if len(w) > 2})
    many = [f"{chooser.choice(parts)} {chooser.choice(parts)}" for _ in range(100_000)]
    for name in many:
        prepared(name)
    for query in ("Khalifa Haftar", "Михаил Скобелев"):
        start = time.process_time()
        compare_many(query, many)
        line(f"{query} against 100,000 distinct names, prepared", len(many), time.process_time() - start)
    again = time.process_time()
    compare_many("Khalifa Haftar", many)
    line("Khalifa Haftar against them again", len(many), time.process_time() - again)
    block = many[:400]
    start = time.process_time()
    for name in block:
        compare_many(name, block)
    line("400 names, each with each, first time", len(block) ** 2, time.process_time() - start)
    start = time.process_time()
    for name in block:
        compare_many(name, block)
    line("400 names, each with each, again", len(block) ** 2, time.process_time() - start)


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["--peer"]:
        serve(arguments[1])
        return
    corpus = os.environ.get("CURSUS_CORPUS")
    given = [a for a in arguments if not a.startswith("-")]
    path = given[0] if given else f"{corpus}/names/pairs_dev.csv" if corpus else None
    if path is None:
        sys.exit(__doc__)
    with open(path, encoding="utf-8") as file:
        rows = [(r["name1"], r["name2"], r["is_match"] == "1", r["script2"]) for r in csv.DictReader(file)]
    pairs = [(a, b) for a, b, _, _ in rows]
    if "--only-speed" not in arguments:
        for name in PEERS:
            answer = ask(name, pairs)
            if isinstance(answer, str):
                print(f"{name}: {answer}")
                continue
            seconds, scores = answer
            report(name, [(s, y, script) for s, (_, _, y, script) in zip(scores, rows, strict=True)], None, seconds)
    from cursus.match.names import compare, threshold

    compare("warm", "up")
    start = time.process_time()
    found = [compare(a, b).score for a, b in pairs]
    seconds = time.process_time() - start
    report(
        "Cursus, cold", [(s, y, script) for s, (_, _, y, script) in zip(found, rows, strict=True)], threshold(), seconds
    )
    speed(pairs)


if __name__ == "__main__":
    main(sys.argv[1:])
