"""Which footnotes a claim gets: its clause's, else the paragraph's next, else none."""

from __future__ import annotations

from cursus.claim import Claim
from tests.extract.article import article, claims_of, labels_of

LEAD = "Karl Ebner (1801 – 1866) was a general.\n== Life ==\n"


def _one(text: str, prop: str, value: str) -> Claim:
    found = [c for c in claims_of(article("Karl Ebner", LEAD + text), prop) if c.value.text == value]
    assert len(found) == 1, found
    return found[0]


def test_each_clause_has_its_own() -> None:
    text = "Ebner was born in Linz,[1] and his father, Josef Ebner, was a miller.[2]"
    assert labels_of(_one(text, "birth", "Linz")) == ["1"]
    assert labels_of(_one(text, "relative", "Josef Ebner")) == ["2"]


def test_marks_at_one_place_belong_together() -> None:
    claim = _one("Ebner was born in Linz.[1][2]", "birth", "Linz")
    assert labels_of(claim) == ["1", "2"]
    assert {support.scope for support in claim.citations} == {"direct"}


def test_a_sentence_without_a_mark_inherits_the_next_of_its_paragraph() -> None:
    claim = _one("Ebner was born in Linz. He liked to fish.[3]", "birth", "Linz")
    assert [(s.label, s.scope) for s in claim.citations] == [("3", "inherited")]


def test_nothing_is_inherited_from_another_paragraph() -> None:
    assert _one("Ebner was born in Linz.\nHe liked to fish.[1]", "birth", "Linz").citations == ()


def test_the_mark_behind_an_opening_date_supports_the_fact() -> None:
    claim = _one(
        "In 1821,[1] Ebner graduated from the Theresian Military Academy.[2]", "education", "Theresian Military Academy"
    )
    assert labels_of(claim) == ["1", "2"]


def test_the_name_of_the_reference_travels() -> None:
    (support,) = _one("Ebner was born in Linz.[1]", "birth", "Linz").citations
    assert (support.label, support.name) == ("1", "note1")
