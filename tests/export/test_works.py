"""The works behind claims, each once, as CSL-JSON and BibTeX."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Citation, Field, Support
from cursus.export import bibtex, csl
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.export.works import Work, works_of
from cursus.store import Store, open_store
from tests.store.make import petrov


def cited(text: str = "Dean, A. (1931). A Life.", type_: str = "book", **fields: str) -> Citation:
    made = tuple(Field(k.replace("_", "-"), v, 0, 0, v if re.match(r"\d", v) else None) for k, v in fields.items())
    return Citation("1", "dean", "", text, 0, 4, type_, fields=made)


def dated(edtf: str | None, words: str = "words") -> Work:
    return Work("k", "book", (Field("issued", words, 0, 0, edtf), Field("title", "T", 0, 0)), "")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two articles that cite the same book at different pages; one claim has no footnote, one a footnote of nothing."""
    store = open_store(str(tmp_path / "a.db"))
    for path, source, page in (
        ("a.txt", "Ivan Petrov was a rear admiral in 1895.", "3"),
        ("b.txt", "He was born in 1848 at Kazan.", "7"),
    ):
        document, claims = petrov(source, path)
        citation = cited(
            f"Dean, A. (1931). A Life, p. {page}.", author="Dean, A.", title="A Life", issued="1931", page=page
        )
        store.add(replace(document, citations=(citation,)), claims, [])
    document, claims = petrov("Some 60 men fell.", "c.txt")
    store.add(document, [replace(claims[0], citations=(Support("9", None, "direct"),))], [])
    document, claims = petrov("Some 60 men fell. Truly.", "d.txt")
    store.add(document, [replace(claims[0], citations=())], [])
    return store


def test_a_work_stands_once(store: Store) -> None:
    out = io.BytesIO()
    report = csl.write(store, out, Chosen())
    (item,) = orjson.loads(out.getvalue())
    assert item == {
        "id": item["id"],
        "type": "book",
        "author": [{"family": "Dean", "given": "A."}],
        "title": "A Life",
        "issued": {"date-parts": [[1931]]},
        "page": "3",
    }
    assert re.fullmatch(r"dean1931-[0-9a-f]{10}", item["id"])
    assert report.claims == 2
    assert report.ordered() == [
        ("a page: of a work that is in the file already", 1),
        ("no work: the claim has no footnote", 1),
        ("no work: the footnote is defined nowhere in the article", 1),
    ]


def test_no_work_is_an_empty_list(store: Store) -> None:
    out = io.BytesIO()
    csl.write(store, out, Chosen(properties=frozenset({"award"})))
    assert orjson.loads(out.getvalue()) == []


def test_bibtex_of_a_store(store: Store) -> None:
    out = io.BytesIO()
    bibtex.write(store, out, Chosen())
    text = out.getvalue().decode()
    assert re.fullmatch(
        r"@book\{dean1931-[0-9a-f]{10},\n  author = \{\{Dean\}, A\.\},\n  title = \{\{A Life\}\},\n"
        r"  year = \{1931\},\n  pages = \{3\},\n\}\n",
        text,
    )


@pytest.mark.parametrize(
    ("edtf", "expected", "lost"),
    [
        ("1931", {"date-parts": [[1931]]}, 0),
        ("1931-05", {"date-parts": [[1931, 5]]}, 0),
        ("1931-05-04", {"date-parts": [[1931, 5, 4]]}, 0),
        ("1931-21", {"date-parts": [[1931]], "season": 1}, 0),
        ("1931~", {"date-parts": [[1931]], "circa": True}, 0),
        ("1931?", {"date-parts": [[1931]], "circa": True}, 1),
        ("1931/1933-02", {"date-parts": [[1931], [1933, 2]]}, 0),
        ("1931-33", {"literal": "words"}, 1),
        ("193X", {"literal": "words"}, 1),
        ("1931/..", {"literal": "words"}, 1),
        ("[1931,1933]", {"literal": "words"}, 1),
        (None, {"literal": "words"}, 1),
    ],
)
def test_dates(edtf: str | None, expected: object, lost: int) -> None:
    report = Report()
    assert csl.item(dated(edtf), report)["issued"] == expected
    assert report.losses.total() == lost


def test_a_chapter_is_the_work_and_the_book_holds_it() -> None:
    (work,) = works_of(cited(title="A Life", chapter="Youth"))
    item = csl.item(work, Report())
    assert (item["type"], item["title"], item["container-title"]) == ("chapter", "Youth", "A Life")
    assert bibtex.entry(work, Report()).startswith("@incollection{")


def test_what_has_no_place_is_counted() -> None:
    report = Report()
    (work,) = works_of(replace(cited(title="A Life", archive_url="http://a.example/1"), type=""))
    item = csl.item(work, report)
    assert item["type"] == "document"
    assert item["note"] == "archived at http://a.example/1"
    assert not report.losses
    (odd,) = works_of(cited(title="A Life", shelfmark="X"))
    csl.item(odd, report)
    assert report.ordered() == [("shelfmark: CSL has no variable for it", 1)]


def test_an_entry_of_two_works_gives_two() -> None:
    one, two = (Field("title", "One", 0, 0),), (Field("title", "Two", 0, 0),)
    found = works_of(replace(cited(), fields=one, works=(one, two)))
    assert [w.get("title") for w in found] == ["One", "Two"]
    assert len({w.key for w in found}) == 2


def test_an_unread_entry_keeps_its_words() -> None:
    (work,) = works_of(cited("Something about Petrov"))
    assert csl.item(work, Report())["note"] == "Something about Petrov"
    assert "title = {{Something about Petrov}}" in bibtex.entry(work, Report())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_words_leave_their_field(words: str) -> None:
    work = Work("k", "book", tuple(Field(n, words, 0, 0) for n in ("title", "author", "publisher", "URL")), "")
    text = bibtex.entry(work, Report())
    unescaped = re.sub(r"\\[{}]", "", text)
    depth = 0
    for char in unescaped:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search(
        r"(?<!\\)[&%$#_]", text.replace("%7B", "").replace("%7D", "").replace("%5C", "").split("url = ")[0]
    )
