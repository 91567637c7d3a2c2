"""Two people who share a part of their name, or nearly all of it, stay two; hostile strings stay harmless."""

from __future__ import annotations

import csv
import random

import pytest

from cursus.match.names import compare, compare_many
from tests.corpus import corpus

NAMESAKES = [
    # father and son, brothers, a father's name that differs, one shared surname
    ("Karl Ebner Sr.", "Karl Ebner Jr."),
    ("Karl Ebner II", "Karl Ebner III"),
    ("Karl Ebner", "Josef Ebner"),
    ("Friedrich Wilhelm Ebner", "Karl Josef Ebner"),
    ("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"),
    ("Иван Петрович Сидоров", "Иван Павлович Сидоров"),
    ("Ivan Petrovich Sidorov", "Иван Павлович Сидоров"),
    ("Aleksandra Petrovna Sidorova", "Aleksandr Petrovich Sidorov"),
    ("Ivan Petrovich Sidorov", "Ivan Petrovich Kuznetsov"),
    ("Haftar", "Khalifa Haftar"),
    ("Khalifa", "Khalifa Haftar"),
    ("General Haftar", "Saddam Haftar"),
    ("Muhammad bin Salman", "Salman bin Muhammad"),
    ("Ahmad bin Hasan al-Ubaidi", "Hasan bin Ahmad al-Ubaidi"),
    ("Saddam Hussein al-Tikriti", "Saddam Hussein al-Rawi"),
    ("Mohammed Ahmed", "Mohammed Ali"),
    ("Kim Song Chol", "Kim Song Nam"),
    ("محمد علي", "محمد أحمد"),
]


@pytest.mark.parametrize(("a", "b"), NAMESAKES)
def test_namesakes_do_not_match(a: str, b: str) -> None:
    assert not compare(a, b).match, compare(a, b)
    assert not compare(b, a).match, compare(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Karl Ebner", "Karl Ebner Jr."),
        ("Ivan Petrovich Sidorov", "Иван Петрович Сидоров"),
        ("Ivan Petrovich Sidorov", "Ivan Sidorov"),
        ("Mohammed Ahmed", "Muhammad Ahmad"),
        ("Kim Jong-un", "Kim Jong Un"),
    ],
)
def test_the_same_name_still_matches(a: str, b: str) -> None:
    assert compare(a, b).match, compare(a, b)


def test_a_contradiction_is_a_reason() -> None:
    assert compare("Karl Ebner Sr.", "Karl Ebner Jr.").parts[-1].startswith("no match: ")


def test_many_as_one_by_one() -> None:
    chooser = random.Random(4)
    parts = [
        "Khalifa",
        "Haftar",
        "Hifter",
        "خليفة",
        "حفتر",
        "Хафтар",
        "Karl",
        "Ebner",
        "Josef",
        "Abdel",
        "Jr.",
        "J.",
        "박",
        "Ō",
    ]
    names = [" ".join(chooser.sample(parts, chooser.randint(1, 3))) for _ in range(120)]
    for name in names[:20]:
        assert compare_many(name, names) == [compare(name, other).score for other in names]


@pytest.mark.parametrize(
    "text",
    [
        "?" * 100_000,
        "a" * 100_000,
        "aб" * 50_000,
        "\u200f" * 100_000,
        "\ud800" * 100_000,
        "Abd al-" * 15_000,
        "حفتر " * 20_000,
    ],
)
def test_hostile_strings(text: str) -> None:
    for reason in (compare(text, "Khalifa Haftar"), compare("خليفة حفتر", text), compare(text, text[1:])):
        assert 0.0 <= reason.score <= 1.0


@pytest.mark.slow
def test_many_as_one_by_one_on_real_names() -> None:
    """The pass over many names gives the score of every single comparison, on real names of all scripts."""
    rows = list(csv.DictReader(corpus("names", "pairs_dev.csv").open(encoding="utf-8")))
    chooser = random.Random(9)
    names = [row[side] for row in rows for side in ("name1", "name2")]
    for row in chooser.sample(rows, 40):
        others = [row["name2"], *chooser.sample(names, 1200)]
        assert compare_many(row["name1"], others) == [compare(row["name1"], other).score for other in others]
    for row in chooser.sample(rows, 3000):
        assert compare_many(row["name1"], [row["name2"]]) == [compare(row["name1"], row["name2"]).score]
