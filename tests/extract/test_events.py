"""Events: their types, who else, where, by whom and how many."""

from __future__ import annotations

import pytest

from cursus.claim import Bounds
from tests.extract.careers import claims

ME = "Henry Harding"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In 1861 Harding was captured at Lexington.", {(ME, "captured")}),
        ("He was severely wounded.", {(ME, "wounded")}),
        ("In 1870 he retired from the army.", {(ME, "retired")}),
        ("Harding resigned his commission in 1870.", {(ME, "retired")}),
        ("He returned to Ohio in 1871.", {(ME, "returned")}),
        ("He surrendered to the British.", {(ME, "surrendered")}),
        ("He went into exile in France.", {(ME, "exiled")}),
        ("He was tried for treason and sentenced to death.", {(ME, "tried"), (ME, "sentenced")}),
        ("He took part in the coup of 1869.", {(ME, "coup")}),
        ("William Moss was assassinated in 1870.", {("William Moss", "assassinated")}),
        ("He and several of his friends moved to Canada.", {(ME, "moved")}),
        ("After several years of incarceration, Harding left politics.", {(ME, "imprisoned")}),
        ("Harding captured the town in 1862.", set()),
        ("He tried to resign.", set()),
        ("The army lost 600 men killed, wounded, and missing.", set()),
        ("He was a retired officer.", set()),
    ],
)
def test_events(body: str, expected: set[tuple[str, str]]) -> None:
    assert {(c.person.name, c.value.text) for c in claims(body, "event")} == expected


def test_a_negated_event_is_denied() -> None:
    assert [(c.value.text, c.stance) for c in claims("Harding was not injured in the attack.", "event")] == [
        ("wounded", "denied")
    ]


def test_captured_with_his_men() -> None:
    found = claims(
        "Harding and 600-700 of his men were captured as prisoners of war, and incarcerated in 1887.", "event"
    )
    assert {c.value.text for c in found if c.person.name == ME} == {"captured", "imprisoned"}
    captured = next(c for c in found if c.value.text == "captured")
    assert dict(captured.qualifiers)["captured"] == Bounds(600, 700)


def test_those_captured_along_with_him() -> None:
    body = "Harding was captured along with two other men, Lieutenant Amos Reed and Sergeant William Moss."
    assert {(c.person.name, c.value.text) for c in claims(body, "event")} == {
        (ME, "captured"),
        ("Amos Reed", "captured"),
        ("William Moss", "captured"),
    }


def test_an_attack_keeps_its_counts() -> None:
    body = "In June 1874, a lone bomber struck at Harding's residence in Columbus, killing 4 people and injuring at least 3 others."
    found = [c for c in claims(body, "event") if c.value.text == "attacked"]
    assert len(found) == 1
    qualifiers = dict(found[0].qualifiers)
    assert qualifiers["killed"] == Bounds(4, 4)
    assert qualifiers["injured"] == Bounds(3, None)
    assert qualifiers["place"] == "Columbus"
    assert found[0].date is not None
    assert found[0].date.edtf == "1874-06"
