"""What the words around a fact do to it."""

from __future__ import annotations

import pytest

from cursus.claim import Claim
from tests.extract.article import article, claims_of

LEAD = "Karl Ebner (1801 – 1866) was a general.\n== Life ==\n"


def _deaths(text: str) -> list[Claim]:
    return [c for c in claims_of(article("Karl Ebner", LEAD + text), "death") if c.quote.section]


@pytest.mark.parametrize(
    ("text", "stance", "says"),
    [
        ("Ebner was killed at Verona.", "asserted", None),
        ("A court clerk reported that Ebner was killed at Verona.", "reported", "court clerk"),
        ("The widow claimed that Ebner was killed at Verona.", "alleged", "widow"),
        ("According to his brother, Ebner was killed at Verona.", "reported", "his brother"),
        ("Ebner was reportedly killed at Verona.", "reported", None),
        ("Ebner was probably killed at Verona.", "possible", None),
        ("Ebner was not killed at Verona.", "denied", None),
        ("Ebner would later die; he was killed at Verona.", "asserted", None),
    ],
)
def test_stance(text: str, stance: str, says: str | None) -> None:
    claims = _deaths(text)
    assert [(c.stance, c.says) for c in claims] == [(stance, says)]


def test_a_denial_is_a_claim_of_its_own() -> None:
    claims = _deaths("A herald announced that Ebner was killed at Verona, but the council denied this.")
    assert sorted((c.stance, c.says) for c in claims) == [("denied", "council"), ("reported", "herald")]
    assert len({c.id for c in claims}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The plotters hoped Ebner would be killed at Verona.",
        "Was Ebner killed at Verona?",
        "If Ebner was killed at Verona, all was lost.",
    ],
)
def test_what_did_not_happen_is_no_claim(text: str) -> None:
    assert [c for c in _deaths(text) if c.stance == "asserted"] == []


def test_a_relative_is_taken_for_granted_whatever_the_clause_denies() -> None:
    claims = claims_of(article("Karl Ebner", LEAD + "He never forgave his brother, Josef Ebner."), "relative")
    assert [(c.value.text, c.stance) for c in claims] == [("Josef Ebner", "asserted")]


def test_a_quotation_is_its_authors_an_official_citation_is_not() -> None:
    text = "> Ebner was born in Linz.\n== Medal citation ==\n> Ebner was born in Graz."
    claims = {c.value.text: c.stance for c in claims_of(article("Karl Ebner", LEAD + text), "birth") if c.value.text}
    assert claims == {"Linz": "reported", "Graz": "asserted"}
