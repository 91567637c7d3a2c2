"""Measure how far each rule is to be trusted, and write ``vocab/scores.tsv``.

usage: python eval/scores.py GOLD_DIR SCORER [--write FILE]

The share of a rule's claims inside the annotated regions that some gold claim confirms, by the scorer's own comparison, is
drawn towards 0.8 as if five more of its claims had been seen at that rate: a rule seen twice is not certain. Claims of the
properties that the gold does not annotate in full (events, occupations …) are judged only where gold agrees or the quote
overlaps a gold quote of the same property.
"""

from __future__ import annotations

import collections
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent))
from gold import write_claims

PRIOR, WEIGHT = 0.9, 4
HEAD = """\
# How far each rule is trusted: rule, the share of its claims that annotated articles confirm, smoothed towards 0.9.
# origin: measured by eval/scores.py
# licence: Apache-2.0
# date: 2026-11
"""


def _load(scorer: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of an annotated region, and whether the annotation confirms it."""

    article: str
    rule: str
    score: float
    stance: str
    right: bool


def judge(gold: Path, scorer: str) -> list[Judged]:
    """Every claim that the annotation can judge, in the order of the articles."""
    score = _load(scorer)
    out = Path(tempfile.mkdtemp(prefix="cursus-scores-")) / "claims.jsonl"
    write_claims(gold / "articles", out)
    claims = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    judged = []
    for file in sorted(gold.glob("*.claims.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        name = score.stem(article["document"])
        for claim in claims:
            if name not in (score.stem(claim["document"]["title"]), score.stem(claim["document"]["path"])):
                continue
            at = claim["quote"]["source_start"]
            if article["regions"] and not any(low <= at < high for low, high in article["regions"]):
                continue
            confirmed = any(score.agrees(claim, known) for known in article["claims"])
            same = any(
                known["property"] == claim["property"] and score.overlap(claim, known) for known in article["claims"]
            )
            if confirmed or same or claim["property"] in score.CLOSED:
                judged.append(Judged(name, claim["rule"], claim["score"], claim["stance"], confirmed))
    return judged


def measure(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Rule → (claims judged, claims confirmed)."""
    seen: collections.Counter[str] = collections.Counter()
    right: collections.Counter[str] = collections.Counter()
    for claim in judged:
        seen[claim.rule] += 1
        right[claim.rule] += claim.right
    return {rule: (seen[rule], right[rule]) for rule in sorted(seen)}


def smoothed(seen: int, right: int) -> float:
    """The share of right claims, drawn towards the share that rules have in general."""
    return round((right + PRIOR * WEIGHT) / (seen + WEIGHT), 2)


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__)
        return 2
    table = measure(judge(Path(arguments[0]), arguments[1]))
    lines = [f"{rule}\t{smoothed(seen, right):.2f}" for rule, (seen, right) in table.items()]
    if "--write" in arguments:
        Path(arguments[arguments.index("--write") + 1]).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    else:
        for line, (seen, right) in zip(lines, table.values(), strict=True):
            print(f"{line}\t{right}/{seen}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
