"""Cited works: one however it is cited, whatever came in first; and what rests on one alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from cursus.claim import Citation, Claim, Document, Finding
from cursus.store.same_work import identities
from cursus.store.sources import cited_in, claims_resting_on, count_resting_on, count_works, list_works, work
from tests.web.people import article, cited, claim, store

Article = tuple[Document, list[Claim], list[Finding]]
NAME = "Tomas Hale"


def told(number: int, citation: Citation, *, value: str = "colonel") -> Article:
    """An article that cites one work for one rank."""
    line = f"In 1866, as writer {number} has it, he was a {value}."
    document = article(NAME, [f"{line}[1]"], path=f"{number}.txt", citations=[citation])
    return document, [claim(document, NAME, "rank", value, line, date="1866", footnotes=["1"])], []


BY_ADDRESS = cited(
    "1", "The march on Orm in winter", URL="https://www.paper.example/orm#top", title="The march on Orm in winter"
)
BY_ARCHIVE = cited(
    "1", "Orm", URL="https://web.archive.org/web/20120101000000/http://paper.example/orm", title="Orm",
)  # fmt: skip
BY_TITLE = cited("1", "Lond, P. The March on Orm in Winter.", title="The March on Orm in Winter", author="Lond, Petar")
BY_BOTH = cited(
    "1", "Lond. The march", URL="http://paper.example/orm", title="The march on Orm, in winter", author="Lond, P."
)
OTHER = cited(
    "1", "Another", URL="https://paper.example/other", title="The march on Orm in summer", author="Lond, Petar"
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_one_work_whatever_came_first(tmp_path: Path, order: tuple[int, ...]) -> None:
    given = [told(n, c) for n, c in enumerate((BY_ARCHIVE, BY_TITLE, BY_BOTH))]
    with store(tmp_path / "a.db", *(given[n] for n in order)) as opened:
        (one,) = list_works(opened)
        assert (one.claims, one.articles) == (3, 3)
        document = given[0][0]
        names = [identities(d, d.citations[0], 0) for d, _, _ in given]
        assert one.id == min(i for ids in names for i in ids)
        assert all(work(opened, i) == one for ids in names for i in ids)
        assert [p.document for p in cited_in(opened, one.id)] == [d.id for d, _, _ in given]
        assert document.title == NAME


def test_works_that_differ_stay_apart(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", told(1, BY_ADDRESS), told(2, OTHER)) as opened:
        assert count_works(opened) == 2
        assert [w.label for w in list_works(opened, "summer")] == ["The march on Orm in summer"]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Memoirs"},
        {"title": "Memoirs", "author": "Hale, T."},
        {"title": "Memoirs", "URL": "https://paper.example"},
    ],
)
def test_a_short_title_is_no_identity(tmp_path: Path, said: dict[str, str]) -> None:
    first, second = cited("1", "Memoirs, one", **said), cited("1", "Memoirs, another", **said)
    with store(tmp_path / "a.db", told(1, first), told(2, second)) as opened:
        assert count_works(opened) == 2


def test_a_short_note_means_something_in_its_article_only(tmp_path: Path) -> None:
    with store(
        tmp_path / "a.db", told(1, cited("1", "Hale 1884, p. 3.")), told(2, cited("1", "Hale 1884, p. 9."))
    ) as opened:
        assert count_works(opened) == 2


def test_what_rests_on_a_work_alone(tmp_path: Path) -> None:
    same = told(3, OTHER)
    with store(tmp_path / "a.db", told(1, BY_ADDRESS), told(2, BY_ADDRESS, value="major"), same) as opened:
        one = next(w for w in list_works(opened) if w.claims == 2)
        assert [c.value.text for c in claims_resting_on(opened, one.id, 9)] == ["colonel", "major"]
        assert [c.value.text for c in claims_resting_on(opened, one.id, 9, alone=True)] == ["major"]
        assert (count_resting_on(opened, one.id), count_resting_on(opened, one.id, alone=True)) == (2, 1)


def test_an_article_that_is_replaced_takes_its_works_along(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", told(1, BY_ADDRESS)) as opened:
        before = list_works(opened)[0].id
        document = article(NAME, ["He was nobody."], path="1.txt", citations=[OTHER])
        opened.add(document, [], [])
        assert work(opened, before) is None
        assert [w.label for w in list_works(opened, "march")] == ["The march on Orm in summer"]
        assert opened.verify() == []


def test_a_word_of_a_query_is_a_word(tmp_path: Path) -> None:
    with store(tmp_path / "a.db", told(1, BY_ADDRESS)) as opened:
        for words in ("%", "_", "'", '"', "\x00"):
            assert list_works(opened, f"{words} zzz") == []
