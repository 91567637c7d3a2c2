"""``cursus who``: the question on the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import EXAMPLES, Run


@pytest.fixture
def stored(cursus: Run) -> Run:
    assert cursus("add", EXAMPLES / "togo.html", EXAMPLES / "skobelev.txt").code == 0
    return cursus


def test_the_answer_names_its_claims(stored: Run) -> None:
    ran = stored("who", "Combined Fleet", "--on", "1904-05-01")
    assert ran.code == 0
    assert "nobody says until when" in ran.out
    assert "appointed commander-in-chief of the Combined Fleet" in ran.out
    told = stored("who", "combined fleet", "--on", "1904-05-01", "--json").json
    assert (told["certainty"], told["holders"][0]["person"]["id"]) == ("possible", "togo-heihachiro")
    assert told["holders"][0]["claims"]


def test_no_evidence_is_an_answer(stored: Run) -> None:
    ran = stored("who", "16th Infantry Division", "--on", "1877-05-01")
    assert ran.code == 1
    assert "no evidence" in ran.out
    assert "undated" in ran.out


def test_units_are_listed(stored: Run) -> None:
    assert "Naval General Staff" in stored("who").out
    assert [u["name"] for u in stored("who", "fleet", "--json").json] == ["Combined Fleet"]


@pytest.mark.parametrize(
    "arguments", [("nowhere regiment",), ("fleet", "--on", "1904-13-01"), ("fleet", "--on", "1904")]
)
def test_what_cannot_be_asked(stored: Run, arguments: tuple[str, ...]) -> None:
    ran = stored("who", *arguments)
    assert ran.code == 2
    assert ran.err
