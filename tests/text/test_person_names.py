"""Names taken apart, and which short form may mean which full one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.names import may_be_short_for, read_name, slug, tokens


@pytest.mark.parametrize(
    ("text", "full", "family", "titles"),
    [
        ("Karl Ebner", "Karl Ebner", "Ebner", ()),
        ("Lt. Gen. Karl Ebner Jr.", "Karl Ebner", "Ebner", ("Lt. Gen.",)),
        ("Pedro del Valle", "Pedro del Valle", "del Valle", ()),
        ("Helmuth von Moltke", "Helmuth von Moltke", "von Moltke", ()),
        ("José Ortega y Gasset", "José Ortega y Gasset", "Ortega y Gasset", ()),
        ("Horatio Nelson, 1st Viscount Nelson", "Horatio Nelson", "Nelson", ()),
        ("Alexander the Great", "Alexander the Great", "Alexander", ()),
        ("Henry IV", "Henry IV", "Henry", ()),
        ("خليفة بالقاسم حفتر", "خليفة بالقاسم حفتر", "حفتر", ()),
    ],
)
def test_parts(text: str, full: str, family: str, titles: tuple[str, ...]) -> None:
    name = read_name(text)
    assert (name.full, name.family, name.titles) == (full, family, titles)


def test_nicknames_stand_apart() -> None:
    name = read_name('John Joseph "Black Jack" Pershing')
    assert (name.full, name.nicknames) == ("John Joseph Pershing", ("Black Jack",))


def test_slugs() -> None:
    assert slug("Khalifa Haftar") == "khalifa-haftar"
    assert slug("Don Bacon (politician)") == "don-bacon-politician"
    assert slug("Łódź Ørsted") == "lodz-orsted"
    assert slug("?!") == "unnamed"


@pytest.mark.parametrize(
    ("short", "full", "may"),
    [
        ("Ebner", "Karl Johann Ebner", True),
        ("K. J. Ebner", "Karl Johann Ebner", True),
        ("Johann Ebner", "Karl Johann Ebner", True),
        ("Josef Ebner", "Karl Johann Ebner", False),
        ("Karl", "Karl Johann Ebner", False),
        ("Karl Johann Ebner", "Karl Ebner", False),
    ],
)
def test_short_forms(short: str, full: str, may: bool) -> None:
    assert may_be_short_for(short, full) is may


@given(st.text(max_size=60))
def test_any_string_is_a_name(text: str) -> None:
    name = read_name(text)
    assert isinstance(name.full, str)
    assert slug(text)


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=30))
def test_a_name_is_short_for_itself(text: str) -> None:
    assert may_be_short_for(text, text) is bool(tokens(text))
