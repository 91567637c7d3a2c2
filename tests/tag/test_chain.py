"""The probabilities of mentions against sums over all labellings, one by one."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from cursus.tag.chain import Chain, allowed
from cursus.tag.features import cut
from cursus.tag.weights import LABELS, Weights

TEXT = "Gen Ada Holt left"


def made(seed: int) -> Weights:
    """Weights of chance, for the words of the text only."""
    draw = random.Random(seed)

    def row() -> tuple[float, ...]:
        return tuple(draw.uniform(-1.5, 1.5) for _ in LABELS)

    features = {f"0w{word}": row() for word in TEXT.casefold().split()}
    return Weights(features, tuple(row() for _ in LABELS), 0.2, {}, {}, {})


def by_hand(weights: Weights) -> dict[tuple[int, ...], float]:
    """Every allowed labelling with its probability."""
    rows = [list(weights.features[f"0w{word}"]) for word in TEXT.casefold().split()]
    out = {}
    for labels in itertools.product(range(len(LABELS)), repeat=len(rows)):
        if not all(allowed(a, b) for a, b in itertools.pairwise((0, *labels))):
            continue
        total = sum(row[label] - weights.outside * (label == 0) for row, label in zip(rows, labels, strict=True))
        out[labels] = math.exp(total + sum(weights.transitions[a][b] for a, b in itertools.pairwise(labels)))
    whole = sum(out.values())
    return {labels: value / whole for labels, value in out.items()}


@pytest.mark.parametrize("seed", range(6))
def test_labels_and_probabilities_are_those_of_the_sum_over_all(seed: int) -> None:
    weights = made(seed)
    everything = by_hand(weights)
    best = max(everything, key=lambda labels: everything[labels])
    found = Chain(weights).mentions(cut(TEXT))
    tokens = cut(TEXT).tokens
    wanted = [i for i, label in enumerate(best) if label % 2 == 1]
    assert [m.start for m in found] == [tokens[i].start for i in wanted]
    for mention, first in zip(found, wanted, strict=True):
        behind = next((i for i in range(first + 1, len(best)) if best[i] != best[first] + 1), len(best))
        chance = sum(
            value
            for labels, value in everything.items()
            if labels[first:behind] == best[first:behind]
            and (behind == len(labels) or labels[behind] != best[first] + 1)
        )
        assert mention.score == pytest.approx(chance, abs=0.002)
