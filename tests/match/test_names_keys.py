"""Keys under which the spellings of one name find each other."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.match.keys import alternates, key, keys
from cursus.match.words import words
from tests.corpus import corpus

TOGETHER = [
    ["Haftar", "Hifter", "Hefter", "Huftur", "حفتر", "חפתר"],
    ["Khalifa", "Khalifah", "Halifa", "خليفة", "Халифа"],
    ["Younis", "Younes", "Yunis", "Yunus", "يونس", "Юнис"],
    ["Skobelev", "Skobeleff", "Skobelew", "Скобелев"],
    [
        *("Gaddafi", "Gadafi", "Gadhafi", "Qaddafi", "Qadhafi", "Kadafi", "Kadhafi", "Khadafy", "Khaddafi", "Gheddafi"),
        *(
            "Qadhdhafi",
            "Gathafi",
            "Qathafi",
            "Qudhafi",
            "Ghadaffi",
            "Qaḏḏāfī",
            "Kaddafi",
            "Каддафи",
            "قذافي",
            "カダフィ",
        ),
    ],
]


@pytest.mark.parametrize("spellings", TOGETHER, ids=lambda s: s[0])
def test_spellings_share_a_key(spellings: list[str]) -> None:
    first = key(spellings[0])
    for other in spellings[1:]:
        assert first in (key(other), *alternates(other)), (other, key(other), alternates(other))


def test_one_key_a_word_in_order() -> None:
    assert keys("General Abdel Fattah el-Sisi") == ("abt", "ft", "s")
    assert keys("Haftar, Khalifa") == keys("Khalifa Haftar")
    assert keys("") == keys("?!") == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Abdulrahman al-Rashid", ("Abd", "rahman", "Rashid")),
        ("Abdullah Yusuf", ("Abdullah", "Yusuf")),
        ("Kim Jong-un", ("Kim", "Jongun")),
        ("Jean-Claude Duval", ("Jean", "Claude", "Duval")),
        ("박성현", ("박", "성현")),
        ("习近平", ("习", "近平")),
        ("مُحَمَّد", ("محمد",)),
        ("İnanç", ("İnanç",)),
        ("E. Abdalla", ("E", "Abdalla")),
        ("মুজিবুর রহমান", ("মুজিবুর", "রহমান")),
    ],
)
def test_words(name: str, found: tuple[str, ...]) -> None:
    assert words(name) == found


@given(st.text(max_size=80))
def test_any_string_has_keys(text: str) -> None:
    found = keys(text)
    assert len(found) <= 32
    assert all(1 <= len(k) <= 12 for k in found)
    for word in words(text):
        assert key(word) not in alternates(word)


@pytest.mark.parametrize(
    "text", ["?" * 100_000, "a" * 100_000, "حب" * 50_000, "\u200f" * 100_000, "\ud800" * 100_000, "a-" * 50_000]
)
def test_hostile_strings(text: str) -> None:
    assert all(len(k) <= 12 for k in keys(text))


def test_different_names_have_different_keys() -> None:
    names = ["Haftar", "Hussein", "Urabi", "Skobelev", "Miliutin", "Moltke", "Nelson", "Younis", "Sisi", "Gaddafi"]
    assert len({key(n) for n in names}) == len(names)


@pytest.mark.slow
def test_recall_on_development_pairs() -> None:
    """The floor reached when the table was written: every word of the shorter name found by key or alternate."""

    def covered(one: list[set[str]], two: list[set[str]]) -> bool:
        one, two = sorted((one, two), key=len)
        return bool(one) and all(any(a & b for b in two) for a in one)

    def some(name: str) -> list[set[str]]:
        return [{key(w), *alternates(w)} for w in words(name)]

    rows = [r for r in csv.DictReader(corpus("names", "pairs_dev.csv").open(encoding="utf-8")) if r["is_match"] == "1"]
    found = 0
    for row in rows:
        a, b = row["name1"], row["name2"]
        found += covered([{k} for k in keys(a)], some(b)) or covered(some(a), [{k} for k in keys(b)])
    assert found / len(rows) >= 0.8, found / len(rows)
