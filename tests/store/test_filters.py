"""Persons and claims by conditions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cursus.store import Store
from cursus.store.filters import Filters, claims_of_battle, count_battles, find_claims, find_persons, list_battles
from tests.web.people import article, claim, store

LINES = (
    "Tomas Hale was a colonel in the navy of Orm in 1866.",
    "Ivo Marr was a major of the 4th Regiment in 1870.",
    "It is said that Ivo Marr fought at the Battle of Orm in 1864.",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    d = article("Orm", LINES)
    claims = [
        claim(d, "Tomas Hale", "rank", "colonel", LINES[0], date="1866"),
        claim(d, "Tomas Hale", "branch", "Navy of Orm", LINES[0]),
        claim(d, "Tomas Hale", "allegiance", "Libya", LINES[0], value_id="country:LY"),
        claim(d, "Ivo Marr", "rank", "major", LINES[1], date="1870", status="accepted"),
        claim(d, "Ivo Marr", "posting", "major", LINES[1], date="1870", unit="4th Regiment"),
        claim(d, "Ivo Marr", "battle", "Battle of Orm", LINES[2], date="1864", stance="reported"),
        claim(d, "Petar Lond", "rank", "colonel", LINES[0], status="rejected"),
    ]
    path: Path = tmp_path_factory.mktemp("filters") / "a.db"
    with store(path, (d, claims, [])) as made:
        yield made


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(rank="COLONEL"), ["Tomas Hale"]),
        (Filters(branch="navy"), ["Tomas Hale"]),
        (Filters(country="ly"), ["Tomas Hale"]),
        (Filters(country="liby"), ["Tomas Hale"]),
        (Filters(unit="fourth regiment"), ["Ivo Marr"]),
        (Filters(first="1867", last="1875"), ["Ivo Marr"]),
        (Filters(last="1865"), ["Ivo Marr"]),
        (Filters(rank="major", unit="4th"), ["Ivo Marr"]),
        (Filters(rank="colonel", unit="4th"), []),
        (Filters(rank="%"), []),
    ],
)
def test_persons(opened: Store, filters: Filters, names: list[str]) -> None:
    found, total = find_persons(opened, "", filters, 10)
    assert [p.name for p in found] == names
    assert total == len(names)


def test_persons_by_name_and_more(opened: Store) -> None:
    assert [p.name for p in find_persons(opened, "hale", Filters(rank="colonel"), 9)[0]] == ["Tomas Hale"]
    assert find_persons(opened, "marr", Filters(rank="colonel"), 9) == ([], 0)
    everybody, total = find_persons(opened, "", Filters(), 2)
    assert (len(everybody), total) == (2, 3)


@pytest.mark.parametrize(
    ("words", "filters", "values"),
    [
        ("", Filters(stance="reported"), ["Battle of Orm"]),
        ("", Filters(reviewed="yes"), ["major"]),
        ("navy", Filters(prop="rank"), ["colonel"]),
        ("regiment", Filters(first="1869", reviewed="no"), ["major"]),
        ("", Filters(unit="4th regiment", prop="battle"), ["Battle of Orm"]),
        ("zeppelin", Filters(), []),
    ],
)
def test_claims(opened: Store, words: str, filters: Filters, values: list[str]) -> None:
    assert [c.value.text for c in find_claims(opened, words, filters, 10)] == values


def test_pages_of_claims_join_up(opened: Store) -> None:
    whole = find_claims(opened, "", Filters(), 50)
    assert [c for at in range(0, 8, 2) for c in find_claims(opened, "", Filters(), 2, at)] == whole
    assert len(whole) == 6


def test_battles(opened: Store) -> None:
    (one,) = list_battles(opened, "orm")
    assert (one.name, one.persons, count_battles(opened, "orm")) == ("Battle of Orm", 1, 1)
    assert [c.person.name for c in claims_of_battle(opened, one.name)] == ["Ivo Marr"]
    assert list_battles(opened, "austerlitz") == []
