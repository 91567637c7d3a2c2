"""Small articles for tests, built as the readers build them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from cursus.claim import Citation, Claim, Document
from cursus.extract import extract_with_problems
from cursus.read.builder import Builder

_MARK = re.compile(r"\[(\d{1,2})\]")


def article(
    title: str, text: str, *, rows: Iterable[tuple[str, str]] = (), form: str = "wikitext", box: str = "Infobox"
) -> Document:
    """An article of one-line paragraphs. ``== Heading ==`` opens a section, ``* `` an item, ``> `` a quotation, ``[3]`` is a
    footnote mark; ``rows`` are the parameters of an infobox, a line break in a value parts its lines."""
    rows = list(rows)
    source = "\n".join([*(f"{key}={value}" for key, value in rows), text])
    builder = Builder(source)
    builder.begin("title")
    builder.opaque(title, 0, 0)
    builder.end()
    offset = 0
    for key, value in rows:
        builder.begin_row(key, key, box, "", offset, offset + len(key))
        at = offset + len(key) + 1
        for number, line in enumerate(value.split("\n")):
            if number:
                builder.line_break(at, at)
            builder.words(line, at)
            at += len(line) + 1
        builder.end_row()
        offset += len(key) + len(value) + 2
    for line in text.split("\n"):
        heading = re.fullmatch(r"== (.+) ==", line)
        if heading:
            builder.section(heading.group(1), 2, offset + 3, offset + len(line) - 3)
        elif line.strip():
            kind = {"* ": "item", "> ": "quotation"}.get(line[:2], "paragraph")
            builder.begin(kind)
            _prose(builder, line, offset, 0 if kind == "paragraph" else 2)
            builder.end()
        offset += len(line) + 1
    labels = sorted({int(m.group(1)) for m in _MARK.finditer(text)})
    citations = [Citation(str(n), f"note{n}", "", f"Note {n}", 0, 0) for n in range(1, max(labels, default=0) + 1)]
    sha = hashlib.sha256(source.encode()).hexdigest()
    return builder.finish(path=f"{title}.txt", title=title, sha256=sha, form=form, citations=citations)


def _prose(builder: Builder, line: str, offset: int, start: int) -> None:
    for mark in _MARK.finditer(line, start):
        builder.words(line[start : mark.start()], offset + start)
        builder.mark(mark.group(1), int(mark.group(1)) - 1, offset + mark.start(), offset + mark.end())
        start = mark.end()
    builder.words(line[start:], offset + start)


def claims_of(document: Document, prop: str = "", person: str = "") -> list[Claim]:
    """The claims of an article, of one property, of the people whose name contains the words given."""
    extraction = extract_with_problems(document)
    assert extraction.problems == ()
    return [c for c in extraction.claims if c.property == (prop or c.property) and person in c.person.name]


def values(claims: Iterable[Claim]) -> list[str]:
    return [claim.value.text for claim in claims]


def date_of(claim: Claim) -> str | None:
    return claim.date.edtf if claim.date else None


def labels_of(claim: Claim) -> list[str]:
    return [support.label for support in claim.citations]
