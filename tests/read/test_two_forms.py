"""One article in two forms reads alike: over all pages that the corpus holds twice."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from eval.two_forms import Pair, compare, corpus_pairs
from tests.corpus import ROOT, corpus

# The least that each measure's mean may be, by family of pages: title, sections, rows, footnotes, marks, sentences.
FLOORS = {
    "rendered fr-parsoid": {
        "title": 1.0,
        "sections": 0.9,
        "rows": 0.78,
        "footnotes": 0.96,
        "marks": 0.95,
        "sentences": 0.87,
    },
    "rendered ro-parsoid": {
        "title": 0.98,
        "sections": 0.9,
        "rows": 0.78,
        "footnotes": 0.8,
        "marks": 0.8,
        "sentences": 0.9,
    },
    "rendered en-kiwix": {"title": 1.0, "sections": 0.6, "rows": 1.0, "footnotes": 1.0, "marks": 1.0, "sentences": 0.7},
    "rendered en-parsoid": {
        "title": 1.0,
        "sections": 0.88,
        "rows": 0.83,
        "footnotes": 0.97,
        "marks": 0.97,
        "sentences": 0.72,
    },
    "rendered en-skin": {
        "title": 1.0,
        "sections": 0.85,
        "rows": 0.58,
        "footnotes": 0.98,
        "marks": 0.98,
        "sentences": 0.88,
    },
}


@cache
def families() -> dict[str, list[Pair]]:
    out: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in corpus_pairs(ROOT):
        out[pair.family].append(pair)
    return out


@pytest.mark.slow
@pytest.mark.parametrize("family", FLOORS)
def test_both_forms_read_alike(family: str) -> None:
    corpus("text", "index.dev.jsonl")
    scores = [compare(pair) for pair in families()[family]]
    assert scores
    for measure, floor in FLOORS[family].items():
        values = [value for score in scores if (value := score[measure]) is not None]
        assert sum(values) / len(values) >= floor, measure
