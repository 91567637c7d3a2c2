"""Units, services, ships and bases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.units import find_units, read_unit, unit_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "with the 3rd Engineers and the 10th Field Artillery",
            [("3rd Engineers", "unit"), ("10th Field Artillery", "unit")],
        ),
        ("the 49th Regiment of Foot", [("49th Regiment of Foot", "unit")]),
        (
            "3rd Battalion, 40th Armor, 1st Cavalry Division",
            [("3rd Battalion, 40th Armor, 1st Cavalry Division", "unit")],
        ),
        ("Troop L of the 6th U.S. Cavalry", [("Troop L of the 6th U.S. Cavalry", "unit")]),
        ("Company A of the 1st Battalion 5th Marines", [("Company A of the 1st Battalion 5th Marines", "unit")]),
        ("General Officer Commanding 3 Armoured Division", [("3 Armoured Division", "unit")]),
        ("III Corps and the 82nd Airborne", [("III Corps", "unit"), ("82nd Airborne", "unit")]),
        ("Task Force Knight", [("Task Force Knight", "unit")]),
        ("the American Expeditionary Force", [("American Expeditionary Force", "unit")]),
        ("the Army of the Potomac", [("Army of the Potomac", "unit")]),
        ("the Department of Mindanao and Jolo", [("Department of Mindanao and Jolo", "unit")]),
        ("the Eighth Army", [("Eighth Army", "unit")]),
        ("in the United States Army", [("United States Army", "branch")]),
        ("the Libyan army", [("Libyan army", "branch")]),
        ("he joined the navy", [("navy", "branch")]),
        ("the U.S. Army Corps of Engineers", [("U.S. Army Corps of Engineers", "arm")]),
        ("USS Texas (BB-35) off HMS Ganges", [("USS Texas (BB-35)", "ship"), ("HMS Ganges", "ship")]),
        ("at Fort Bliss", [("Fort Bliss", "base")]),
        ("In World War II Company B was sent", [("Company B", "unit")]),
        ("the Department of War", []),
        ("the Navy Cross and the Air Force Thunderbirds", []),
        ("a private company and its command", []),
    ],
)
def test_units_of_a_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert [(u.text, u.kind) for u in find_units(text)] == found


def test_a_service_without_a_name_is_generic() -> None:
    assert find_units("he joined the army")[0].generic
    assert not find_units("the British Army")[0].generic


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 Armoured Division", "3rd Armored Div."),
        ("U.S. Army", "United States Army"),
        ("Eighth Army", "8th Army"),
        ("1st Bn, 5th Marines", "First Battalion 5th Marines"),
    ],
)
def test_spellings_of_one_unit_share_a_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


def test_other_units_have_other_keys() -> None:
    assert unit_key("3rd Division") != unit_key("4th Division")
    assert unit_key("III Corps") != unit_key("III Brigade")


def test_a_field() -> None:
    unit = read_unit("3rd Marine Division")
    assert unit is not None
    assert (unit.text, unit.level) == ("3rd Marine Division", 7)
    assert read_unit("a farmer") is None


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    end = 0
    for unit in find_units(text):
        assert text[unit.start : unit.end] == unit.text
        assert unit.start >= end
        end = unit.end
