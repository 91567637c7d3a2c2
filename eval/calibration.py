"""Are claims scored 0.9 right nine times in ten? The reliability of claims' scores on annotated articles.

usage: python eval/calibration.py GOLD_DIR SCORER [--json]

Claims are judged as eval/scores.py judges them. Two tables: the scores as they are, which were measured on these articles, and,
for an honest figure, scores for each article that were measured on the others only. The expected calibration error is the mean
distance, over all claims, between the mean score of a claim's bin and the share of right ones in it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from scores import PRIOR, Judged, judge, measure, smoothed

BINS = 10
NOT_ASSERTED = 0.9
"""What a claim's score is multiplied by where its stance is not "asserted", as the extraction does."""

Points = list[tuple[float, bool]]


def held_out(judged: list[Judged]) -> Points:
    """(score, right) of every claim, its rule measured on the other articles."""
    out = []
    for article in sorted({claim.article for claim in judged}):
        table = measure(claim for claim in judged if claim.article != article)
        for claim in judged:
            if claim.article == article:
                score = smoothed(*table[claim.rule]) if claim.rule in table else PRIOR
                out.append((score * (1.0 if claim.stance == "asserted" else NOT_ASSERTED), claim.right))
    return out


def bins(points: Iterable[tuple[float, bool]]) -> list[tuple[int, int, float, float]]:
    """(bin, claims, mean score, share of right ones), lowest scores first."""
    held: dict[int, Points] = defaultdict(list)
    for score, right in points:
        held[min(int(score * BINS), BINS - 1)].append((score, right))
    return [
        (k, len(found), sum(s for s, _ in found) / len(found), sum(r for _, r in found) / len(found))
        for k, found in sorted(held.items())
    ]


def error(points: Points) -> float:
    """The expected calibration error."""
    return sum(n * abs(score - share) for _, n, score, share in bins(points)) / max(len(points), 1)


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__)
        return 2
    judged = judge(Path(arguments[0]), arguments[1])
    tables = {
        "as they are": [(claim.score, claim.right) for claim in judged],
        "each article by the others": held_out(judged),
    }
    if "--json" in arguments:
        print(json.dumps({name: {"claims": len(p), "error": round(error(p), 4)} for name, p in tables.items()}))
        return 0
    for name, points in tables.items():
        print(f"scores {name}: {len(points)} claims, expected calibration error {error(points):.3f}")
        for k, n, score, share in bins(points):
            print(f"  {k / BINS:.1f}-{(k + 1) / BINS:.1f}  {n:5} claims  mean score {score:.3f}  right {share:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
