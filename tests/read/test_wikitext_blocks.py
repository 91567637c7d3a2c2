"""Paragraphs, headings, lists, tables, captions, quotations, notices, navigation."""

from __future__ import annotations

import pytest

from tests.read.wikitext_help import assert_offsets, blocks, cells, kinds_of_fault, read, words


def test_paragraphs_sections_and_sentences() -> None:
    document = read(
        "'''Karl Holm''' was born in [[Riga]].\nHe joined the army.\n\nHe retired in 1890.\n== Life ==\nFirst.\n=== Youth ===\nSecond."
    )
    assert blocks(document) == [
        ("paragraph", "Karl Holm was born in Riga. He joined the army."),
        ("paragraph", "He retired in 1890."),
        ("heading", "Life"),
        ("paragraph", "First."),
        ("heading", "Youth"),
        ("paragraph", "Second."),
    ]
    assert [s.path for s in document.sections] == [(), ("Life",), ("Life", "Youth")]
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "Karl Holm was born in Riga.",
        "He joined the army.",
        "He retired in 1890.",
        "First.",
        "Second.",
    ]
    assert_offsets(document)


@pytest.mark.parametrize(
    ("source", "level", "heading"),
    [
        ("== A ==", 2, "A"),
        ("==A==  ", 2, "A"),
        ("==A== <!-- note -->", 2, "A"),
        ("=== A ==", 2, "= A"),
        ("== ''A'' and [[b|B]] ==", 2, "A and B"),
        ("== A<ref>x</ref> ==", 2, "A"),
        ("<h3>A</h3>", 3, "A"),
    ],
)
def test_headings(source: str, level: int, heading: str) -> None:
    document = read(f"text\n{source}\nmore")
    assert [(s.level, s.heading) for s in document.sections[1:]] == [(level, heading)]
    assert_offsets(document)


def test_a_line_of_equals_signs_without_an_end_is_text() -> None:
    assert blocks(read("a\n== b\nc")) == [("paragraph", "a"), ("paragraph", "== b c")]


def test_lists() -> None:
    document = read("Ranks:\n* captain\n** brevet\n# one\n; head\n: indented\nafter")
    assert [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", 0, "Ranks:"),
        ("item", 1, "captain"),
        ("item", 2, "brevet"),
        ("item", 1, "one"),
        ("item", 1, "head"),
        ("paragraph", 1, "indented"),
        ("paragraph", 0, "after"),
    ]


def test_html_lists_breaks_and_divisions() -> None:
    assert blocks(read("<ul><li>one</li><li>two</li></ul><p>three<br>four</p>five")) == [
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "three\nfour"),
        ("paragraph", "five"),
    ]


TABLE = """{| class="wikitable"
|+ Commands
! Unit !! From
|-
| style="x" | [[1st Corps|First]] || 1861<ref>Berg</ref>
|-
! scope="row" | Second
| a
* b
|}
after"""


def test_table_row_by_row() -> None:
    document = read(TABLE)
    assert blocks(document) == [
        ("caption", "Commands"),
        ("cells", "Unit\tFrom"),
        ("cells", "First\t1861"),
        ("cells", "Second\ta\nb"),
        ("paragraph", "after"),
    ]
    rows = [b for b in document.blocks if b.kind == "cells"]
    assert [b.header for b in rows] == [True, False, False]
    assert [cells(document, b) for b in rows] == [["Unit", "From"], ["First", "1861"], ["Second", "a\nb"]]
    assert {b.table for b in rows} == {0}
    assert document.text[: document.marks[0].at].endswith("1861")
    assert_offsets(document)


def test_html_table() -> None:
    document = read(
        "<table><caption>x</caption><tr><th>Unit</th><th>From</th></tr><tr><td>First</td><td>1861</td></tr></table>"
    )
    rows = [b for b in document.blocks if b.kind == "cells"]
    assert [(b.header, cells(document, b)) for b in rows] == [(True, ["Unit", "From"]), (False, ["First", "1861"])]


def test_table_inside_a_cell_stays_in_it() -> None:
    document = read("{|\n| a\n{|\n| b || c\n|}\n| d\n|}\n")
    (row,) = (b for b in document.blocks if b.kind == "cells")
    assert [c.split() for c in cells(document, row)] == [["a", "b", "c"], ["d"]]


def test_unclosed_table_ends_at_a_heading() -> None:
    document = read("{|\n| a\n== Life ==\nHe lived.")
    assert blocks(document) == [("cells", "a"), ("heading", "Life"), ("paragraph", "He lived.")]
    assert kinds_of_fault(document) == ["unclosed-table"]


