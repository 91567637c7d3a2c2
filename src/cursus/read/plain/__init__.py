"""Text copied from a wiki page → Document.

The copy may come from a browser or from lynx, wrapped or not, with or without infobox and reference list. Nothing in it is
marked up, so the reader works by shape: lines are grouped to chunks, each chunk is recognised (title, infobox, heading,
paragraph, list, references, licence line) by rules in :mod:`.shapes`, and written through the builder.
"""

from __future__ import annotations

from cursus.claim import Document
from cursus.read.builder import Builder
from cursus.read.language import language_of
from cursus.read.plain.lines import split_lines
from cursus.read.plain.references import Reference, find_references, to_citations
from cursus.read.plain.shapes import classify
from cursus.read.plain.write import Writer


def read_plain(source: str, *, path: str, sha256: str, title: str | None = None) -> Document:
    """Read one article from plain text. Never raises; text without any structure becomes paragraphs."""
    lines = split_lines(source)
    body, references = find_references(lines)
    citations = to_citations(references)
    shape = classify(body, title)
    builder = Builder(source, language_of(source))
    writer = Writer(builder, _index(references))
    for part in shape.parts:
        writer.write(part)
    return builder.finish(
        path=path, title=shape.title or title or "", sha256=sha256, form="text", citations=citations, licence=shape.licence
    )


def _index(references: list[Reference]) -> dict[str, int]:
    """Which citation a mark's label leads to; the first entry wins where a list repeats a number."""
    out: dict[str, int] = {}
    for number, reference in enumerate(references):
        out.setdefault(reference.label, number)
    return out


__all__ = ["read_plain"]
