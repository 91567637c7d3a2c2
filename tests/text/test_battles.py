"""Battles, wars, campaigns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.battles import find_battles, names_battle, read_battle


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fought at the battles of Monterrey and Buena Vista in 1846", ["battles of Monterrey", "Buena Vista"]),
        ("the Third Battle of Brega", ["Third Battle of Brega"]),
        ("the Battle of Maaten al-Sarra.", ["Battle of Maaten al-Sarra"]),
        ("in World War I, World War Two and the First World War.", ["World War I", "World War Two", "First World War"]),
        ("in World War I. He", ["World War I"]),
        ("the War of 1812 and the War of the Spanish Succession", ["War of 1812", "War of the Spanish Succession"]),
        ("the Thirty Years' War", ["Thirty Years' War"]),
        ("the Korean and Vietnam Wars", ["Korean and Vietnam Wars"]),
        ("the Chadian–Libyan conflict", ["Chadian–Libyan conflict"]),
        ("the 2014 Libyan Uprising", ["2014 Libyan Uprising"]),
        ("the siege of Detroit and the capture of Santo Domingo", ["siege of Detroit", "capture of Santo Domingo"]),
        ("Operation Desert Storm", ["Operation Desert Storm"]),
        ("actions against the Moros", ["actions against the Moros"]),
        ("Secretary of War, the War Office and the Army War College", []),
        ("the Air Force Special Operations Command", []),
        ("the war between Mexico and Texas", []),
        ("the fall of the Confederate stronghold", []),
        ("the Italian expedition", []),
        ("from March 1915", []),
    ],
)
def test_battles_of_a_sentence(text: str, found: list[str]) -> None:
    assert [b.text for b in find_battles(text)] == found


def test_a_page_title_that_names_a_battle() -> None:
    assert names_battle("Battle of Buena Vista")
    assert names_battle("Iran–Iraq War")
    assert not names_battle("Buena Vista")
    assert not names_battle("Minister of War")


def test_a_field() -> None:
    battle = read_battle("Siege of Petersburg (1864)")
    assert battle is not None
    assert (battle.text, battle.kind) == ("Siege of Petersburg", "battle")
    assert read_battle("Petersburg") is None


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    for battle in find_battles(text):
        assert text[battle.start : battle.end] == battle.text
