"""Decorations and services by name, with what fields put behind them."""

from __future__ import annotations

import re

import pytest

from cursus.tables import rows
from cursus.text.known import award_id, branch_id


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Silver Star", "award:us/silver-star"),
        ("the Silver Star (2)", "award:us/silver-star"),
        ("Silver Star with two oak leaf clusters", "award:us/silver-star"),
        ("Орден Ленина", "award:su/order-of-lenin"),
        ("Орден Святого Георгия IV степени", "award:ru/order-of-st-george"),
        ("Order of the Bath, Knight Commander", "award:gb/order-of-the-bath"),
        ("Ritterkreuz des Eisernen Kreuzes mit Eichenlaub", "award:de/knights-cross-of-the-iron-cross"),
        ("نجمة سيناء", "award:eg/star-of-sinai"),
        ("Knight's Cross", None),
        ("Military Cross", None),  # of many countries
        ("Silver Starling", None),
        ("Virgin Silver Star", None),
        ("", None),
    ],
)
def test_awards(text: str, identity: str | None) -> None:
    assert award_id(text) == identity


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("British Army", "branch:gb/army"),
        ("U.S. Army", "branch:us/army"),
        ("United States Army (1810–1834)", "branch:us/army"),
        ("Regio Esercito", "branch:it/army"),
        ("РККА", "branch:su/red-army"),
        ("Army", None),
        ("British Army Air Corps", None),
    ],
)
def test_services(text: str, identity: str | None) -> None:
    assert branch_id(text) == identity


@pytest.mark.parametrize(("table", "ask"), [("award_names", award_id), ("branch_names", branch_id)])
def test_every_name_is_one_thing(table: str, ask: object) -> None:
    kind = table.partition("_")[0]
    seen: dict[str, str] = {}
    for place, slug, names in rows(table):
        assert re.fullmatch(r"[a-z]{2,3}", place)
        for name in names.split("|"):
            assert seen.setdefault(name.casefold(), f"{kind}:{place}/{slug}") == f"{kind}:{place}/{slug}"
            assert callable(ask)
            assert ask(name) == f"{kind}:{place}/{slug}"


def test_awards_of_many_countries() -> None:
    assert len({place for place, _, _ in rows("award_names")}) >= 40
