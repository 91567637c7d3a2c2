"""What several stretches of time cover together."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cursus.dossier.coverage import cover
from cursus.dossier.days import Days


def sure(first: int, last: int) -> Days:
    return Days(first, last, first, last, False, False)


def maybe(first: int, last: int) -> Days:
    return Days(first, last, None, None, True, True)


def kinds(*stretches: Days) -> list[tuple[int, int, str]]:
    return [(c.first, c.last, c.kind) for c in cover(stretches)]


def test_gaps_and_overlaps() -> None:
    assert kinds(sure(1, 100), sure(51, 200), sure(900, 999)) == [
        (1, 50, "sure"), (51, 100, "overlap"), (101, 200, "sure"), (201, 899, "gap"), (900, 999, "sure"),
    ]  # fmt: skip
    assert kinds(maybe(1, 400), sure(201, 300)) == [(1, 200, "maybe"), (201, 300, "sure"), (301, 400, "maybe")]


def test_a_few_days_are_no_gap() -> None:
    assert kinds(sure(1, 100), sure(120, 200)) == [(1, 100, "sure"), (101, 119, "maybe"), (120, 200, "sure")]


def test_nothing_covers_nothing() -> None:
    assert kinds() == []


@given(st.lists(st.tuples(st.integers(1, 2000), st.integers(0, 900), st.booleans()), min_size=1, max_size=8))
def test_every_day_once(given_days: list[tuple[int, int, bool]]) -> None:
    stretches = [sure(a, a + n) if certain else maybe(a, a + n) for a, n, certain in given_days]
    found = cover(stretches)
    assert found[0].first == min(d.first for d in stretches)
    assert found[-1].last == max(d.last for d in stretches)
    for one, following in itertools.pairwise(found):
        assert one.last + 1 == following.first
        assert one.kind != following.kind
    for day in range(found[0].first, found[-1].last + 1, 97):
        kind = next(c.kind for c in found if c.first <= day <= c.last)
        certain = sum(d.sure_first is not None and d.first <= day <= d.last for d in stretches)
        assert (kind == "overlap", kind in ("sure", "overlap")) == (certain > 1, certain > 0)
        assert kind != "gap" or not any(d.first <= day <= d.last for d in stretches)
