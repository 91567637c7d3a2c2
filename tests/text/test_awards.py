"""Decorations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.awards import find_awards, read_award


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "the Distinguished Service Medal, two Legion of Merits, and two Bronze Stars",
            ["Distinguished Service Medal", "Legion of Merits", "Bronze Stars"],
        ),
        ("a Companion of the Order of the Bath", ["Companion of the Order of the Bath"]),
        ("the Order of St. Michael and St. George", ["Order of St. Michael and St. George"]),
        ("Order of the Red Banner and the Order of Lenin", ["Order of the Red Banner", "Order of Lenin"]),
        ("Hero of the Soviet Union", ["Hero of the Soviet Union"]),
        ("the Pour le Mérite and the French Croix de Guerre", ["Pour le Mérite", "French Croix de Guerre"]),
        ("the Republic of Vietnam Gallantry Cross", ["Republic of Vietnam Gallantry Cross"]),
        ("the Silver Citation Star", ["Silver Citation Star"]),
        ("he was mentioned in dispatches", ["mentioned in dispatches"]),
        ("Sir John Harding, KCB, CMG (1860)", ["KCB", "CMG"]),
        ("the Red Cross, the Star of David, in order to cross", []),
        ("Commander of the Army", []),
    ],
)
def test_awards_of_a_sentence(text: str, found: list[str]) -> None:
    assert [a.text for a in find_awards(text)] == found


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("Iron Cross, First Class", "First Class"),
        ("Knight's Cross of the Iron Cross with Oak Leaves and Swords", "with Oak Leaves and Swords"),
        ("Legion of Merit with a Gold Star", "with a Gold Star"),
        ("Victoria Cross", ""),
    ],
)
def test_the_class_is_no_part_of_the_award(text: str, degree: str) -> None:
    award = read_award(text)
    assert award is not None
    assert award.degree == degree
    assert award.text == text.removesuffix(degree).rstrip(" ,")


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    for award in find_awards(text):
        assert text[award.start : award.end] == award.text
