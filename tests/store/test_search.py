"""Names found: by spelling, by sound in another script, with one letter wrong; ranked, with reasons, on both databases."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from cursus.store import Store, open_store
from cursus.store.dialects import Wanted, dialect_named
from cursus.store.fold import fold, quote_words
from cursus.store.lookup import INDEXED, RANK_END, SUBJECTS_END, Entry, is_current, rank_of, rebuild
from cursus.store.migrate import index
from cursus.store.schema import lookup, names, persons, settings
from cursus.store.spell import neighbours
from tests.store.make import article, claim

PEOPLE = {
    "Khalifa Haftar": ("خليفة حفتر",),
    "Georgy Zhukov": ("Георгий Жуков",),
    "Abdel Fattah el-Sisi": (),
    "Mao Zedong": ("毛泽东",),
    "Ali Saleh": (),
    "Alice Saleh": (),
}


@pytest.fixture
def full(store: Store) -> Store:
    for name, spellings in PEOPLE.items():
        document = article(f"{name} served.\n\nAlso {', '.join(spellings)}.", f"{fold(name)}.txt", name)
        found = [claim(document, f"{name} served.", "occupation", "officer", who=name, origin="lead")]
        found += [claim(document, said, "name", said, who=name) for said in spellings]
        store.add(document, found, [])
    return store


@pytest.mark.parametrize(
    ("query", "name", "why", "reason"),
    [
        ("Khalifa Haftar", "Khalifa Haftar", "name", "this name"),
        ("haftar", "Khalifa Haftar", "words", "these words"),
        ("haf", "Khalifa Haftar", "begins", "begins so"),
        ("حفتر", "Khalifa Haftar", "words", "spelling: خليفة حفتر"),
        ("Hefter Kalifa", "Khalifa Haftar", "sound", "same sound"),
        ("Хафтар", "Khalifa Haftar", "sound", "same sound in Latin"),
        ("zhukof", "Georgy Zhukov", "sound", "same sound"),
        ("ジューコフ", "Georgy Zhukov", "sound", "same sound in Latin"),
        ("zhukmov", "Georgy Zhukov", "letter", "one letter differs"),
        ("abdelfattah sisi", "Abdel Fattah el-Sisi", "sound", "same sound"),
        ("毛", "Mao Zedong", "words", "spelling: 毛泽东"),
    ],
)
def test_the_first_result_and_why(full: Store, query: str, name: str, why: str, reason: str) -> None:
    first = full.find(query, 5)[0]
    assert (first.person.name, first.why, first.reason) == (name, why, reason)
    assert 0.0 < first.score <= 1.0
    assert first.spelling in first.person.names


def test_whole_words_come_before_beginnings(full: Store) -> None:
    assert [hit.person.name for hit in full.find("ali sal")] == ["Ali Saleh", "Alice Saleh"]
    assert [hit.person.name for hit in full.find("ali")][:2] == ["Ali Saleh", "Alice Saleh"]


def test_an_article_counts_for_more_than_the_same_spelling(store: Store) -> None:
    """Somebody who is only mentioned does not hide the person whom an article is about."""
    about = article("Muammar Qaddafi ruled.", "about.txt", "Muammar Qaddafi")
    store.add(about, [claim(about, "ruled", "event", "x", who="Muammar Qaddafi", origin="lead")], [])
    for number in range(4):
        other = article(f"Somebody {number} met a man. Gaddafi", f"{number}.txt", f"Somebody {number}")
        said = claim(other, "met a man", "event", "x", who=f"Somebody {number}", origin="lead")
        store.add(other, [said, claim(other, "Gaddafi", "name", "Gaddafi", who=f"Gaddafi {number}")], [])
    assert store.find("gaddafi", 3)[0].person.name == "Muammar Qaddafi"
    assert len(store.find("gaddafi", 10)) == 5


@pytest.mark.parametrize("query", ["haf", "sal", "hefter", "zhukmov", "a", "nobody", "***", ""])
def test_pages_follow_each_other(full: Store, query: str) -> None:
    everybody = full.find(query, 50)
    assert len(everybody) == full.count_persons(query) if query else True
    paged = [hit for start in range(0, 50, 2) for hit in full.find(query, 2, start)]
    if len(everybody) != 1:  # a single result leaves room for names one letter away only on its own page
        assert paged == everybody


def test_a_name_that_changes_is_found_under_the_new_one_alone(full: Store) -> None:
    document = article("Gregor Schukow served.", "georgy zhukov.txt", "Gregor Schukow")
    full.add(document, [claim(document, "served", "event", "x", who="Gregor Schukow")], [])
    assert full.find("жуков")[0].person.name == "Gregor Schukow", "by its sound"
    assert [hit.why for hit in full.find("georgy")] == []
    assert full.verify() == []


def test_what_no_name_can_hold_is_asked_for_in_vain(full: Store) -> None:
    for odd in ("\x00", "a\x00b", "\ud800", "haftar\udcff", "'; DROP TABLE persons --", "a" * 100_000, "x " * 5000):
        full.find(odd, 5)
        full.count_persons(odd)
        full.search(odd)
        assert full.person(odd) is None
        assert full.claims(person=odd) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_makes_a_query_that_the_database_reads(one: str, other: str) -> None:
    import sqlite3

    dialect = dialect_named("sqlite")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='ascii', detail=none)")
    connection.execute("CREATE VIRTUAL TABLE q USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", (fold(one),))
    words = fold(one).split()
    clause = tuple(((word, True),) for word in words)
    if clause:
        assert connection.execute("SELECT * FROM t WHERE t MATCH ?", (dialect.names(Wanted((clause,))),)).fetchall()
        unless = tuple((((" ".join(words), False), (word, False)),) for word in fold(other).split())
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (dialect.names(Wanted((clause,), unless)),)).fetchall()
    if quote_words(one):
        connection.execute("SELECT * FROM q WHERE q MATCH ?", (dialect.quotes(quote_words(one)),)).fetchall()
    connection.close()


@given(st.integers(0, 300), st.integers(0, 9000), st.text(max_size=5))
def test_ranks_sort_as_results_do(articles: int, claims: int, name: str) -> None:
    rank = rank_of(Entry("x", articles, claims, (name,), (fold(name),)))
    assert 0 <= rank <= RANK_END
    assert (rank < SUBJECTS_END) == (articles > 0)
    better = [Entry("y", articles + 1, 0, ("z",), ("z",)), Entry("y", articles, claims + 1, ("z",), ("z",))]
    for other, most in zip(better, (62, 4094), strict=True):
        if (articles if most == 62 else claims) <= most:
            assert rank_of(other) < rank


def test_neighbours_are_one_slip_away() -> None:
    near = neighbours("zhukov")
    assert {"zhukof", "zhuov", "zhukovv", "hzukov"} <= set(near)
    assert "zhukov" not in near
    assert near == tuple(sorted(set(near)))
    assert "жукоф" in neighbours("жуков")
    assert neighbours("abc") == neighbours("東 郷 平 八") == neighbours("x" * 30) == ()


def test_the_index_is_made_anew_where_the_rules_are_others(full: Store, address: str) -> None:
    before = [full.find(query) for query in ("haftar", "hefter", "zhukmov")]
    with full._write() as connection:
        connection.execute(lookup.update().values(words="wrong"))
        connection.execute(names.update().values(folded="wrong"))
        connection.execute(settings.update().where(settings.c.name == INDEXED).values(value="others"))
    seen: list[tuple[int, int]] = []
    with open_store(address, progress=lambda done, total: seen.append((done, total))) as again:
        assert [again.find(query) for query in ("haftar", "hefter", "zhukmov")] == before
        assert again.verify() == []
        with again._read() as connection:
            assert is_current(connection)
    assert seen == [(len(PEOPLE), len(PEOPLE))]


def test_two_of_the_same_rank_are_both_found(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.store.lookup.rank_of", lambda entry: 7)
    with full._write() as connection:
        rebuild(connection, lambda done, total: None)
    document = article("Ali Orlov served.", "orlov.txt", "Ali Orlov")
    full.add(document, [claim(document, "served", "event", "x", who="Ali Orlov")], [])
    assert {hit.person.name for hit in full.find("al")} >= {"Ali Saleh", "Alice Saleh", "Ali Orlov"}
    assert full.verify() == []


GIVEN = (
    "Mohamed",
    "Ivan",
    "Khalifa",
    "Georgy",
    "Omar",
    "Dmitri",
    "Hassan",
    "Karl",
    "Youssef",
    "Pavel",
    "Anwar",
    "Nikolai",
)
OTHERS = {
    "Mohamed": "محمد", "Ivan": "Иван", "Khalifa": "Kalifah", "Georgy": "Георгий", "Omar": "عمر", "Dmitri": "Dmitry",
    "Hassan": "حسن", "Karl": "Carl", "Youssef": "Yusuf", "Pavel": "Павел", "Anwar": "أنور", "Nikolai": "Nikolaj",
}  # fmt: skip
MANY = 20_000


@pytest.mark.slow
def test_recall_among_twenty_thousand(make_address: Callable[[], str]) -> None:
    """Of persons with made-up family names, each is among the first ten under another spelling of either name."""
    rng = random.Random(1848)
    onsets, ends = (
        ["b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "z", "sh"],
        ["ov", "in", "adi", "ur", "enko", "ani"],
    )
    people: list[tuple[str, str]] = []
    while len(people) < MANY:
        family = (
            "".join(rng.choice(onsets) + rng.choice("aiu") for _ in range(3)) + rng.choice(onsets) + rng.choice(ends)
        )
        people.append((rng.choice(GIVEN), family.capitalize()))
    with open_store(make_address()) as store:
        with store._write() as connection:
            rows = [
                {"id": str(i), "name": f"{a} {b}", "claims": i % 9, "documents": 1, "articles": i % 3 == 0}
                for i, (a, b) in enumerate(people)
            ]
            connection.execute(insert(persons), [row | {"articles": int(bool(row["articles"]))} for row in rows])
            spelled = [
                {"person_id": r["id"], "position": 0, "name": r["name"], "folded": fold(str(r["name"]))} for r in rows
            ]
            connection.execute(insert(names), spelled)
            connection.execute(settings.delete())
        assert store._writer is not None
        index(store._writer, store._address, lambda done, total: None)

        def found(change: Callable[[str, str], str]) -> float:
            drawn = rng.sample(range(MANY), 300)
            return sum(str(i) in [h.person.id for h in store.find(change(*people[i]), 10)] for i in drawn) / len(drawn)

        assert found(lambda a, b: f"{a} {b}") == 1.0
        assert found(lambda a, b: f"{b} {a[:3]}") > 0.98
        assert found(lambda a, b: f"{OTHERS[a]} {b}") > 0.95
        assert found(lambda a, b: f"{a} {b.replace('sh', 'sch').replace('k', 'q').replace('ov', 'off')}") > 0.95
        assert found(lambda a, b: f"{a} {b[:3]}{b[4:]}") > 0.9
        assert found(lambda a, b: f"{a} {b[:2]}{b[3]}{b[2]}{b[4:]}") > 0.9
        assert store.find("xyzzy qwrtp", 10) == []
