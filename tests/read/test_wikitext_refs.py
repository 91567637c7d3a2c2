"""Footnotes: marks, labels, citations."""

from __future__ import annotations

import pytest

from tests.read.wikitext_help import assert_offsets, kinds_of_fault, marks, read


def labels(source: str) -> list[str]:
    return [m.label for m in read(source).marks]


def test_named_reused_self_closed_and_grouped() -> None:
    document = read(
        'A<ref>one</ref> B<ref name="x">two</ref> C<ref name=x/> D<ref group=nb>note</ref> E<ref name="x" /> F<ref group="nb">n2</ref>'
    )
    assert marks(document) == [("A", "1"), ("B", "2"), ("C", "2"), ("D", "nb 1"), ("E", "2"), ("F", "nb 2")]
    assert [(c.label, c.name, c.group, c.text) for c in document.citations] == [
        ("1", None, "", "one"),
        ("2", "x", "", "two"),
        ("nb 1", None, "nb", "note"),
        ("nb 2", None, "nb", "n2"),
    ]
    assert [m.citation for m in document.marks] == [0, 1, 1, 2, 1, 3]
    assert document.text == "A B C D E F"
    assert_offsets(document)


def test_used_before_it_is_defined() -> None:
    document = read('A<ref name="x" /> B<ref>one</ref> C<ref name="x">two</ref>')
    assert [(c.label, c.text) for c in document.citations] == [("1", "two"), ("2", "one")]


def test_used_but_never_defined() -> None:
    document = read("A<ref name=lost/>")
    (citation,) = document.citations
    assert (citation.label, citation.name, citation.defined, citation.text) == ("1", "lost", False, "")
    assert document.marks[0].citation == 0


@pytest.mark.parametrize(
    "listing",
    [
        '<references>\n<ref name="b">two</ref>\n<ref name="a">one</ref>\n<ref name="c">three</ref></references>',
        '{{reflist|30em|refs=<ref name="b">two</ref><ref name="a">one</ref><ref name="c">three</ref>}}',
        '{{#tag:references|<ref name="b">two</ref><ref name="a">one</ref><ref name="c">three</ref>}}',
    ],
)
def test_defined_in_the_list(listing: str) -> None:
    document = read(f'A<ref name="a" /> B<ref name="b" />\n== References ==\n{listing}')
    assert [(c.label, c.name, c.text) for c in document.citations] == [
        ("1", "a", "one"),
        ("2", "b", "two"),
        ("", "c", "three"),
    ]
    assert document.text == "A B\n\nReferences"
    assert_offsets(document)


def test_a_list_ends_its_group() -> None:
    assert labels("A<ref>a</ref>\n<references />\nB<ref>b</ref>\n<references />") == ["1", "1"]
    assert labels("A<ref>a</ref> B<ref group=n>b</ref>\n{{reflist|group=n}}\nC<ref>c</ref>") == ["1", "n 1", "2"]


def test_templates_that_make_footnotes() -> None:
    document = read(
        "A{{efn|note}} B{{efn-ua|Note}} C{{refn|group=nb|words}} D{{#tag:ref|tag|name=t}} E{{sfn|Berg|1999|p=4}} F{{sfn|Berg|1999|p=4}}"
        " G{{sfn|Berg|1999|p=5}} H{{r|t|x}} I{{efn-lr|i}} J<ref name=t/>{{rp|12}}"
    )
    assert marks(document) == [
        ("A", "a"),
        ("B", "A"),
        ("C", "nb 1"),
        ("D", "1"),
        ("E", "2"),
        ("F", "2"),
        ("G", "3"),
        ("H", "1"),
        ("H", "4"),
        ("I", "i"),
        ("J", "1"),
    ]
    assert document.text == "A B C D E F G H I J"
    assert document.marks[-1].page == "12"
    short = document.citations[4]
    assert (short.label, short.template, short.text) == ("2", "sfn", "Berg 1999, p. 4.")
    assert short.get("author") == "Berg"
    assert_offsets(document)


def test_footnotes_inside_footnotes() -> None:
    document = read("A{{efn|note<ref>inner</ref>}} B<ref>outer {{sfn|Berg|1999}}</ref> C<ref>last</ref>")
    assert [(m.label, c.text) for m, c in ((m, document.citations[m.citation]) for m in document.marks)] == [
        ("a", "note"),
        ("2", "outer"),
        ("3", "last"),
    ]
    assert [(c.label, c.text) for c in document.citations] == [
        ("1", "inner"),
        ("a", "note"),
        ("2", "outer"),
        ("3", "last"),
        ("4", "Berg 1999."),
    ]


def test_details_of_a_footnote() -> None:
    document = read('A<ref name="b" details="p. 4">Book</ref> B<ref name="b" details="p. 5" /> C<ref name="b" />')
    assert [m.label for m in document.marks] == ["1.1", "1.2", "1"]
    assert [c.text for c in document.citations] == ["Book", "Book p. 4", "Book p. 5"]


