"""What holds for every Document, whatever it was read from."""

from __future__ import annotations

from cursus.claim import Document


def assert_sound(document: Document) -> None:
    """Runs cover the text; exact ones hold the source's own characters; every offset lies inside, in order."""
    text, source = document.text, document.source
    position = 0
    for run in document.runs:
        assert run.start == position
        position = run.end
        assert 0 <= run.source_start <= run.source_end <= len(source)
        if run.exact:
            for shown, given in zip(text[run.start : run.end], source[run.source_start : run.source_end], strict=True):
                assert shown == given or (shown in " \n\t" and given.isspace())
    assert position == len(text)
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        last = block.end
    for row in document.rows:
        assert row.start <= row.value_start < row.value_end <= row.end
        assert all(text[item.start : item.end].strip() for item in row.items)
    for sentence in document.sentences:
        words = text[sentence.start : sentence.end]
        assert words
        assert words == words.strip()
    for mark in document.marks:
        assert 0 <= mark.at <= len(text)
        assert -1 <= mark.citation < len(document.citations)
        assert 0 <= mark.source_start < mark.source_end <= len(source)
    for citation in document.citations:
        assert 0 <= citation.source_start <= citation.source_end <= len(source)
        for field in (*citation.fields, *(f for work in citation.works for f in work)):
            assert 0 <= field.source_start <= field.source_end <= len(source)
    for link in document.links:
        assert 0 <= link.start < link.end <= len(text)
    for fault in document.faults:
        assert 0 <= fault.source_start < fault.source_end <= len(source)


def rows(document: Document) -> dict[str, list[str]]:
    """The infobox by key: the lines of each value."""
    return {r.key: [document.text[i.start : i.end] for i in r.items] for r in document.rows}


def blocks(document: Document, kind: str) -> list[str]:
    """The words of all blocks of a kind."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]
