"""Ranks in text and in fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.tables import rows
from cursus.text.ranks import find_ranks, read_rank


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was promoted to major general in 1813.", ["major general"]),
        ("Lt. Gen. Harding and Lt. Col. Moss met.", ["Lt. Gen.", "Lt. Col."]),
        ("then-Major General John Harding", ["Major General"]),
        ("from First Sergeant to First Captain", ["First Sergeant", "First Captain"]),
        ("Generals Harding and Moss", ["General"]),
        ("retired at the rank of Commander", ["Commander"]),
        ("Lieutenant (junior grade)", ["Lieutenant (junior grade)"]),
        ("als Generalleutnant", ["Generalleutnant"]),
        ("promoted to major in May", ["major"]),
        ("a major battle, a private school and the general election", []),
        ("Lieutenant Governor Francis Harding", []),
        ("the Attorney General and the General Staff", []),
        ("commander of the fleet", []),
        ("an MG 42", []),
        ("captain of the football team", []),
        ("Commanding General of the Army", []),
    ],
)
def test_ranks_of_a_sentence(text: str, found: list[str]) -> None:
    assert [r.text for r in find_ranks(text)] == found


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Major General", "rank:OF-7/major-general"),
        ("Maj. Gen.", "rank:OF-7/major-general"),
        ("Brigadier general (Nat'l Guard)", "rank:OF-6/brigadier-general"),
        ("major", "rank:OF-3/major"),
        ("Commander", "rank:OF-4/commander"),
        ("Field Marshal", "rank:OF-10/field-marshal"),
        ("Oberst", "rank:OF-5/colonel"),
        ("General Officer Commanding", None),
        ("Commander of the fleet", None),
        ("", None),
        ("42", None),
    ],
)
def test_a_field(text: str, identity: str | None) -> None:
    assert read_rank(text) == identity


def test_every_spelling_of_the_table_reads_as_its_own_rank() -> None:
    seen: dict[str, str] = {}
    for code, slug, names in rows("ranks"):
        for name in names.split("|"):
            assert name not in seen, f"{name} is both {seen[name]} and {slug}"
            seen[name] = slug
            assert read_rank(name) == f"rank:{code}/{slug}", name


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    for rank in find_ranks(text):
        assert text[rank.start : rank.end] == rank.text