def test_many_labels() -> None:
    assert labels("".join(f"A{{{{efn|{n}}}}}" for n in range(28)))[-3:] == ["z", "aa", "ab"]
    assert labels("".join(f"A{{{{efn-lr|{n}}}}}" for n in range(9)))[-2:] == ["viii", "ix"]


@pytest.mark.parametrize(
    ("source", "kinds", "found"),
    [
        ("A<ref>one. B\nC", ["unclosed-ref"], ["1"]),
        ("A<ref>one<ref>two</ref> B<ref>three</ref>", ["unclosed-ref"], ["1", "2", "3"]),
        ("A<ref name=x>B<ref>two</ref> C<ref name=x>three</ref>", ["unclosed-ref"], ["1", "2", "1"]),
        ("A<ref>one<ref>two</ref> more</ref> B", ["ref-in-ref"], ["1"]),
        ("A</ref> B", ["unclosed-ref"], []),
        ("A<ref></ref> B<ref/>", ["empty-ref", "empty-ref"], []),
        ('A<ref name="x>one</ref> B<ref name="x" />', ["bad-ref-name"], ["1", "1"]),
        ("A<ref name=a b>one</ref> B<ref name=a b/>", ["bad-ref-name", "bad-ref-name"], ["1", "1"]),
        ('A<ref name="7">one</ref>', ["bad-ref-name"], ["1"]),
        ('A<ref name="x">one</ref> B<ref name="x">two</ref>', ["duplicate-ref-definition"], ["1", "1"]),
        ('A<ref name="x">one</ref> B<ref name="x">one</ref>', [], ["1", "1"]),
    ],
)
def test_faults(source: str, kinds: list[str], found: list[str]) -> None:
    document = read(source)
    assert kinds_of_fault(document) == kinds
    assert [m.label for m in document.marks] == found
    assert_offsets(document)


def test_an_unclosed_footnote_swallows_no_more_than_its_line() -> None:
    document = read("He lived<ref>Berg, p. 4.\nHe died.\n\nMore.")
    assert document.text == "He lived He died.\n\nMore."
    assert document.citations[0].text == "Berg, p. 4."


def test_markup_inside_a_footnote_cannot_end_what_is_around_it() -> None:
    document = read(
        "{{Infobox person\n| rank = Captain<ref>a }} b</ref>\n| unit = 1st\n}}\nText [[a|b<ref>]]</ref>c]]."
    )
    assert [r.key for r in document.rows] == ["rank", "unit"]
    assert document.text.endswith("Text bc.")


def test_comments_and_nowiki_hide_footnotes() -> None:
    assert labels("A<!-- <ref>a</ref> --> B<nowiki><ref>b</ref></nowiki> C<ref>c</ref>") == ["1"]


def test_citation_templates() -> None:
    source = (
        "A<ref>{{cite web |last=Berg |first=Ada |title=''The'' [[War]] |url=http://a.org |date=2 May 2001 |access-date=3 May 2002}}"
        "{{dead link}}</ref>"
    )
    document = read(source)
    (citation,) = document.citations
    assert (citation.type, citation.template) == ("webpage", "cite web")
    assert [(f.name, f.value, f.edtf) for f in citation.fields] == [
        ("author", "Berg, Ada", None),
        ("title", "The War", None),
        ("URL", "http://a.org", None),
        ("issued", "2 May 2001", "2001-05-02"),
        ("accessed", "3 May 2002", "2002-05-03"),
    ]
    assert source[citation.fields[1].source_start : citation.fields[1].source_end] == "''The'' [[War]]"
    assert citation.text == 'Berg, Ada (2 May 2001). "The War". Retrieved 3 May 2002.'
    assert source[citation.source_start : citation.source_end] == source[1:]


def test_several_works_in_one_footnote() -> None:
    document = read("A<ref>{{cite book|title=One|isbn=1}}; {{cite book|title=Two}}</ref>")
    (citation,) = document.citations
    assert [[f.value for f in work if f.name == "title"] for work in citation.works] == [["One"], ["Two"]]
    assert citation.fields == citation.works[0]


def test_a_footnote_in_free_words_keeps_the_places_of_its_fields() -> None:
    source = "A<ref>Berg, Ada. ''The Winter War''. Leipzig: [[Amelang]], 1891, p. 12. [http://a.org Copy]</ref>"
    (citation,) = read(source).citations
    assert citation.text == "Berg, Ada. The Winter War. Leipzig: Amelang, 1891, p. 12. Copy"
    assert citation.get("page") == "12"
    for field in citation.fields:
        assert source[field.source_start : field.source_end].strip("[]'").startswith(field.value[:4])
    assert citation.get("URL") == "http://a.org"


def test_an_unknown_template_for_one_work_is_read_like_any_other() -> None:
    (citation,) = read("A<ref>{{Cite Frobnication |title=Lives |year=1890}}</ref>").citations
    assert (citation.template, citation.get("title")) == ("cite frobnication", "Lives")


def test_a_mark_stands_behind_the_word_even_after_a_space() -> None:
    document = read("He lived. <ref>a</ref> He died.")
    assert document.text == "He lived. He died."
    assert document.marks[0].at == len("He lived.")