@pytest.mark.parametrize(
    ("source", "caption"),
    [
        ("[[File:A.jpg|thumb|200px|left|Holm in [[Riga]]]]", "Holm in Riga"),
        ("[[Image:A.jpg|thumb|upright=1.2|alt=A man|Holm]]", "Holm"),
        ("[[Datei:A.jpg|mini|hochkant|Holm]]", "Holm"),
        ("[[Файл:A.jpg|мини|справа|Хольм]]", "Хольм"),
        ("[[File:A.jpg|thumb=B.jpg|Holm]]", "Holm"),
    ],
)
def test_captions(source: str, caption: str) -> None:
    document = read(f"{source}\nHe lived.")
    assert blocks(document) == [("caption", caption), ("paragraph", "He lived.")]
    assert_offsets(document)


def test_a_caption_in_the_middle_waits_for_the_paragraph_to_end() -> None:
    document = read("He lived [[File:A.jpg|thumb|Holm<ref>b</ref>]]in Riga.<ref>c</ref>\n\nMore.")
    assert blocks(document) == [("paragraph", "He lived in Riga."), ("caption", "Holm"), ("paragraph", "More.")]
    assert [m.label for m in document.marks] == ["2", "1"]
    assert_offsets(document)


def test_images_without_frame_show_no_words() -> None:
    assert words("a [[File:Flag.svg|20px|Flag of Latvia]] b") == "a b"


def test_gallery() -> None:
    document = read("a\n<gallery mode=packed>\nFile:A.jpg|One [[x|y]]\nB.jpg|Two<ref>r</ref>\nC.jpg\n</gallery>\nb")
    assert blocks(document) == [("paragraph", "a"), ("caption", "One y"), ("caption", "Two"), ("paragraph", "b")]


def test_quotations() -> None:
    document = read("a\n{{quote|Hold [[the line]].|Berg|''Letters''}}\nb\n<blockquote>Go on.</blockquote>\nc")
    assert blocks(document) == [
        ("paragraph", "a"),
        ("quotation", "Hold the line. — Berg, Letters"),
        ("paragraph", "b"),
        ("quotation", "Go on."),
        ("paragraph", "c"),
    ]
    assert_offsets(document)


def test_notices() -> None:
    document = read("{{Main|Battle of Riga|Siege of Riga}}\n{{about|the officer|the ship|Holm (ship)}}\nText.")
    assert blocks(document) == [
        ("notice", "Main article: Battle of Riga, Siege of Riga"),
        ("notice", "This article is about the officer. For the ship, see Holm (ship)."),
        ("paragraph", "Text."),
    ]
    assert all(document.blocks[s.block].kind != "notice" for s in document.sentences)


def test_succession_boxes() -> None:
    document = read(
        "a\n{{s-start}}\n{{s-mil}}\n{{s-bef|before=[[Ada Berg]]}}\n{{s-ttl|title=Commander|years=1861–1863}}\n"
        "{{s-aft|after=Nils Lund}}\n{{s-end}}\n{{succession box|title=Governor|before=X|after=Y|years=1870}}"
    )
    found = [b for b in document.blocks if b.kind == "navigation"]
    assert [cells(document, b) for b in found] == [
        ["Military offices"],
        ["Preceded by\nAda Berg", "Commander\n1861–1863", "Succeeded by\nNils Lund"],
        ["Preceded by\nX", "Governor\n1870", "Succeeded by\nY"],
    ]
    assert_offsets(document)


def test_sections_of_sources_make_no_prose() -> None:
    document = read(
        "a<ref>Berg, p. 4.</ref>\n== References ==\n{{reflist}}\n* {{cite book|last=Berg|first=Ada|title=Wars|year=1890}}\n"
        "== External links ==\n* [http://example.org Official site]\n[[Category:Generals]]\n{{authority control}}"
    )
    assert blocks(document) == [("paragraph", "a"), ("heading", "References"), ("heading", "External links")]
    assert [(c.label, c.name, c.get("title")) for c in document.citations] == [("1", None, None), ("", None, "Wars")]
    assert document.categories == ("Generals",)


def test_categories_come_once_in_order_and_show_nothing() -> None:
    document = read("a [[Category:B|sort]][[Kategorie:A]] [[:Category:C]] [[fr:Holm]] [[category:B]]")
    assert document.categories == ("B", "A")
    assert document.text == "a Category:C"


def test_a_list_in_columns_is_a_list_of_the_page() -> None:
    document = read("A.\n{{columns-list|2|\n* [[b]] c\n* d\n}}\nE.\n== References ==\n{{colonnes|\n* Book, 1900.\n}}")
    assert blocks(document, "item", "paragraph") == [
        ("paragraph", "A."),
        ("item", "b c"),
        ("item", "d"),
        ("paragraph", "E."),
    ]
    assert [c.text for c in document.citations] == ["Book, 1900."]
    assert_offsets(document)
