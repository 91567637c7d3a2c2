"""Persons: derived from claims, found under any spelling."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Claim, Document
from cursus.store import Store, open_store
from cursus.store.fold import fold
from tests.store.make import article, claim

NAMES = {
    "Tōgō Heihachirō": ["Togo Heihachiro", "東郷 平八郎"],
    "Khalifa Haftar": ["خليفة بلقاسم حفتر", "Heftar"],
    "Mikhail Skobelev": ["Михаил Скобелев"],
    "Bernardo O'Higgins": [],
    "Mahmoud Sami el-Baroudi": [],
    "Wacław Łukasiński": [],
    "Saddam Haftar": [],
}


def everyone() -> list[tuple[Document, list[Claim]]]:
    out = []
    for name, spellings in NAMES.items():
        document = article(
            f"{name} served.\n\nAlso " + " or ".join([*spellings, "so"]) + ".", f"{fold(name)}.txt", name
        )
        claims = [claim(document, f"{name} served.", "occupation", "officer", who=name, origin="lead")]
        claims += [claim(document, s, "name", s, who=name) for s in spellings]
        if name == "Khalifa Haftar":
            claims.append(claim(document, "served", "relative", "son", who="Saddam Haftar"))
        out.append((document, claims))
    return out


@pytest.fixture
def full(store: Store) -> Store:
    for document, claims in everyone():
        store.add(document, claims, [])
    return store


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("togo", ["Tōgō Heihachirō"]),
        ("TŌGŌ", ["Tōgō Heihachirō"]),
        ("hei tog", ["Tōgō Heihachirō"]),
        ("東郷", ["Tōgō Heihachirō"]),
        ("平八郎", ["Tōgō Heihachirō"]),
        ("حفتر", ["Khalifa Haftar", "Saddam Haftar"]),
        ("خَلِيفَة", ["Khalifa Haftar"]),
        ("haf", ["Khalifa Haftar", "Saddam Haftar"]),
        ("saddam haftar", ["Saddam Haftar"]),
        ("heftar", ["Khalifa Haftar", "Saddam Haftar"]),
        ("скоб", ["Mikhail Skobelev"]),
        ("ohiggins", ["Bernardo O'Higgins"]),
        ("O’Higgins", ["Bernardo O'Higgins"]),
        ("el-baroudi", ["Mahmoud Sami el-Baroudi"]),
        ("waclaw lukasinski", ["Wacław Łukasiński"]),
        ("nobody", []),
        ("***", []),
        ('"', []),
        ("NEAR(a b)", []),
    ],
)
def test_found_by_name(full: Store, query: str, names: list[str]) -> None:
    found = full.persons(query)
    assert [p.name for p in found] == names
    assert full.count_persons(query) == len(names)


def test_all_names_the_usual_one_first(full: Store) -> None:
    (row,) = full.persons("togo")
    assert row.names == ("Tōgō Heihachirō", "Togo Heihachiro", "東郷 平八郎")
    assert (row.claims, row.documents, row.subject) == (3, 1, True)
    assert full.person(row.id) == row
    assert full.person("nobody") is None


def test_ranked_and_paged(full: Store) -> None:
    everybody = full.persons(limit=100)
    assert len(everybody) == full.count_persons() == len(NAMES)
    assert [p.claims for p in everybody] == sorted((p.claims for p in everybody), reverse=True)
    assert [*full.persons(limit=3), *full.persons(limit=100, offset=3)] == everybody
    assert full.persons("haftar", limit=1, offset=1) == full.persons("haftar")[1:]


def test_whole_name_before_more_claims(store: Store) -> None:
    big = article("John Smith Jones did a. John Smith Jones did b.", "big.txt")
    store.add(big, [claim(big, w, "event", w, who="John Smith Jones") for w in ("did a", "did b")], [])
    small = article("John Smith did c.", "small.txt")
    store.add(small, [claim(small, "did c", "event", "c", who="John Smith")], [])
    assert [p.name for p in store.persons("john smith")] == ["John Smith", "John Smith Jones"]


def test_a_person_without_claims_is_gone(store: Store) -> None:
    document = article("Ivan Petrov met Oleg Orlov.", "a.txt")
    first = [
        claim(document, "Ivan Petrov", "name", "Ivan Petrov"),
        claim(document, "Oleg Orlov", "name", "x", who="Oleg Orlov"),
    ]
    store.add(document, first, [])
    assert {p.name for p in store.persons()} == {"Ivan Petrov", "Oleg Orlov"}
    changed = article("Ivan Petrov met nobody.", "a.txt")
    store.add(changed, [claim(changed, "Ivan Petrov", "name", "Ivan Petrov")], [])
    assert [p.name for p in store.persons()] == ["Ivan Petrov"]
    assert store.persons("orlov") == []


def test_the_best_scored_date_is_shown(store: Store) -> None:
    document = article("Born 1848, or 1847, not 1846.", "a.txt")
    claims = [
        claim(document, "1847", "birth", "", date="1847", score=0.5),
        claim(document, "1848", "birth", "", date="1848", score=0.9),
        claim(document, "1846", "birth", "", date="1846", score=0.99, stance="denied"),
    ]
    store.add(document, claims, [])
    (row,) = store.persons()
    assert (row.birth, row.death) == ("1848", None)


def test_the_order_of_adding_leaves_no_trace(make_address: Callable[[], str]) -> None:
    articles = everyone()[:3] + everyone()[-1:]
    results = set()
    for chosen in list(permutations(articles))[::9]:
        with open_store(make_address()) as made:
            for document, claims in chosen:
                made.add(document, claims, [])
            results.add((tuple(made.claims()), tuple(made.persons()), tuple(made.find("haftar"))))
    assert len(results) == 1


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
