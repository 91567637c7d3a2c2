"""One real copied article, read as an editor would: what must be found, and what must not be said."""

from __future__ import annotations

import pytest

from cursus.check import check
from cursus.claim import Finding
from cursus.read import read_all
from tests.corpus import corpus

FOUND = [
    ("L1", None, "[23]"),
    ("D11", "16", "archived on 2011-11-17"),
    ("F12", "6", "Middle East Monitor"),
    ("F12", "4", "Information Clearing House"),
    ("F14", None, "World Bulletin, Worldbulletin News"),
    ("F14", None, "Al Jazeera"),
    ("F13", "17", "Ulf Laessing"),
    ("F13", None, "[5], [10], [11], [14]"),
    ("F15", "10", "A Study of Crisis"),
    ("F2", "13", "The colonel feels the squeeze"),
    ("F2", "17", "Gunmen loyal"),
    ("D6", None, "two formats"),
    ("D7", "8", "19 May 2014"),
    ("D7", "19", "21 May 2014"),
    ("D14", None, "reported in 2011"),
    ("D8", None, "600-700"),
    ("D9", None, "c., ca., circa"),
    ("F16", "8", "Tripoli"),
    ("F16", "12", "Benghazi"),
    ("F16", None, "Tripoli, Libya and Tripoli"),
    ("K8", None, "Khalifah, Hafter"),
    ("S1", "1", "FrontPage Magazine"),
    ("S1", "22", "Nairaland"),
    ("V6", "22", "interior ministry"),
    ("V1", None, "overthrow of Libya's King"),
    ("V2", None, "In any event"),
    ("V3", None, "[23]"),
    ("V4", None, "much of the army"),
    ("X0", None, "addresses"),
    ("X3", None, "External links"),
]


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    path = corpus("military-wiki", "haftar.txt")
    (doc,) = read_all(path.read_bytes(), path.name)
    return check(doc, ())


@pytest.mark.parametrize(("code", "citation", "words"), FOUND)
def test_found(findings: tuple[Finding, ...], code: str, citation: str | None, words: str) -> None:
    assert [
        f for f in findings if f.code == code and (citation is None or f.citation == citation) and words in f.message
    ]


def test_errors_are_the_two_that_there_are(findings: tuple[Finding, ...]) -> None:
    assert [(f.code, f.line) for f in findings if f.level == "error"] == [("L1", 42), ("D11", 60)]


def test_not_said(findings: tuple[Finding, ...]) -> None:
    assert not [f for f in findings if f.code in ("F3", "L2", "L11", "L13", "I1", "D1", "D2", "D3", "F1", "A6", "K6")]
    assert not [f for f in findings if f.code == "D11" and f.citation in ("11", "13", "14", "15")]
    lead = [f for f in findings if f.code.startswith("V") and f.line < 18]
    assert not lead
    assert len([f for f in findings if f.level == "warning"]) <= 9
