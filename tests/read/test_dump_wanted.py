"""Which pages are read: cheap tests that let no biography go."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.read.dump import Page, Wanted, read_pages, titles_in
from cursus.read.dump.signs import is_military, is_person, may_be_person
from tests.corpus import corpus
from tests.read.dumps import export, page, soldier


def of(text: str, title: str = "A", ns: int = 0, redirect: str | None = None) -> Page:
    return Page(title, ns, 1, None, None, None, text, redirect)


@pytest.mark.parametrize(
    "text",
    [
        "A man. [[Category:1850 births]]",
        "Ein Mann. [[Kategorie:Geboren 1850]] [[Kategorie:Mann]]",
        "Un homme. [[Catégorie:Naissance en mai 1850]]",
        "Un hombre. [[Categoría:Nacidos en 1850]]",
        "{{Bio\n|Nome = Carlo}}",
        "Человек. [[Категория:Родившиеся в 1850 году]]",
        "Людина. [[Категорія:Народились 1850]]",
        "رجل. [[تصنيف:مواليد 1850]]",
        "O persoană. [[Categorie:Nașteri în 1850]]",
        "{{Infobox person\n| birth_date = {{birth date|1850|5|1}}\n}}",
        "{{Карточка\n|дата рождения = 1850\n}}",
        "'''Jan Nowak''' (1850 – 1920) was a clerk.",
        "'''Jan Nowak''' (born 1850) is a clerk.",
        "'''Jan Nowak''' (* 1. Mai 1850 in Wien; † 1920) war ein Beamter.",
        "{{DEFAULTSORT:Nowak, Jan}}",
    ],
)
def test_people(text: str) -> None:
    assert is_person(text.encode())
    assert may_be_person(page("A", text.replace("&", "&amp;").replace("<", "&lt;")).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The '''Some River''' (also Other River) flows. [[Category:Rivers]] {{DEFAULTSORT:Some River}}",
        "{{Infobox settlement\n| name = Town\n| birth_date = \n}} A town with births and deaths. [[Category:Towns]]",
        "{{Taxobox|name=Pear}} '''Pear''' (''Pyrus'') is a genus. [[Category:Pears]]",
    ],
)
def test_no_people(text: str) -> None:
    assert not is_person(text.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was a colonel.", True),
        ("She painted.", False),
        ("{{Infobox person|allegiance=France}}", True),
        ("{{Infobox person|allegiance=|branch=}}", False),
        ("He wrote. [[Category:French generals]]", True),
        ("Он был полковник.", True),
        ("He wrote much. " * 300 + "He saw the army once.", False),
        ("He wrote much. " * 300 + "He saw the army, the navy and a battalion.", True),
    ],
)
def test_people_in_arms(text: str, expected: bool) -> None:
    assert is_military(text.encode()) is expected


@given(st.text(alphabet="'()[]{}|=19–born<>&\" :Category\n", max_size=300))
def test_the_test_of_raw_bytes_misses_nothing(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if is_person(text.encode()):
        assert may_be_person(page("A", escaped).encode())


def test_conditions_add_up() -> None:
    general = of("Born. [[Category:1850 births]] [[Category:French_generals|X]] {{Infobox military person\n|x=1}} army")
    assert Wanted().takes(general)
    for wanted in (
        Wanted("military"),
        Wanted(categories=("french generals",)),
        Wanted(categories=("Painters", "Category:French generals")),
        Wanted(infoboxes=("military person",)),
        Wanted(infoboxes=("Infobox military_person",)),
        Wanted("military", ("1850 births",), ("military person",)),
        Wanted(titles=frozenset({"A"})),
    ):
        assert wanted.takes(general), wanted
        assert pickle.loads(pickle.dumps(wanted)) == wanted
    for wanted in (
        Wanted(categories=("French",)),
        Wanted(infoboxes=("military",)),
        Wanted(infoboxes=("military person",), categories=("Painters",)),
        Wanted(titles=frozenset({"B"})),
        Wanted(titles=frozenset({"A"}), categories=("Painters",)),
    ):
        assert not wanted.takes(general), wanted


def test_only_articles() -> None:
    everything = Wanted("all")
    assert everything.takes(of("A river."))
    assert not everything.takes(of("A river.", ns=1))
    assert not everything.takes(of("#REDIRECT [[B]]", redirect="B"))
    assert not everything.takes(of(" \n"))


def test_whoever_names_a_page_wants_it() -> None:
    assert Wanted(titles=frozenset({"A"})).takes(of("A river."))
    titles = frozenset({'B & "C"', "D'E"})
    data = export(page("B &amp; &quot;C&quot;", "A river."), page("D'E", "A river."), page("F", "x"), soldier("G H"))
    assert [p.title for p in read_pages(data, "x", wanted=Wanted(titles=titles))] == ['B & "C"', "D'E"]


def test_titles_in_a_list() -> None:
    lines = ["# people", "ivan_Petrov \n", "", "https://en.wikipedia.org/wiki/%C4%80_B#Life", "Ann  Painter\n"]
    assert titles_in(lines) == {"Ivan Petrov", "Ā B", "Ann Painter"}


def test_the_key_of_a_choice_is_the_same_in_every_process() -> None:
    assert Wanted(titles=frozenset({"B", "A"})).key() == Wanted(titles=frozenset({"A", "B"})).key()
    assert Wanted("all").key() != Wanted().key()


def test_no_biography_is_lost() -> None:
    """Of the biographies at hand 99 of 100 must pass, of those with a military infobox every one."""
    folder = corpus("wikitext")
    rows = [json.loads(line) for line in (folder / "index.dev.jsonl").read_text("utf-8").splitlines()]
    texts = {row["file"]: (folder / row["file"]).read_bytes() for row in rows}
    others = [path.read_bytes() for path in sorted((folder / "other").glob("*/*.wikitext"))]
    missed = [row["title"] for row in rows if not is_person(texts[row["file"]])]
    assert len(missed) <= len(rows) // 100, missed
    assert sum(not is_person(text) for text in others) <= len(others) // 100
    armed = [row for row in rows if row["military_level"] == 2]
    assert [row["title"] for row in armed if not is_military(texts[row["file"]])] == []


def test_most_of_the_rest_is_passed_by() -> None:
    """Of the articles of real exports that nobody took for a biography, at most a tenth is parsed in vain."""
    folder = corpus("wikitext")
    known = {path.stem for path in (folder / "other").glob("*/*.wikitext")} | {
        p.stem for p in (folder / "en").iterdir()
    }
    path = folder / "dumps" / "itwiki-small-747.xml.gz"
    with path.open("rb") as file:
        rest = [p for p in read_pages(file, path.name) if p.is_article and p.title not in known]
    taken = [p.title for p in rest if Wanted().takes(p)]
    assert len(rest) > 500
    assert len(taken) <= len(rest) // 10, taken
