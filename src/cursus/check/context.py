"""What all rules may ask of a document, worked out once."""

from __future__ import annotations

import bisect
from functools import cached_property

from cursus.check.conflicts import Conflict, find_conflicts
from cursus.check.coverage import Paragraph, paragraphs
from cursus.check.cs1 import is_cs1
from cursus.check.days import Days, read_days
from cursus.check.templates import Template, templates
from cursus.check.text_days import TextDay, text_days
from cursus.claim import Citation, Claim, Document, Field, Mark, Sentence

_FEW = 5


class Context:
    """A document with its claims, and the questions that several rules ask of them."""

    def __init__(self, document: Document, claims: tuple[Claim, ...]) -> None:
        self.document = document
        self.claims = claims

    @property
    def copied(self) -> bool:
        """Whether the article is text copied from a page: it shows no addresses, so nothing is said about missing
        ones."""
        return self.document.form == "text"

    @property
    def wikitext(self) -> bool:
        return self.document.form == "wikitext"

    @cached_property
    def marks_of(self) -> dict[int, tuple[Mark, ...]]:
        """The marks that lead to each citation, by the citation's index; -1 holds the dangling ones."""
        out: dict[int, list[Mark]] = {}
        for mark in self.document.marks:
            out.setdefault(mark.citation, []).append(mark)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def works(self) -> tuple[tuple[Citation, tuple[Field, ...]], ...]:
        """Each work of each citation with its fields; an entry that holds several works comes once for each."""
        return tuple(
            (citation, fields)
            for citation in self.document.citations
            for fields in (citation.works or (citation.fields,))
            if fields
        )

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """All templates of the source, by their end; none of an article that is no wikitext."""
        source = self.document.source
        return tuple(templates(source, 0, len(source))) if self.wikitext else ()

    @cached_property
    def cites(self) -> tuple[tuple[Template, Citation | None], ...]:
        """Each template of English Wikipedia's citation style in the source, with the citation that it stands in."""
        entries = sorted((c for c in self.document.citations if c.defined), key=lambda c: c.source_start)
        starts = [c.source_start for c in entries]
        found = []
        for template in self.templates:
            if is_cs1(template.name):
                place = bisect.bisect_right(starts, template.start) - 1
                inside = place >= 0 and template.end <= entries[place].source_end
                found.append((template, entries[place] if inside else None))
        return tuple(sorted(found, key=lambda pair: pair[0].start))

    @cached_property
    def text_days(self) -> tuple[TextDay, ...]:
        """The days that the text writes out, in order."""
        return tuple(text_days(self.document.text))

    def text_days_within(self, start: int, end: int) -> tuple[TextDay, ...]:
        """Those that begin and end within a stretch of the text."""
        low = bisect.bisect_left(self.text_days, start, key=lambda d: d.start)
        high = bisect.bisect_right(self.text_days, end, low, key=lambda d: d.end)
        return self.text_days[low:high]

    @cached_property
    def has_footnotes(self) -> bool:
        """Whether the article shows footnotes. A copy without a list may have kept a stray "[1]" of something else."""
        marks, citations = self.document.marks, self.document.citations
        return bool(marks) and (not self.copied or len(marks) >= _FEW or any(c.defined for c in citations))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return find_conflicts(self.claims)

    @property
    def revision_day(self) -> str | None:
        """The ISO day of the revision that was read. None for HTML, whose templates may be rendered years later."""
        return self.document.timestamp[:10] if self.document.timestamp and self.wikitext else None

    @cached_property
    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of lead and body, with how each of their sentences is covered by footnotes."""
        return tuple(paragraphs(self.document))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body, which should rest on footnotes; the lead only sums them up."""
        return tuple(p for p in self.all_paragraphs if not p.lead)

    @cached_property
    def sentences_of(self) -> dict[int, tuple[Sentence, ...]]:
        """The sentences of each block, by the block's index."""
        out: dict[int, list[Sentence]] = {}
        for sentence in self.document.sentences:
            out.setdefault(sentence.block, []).append(sentence)
        return {k: tuple(v) for k, v in out.items()}


def first(fields: tuple[Field, ...], name: str) -> Field | None:
    """The first field of a name among the fields of a work."""
    return next((f for f in fields if f.name == name), None)


def days_of(field: Field | None) -> Days | None:
    return read_days(field.edtf) if field is not None else None


def span(field: Field) -> tuple[int, int]:
    return field.source_start, field.source_end


def entry(citation: Citation) -> tuple[int, int]:
    return citation.source_start, citation.source_end
