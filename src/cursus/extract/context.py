"""The document as extractors see it: its subject, its sentences with their dates, its people."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from functools import cached_property

from cursus.claim import Document, Mark, Span
from cursus.extract.draft import Who
from cursus.text.dates import DateMatch, find_dates
from cursus.text.names import PersonName, may_be_short_for, read_name, tokens

_ORIGINS = {"item": "list", "caption": "caption", "cells": "table", "title": "title", "row": "infobox", "quotation": "prose"}
_PRONOUN = re.compile(r"\b(he|his|him|she|her|hers)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text == document.text[start:end]``; ``dates`` and ``marks`` carry offsets into the document."""

    start: int
    end: int
    text: str
    block: int
    section: int
    origin: str
    paragraph_end: int
    dates: tuple[DateMatch, ...] = ()
    marks: tuple[Mark, ...] = ()
    anchor: str | None = None

    def span(self, start: int, end: int) -> Span:
        """A stretch of the sentence as a span of the document."""
        return Span(self.start + start, self.start + end)


@dataclass
class Page:
    """A document under extraction. Everything is computed once, on first use, and never changed afterwards."""

    document: Document
    problems: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def subject_name(self) -> PersonName:
        return read_name(re.sub(r"\s*\([^)]*\)$", "", self.document.title))

    @cached_property
    def subject(self) -> Who:
        return Who(self.subject_name.full or self.document.title, None, True)

    @cached_property
    def subject_forms(self) -> frozenset[str]:
        """Single words by which the article calls its subject: the surname, and every word of the title that is no particle
        and that the prose uses on its own."""
        name = self.subject_name
        words = {name.family, name.family.split()[-1]}
        for row in self.document.rows:
            if row.key in ("name", "birth_name") and row.items:
                value = read_name(self.text[row.items[0].start : row.items[0].end])
                if value.family:
                    words.add(value.family.split()[-1])
        lead_name = self.lead_name
        if lead_name:
            words.add(lead_name.family.split()[-1] if lead_name.family else "")
        given = name.full.split()
        for word in given:
            if len(word) > 2 and len(re.findall(rf"(?:^|[.!?]\s+|,\s){re.escape(word)}\s+[a-z]", self.text)) >= 2:
                words.add(word)
        return frozenset(w for w in words if len(w) > 1)

    @cached_property
    def lead_name(self) -> PersonName | None:
        """The name with which the first sentence opens."""
        first = next((s for s in self.document.sentences if self.document.blocks[s.block].kind == "paragraph"), None)
        if first is None:
            return None
        words = re.match(r"[^,(\n]{3,90}?(?=\s*[(,]|\s+(?:was|is|were)\b)", self.text[first.start : first.end])
        if not words:
            return None
        name = read_name(words.group())
        return name if set(tokens(name.full)) & set(tokens(self.subject_name.full)) else None

    @cached_property
    def female(self) -> bool:
        counts = {"he": 0, "she": 0}
        for match in _PRONOUN.finditer(self.text[:20000]):
            counts["she" if match.group().lower() in ("she", "her", "hers") else "he"] += 1
        return counts["she"] > counts["he"]

    @cached_property
    def is_biography(self) -> bool:
        """Whether the article is about a person: born or died, or a rank or pronoun where its first sentences speak of it."""
        head = self.text[:6000]
        person_rows = {"born", "birth_date", "birth_place", "rank", "spouse", "died", "death_date", "birth_name", "branch"}
        if any(row.key in person_rows for row in self.document.rows):
            return True
        if re.search(r"\bborn\b", head[:1200]) or re.search(r"\(\D{0,20}\d{3,4}\D{1,20}\d{3,4}\)", head[:600]):
            return True
        pronouns = len(_PRONOUN.findall(head))
        return pronouns >= 5 and pronouns * 60 >= len(head.split())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._sentences())

    def _sentences(self) -> list[Sentence]:
        document = self.document
        marks = sorted(document.marks, key=lambda m: m.at)
        places = [m.at for m in marks]
        out: list[Sentence] = []
        anchor: str | None = None
        section = -1
        for raw in document.sentences:
            block = document.blocks[raw.block]
            if block.section != section:
                section, anchor = block.section, _heading_anchor(document, block.section)
            text = document.text[raw.start : raw.end]
            found = find_dates(text, anchor=anchor, lang=document.lang)
            dates = tuple(DateMatch(d.start + raw.start, d.end + raw.start, d.date, d.relative) for d in found)
            low = bisect.bisect_right(places, raw.start)
            high = bisect.bisect_right(places, raw.end)
            origin = _ORIGINS.get(block.kind, "prose")
            if origin == "prose" and block.section == 0:
                origin = "lead"
            out.append(Sentence(raw.start, raw.end, text, raw.block, block.section, origin, block.end, dates, tuple(marks[low:high]), anchor))
            narrative = [d for d in dates if text[max(d.start - raw.start - 1, 0) : d.start - raw.start] != "("]
            if narrative and block.kind == "paragraph" and block.section:
                anchor = narrative[-1].date.edtf
        return out

    @cached_property
    def people(self) -> tuple[Who, ...]:
        """Everybody whom the article names with at least two parts, by links and by later mention (fullest form first met)."""
        from cursus.extract.actors import named_people

        return named_people(self)

    def known(self, name: str) -> Who | None:
        """The person a later, shorter mention means: the subject, or the one person in the article whom it fits."""
        parts = tokens(name)
        if not parts:
            return None
        if self.is_subject(name):
            return self.subject
        fits = [p for p in self.people if may_be_short_for(name, p.name)]
        return fits[0] if len(fits) == 1 else None

    def is_subject(self, name: str) -> bool:
        """Whether a mention can only be the subject: its surname alone, or a form that fits the title or the lead's name."""
        words = name.split()
        if len(words) == 1:
            return name in self.subject_forms
        if any(may_be_short_for(name, full) for full in self._full_names):
            return True
        return any(may_be_short_for(full, name) for full in self._full_names if len(full.split()) > 1)

    @cached_property
    def _full_names(self) -> tuple[str, ...]:
        names = [self.subject_name.full]
        if self.lead_name:
            names.append(self.lead_name.full)
        names += [
            read_name(self.text[r.items[0].start : r.items[0].end]).full for r in self.document.rows if r.key in ("name", "birth_name") and r.items
        ]
        return tuple(dict.fromkeys(names))


def _heading_anchor(document: Document, section: int) -> str | None:
    """A section whose heading names one year anchors the relative dates of its first sentences."""
    if section == 0:
        return None
    found = find_dates(document.sections[section].heading, lang=document.lang)
    return found[0].date.edtf if len(found) == 1 and "/" not in found[0].date.edtf else None
