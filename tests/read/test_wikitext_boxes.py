"""Infoboxes → rows."""

from __future__ import annotations

import pytest

from tests.read.wikitext_help import assert_offsets, blocks, kinds_of_fault, read, rows


def test_rows_have_the_parameter_as_key_and_label() -> None:
    source = "{{Infobox military person\n| name = Karl Holm\n|Birth_Date= {{birth date|1803|2|2}}\n| rank =\n}}\n'''Karl Holm''' lived."
    document = read(source)
    assert [(r.key, r.label, r.box, r.group) for r in document.rows] == [
        ("name", "name", "Infobox military person", ""),
        ("birth_date", "Birth_Date", "Infobox military person", ""),
    ]
    assert rows(document) == [("name", "Karl Holm"), ("birth_date", "February 2, 1803")]
    row = document.rows[0]
    assert document.text[row.start : row.end] == "name\tKarl Holm"
    low, high = document.source_span(row.start, row.end)
    assert source[low:high] == "name = Karl Holm"
    assert_offsets(document)


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("[[A]]<br>B<br />C", ["A", "B", "C"]),
        ("{{plainlist|\n* A\n* [[b|B]]\n}}", ["A", "B"]),
        ("{{plainlist|* A\n* B}}", ["A", "B"]),
        ("{{ubl|A|[[b|B]]}}", ["A", "B"]),
        ("{{unbulleted list|A|B}}", ["A", "B"]),
        ("{{hlist|A|B}}", ["A", "B"]),
        ("\n* A\n* B", ["A", "B"]),
        ("A<br>B\n* C\n* D\nE<br>F", ["A", "B", "C", "D", "E", "F"]),
        ("{{collapsible list|title=Units|A|B}}", ["Units", "A", "B"]),
        ("A<ref>x</ref><br>B", ["A", "B"]),
        ("{{nowrap|A}}, {{frobnicate|B}}", ["A, B"]),
        ("[[File:Flag.svg|20px]] A", ["A"]),
        ("A {{frobnicate|x=1|y=2}}", ["A"]),
    ],
)
def test_the_lines_of_a_value(value: str, items: list[str]) -> None:
    document = read(f"{{{{Infobox person\n| commands = {value}\n}}}}")
    (row,) = document.rows
    assert [document.text[i.start : i.end] for i in row.items] == items
    assert_offsets(document)


def test_boxes_inside_a_box() -> None:
    document = read(
        "{{Infobox officeholder\n| name = Holm\n| module = {{Infobox military person|embed=yes|embed_title=Military service\n"
        "| branch = {{army|UK}}\n}}\n| party = Liberal\n}}"
    )
    assert [(r.key, r.box, r.group) for r in document.rows] == [
        ("name", "Infobox officeholder", ""),
        ("branch", "Infobox military person", "Military service"),
        ("party", "Infobox officeholder", ""),
    ]
    assert rows(document)[1] == ("branch", "British Army")
    assert_offsets(document)


def test_a_box_given_as_a_bare_parameter() -> None:
    document = read("{{Infobox person|name=Holm|{{Infobox military person|embed=yes|rank=Captain}}}}")
    assert [(r.key, r.box) for r in document.rows] == [("name", "Infobox person"), ("rank", "Infobox military person")]


def test_parameters_that_are_no_text_make_no_row() -> None:
    document = read(
        "{{Infobox person\n| image = Holm.jpg\n| image_size = 220px\n| alt = A man\n| signature = Holm sig.svg\n| logo = x.png\n"
        "| caption = Holm in 1861\n| website = {{URL|http://a.org}}\n}}"
    )
    assert rows(document) == [("caption", "Holm in 1861")]


def test_footnotes_of_a_value_stand_behind_it() -> None:
    document = read("{{Infobox person\n| rank = Captain<ref>a</ref>\n| unit = 1st<ref>b</ref><br>2nd\n}}")
    assert [(document.text[: m.at].rsplit("\n")[-1], m.label) for m in document.marks] == [
        ("rank\tCaptain", "1"),
        ("unit\t1st", "2"),
    ]


@pytest.mark.parametrize(
    "name", ["Ficha de militar", "Карточка", "صندوق معلومات شخصية", "Infocaseta Ofițer", "Militare", "Infobox"]
)
def test_names_of_boxes_in_other_wikis(name: str) -> None:
    assert rows(read(f"{{{{{name}\n| rank = Captain\n}}}}")) == [("rank", "Captain")]


def test_an_unknown_box_before_the_first_words_is_known_by_its_shape() -> None:
    body = "".join(f"| p{n} = value {n}\n" for n in range(6))
    assert len(read(f"{{{{Offizier\n{body}}}}}\nText.").rows) == 6
    assert blocks(read(f"Text.\n== A ==\n{{{{Offizier\n{body}}}}}")) == [("paragraph", "Text."), ("heading", "A")]


def test_a_parameter_may_hold_equal_signs_pipes_in_links_and_comments() -> None:
    document = read("{{Infobox person<!-- c -->\n| a <!-- x --> = b=c [[d|e]] <!-- y -->\n| n = {{nowrap|1=x=y}}\n}}")
    assert rows(document) == [("a", "b=c e"), ("n", "x=y")]
    assert document.rows[0].box == "Infobox person"


def test_a_box_that_is_never_closed_keeps_its_rows() -> None:
    document = read(
        "{{Infobox military person\n| name = Karl Holm\n| born = {{birth date|1803|2|2}}\n| battles =\n* One\n* Two\n"
        "'''Karl Holm''' was a general.\n\n== Life ==\nText."
    )
    assert rows(document) == [("name", "Karl Holm"), ("born", "February 2, 1803"), ("battles", "One\nTwo")]
    assert blocks(document, "paragraph") == [("paragraph", "Karl Holm was a general."), ("paragraph", "Text.")]
    assert kinds_of_fault(document) == ["unclosed-template"]
    assert_offsets(document)


def test_an_embedded_box_is_rows_of_its_own_box() -> None:
    document = read(
        "{{Infobox officeholder\n| name = Karl Holm\n| module = {{Infobox military person|embed=yes\n| branch = Army\n"
        "| battles = {{plainlist|\n* One\n* Two\n}}\n}}\n| office = Mayor\n}}"
    )
    assert [(r.key, r.box) for r in document.rows] == [
        ("name", "Infobox officeholder"),
        ("branch", "Infobox military person"),
        ("battles", "Infobox military person"),
        ("office", "Infobox officeholder"),
    ]
    assert len(document.rows[2].items) == 2
