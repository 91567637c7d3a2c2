"""What all rules may ask of a document, worked out once."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cursus.check.conflicts import Conflict, find_conflicts
from cursus.check.coverage import Covered, Paragraph, paragraphs
from cursus.check.cs1 import canonical, is_cs1, is_person
from cursus.check.days import Days, read_days
from cursus.check.reliability import Rating, rating
from cursus.check.templates import Parameter, Template, templates
from cursus.check.text_days import TextDay, text_days
from cursus.claim import Block, Citation, Claim, Document, Field, Mark, Sentence

_FEW = 5
_DASH = re.compile(r"[-–]\s?[1-9]")


@dataclass(frozen=True, slots=True)
class Cite:
    """A template of English Wikipedia's citation style, with the citation that it stands in.

    ``filled`` are its parameters that hold something, each behind what its name is another name of (None: unknown, or
    no name); ``values`` is the last of each that has a name.
    """

    template: Template
    citation: Citation | None
    filled: tuple[tuple[str | None, Parameter], ...]
    values: dict[str | None, Parameter]

    @property
    def label(self) -> str | None:
        return self.citation.label if self.citation else None


class Context:
    """A document with its claims, and the questions that several rules ask of them."""

    def __init__(self, document: Document, claims: tuple[Claim, ...]) -> None:
        self.document = document
        self.claims = claims
        self._ratings: dict[int, tuple[Rating, Field] | None] = {}

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
    def _fields(self) -> dict[str, list[tuple[int, int, Field]]]:
        """Name → each field of it, behind the number of its work and its own."""
        found: dict[str, list[tuple[int, int, Field]]] = {}
        for work, (_, fields) in enumerate(self.works):
            for number, field in enumerate(fields):
                found.setdefault(field.name, []).append((work, number, field))
        return found

    def fields(self, *names: str) -> Iterator[tuple[Citation, Field]]:
        """Every field of these names, of all works, in order."""
        found = [place for name in names for place in self._fields.get(name, ())]
        if len(names) > 1:
            found.sort(key=lambda place: place[:2])
        return ((self.works[work][0], field) for work, _, field in found)

    def works_with(self, name: str) -> Iterator[tuple[Citation, tuple[Field, ...], Field]]:
        """Each work that has a field of this name, with the first such."""
        last = -1
        for work, _, field in self._fields.get(name, ()):
            if work != last:
                yield (*self.works[work], field)
            last = work

    def rating(self, fields: tuple[Field, ...]) -> tuple[Rating, Field] | None:
        """What is publicly said of a work of the document."""
        key = id(fields)  # the document, which lives as long as this, holds them
        if key not in self._ratings:
            self._ratings[key] = rating(fields)
        return self._ratings[key]

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """All templates of the source, by their end; none of an article that is no wikitext."""
        source = self.document.source
        return tuple(templates(source, 0, len(source))) if self.wikitext else ()

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """Each template of English Wikipedia's citation style in the source."""
        entries = sorted((c for c in self.document.citations if c.defined), key=lambda c: c.source_start)
        starts = [c.source_start for c in entries]
        found = []
        for template in self.templates:
            if is_cs1(template.name):
                place = bisect.bisect_right(starts, template.start) - 1
                inside = place >= 0 and template.end <= entries[place].source_end
                filled = tuple((canonical(p.name), p) for p in template.parameters if p.value)
                values = {key: p for key, p in filled if p.name}
                found.append(Cite(template, entries[place] if inside else None, filled, values))
        return tuple(sorted(found, key=lambda cite: cite.template.start))

    @cached_property
    def _parameters(self) -> dict[str | None, list[tuple[Cite, Parameter]]]:
        found: dict[str | None, list[tuple[Cite, Parameter]]] = {}
        for cite in self.cites:
            for key, parameter in cite.filled:
                found.setdefault(key, []).append((cite, parameter))
        return found

    def parameters(self, keys: Iterable[str | None]) -> Iterator[tuple[Cite, Parameter]]:
        """The parameters of citation templates that hold something and are, by whatever name, one of these."""
        for key in keys:
            yield from self._parameters.get(key, ())

    @cached_property
    def people(self) -> tuple[tuple[Cite, Parameter], ...]:
        """The parameters that hold a person's name, or a part of one."""
        return tuple(pair for key, pairs in self._parameters.items() if key and is_person(key) for pair in pairs)

    @cached_property
    def lower(self) -> str:
        """The text in lower case, letter by letter, so that its places are the text's."""
        lower = self.document.text.lower()
        if len(lower) == len(self.document.text):
            return lower
        return "".join(low if len(low := c.lower()) == 1 else c for c in self.document.text)

    @cached_property
    def dashes(self) -> tuple[int, ...]:
        """The places of hyphens and dashes with a number behind them."""
        return tuple(m.start() for m in _DASH.finditer(self.document.text))

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
    def _covered(self) -> tuple[list[int], list[Covered]]:
        found = [c for p in self.all_paragraphs for c in p.sentences]
        return [c.sentence.start for c in found], found

    def covered_with(self, *words: str) -> Iterator[Covered]:
        """The sentences of :attr:`all_paragraphs` that hold one of these, which are in lower case, in order."""
        starts, found = self._covered
        places = set()
        for word in words:
            at = self.lower.find(word)
            while at >= 0:
                number = bisect.bisect_right(starts, at) - 1
                if number >= 0 and at < found[number].sentence.end:
                    places.add(number)
                at = self.lower.find(word, at + 1)
        return (found[number] for number in sorted(places))

    def block_at(self, place: int) -> Block | None:
        """The block of the text that holds a place."""
        at = bisect.bisect_right(self._block_starts, place) - 1
        block = self.document.blocks[at] if at >= 0 else None
        return block if block is not None and place < block.end else None

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    @cached_property
    def sentences_of(self) -> dict[int, tuple[Sentence, ...]]:
        """The sentences of each block, by the block's index."""
        out: dict[int, list[Sentence]] = {}
        for sentence in self.document.sentences:
            out.setdefault(sentence.block, []).append(sentence)
        return {k: tuple(v) for k, v in out.items()}


def first(fields: tuple[Field, ...], name: str) -> Field | None:
    """The first field of a name among the fields of a work."""
    for field in fields:
        if field.name == name:
            return field
    return None


def days_of(field: Field | None) -> Days | None:
    return read_days(field.edtf) if field is not None else None


def span(field: Field) -> tuple[int, int]:
    return field.source_start, field.source_end


def entry(citation: Citation) -> tuple[int, int]:
    return citation.source_start, citation.source_end
