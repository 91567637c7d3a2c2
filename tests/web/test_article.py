"""The article cut into pieces: nothing is lost, spans may overlap at will, every claim can be jumped to."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Claim, Document
from cursus.web.article import entries, views
from tests.web.people import article, belmor, cited, claim

TEXT = article(
    "A life",
    ["Alpha beta gamma.[1] Delta[2] epsilon.[1]", "== More", "Zeta eta theta iota kappa.[9]"],
    rows=[("Rank", "Major"), ("Born", "1843")],
    citations=[cited("1", "first"), cited("2", "second", URL="https://a.example")],
)


def spanning(document: Document, start: int, end: int, number: int) -> Claim:
    made = claim(document, "Somebody", "rank", "major", document.text[:1])
    return dataclasses.replace(made, id=f"{number:016x}", quote=document.quote(start, end))


def shown(document: Document, claims: list[Claim]) -> str:
    return "\n".join("\t".join("".join(p.text for p in cell) for cell in v.cells) for v in views(document, claims))


def plain(document: Document) -> str:
    return "\n".join(document.text[b.start : b.end] for b in document.blocks)


@given(st.lists(st.tuples(st.integers(0, len(TEXT.text) - 1), st.integers(1, 60)), max_size=12))
def test_any_overlap_keeps_the_text_and_anchors_each_claim_once(spans: list[tuple[int, int]]) -> None:
    claims = [
        spanning(TEXT, start, min(start + length, len(TEXT.text)), number)
        for number, (start, length) in enumerate(spans)
    ]
    assert shown(TEXT, claims) == plain(TEXT)
    cut = views(TEXT, claims)
    begun = [i for v in cut for cell in v.cells for p in cell for i in p.begin]
    assert sorted(begun) == sorted(c.id for c in claims)
    assert [c.id for v in cut for c in v.claims] == begun


@given(st.integers(0, len(TEXT.text) - 2), st.integers(1, 80))
def test_the_chosen_claim_is_marked_from_end_to_end(start: int, length: int) -> None:
    one = spanning(TEXT, start, min(start + length, len(TEXT.text)), 7)
    marked = "".join(p.text for v in views(TEXT, [one], one.id) for cell in v.cells for p in cell if p.chosen)
    wanted = "".join(one.quote.exact.split())
    assert "".join(marked.split()) == wanted


def test_the_shortest_quote_is_the_one_that_the_words_lead_to() -> None:
    whole = claim(TEXT, "Somebody", "rank", "major", "Alpha beta gamma.")
    part = claim(TEXT, "Somebody", "rank", "colonel", "beta")
    pieces = [p for v in views(TEXT, [whole, part]) for cell in v.cells for p in cell if p.covered]
    assert [(p.text, p.to, p.covered) for p in pieces] == [
        ("Alpha ", whole.id, 1), ("beta", part.id, 2), (" gamma.", whole.id, 1),
    ]  # fmt: skip


def test_footnote_marks_stand_where_they_stood_and_both_ways_lead() -> None:
    notes = [(n.number, n.label, n.index) for v in views(TEXT, []) for cell in v.cells for p in cell for n in p.notes]
    assert notes == [(0, "1", 0), (1, "2", 1), (2, "1", 0), (3, "9", -1)]
    listed = entries(TEXT, [claim(TEXT, "Somebody", "rank", "major", "Delta", footnotes=["2"])])
    assert [(e.label, e.marks, e.claims) for e in listed] == [("1", (0, 2), 0), ("2", (1,), 1)]
    assert listed[1].url == "https://a.example"


def test_a_document_without_anything() -> None:
    empty = article("", [])
    assert views(empty, []) == ()
    assert entries(empty, []) == ()


def test_rows_have_two_cells() -> None:
    document, claims, _ = belmor()
    rows = [v for v in views(document, claims) if v.kind == "row"]
    assert [["".join(p.text for p in cell) for cell in v.cells] for v in rows] == [
        ["Born", "1843"],
        ["Rank", "Brigadier"],
    ]
    assert all(len(v.claims) == 1 for v in rows)
