"""EDTF strings: valid or not, their bounds, and never an exception of another kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.dates import EdtfError, bounds, validate


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        ("1811", "1811-01-01", "1811-12-31"),
        ("1812-02", "1812-02-01", "1812-02-29"),
        ("1811-02-03", "1811-02-03", "1811-02-03"),
        ("181X", "1810-01-01", "1819-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("1811-22", "1811-06-01", "1811-08-31"),
        ("1811-24", "1811-12-01", "1812-02-29"),
        ("15XX-12-25", "1500-12-25", "1599-12-25"),
        ("1560-XX-25", "1560-01-25", "1560-12-25"),
        ("1811/1813-05", "1811-01-01", "1813-05-31"),
        ("../1813", None, "1813-12-31"),
        ("1811/", "1811-01-01", None),
        ("[1811,1815]", "1811-01-01", "1815-12-31"),
        ("[..1811-04]", None, "1811-04-30"),
        ("{1811..1813}", "1811-01-01", "1813-12-31"),
        ("1811~", "1811-01-01", "1811-12-31"),
        ("Y170000002", "170000002-01-01", "170000002-12-31"),
    ],
)
def test_bounds(edtf: str, low: str | None, high: str | None) -> None:
    assert bounds(edtf) == (low, high)


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("1811-13", "there is no month 13"),
        ("1811-02-29", "month 02 has no day 29"),
        ("1813/1811", "it ends before it begins"),
        ("-0000", "there is no year -0000"),
        ("20067890", "a year of more than four digits is written with Y"),
        ("1811-21-05", "a season or quarter has no days"),
        ("[1811}", "the set does not close with its own bracket"),
        ("", "nothing there"),
        ("?1811?", "a part is qualified twice"),
        ("1811-05-02T12:00:00-00:00", "there is no offset -00:00"),
    ],
)
def test_refusals_say_why(edtf: str, reason: str) -> None:
    answer = validate(edtf)
    assert not answer.valid
    assert answer.reason == reason
    with pytest.raises(EdtfError, match=r"."):
        bounds(edtf)


def test_older_spellings_are_valid_and_say_so() -> None:
    for edtf in ("199u", "1984?~", "2004-01-01/open", "{1960, 1961-12}", "y170000002"):
        answer = validate(edtf)
        assert answer.valid
        assert answer.reason
    assert validate("1811-05").reason == ""


@given(st.text(alphabet="0123456789-X?~%/.[]{},TZ:+YES u", max_size=24))
def test_any_string_has_an_answer_and_agrees_with_bounds(text: str) -> None:
    try:
        low, high = bounds(text)
    except EdtfError:
        assert not validate(text).valid
    else:
        assert validate(text).valid
        if low and high and not low.startswith("-") and len(low) == len(high):
            assert low <= high
