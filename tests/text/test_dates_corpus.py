"""The measured bars, on the development halves of the collected cases (``eval/dates.py`` prints the figures and the misses)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cursus.text.dates.find import read_scene
from cursus.text.dates.scene import Scene
from eval import dates
from tests.corpus import corpus

#: The least share of each figure, and the least number of cases that it must rest on.
BARS = {
    "EDTF strings, save the disputed": (1.0, 300),
    "their first and last day": (1.0, 20),
    "words, of the same meaning": (0.85, 200),
    "the same, of those that say a year": (0.95, 200),
    "days of the Umm al-Qura calendar": (1.0, 1000),
    "infobox fields parsed": (0.99, 900),
    "those that give numbers, exact": (1.0, 700),
    "leads that agree with the template": (0.98, 600),
    "births and deaths in prose found": (0.98, 800),
    "those found, exact": (0.98, 800),
}


@pytest.mark.parametrize("measure", dates.MEASURES, ids=lambda m: m.__name__)
def test_bars(measure: dates.Measure) -> None:
    for needed in ("dates", "knowledgenet"):
        corpus(needed)
    seen = 0
    for score in measure(_root()):
        share, least = BARS.get(score.name, (0.0, 1))
        seen += score.name in BARS
        assert score.total >= least, score.name
        assert score.right >= share * score.total, (score.name, score.misses[:10])
    assert seen


def _root() -> Path:
    return corpus("dates").parent


def test_the_short_ways_give_what_the_long_way_gives() -> None:
    files = sorted(corpus("text", "plain-2021").rglob("*.txt"))[::6]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")[:60_000]
        short = read_scene(Scene(text, "en", None, None, False))
        long = read_scene(Scene(text, "en", None, None, False), short=False)
        assert [(m.start, m.end, m.date) for m in short] == [(m.start, m.end, m.date) for m in long]
