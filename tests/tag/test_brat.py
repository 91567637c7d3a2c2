"""Brat standoff is read and written so that offsets stay true."""

from __future__ import annotations

from pathlib import Path

from cursus.tag import brat
from cursus.tag.model import Mention, Paragraph, Relation

TEXT = "Nothing here.\n\nColonel Ada Holt led the 5th Brigade.\n"
ANN = """T1\tRank 15 22\tColonel
T2\tPerson 23 31\tAda Holt
T3\tOrganization 40 52\t5th Brigade.
T4\tTitle 0 7\tNothing
R1\thas_rank Arg1:T2 Arg2:T1\t
R2\tis_posted Arg1:T2 Arg2:T3
R3\thas_title Arg1:T2 Arg2:T4
#1\tAnnotatorNotes T1\ta note
"""


def put(folder: Path, ann: str = ANN) -> Path:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.ann").write_text(ann, "utf-8")
    return folder


def test_each_line_is_a_paragraph_and_relations_stay_inside(tmp_path: Path) -> None:
    loaded = brat.read_folder(put(tmp_path))
    assert loaded.problems == ()
    first, second = loaded.paragraphs
    assert first.mentions == (Mention("Role", 0, 7),)
    assert second.text == "Colonel Ada Holt led the 5th Brigade."
    assert second.mentions == (Mention("Rank", 0, 7), Mention("Person", 8, 16), Mention("Organization", 25, 36))
    assert second.relations == (Relation("has_rank", 1, 0), Relation("is_posted", 1, 2))
    assert len(brat.read_folder(tmp_path, marked=False).paragraphs) == 3


def test_what_is_wrong_is_said_with_its_line(tmp_path: Path) -> None:
    bad = ANN + "T9\tPerson 900 910\tx\nT10 broken\nR9\thas_rank Arg1:T1 Arg2:T2\n"
    loaded = brat.read_folder(put(tmp_path, bad))
    assert len(loaded.paragraphs) == 2
    assert [p.partition(": ")[0] for p in loaded.problems] == ["a.ann:9", "a.ann:10", "a.ann"]
    (tmp_path / "c.ann").write_bytes(b"\xff\xfe")
    (tmp_path / "c.txt").write_text("", "utf-8")
    assert "c.ann: it or its text is not in UTF-8; save both as UTF-8" in brat.read_folder(tmp_path).problems
    (tmp_path / "b.ann").write_text("", "utf-8")
    assert any("there is no b.txt" in p for p in brat.read_folder(tmp_path).problems)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    read = brat.read_folder(put(tmp_path)).paragraphs
    (tmp_path / "a.ann").write_text(brat.write(TEXT, [(0, read[0]), (15, read[1])]), "utf-8")
    assert brat.read_folder(tmp_path).paragraphs == read


def test_the_configuration_names_every_kind_and_relation() -> None:
    conf = brat.configuration()
    assert "[entities]\nPerson\nRank\nOrganization\nRole\n" in conf
    assert "is_posted\tArg1:Person, Arg2:Organization" in conf


def test_a_line_break_in_a_mention_stays_one_line() -> None:
    made = brat.write("Ada\nHolt", [(0, Paragraph("", "Ada\nHolt", (Mention("Person", 0, 8),), ()))])
    assert made == "T1\tPerson 0 8\tAda Holt\n"
