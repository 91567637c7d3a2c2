"""Promises that hold for any input: no exception, offsets inside, exact words copied, the same result twice."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.read.dump import read_pages
from tests.corpus import corpus
from tests.read.wikitext_help import assert_offsets, read

PIECES = [
    "{{",
    "}}",
    "{{{",
    "}}}",
    "[[",
    "]]",
    "[",
    "]",
    "[http://a.org ",
    "|",
    "||",
    "!!",
    "=",
    "==",
    "\n",
    "\n\n",
    "\n*",
    "\n#",
    "\n:",
    "\n;",
    "\n== ",
    " ==",
    "\n{|",
    "\n|}",
    "\n|-",
    "\n|+",
    "\n|",
    "\n!",
    "''",
    "'''",
    "'''''",
    "<ref>",
    "</ref>",
    "<ref name=a>",
    '<ref name="a" />',
    "<ref group=n>",
    "<ref/>",
    "<references>",
    "</references>",
    "<references />",
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "<br>",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<gallery>",
    "</gallery>",
    "<h2>",
    "</h2>",
    '<span style="display:none">',
    "</span>",
    "<del>",
    "</del>",
    "&amp;",
    "&#0;",
    "&#55296;",
    "&nbsp;",
    "__TOC__",
    "File:A.jpg|thumb|",
    "Category:",
    "fr:",
    ":",
    "infobox person",
    "infobox a|b=",
    "birth date|1803|2|2",
    "birth date|1803|13|40",
    "death date and age|1862|4|6|1803|2|2",
    "sfn|A|1900|p=1",
    "efn|",
    "refn|",
    "#tag:ref|",
    "#tag:references|",
    "r|a|b",
    "rp|1",
    "reflist|refs=",
    "notelist",
    "cite web|title=a|url=b|date=1 May 1900",
    "cite book|last=A|first=B",
    "quote|a|b",
    "main|A",
    "s-bef|before=a",
    "s-ttl|title=b",
    "s-aft|after=c",
    "succession box|title=a",
    "plainlist|",
    "ubl|a|b",
    "nowrap|",
    "lang-fr|a",
    "circa|1900",
    "convert|1|km",
    "flag|USA",
    "marriage|A|1900",
    "UK",
    "formatnum:1",
    "unknown|a",
    "citation needed",
    "a",
    "b ",
    " ",
    "A. B",
    "ß",
    "漢",
    "\u00a0",
    "\u2028",
    "\x00",
    "\ud800",
    "\t",
    "\r\n",
    "1900",
    "p. 5",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_sequence_of_markup(source: str) -> None:
    document = read(source)
    assert_offsets(document)
    assert document.source == source


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map("".join),
    st.sampled_from(["fr", "ru", "ar", "xx"]),
)
def test_any_text_in_any_language(source: str, lang: str) -> None:
    assert_offsets(read(source, lang))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_same_input_gives_the_same_document(source: str) -> None:
    assert read(source) == read(source)


def _hostile() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "bench" / "wikitext_hostile.py"
    spec = importlib.util.spec_from_file_location("wikitext_hostile", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "piece"), _hostile().FAMILIES.items())
def test_hostile_families_are_read(name: str, piece: str) -> None:
    assert_offsets(read(piece * (3000 // len(piece))))
    assert_offsets(read("{{Infobox person\n| name = a\n" + piece * (1000 // len(piece)) + "\n}}\ntext"))


@pytest.mark.parametrize("folder", ["gold/articles", "wikitext/en", "wikitext/other"])
def test_real_articles(folder: str) -> None:
    paths = sorted(corpus(folder).rglob("*.wikitext"))
    for path in paths[:: max(len(paths) // 8, 1)]:
        document = read(
            path.read_text(encoding="utf-8"), path.parent.name if len(path.parent.name) == 2 else "en", path.stem
        )
        assert_offsets(document)
        assert document.sentences or document.rows, path
        for left in ("{{cite", "<ref", "'''", "[[File:"):
            assert left not in document.text, (path, left)


def test_real_dump() -> None:
    path = corpus("wikitext", "dumps", "dbpedia-minidump-fr.xml.bz2")
    with path.open("rb") as file:
        pages = [p for p in read_pages(file, path.name) if p.ns == 0 and not p.redirect]
    assert len(pages) == 3
    for page in pages[:1]:
        assert_offsets(read(page.text, "fr", page.title))
