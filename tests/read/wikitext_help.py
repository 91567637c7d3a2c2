"""What the tests of the wikitext reader share."""

from __future__ import annotations

import hashlib

from cursus.claim import Block, Document
from cursus.read.wikitext import read_wikitext


def read(source: str, lang: str = "en", title: str = "Karl Holm") -> Document:
    return read_wikitext(
        source,
        path="test.wikitext",
        title=title,
        sha256=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        lang=lang,
    )


def words(source: str, lang: str = "en") -> str:
    return read(source, lang).text


def blocks(document: Document, *kinds: str) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks if not kinds or b.kind in kinds]


def cells(document: Document, block: Block) -> list[str]:
    return [document.text[c.start : c.end] for c in block.cells]


def rows(document: Document) -> list[tuple[str, str]]:
    return [(r.key, document.text[r.value_start : r.value_end]) for r in document.rows]


def marks(document: Document) -> list[tuple[str, str]]:
    """(the word that a mark stands behind, its label)."""
    return [
        (document.text[: m.at].split()[-1] if document.text[: m.at].split() else "", m.label) for m in document.marks
    ]


def kinds_of_fault(document: Document) -> list[str]:
    return [f.kind for f in document.faults]


def assert_offsets(document: Document) -> None:
    """Runs cover the text; exact ones copy the source, white space apart; everything else lies inside text and
    source."""
    text, source = document.text, document.source
    position = 0
    for run in document.runs:
        assert run.start == position < run.end
        position = run.end
        assert 0 <= run.source_start <= run.source_end <= len(source)
        if run.exact:
            here, there = text[run.start : run.end], source[run.source_start : run.source_end]
            assert all(a == b or (a.isspace() and b.isspace()) for a, b in zip(here, there, strict=True)), (here, there)
    assert position == len(text)
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        last = block.end
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(text)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    for row in document.rows:
        assert row.start <= row.value_start < row.value_end == row.end
        assert document.blocks[row.block].kind == "row"
        for item in row.items:
            assert row.value_start <= item.start < item.end <= row.value_end
    for mark in document.marks:
        assert 0 <= mark.at <= len(text)
        assert -1 <= mark.citation < len(document.citations)
        assert 0 <= mark.source_start < mark.source_end <= len(source)
    for link in document.links:
        assert 0 <= link.start < link.end <= len(text)
        assert link.target
    for citation in document.citations:
        assert 0 <= citation.source_start <= citation.source_end <= len(source)
        for field in citation.fields:
            assert 0 <= field.source_start <= field.source_end <= len(source)
    for fault in document.faults:
        assert 0 <= fault.source_start <= fault.source_end <= len(source)
