"""``cursus export``: by unit, state, years and review, and with items of Wikidata."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import Run
from tests.export.made import stored


@pytest.fixture
def made(cursus: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    with stored(tmp_path):
        pass
    monkeypatch.setenv("CURSUS_DB", str(tmp_path / "made.db"))
    return cursus


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--unit", "3rd Brigade"], 1),
        (["--country", "ru"], 12),
        (["--country", "Russia", "--property", "rank"], 1),
        (["--years", "1877..1879"], 5),
        (["--years", "..1876"], 0),
        (["--reviewed"], 0),
    ],
)
def test_choices(made: Run, options: list[str], wanted: int) -> None:
    ran = made("export", *options)
    assert ran.code == 0
    assert len(ran.raw.splitlines()) == wanted


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unit", "1st Nobody's Own"], "no posting is at a unit called"),
        (["--country", "Atlantis"], "is no state"),
        (["--years", "18771881"], "is no span"),
        (["--years", "1881..1877"], "ends before it begins"),
        (["--create"], "are for --format quickstatements"),
    ],
)
def test_what_cannot_be_chosen_is_said(made: Run, options: list[str], words: str) -> None:
    ran = made("export", *options)
    assert ran.code == 2
    assert words in ran.err


def test_a_table_of_items(made: Run, tmp_path: Path) -> None:
    (tmp_path / "items.tsv").write_text("# mine\nivan-petrov\tQ1\n\ntext:Kazan\tQ900\n", "utf-8")
    ran = made("export", "--format", "quickstatements", "--items", str(tmp_path / "items.tsv"))
    assert ran.code == 0
    assert "Q1\tP19\tQ900\t" in ran.out
    (tmp_path / "bad.tsv").write_text("ivan-petrov\tPetrov\n", "utf-8")
    bad = made("export", "--format", "quickstatements", "--items", str(tmp_path / "bad.tsv"))
    assert bad.code == 2
    assert "bad.tsv:1: write an id, a tab and an item" in bad.err


def test_shapes_and_losses(made: Run, tmp_path: Path) -> None:
    assert "sh:NodeShape" in made("export", "--format", "turtle", "--schema").out
    losses = tmp_path / "losses.json"
    assert made("export", "--format", "ftm", "-o", str(tmp_path / "x"), "--losses", str(losses)).code == 0
    assert orjson.loads(losses.read_bytes())["losses"]["no claim: FollowTheMoney has nothing for award"] == 1
