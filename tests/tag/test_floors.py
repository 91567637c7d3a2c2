"""What the tagger reaches on data of others must not get worse; the floors belong to these files and no others."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import corpus

ROOT = Path(__file__).resolve().parents[2]
NEWS = "d127c246b6289332"
SHIPPED = {"entity.overlap.all": 0.81, "entity.exact.all": 0.65, "relation.overlap.all": 0.65}
LEARNED = {"entity.overlap.all": 0.90, "entity.exact.all": 0.82, "relation.overlap.all": 0.82}


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.ann")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + path.with_suffix(".txt").read_bytes())
    return digest.hexdigest()[:16]


def below(floors: dict[str, float], *options: str) -> dict[str, float]:
    """The scores that are under their floor."""
    folder, scorer = corpus("sfm", "annotated_sources"), corpus("..", "eval", "score_brat.py")
    if fingerprint(folder) != NEWS:
        pytest.skip("the annotated news are not those that the floors were measured on")
    scores = run("sfm.py", str(folder), str(scorer), *options)
    return {name: scores[name] for name in floors if scores[name] < floors[name]}


def run(script: str, *arguments: str) -> Any:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "eval" / script), *arguments, "--json"], capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


@pytest.mark.slow
def test_the_shipped_weights_on_news_that_they_never_saw() -> None:
    assert below(SHIPPED, "--shipped") == {}


@pytest.mark.slow
def test_training_on_the_news_themselves() -> None:
    pytest.importorskip("scipy")
    assert below(LEARNED) == {}


@pytest.mark.slow
def test_scores_of_claims_are_as_good_as_they_say() -> None:
    tables = run("calibration.py", str(corpus("gold")), str(corpus("..", "eval", "score_claims.py")))
    assert max(table["error"] for table in tables.values()) < 0.05
