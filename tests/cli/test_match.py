"""``cursus match``: candidates with reasons, decisions, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXTS = {
    "brock.txt": (
        "Isaac Brock\n\nIsaac Brock (6 October 1769 – 13 October 1812) was a British officer.\n\nLife\n\n"
        "In 1797 he became commander of the 49th Regiment of Foot.[1]\n\nReferences\n\n1. Lind, Ada (1890). Brock. London.\n"
    ),
    "brok.txt": (
        "Isaac Brok\n\nIsaac Brok (born 6 October 1769) was an officer from Guernsey.\n\nLife\n\n"
        "He was commander of the 49th Regiment of Foot in 1797.[1]\n\nReferences\n\n1. Holm, Karl (1891). Guernsey. Leipzig.\n"
    ),
    "other.txt": (
        "Isaac Brock (merchant)\n\nIsaac Brock (born 1805) was an English merchant.\n\nLife\n\n"
        "He was born in London.[1]\n\nReferences\n\n1. Holm, Karl (1891). Trade. Leipzig.\n"
    ),
}


@pytest.fixture
def three(cursus: Run, tmp_path: Path) -> Run:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert cursus("add", *TEXTS).code == 0
    return cursus


def test_candidates_come_with_reasons(three: Run) -> None:
    found = three("match", "--json").json
    assert [(c["verdict"], {c["a"]["id"], c["b"]["id"]}) for c in found] == [("same", {"isaac-brock", "isaac-brok"})]
    kinds = {(e["weight"], e["kind"]) for e in found[0]["evidence"]}
    assert ("strong", "birth") in kinds
    assert all(len(e["claims"]) == 2 for e in found[0]["evidence"])
    ran = three("match")
    assert "born on the same day, 1769-10-06" in ran.out
    assert "merchant" not in ran.out


def test_what_speaks_against_is_shown_when_asked_for(three: Run) -> None:
    ran = three("match", "--verdict", "different")
    assert "isaac-brock-merchant" in ran.out
    assert "not 1805" in ran.out


def test_decide_show_and_undo(three: Run) -> None:
    ran = three("match", "same", "isaac-brok", "isaac-brock", "--note", "one birthday", "--by", "ada")
    assert ran.code == 0
    assert three("match").out == ""
    shown = three("show", "isaac-brok").out
    assert "brock.txt" in shown
    assert "brok.txt" in shown
    listed = three("match", "decisions").out
    assert "one birthday" in listed
    assert "by ada" in listed
    assert three("match", "undo", "--by", "bea").code == 0
    assert len(three("match", "--json").json) == 1
    assert three("match", "decisions", "--all", "--json").json[0]["undone_by"] == "bea"


def test_decisions_that_cannot_be(three: Run) -> None:
    ran = three("match", "same", "isaac-brock", "nobody")
    assert ran.code == 2
    assert "no person has the id nobody" in ran.err
    assert three("match", "different", "isaac-brock", "isaac-brok").code == 0
    assert three("match", "undo", "99").code == 2
    assert three("match", "--person", "nobody").code == 2
    assert three("match", "same", "isaac-brock", "isaac-brok", "--db", "missing.db").code == 2
