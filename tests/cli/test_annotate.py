"""``cursus annotate`` and ``cursus train``: what annotators get, correct, and train on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ARTICLE = """'''Ada Holt''' (1811 – 1871) was an officer.

In 1861 Major General Ada Holt was appointed commander of the 5th Infantry Brigade.

* Colonel Ivo Brandt, Chief of Staff
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Ada Holt.wikitext"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_annotate_writes_what_brat_reads(cursus: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked"
    ran = cursus("annotate", article, "--out", out)
    assert ran.code == 0, ran.err
    assert "1 article" in ran.err
    assert "[relations]" in (out / "annotation.conf").read_text("utf-8")
    (ann,) = out.glob("*.ann")
    text = ann.with_suffix(".txt").read_text("utf-8")
    lines = ann.read_text("utf-8").splitlines()
    for line in (row for row in lines if row.startswith("T")):
        _, place, words = line.split("\t")
        start, end = map(int, place.split(" ")[1:])
        assert text[start:end] == words
    assert any(row.split("\t")[1].startswith("Rank ") and row.endswith("Major General") for row in lines)
    assert any(row.startswith("R") and "has_rank" in row for row in lines)


def test_corrections_are_not_written_over(cursus: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked"
    cursus("annotate", article, "--out", out)
    (ann,) = out.glob("*.ann")
    ann.write_text("corrected", "utf-8")
    ran = cursus("annotate", article, "--out", out)
    assert ran.code == 2
    assert "--overwrite" in ran.err
    assert ann.read_text("utf-8") == "corrected"
    assert cursus("annotate", article, "--out", out, "--overwrite").code == 0
    assert ann.read_text("utf-8") != "corrected"


def test_what_cannot_be_read_is_said(cursus: Run, tmp_path: Path) -> None:
    ran = cursus("annotate", tmp_path / "gone.txt", "--out", tmp_path / "marked")
    assert ran.code == 2
    assert "gone.txt" in ran.err
    (tmp_path / "bad.bin").write_bytes(b"no weights")
    (tmp_path / "a.txt").write_text("Ada Holt was a general.", "utf-8")
    ran = cursus("annotate", tmp_path / "a.txt", "--out", tmp_path / "marked", "--weights", tmp_path / "bad.bin")
    assert ran.code == 2
    assert "cursus train" in ran.err


def test_train_wants_something_to_learn_from(cursus: Run, tmp_path: Path) -> None:
    assert cursus("train").code == 2
    ran = cursus("train", "--from", tmp_path / "gone")
    assert ran.code == 2
    assert "no such folder" in ran.err


def test_training_on_corrections_is_one_command_and_repeatable(cursus: Run, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    folder = tmp_path / "corrected"
    folder.mkdir()
    names = ["Ada Holt", "Ivo Brandt", "Emil Wirth", "Nora Falk"]
    for n, name in enumerate(names):
        text = f"Major General {name} commanded the {n + 2}th Brigade.\n"
        place = text.index(name)
        unit = text.index(f"{n + 2}th")
        (folder / f"{n}.txt").write_text(text, "utf-8")
        (folder / f"{n}.ann").write_text(
            f"T1\tRank 0 13\tMajor General\nT2\tPerson {place} {place + len(name)}\t{name}\n"
            f"T3\tOrganization {unit} {unit + 11}\t{n + 2}th Brigade\n"
            "R1\thas_rank Arg1:T2 Arg2:T1\nR2\tis_posted Arg1:T2 Arg2:T3\n",
            "utf-8",
        )
    first, second = tmp_path / "1.bin", tmp_path / "2.bin"
    ran = cursus("train", "--from", folder, "--out", first)
    assert ran.code == 0, ran.err
    assert cursus("train", "--from", folder, "--out", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    (tmp_path / "new.txt").write_text("Major General Karl Rode commanded the 9th Brigade.\n", "utf-8")
    out = tmp_path / "marked"
    assert cursus("annotate", tmp_path / "new.txt", "--out", out, "--weights", first).code == 0
    (ann,) = out.glob("*.ann")
    assert "\tKarl Rode" in ann.read_text("utf-8")
    assert "has_rank" in ann.read_text("utf-8")
