"""Promises that hold for any input: no exception, offsets inside, exact words copied, the same result twice."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, note, settings
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


NAMES = ["a", "b c", "Karl Holm", "1803", "File:A.jpg", "Category:A", "fr:A", "#x", " ", "", "a=b", "É"]
TEMPLATES = [
    "infobox person",
    "Infobox a",
    "cite web",
    "cite book",
    "citation",
    "efn",
    "refn",
    "sfn",
    "sfnm",
    "r",
    "rp",
    "harvnb",
    "reflist",
    "notelist",
    "#tag:ref",
    "#tag:references",
    "birth date",
    "death date and age",
    "circa",
    "lang-fr",
    "lang",
    "nowrap",
    "plainlist",
    "ubl",
    "columns-list",
    "quote",
    "main",
    "convert",
    "marriage",
    "flag",
    "s-bef",
    "succession box",
    "citation needed",
    "onorificenze",
    "ref+",
    "USA",
    "formatnum:12",
    "nothing known",
    "",
]
PARAMETERS = [
    "",
    "name=",
    "title=",
    "url=http://a.org/",
    "date=",
    "last=",
    "1=",
    "refs=",
    "group=",
    "embed=yes",
    "\n| b = ",
    "\n* ",
]


def fragment(choose: Random, depth: int = 0) -> str:
    """Markup in its place, now and then cut short or crossed with other markup. ``choose`` settles everything, so that
    a page is known by its seed."""

    def words() -> str:
        return "".join(fragment(choose, depth + 1) for _ in range(choose.randrange(4)))

    kind = choose.randrange(14) if depth < 4 else choose.randrange(4)
    if kind < 2:
        return choose.choice(PIECES)
    if kind < 4:
        return choose.choice(NAMES)
    if kind == 4:
        return f"[[{choose.choice(NAMES)}|{words()}]]"
    if kind == 5:
        return f"[http://a.org/ {words()}]"
    if kind == 6:
        return f"<ref>{words()}</ref>"
    if kind == 7:
        return f"<ref name={choose.choice('abc')} group={choose.choice(('', 'n'))}>{words()}</ref>"
    if kind == 8:
        parameters = "".join(f"|{choose.choice(PARAMETERS)}{words()}" for _ in range(choose.randrange(5)))
        return f"{{{{{choose.choice(TEMPLATES)}{parameters}}}}}"
    if kind == 9:
        return f"\n{{|\n! {words()}\n|-\n| {words()} || {words()}\n|}}\n"
    if kind == 10:
        return f"\n{choose.choice(('==', '===', '*', '#', ':', '**', ';'))}{words()}{choose.choice(('', '=='))}\n"
    if kind == 11:
        tag = choose.choice(("b", "blockquote", "gallery", "small", "h2", "del", "table", "references", "nowiki"))
        return f"<{tag}>{words()}</{tag}>"
    if kind == 12:
        return f"<!--{words()}-->"
    whole = words()
    return whole[: choose.randrange(len(whole) + 1)]


def page(seed: int) -> str:
    choose = Random(seed)
    return "".join(fragment(choose) for _ in range(choose.randrange(1, 7)))


@pytest.mark.slow
@settings(max_examples=50_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.integers(0, 2**40), st.sampled_from(["en", "en", "de", "fr", "es", "it", "ru", "uk", "ar", "xx"]))
def test_fifty_thousand_pages_of_fragments(seed: int, lang: str) -> None:
    source = page(seed)
    note(source)
    document = read(source, lang)
    assert document.source == source
    assert_offsets(document)
    for start, end in [(s.start, s.end) for s in document.sentences] + [(b.start, b.end) for b in document.blocks]:
        quote = document.quote(start, end)
        assert document.text[quote.start : quote.end] == quote.exact
        assert 0 <= quote.source_start <= quote.source_end <= len(source)


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
