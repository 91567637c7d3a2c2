"""Which claims appeared, vanished or changed, whatever their order and place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Claim
from cursus.store.diff import compare
from tests.store.make import article, claim

DOCUMENT = article("One two three four five six seven.", "a.txt")
LATER = article("Before. One two three four five six seven.", "a.txt")
WORDS = ("One", "two", "three", "four")


def made(source: int, word: str, value: str, date: str | None) -> Claim:
    return claim(LATER if source else DOCUMENT, word, "rank", value, date=date)


Made = tuple[str, str, str | None]
pairs = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(["captain", "major"]), st.sampled_from([None, "1900", "1901"])),
    unique=True,
    max_size=6,
)


@given(pairs)
def test_the_same_claims_elsewhere_are_no_change(given_: list[Made]) -> None:
    before, after = [made(0, *g) for g in given_], [made(1, *g) for g in given_]
    assert compare(before, after) == ((), (), ())
    assert compare(before, after[::-1]) == ((), (), ())


@given(pairs, pairs)
def test_every_claim_is_accounted_for_once(a: list[Made], b: list[Made]) -> None:
    before, after = [made(0, *g) for g in a], [made(1, *g) for g in b]
    appeared, vanished, changed = compare(before, after)
    assert len(appeared) - len(vanished) == len(after) - len(before)
    assert not set(appeared) & {new for _, new in changed}
    assert not set(vanished) & {old for old, _ in changed}
    for old, new in changed:
        assert (old.value, old.date and old.date.edtf) != (new.value, new.date and new.date.edtf) or old == new


def test_a_new_value_for_the_same_words_is_a_change() -> None:
    old, new = made(0, "two", "captain", "1900"), made(1, "two", "major", "1900")
    assert compare([old], [new]) == ((), (), ((old, new),))


def test_a_new_date_for_the_same_value_is_a_change() -> None:
    old, new = made(0, "two", "captain", "1900"), made(1, "three", "captain", "1901")
    assert compare([old], [new]) == ((), (), ((old, new),))


def test_two_candidates_are_no_pair() -> None:
    """Which of two captains became the one of 1905 nobody knows."""
    old = [made(0, "One", "captain", "1900"), made(0, "two", "captain", "1901")]
    new = [claim(LATER, "four", "rank", "captain", date="1905")]
    appeared, vanished, changed = compare(old, new)
    assert (len(appeared), len(vanished), len(changed)) == (1, 2, 0)
