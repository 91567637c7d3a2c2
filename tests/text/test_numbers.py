"""Counts and their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Bounds
from cursus.text.numbers import find_counts, read_bounds, read_number


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at least 3 others", Bounds(3, None)),
        ("600-700 of his men", Bounds(600, 700)),
        ("700 to 600 men", Bounds(600, 700)),
        ("about 60", Bounds(60, 60, True)),
        ("killing 4 people", Bounds(4, 4)),
        ("up to 20 were hurt", Bounds(None, 20)),
        ("fewer than 10", Bounds(None, 9)),
        ("more than 1,000 troops", Bounds(1001, None)),
        ("a dozen", Bounds(12, 12)),
        ("three hundred and fifty", Bounds(350, 350)),
        ("nearly 90", Bounds(90, 90, True)),
        ("50 or more", Bounds(50, None)),
        ("several hundred", None),
        ("dozens of people", None),
        ("hundreds of men", None),
        ("the 2nd company", None),
        ("1.5 million", None),
    ],
)
def test_bounds(text: str, bounds: Bounds | None) -> None:
    assert read_bounds(text) == bounds


@pytest.mark.parametrize(
    ("text", "value"), [("twenty-one", 21), ("1,200", 1200), ("two thousand", 2000), ("many", None), ("", None)]
)
def test_a_number(text: str, value: int | None) -> None:
    assert read_number(text) == value


@given(st.integers(min_value=0, max_value=999_999))
def test_any_number_reads_back(value: int) -> None:
    assert read_number(str(value)) == read_number(f"{value:,}") == value


@given(st.text(max_size=80))
def test_bounds_never_cross(text: str) -> None:
    for count in find_counts(text):
        low, high = count.bounds.min, count.bounds.max
        assert low is None or high is None or low <= high
