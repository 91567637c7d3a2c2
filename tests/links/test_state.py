"""Dead after three failures, each three days apart, and not before; alive again with one success."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cursus.links.state import ALIVE, APART, CLOSED, FAILED, MOVED, STRIKES, UNCLEAR, Look, advance
from cursus.store.links import LinkRow

START = date(2024, 1, 1)
FAIL, WELL, SHUT = Look(FAILED, 404, "gone"), Look(ALIVE, 200, "answers"), Look(CLOSED, 403, "shut")


def on(day: int) -> str:
    return (START + timedelta(days=day)).isoformat()


def lived(*looks: tuple[int, Look]) -> LinkRow:
    state = LinkRow("https://example.org/")
    for day, look in looks:
        state = advance(state, look, on(day))
    return state


def test_three_failures_three_days_apart() -> None:
    assert lived((0, FAIL)).state == "failing"
    assert lived((0, FAIL), (3, FAIL)).state == "failing"
    assert lived((0, FAIL), (3, FAIL), (6, FAIL)).state == "dead"


def test_failures_of_one_day_count_once() -> None:
    assert lived((0, FAIL), (0, FAIL), (1, FAIL), (2, FAIL)).state == "failing"
    assert lived((0, FAIL), (2, FAIL), (3, FAIL), (5, FAIL), (6, FAIL)).state == "dead"


def test_one_success_forgets_all_failures() -> None:
    assert lived((0, FAIL), (3, FAIL), (6, WELL), (9, FAIL), (12, FAIL)).state == "failing"
    assert lived((0, FAIL), (3, FAIL), (6, FAIL), (96, WELL)).state == "alive"


def test_a_shut_door_is_no_death_and_our_own_trouble_changes_nothing() -> None:
    assert lived((0, FAIL), (3, FAIL), (6, SHUT)).state == "closed"
    assert lived((0, FAIL), (3, FAIL), (6, Look(UNCLEAR, None, "our network"))).failures == (on(0), on(3))


def test_when_it_is_looked_at_again() -> None:
    assert lived((0, FAIL)).due == on(APART)
    assert not lived((0, WELL)).is_due(on(20))
    assert LinkRow("x").is_due(on(0))


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from([ALIVE, FAILED, CLOSED, MOVED, UNCLEAR])), min_size=1, max_size=30
    )
)
def test_never_dead_without_three_failures_apart(history: list[tuple[int, str]]) -> None:
    day, state = 0, LinkRow("https://example.org/")
    failed: list[int] = []
    for pause, outcome in history:
        day += pause
        state = advance(state, Look(outcome, None, ""), on(day))
        if outcome == FAILED:
            failed.append(day)
        elif outcome != UNCLEAR:
            failed = []
        strikes = 0
        last = -APART
        for when in failed:
            if when - last >= APART:
                strikes, last = strikes + 1, when
        assert (state.state == "dead") == (strikes >= STRIKES)
        assert state.due is not None
        assert state.due > on(day) or state.state == "failing"
