"""Roles and what they are the role of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.roles import find_roles, read_role


@pytest.mark.parametrize(
    ("text", "role", "complement"),
    [
        ("became commander of the 3rd Division in 1855", "commander of the 3rd Division", "3rd Division"),
        ("the acting deputy commander of Fort Bliss", "acting deputy commander of Fort Bliss", "Fort Bliss"),
        (
            "was Assistant Chief of Staff of the Southwest Division",
            "Assistant Chief of Staff of the Southwest Division",
            "Southwest Division",
        ),
        (
            "General Officer Commanding 3 Armoured Division, he",
            "General Officer Commanding 3 Armoured Division",
            "3 Armoured Division",
        ),
        (
            "as chief of staff to General Henry Harding",
            "chief of staff to General Henry Harding",
            "General Henry Harding",
        ),
        ("an instructor at West Point", "instructor at West Point", "West Point"),
        ("military attaché in Tokyo in 1905", "military attaché in Tokyo", "Tokyo"),
        (
            "Director of Plans, Doctrine and Force Development from July",
            "Director of Plans, Doctrine and Force Development",
            "Plans, Doctrine and Force Development",
        ),
        (
            "the second president of the Republic of Texas",
            "second president of the Republic of Texas",
            "Republic of Texas",
        ),
        ("sole chairman from 2000-01", "sole chairman", ""),
        ("the first congressman to call for it", "first congressman", ""),
        ("commander of the armed forces loyal to the council", "commander of the armed forces", "armed forces"),
    ],
)
def test_a_role_with_its_complement(text: str, role: str, complement: str) -> None:
    found = find_roles(text)[0]
    assert found.text == role
    assert text[found.of_start : found.of_end] == complement
    assert found.has_complement is bool(complement)


def test_a_second_clause_is_no_part_of_a_list() -> None:
    text = "Hales, commander of the West Brigade, and Patrick Harte"
    assert find_roles(text)[0].text == "commander of the West Brigade"


def test_a_rank_that_ends_like_a_role_is_none() -> None:
    assert find_roles("he was promoted to field marshal") == []


def test_a_field() -> None:
    role = read_role("Commanding Officer, USS Texas")
    assert role is not None
    assert role.id == "role:commanding-officer"
    assert read_role("Texas") is None


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    for role in find_roles(text):
        assert text[role.start : role.end] == role.text
        assert role.start <= role.head_start < role.head_end <= role.end
