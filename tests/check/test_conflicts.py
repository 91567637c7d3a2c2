"""Contradictions: what disagrees, and above all what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.check import find_conflicts
from cursus.check.conflicts import KINDS, places_agree
from cursus.claim import Bounds, Claim
from tests.check.examples import with_claims


def conflicts(*lines: str) -> list[tuple[str, str, int]]:
    _, claims = with_claims("\n".join(lines))
    return [(c.kind, c.property, len(c.claims)) for c in find_conflicts(claims)]


@pytest.mark.parametrize(
    "lines",
    [
        ("birth | | 1943 | infobox", "birth | | 1943-11-07 | lead"),
        ("birth | | 1943~ | infobox", "birth | | 1943 | lead"),
        ("birth | | 1943~ | infobox", "birth | | 1946 | lead"),
        ("birth | | 1850-03-02 | infobox", "birth | | 1850-03-14 | lead"),
        ("birth | Ajdabiya | | infobox", "birth | Ajdabiya, Libya | | text"),
        ("birth | Ulm | | infobox", "birth | near Ulm | | text"),
        ("birth | Libya | | infobox", "birth | Ajdabiya | | text"),
        ("rank | colonel | 1986 | text", "rank | lieutenant general | 2011-04 | text"),
        ("rank | colonel | 1986 | text", "rank | major general | 1986 | text"),
        ("rank | general | 2011-04 | text", "rank | major general | 2011-04 | text"),
        ("rank | captain | +1864-05 | text", "rank | major | +1864-05 | text"),
        ("rank | captain | 1864-05-02 | text", "rank | major | 1864-05-30 | text"),
        ("rank | captain | 1864-05 | text", "rank | major | 1864-05 | text | | kind=brevet"),
        ("posting | chief of staff | 2011-03 | text", "posting | commander of the guard | 2011-03 | text"),
        ("death | | 1865-04-15 | infobox", "death | | 1862-02-20 | text"),
        ("birth | | 1850 | infobox",),
        (),
    ],
)
def test_these_agree(lines: tuple[str, ...]) -> None:
    assert conflicts(*lines) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("birth | | 1943 | infobox", "birth | | 1945-11-07 | lead"), [("date", "birth", 2)]),
        (("birth | | 1843 | infobox", "birth | | 1943 | lead"), [("date", "birth", 2)]),
        (("birth | | 1943~ | infobox", "birth | | 1955 | lead"), [("date", "birth", 2)]),
        (
            ("birth | Myra, West Virginia | | infobox", "birth | Hamlin, West Virginia | | text"),
            [("place", "birth", 2)],
        ),
        (
            ("rank | major general | 2011-04 | lead", "rank | lieutenant general | 2011-04 | text"),
            [("value", "rank", 2)],
        ),
        (
            ("rank | major general | 2011-04 | lead", "rank | lieutenant general | [..2011-04] | text"),
            [("value", "rank", 2)],
        ),
        (
            (
                "rank | major general | 2011-04 | lead",
                "posting | commander | 2011-04 | text | | rank=lieutenant general",
            ),
            [("value", "rank", 2)],
        ),
        (("birth | | 1850 | infobox", "death | | 1840 | infobox"), [("order", "death", 2)]),
        (
            (
                "posting | commander of the guard | 2011-03 | text | | stance=reported",
                "posting | commander of the guard | 2011-03 | text | | stance=denied",
            ),
            [("denied", "posting", 2)],
        ),
    ],
)
def test_these_do_not(lines: tuple[str, ...], found: list[tuple[str, str, int]]) -> None:
    assert conflicts(*lines) == found


def test_counts_of_one_event() -> None:
    _, claims = with_claims(
        "\n".join(f"event | attacked | 2014-06-04 | {where}" for where in ("text", "lead", "infobox"))
    )

    def killed(claim: Claim, low: int | None, high: int | None, approx: bool = False) -> Claim:
        return replace(claim, qualifiers=(("killed", Bounds(low, high, approx)),))

    four, three, at_least = killed(claims[0], 4, 4), killed(claims[1], 3, 3), killed(claims[2], 3, None)
    assert [c.kind for c in find_conflicts([four, three])] == ["number"]
    assert find_conflicts([four, at_least]) == ()
    assert find_conflicts([four, killed(claims[1], 3, 3, approx=True)]) == ()


def test_people_are_kept_apart_and_rejected_claims_left_out() -> None:
    _, claims = with_claims("birth | | 1843 | infobox\nbirth | | 1845 | lead")
    other = replace(claims[1], person=replace(claims[1].person, id="q"))
    assert find_conflicts([claims[0], other]) == ()
    assert find_conflicts([claims[0], replace(claims[1], status="rejected")]) == ()


def test_the_message_names_the_values_and_where_they_are_from() -> None:
    _, claims = with_claims("birth | | 1843 | infobox\nbirth | | 1845 | lead")
    (conflict,) = find_conflicts(claims)
    assert conflict.message == "born 1843 (infobox) or 1845 (lead)"
    assert conflict.claims == claims
    assert conflict.kind in KINDS


@given(st.text(max_size=30), st.text(max_size=30))
def test_places_agree_both_ways(one: str, other: str) -> None:
    assert places_agree(one, one)
    assert places_agree(one, other) == places_agree(other, one)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["birth", "death", "rank"]),
            st.sampled_from(["", "major", "captain"]),
            st.sampled_from(["1843", "1843-05", "1850~", "[..1850-02]", ""]),
            st.sampled_from(["infobox", "lead", "text"]),
        ),
        max_size=8,
    )
)
def test_every_conflict_holds_claims_that_differ(parts: list[tuple[str, str, str, str]]) -> None:
    _, claims = with_claims("\n".join(f"{p} | {v} | {d} | {o}" for p, v, d, o in parts))
    for conflict in find_conflicts(claims):
        assert len(conflict.claims) > 1
        said = {(c.property, c.value.text, c.date.edtf if c.date else "") for c in conflict.claims}
        assert len(said) > 1
