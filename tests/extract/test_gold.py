"""The bars of the whole, on articles annotated by hand: skipped, saying so, where they are absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import corpus

pytestmark = pytest.mark.slow

EVAL = Path(__file__).resolve().parents[2] / "eval" / "gold.py"


def test_precision_recall_dates_footnotes_and_stance() -> None:
    gold = corpus("gold")
    scorer = gold.parents[1] / "eval" / "score_claims.py"
    if not scorer.exists():
        pytest.skip(f"no scorer at {scorer}")
    done = subprocess.run(
        [sys.executable, str(EVAL), str(gold), str(scorer), "--json"], capture_output=True, text=True, check=True
    )
    assert "problem" not in done.stderr
    score = json.loads(done.stdout)
    assert score["precision"] >= 0.88
    assert score["recall"] >= 0.60
    assert score["date"] >= 0.85
    assert score["citations"] >= 0.85
    assert score["stance"] >= 0.95
