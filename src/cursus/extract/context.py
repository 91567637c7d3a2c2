"""The document as extractors see it: its subject, its sentences with their dates, its people."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from cursus.claim import Document, Mark, Row, Span
from cursus.extract.aliases import lead_aliases
from cursus.extract.draft import Who
from cursus.extract.people import Actor, Mention, mentions, named_people
from cursus.tables import rows
from cursus.text.dates import DateMatch, find_dates
from cursus.text.names import PersonName, is_civil_title, may_be_short_for, read_name, tokens
from cursus.text.ranks import find_ranks
from cursus.vocab import infobox_field

_ORIGINS = {
    "item": "list",
    "caption": "caption",
    "cells": "table",
    "title": "title",
    "row": "infobox",
    "quotation": "prose",
}
_PRONOUN = re.compile(r"\b(he|his|him|she|her|hers)\b", re.IGNORECASE)
_NAME_ROWS = frozenset((("name", "full"), ("name", "birth")))
_LIFE_ROWS = frozenset(("birth_date", "birth_place", "birth_day", "death_date", "service", "service_start"))
_PERSON_ROWS = frozenset(
    ("born", "birth_date", "birth_place", "rank", "spouse", "died", "death_date", "birth_name", "branch", "lifespan")
)

# "(12 March 1801 – 4 May 1871)", "(c. 1801 – 1871)": dates on both sides of a dash, in the brackets behind a name.
_LIFESPAN = re.compile(r"\([^()]{0,60}\d{3,4}\s?[–—-]\s?[^()]{0,40}\d{3,4}[^()]{0,20}\)")


_LONGEST = 4000
"""Characters. What is longer is a list or a table without its line breaks; who does what in it cannot be told."""

_WAR_OF = re.compile(r"(?:^|[^\w\s]\s?|\b[a-z]+\s|\bThe\s)War of $")
"""What stands before the year in "the War of 1812", which dates nothing."""

_AND_LATER = re.compile(r"(?<=\d)\sand\slater\s(?=[a-z])")
"""What "commissioned in 2003 and later promoted" goes on with is another fact, no open end."""

_LIFE = re.compile(r"\([^()]*\d{3,4}[^()]*\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text == document.text[start:end]``; ``dates`` and ``marks`` carry offsets into the document.

    ``origin`` is ``lead``, ``prose``, ``list``, ``caption`` or ``table``; ``quoted`` says that it stands in a block
    quotation, whose words are its author's. ``anchor`` is the date that its relative phrases were resolved against.
    """

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
    quoted: bool = False

    def span(self, start: int, end: int) -> Span:
        """A stretch of the sentence as a span of the document."""
        return Span(self.start + start, self.start + end)


@dataclass
class Page:
    """A document under extraction. Everything is computed once, on first use, and never changed afterwards. ``actor_memo`` and
    ``kin_memo`` are kept here for :mod:`cursus.extract.actors` and :mod:`cursus.extract.kin`, which stand above."""

    document: Document
    problems: list[str] = field(default_factory=list)
    _mentions: dict[int, list[Mention]] = field(default_factory=dict)
    actor_memo: dict[int, list[Actor]] = field(default_factory=dict)
    kin_memo: dict[str, Who] | None = None
    single_kin_memo: dict[str, Who] | None = None
    _known: dict[str, Who | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.document.text

    # the subject -------------------------------------------------------------------------------------------------
    @cached_property
    def subject_name(self) -> PersonName:
        return _own_name(re.sub(r"\s*\([^)]*\)$", "", self.document.title))

    @cached_property
    def subject(self) -> Who:
        return Who(self.subject_name.full or self.document.title, None, True)

    @cached_property
    def _box_names(self) -> tuple[PersonName, ...]:
        """The names that the infobox gives, without brackets and what follows a comma."""
        out = []
        for row in self.document.rows:
            if infobox_field(row.box, row.key, row.label) in _NAME_ROWS and row.items:
                value = self.text[row.items[0].start : row.items[0].end]
                name = _own_name(re.sub(r"\s*\([^()]*\)", "", value).split(",")[0])
                if 1 < len(name.full.split()) <= 8:
                    out.append(name)
        return tuple(out)

    @cached_property
    def main_names(self) -> tuple[str, ...]:
        """The subject's names in full: the title's, the lead's, the infobox's."""
        names = [self.subject_name.full]
        if self.lead_name:
            names.append(self.lead_name.full)
        names += [name.full for name in self._box_names]
        return tuple(dict.fromkeys(names))

    @cached_property
    def full_names(self) -> tuple[str, ...]:
        """The main names, and the others of two or more words that the lead's brackets give."""
        aliases = lead_aliases(self.document, self.main_names)
        return tuple(dict.fromkeys((*self.main_names, *(a for a in aliases if " " in a))))

    @cached_property
    def subject_forms(self) -> frozenset[str]:
        """Single words by which the article calls its subject: the surname, and every part of the name that the prose
        uses as a subject on its own."""
        names = [self.subject_name, *self._box_names, *([self.lead_name] if self.lead_name else [])]
        names += [read_name(alias) for alias in self.full_names if alias not in self.main_names]
        words: set[str] = set()
        for name in names:
            if name.family:
                words.update((name.family, name.family.split()[-1]))
                # "al-Sisi" is "Sisi" behind a title.
                words.update(
                    w[3:] for w in (name.family, name.family.split()[-1]) if w.casefold().startswith(("al-", "el-"))
                )
                # "Del Valle graduated": a particle is capitalised where it begins a sentence.
                words.add(name.family[0].upper() + name.family[1:])
        parts = [w for name in names for w in (*name.full.split(), *_style_words(name)) if len(w) > 2]
        parts += [w[3:] for w in parts if w.startswith(("al-", "el-"))]
        for word in dict.fromkeys(parts):
            if word not in words and (
                len(re.findall(rf"(?:^|\n|[.!?]\s+|,\s|\d\s){re.escape(word)}\s+[a-z]", self.text)) >= 2
                or re.search(rf"(?:\n|[.!?,]\s+){re.escape(word)}\swas\s(?:born|raised|educated)\b", self.text)
            ):
                words.add(word)
        return frozenset(w for w in words if len(w) > 1)

    @cached_property
    def opening(self) -> Sentence | None:
        """The first sentence of the lead."""
        for sentence in self.sentences:
            if self.document.blocks[sentence.block].kind == "paragraph":
                return sentence if sentence.section == 0 else None
        return None

    @cached_property
    def lead_name(self) -> PersonName | None:
        """The name with which the first sentence opens."""
        blocks = self.document.blocks
        first = next((s for s in self.document.sentences if blocks[s.block].kind == "paragraph"), None)
        if first is None:
            return None
        words = re.match(r"[^,(\n]{3,90}?(?=\s*[(,]|\s+(?:was|is|were)\b)", self.text[first.start : first.end])
        if not words:
            return None
        name = read_name(words.group())
        return name if set(tokens(name.full)) & set(tokens(self.subject_name.full)) else None

    @cached_property
    def lead_words(self) -> frozenset[str]:
        """The words of the lead and the infobox, folded: the titles that are the subject's own are among them."""
        end = self.document.sections[1].start if len(self.document.sections) > 1 else min(len(self.text), 3000)
        return frozenset(re.findall(r"[^\W\d_]+", self.text[:end].casefold()))

    @cached_property
    def female(self) -> bool:
        """Whether the pronouns of the article's first part say "she"."""
        counts = {"he": 0, "she": 0}
        for match in _PRONOUN.finditer(self.text[:20000]):
            counts["she" if match.group().lower() in ("she", "her", "hers") else "he"] += 1
        return counts["she"] > counts["he"]

    @cached_property
    def is_biography(self) -> bool:
        """Whether the article is about a person: born or died, or of a rank, or a pronoun at every turn."""
        head = self.text[:6000]
        if any(row.key in _PERSON_ROWS or self._is_life(row) for row in self.document.rows):
            return True
        if re.search(r"\bborn\b", head[:1200]) or _LIFESPAN.search(head[:600]):
            return True
        first = re.search(r"\b(?:was|is)\s(?:an?|the)\s([^.;]{3,160})", head)
        if first is not None and (_trade().search(first.group(1)) or find_ranks(first.group(1))):
            return True
        pronouns = len(_PRONOUN.findall(head))
        return pronouns >= 5 and pronouns * 60 >= len(head.split())

    @staticmethod
    def _is_life(row: Row) -> bool:
        """Whether a row says, in whatever language, when or where somebody was born, served or died."""
        kind = infobox_field(row.box, row.key, row.label)
        return kind is not None and kind[0] in _LIFE_ROWS

    @cached_property
    def death_years(self) -> frozenset[str]:
        """The years in which the infobox and the brackets of the lead say the subject died; empty where they do not."""
        years: set[str] = set()
        for row in self.document.rows:
            if row.key in ("died", "death_date", "lifespan"):
                found = find_dates(self.text[row.value_start : row.value_end], lang=self.document.lang)
                years.update(d.date.latest[:4] for d in found[-1:] if d.date.latest)
        lead = self.opening
        span = _LIFESPAN.search(lead.text) if lead else None
        if lead and span:
            years.update(d.date.latest[:4] for d in lead.dates if d.date.latest and d.end - lead.start <= span.end())
        return frozenset(years)

    # sentences ---------------------------------------------------------------------------------------------------
    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._sentences())

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset of the text."""
        index = bisect.bisect_right(self._starts, offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None

    def row_at(self, offset: int) -> Row | None:
        """The infobox row that holds an offset of the text."""
        rows = self.document.rows
        index = bisect.bisect_right(rows, offset, key=lambda row: row.start) - 1
        return rows[index] if index >= 0 and offset < rows[index].end else None

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """The footnote marks behind ``start``, up to the one right behind ``end``."""
        low = bisect.bisect_right(self.marks, start, key=lambda m: m.at)
        return self.marks[low : bisect.bisect_right(self.marks, end, key=lambda m: m.at)]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The footnote marks in the order of the text."""
        return tuple(sorted(self.document.marks, key=lambda m: m.at))

    def _sentences(self) -> list[Sentence]:
        document = self.document
        places = [m.at for m in self.marks]
        out: list[Sentence] = []
        anchor: str | None = None
        birth = self._birth()
        section = -1
        for raw in document.sentences:
            if raw.end - raw.start > _LONGEST:
                continue
            block = document.blocks[raw.block]
            if block.section != section:
                section, anchor = block.section, _heading_anchor(document, block.section)
            elif section == 0 and out and out[-1].block != raw.block:
                # The lead's paragraphs jump through a life; inside one the story goes on.
                anchor = None
            text = document.text[raw.start : raw.end]
            found = find_dates(_AND_LATER.sub(" and ----- ", text), anchor=anchor, lang=document.lang, birth=birth)
            found = [d for d in found if not _WAR_OF.search(text[max(d.start - 24, 0) : d.start])]
            dates = tuple(DateMatch(d.start + raw.start, d.end + raw.start, d.date, d.relative) for d in found)
            low = bisect.bisect_right(places, raw.start)
            high = bisect.bisect_right(places, raw.end)
            origin = _ORIGINS.get(block.kind, "prose")
            if origin == "prose" and block.section == 0:
                origin = "lead"
            out.append(
                Sentence(
                    raw.start,
                    raw.end,
                    text,
                    raw.block,
                    block.section,
                    origin,
                    block.end,
                    dates,
                    self.marks[low:high],
                    anchor,
                    block.kind == "quotation" and not _is_official(document, block.section),
                )
            )
            # A date in brackets is a life or a war; the story goes on from the dates outside.
            narrative = [d for d in dates if not _bracketed(text, d.start - raw.start)]
            # "by 2030" is no point that a story goes on from, unless it was itself counted from one.
            narrative = [d for d in narrative if d.relative or not d.date.edtf.startswith(("[..", "../", "/"))]
            if narrative and block.kind == "paragraph":
                anchor = narrative[-1].date.edtf
        return out

    def _birth(self) -> str | None:
        """When the subject was born, as the infobox or the first brackets of the lead say: what an age counts from."""
        document = self.document
        words = [
            self.text[r.value_start : r.value_end] for r in document.rows if r.key in ("born", "birth_date", "lifespan")
        ]
        first = next((b for b in document.blocks if b.kind == "paragraph"), None)
        bracket = _LIFE.search(self.text, first.start, min(first.end, first.start + 600)) if first else None
        if bracket:
            words.append(bracket.group())
        for text in words:
            found = find_dates(text, lang=document.lang)
            if found:
                return found[0].date.edtf.partition("/")[0] or None
        return None

    # people ------------------------------------------------------------------------------------------------------
    @cached_property
    def people(self) -> tuple[Who, ...]:
        """Everybody whom the article names with at least two parts, in the fullest form, with the link's target."""
        return named_people(self._others(), self.subject_forms)

    def _others(self) -> Iterator[tuple[str, str | None]]:
        """The mentions of two or more words that are not the subject's, each with the page it links to."""
        links = {(link.start, link.end): link.target for link in self.document.links}
        for sentence in self.sentences:
            for mention in self.mentions(sentence):
                if len(mention.name.split()) < 2 or self.is_subject(mention.name):
                    continue
                end = sentence.start + mention.end
                yield (
                    mention.name,
                    links.get((sentence.start + mention.name_start, end))
                    or links.get((sentence.start + mention.start, end)),
                )

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The people named in a sentence, in order."""
        if sentence.start not in self._mentions:
            self._mentions[sentence.start] = mentions(sentence.text)
        return self._mentions[sentence.start]

    @cached_property
    def _by_family(self) -> dict[str, list[Who]]:
        """The people by the last word of their names."""
        out: dict[str, list[Who]] = {}
        for who in self.people:
            out.setdefault(tokens(who.name)[-1], []).append(who)
        return out

    def known(self, name: str) -> Who | None:
        """The person a later, shorter mention means: the subject, or the one person in the article whom it fits."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Who | None:
        parts = tokens(name)
        if not parts:
            return None
        if self.is_subject(name):
            return self.subject
        fits = [p for p in self._by_family.get(parts[-1], ()) if may_be_short_for(name, p.name)]
        return fits[0] if len(fits) == 1 else None

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(parts[-1] for name in self.full_names if (parts := tokens(name)))

    def is_subject(self, name: str) -> bool:
        """Whether a mention can only be the subject: its surname alone, or a form that fits one of its full names."""
        words = name.split()
        if len(words) == 1 or name in self.subject_forms:
            return name in self.subject_forms
        parts = tokens(name)
        if not parts or parts[-1] not in self._last_words:
            return False
        fits = [may_be_short_for(name, full) or may_be_short_for(full, name) for full in self.main_names if " " in full]
        # "John Fletcher Pershing" fits the title "John Pershing" and not the lead's "John Joseph Pershing".
        if any(fits):
            return all(fits) or len(words) == 2 or name in self.main_names
        return any(may_be_short_for(name, full) for full in self.full_names)


@cache
def _trade() -> re.Pattern[str]:
    words = sorted(row[1] for row in rows("occupations") if row[0] == "noun")
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


def _own_name(text: str) -> PersonName:
    """The name of a title or a box, in which "Don Bacon" and "Earl Warren" begin with a forename."""
    name = read_name(text)
    if name.titles and len(name.full.split()) == 1 and is_civil_title(name.titles[0]):
        first, _, rest = text.partition(" ")
        return PersonName(text, first, rest, (), name.nicknames, name.suffixes, name.script)
    return name


def _style_words(name: PersonName) -> list[str]:
    """The name that a peer is called by: "Wellington" of ", 1st Duke of Wellington"."""
    return [
        w for style in name.suffixes if " " in style for w in re.findall(r"[^\W\d_][\w-]+", style.split(",")[0])[-1:]
    ]


def _is_official(document: Document, section: int) -> bool:
    """A medal's citation that the article reproduces is an official record, no opinion of its author."""
    return any("citation" in heading.casefold() for heading in document.sections[section].path)


def _heading_anchor(document: Document, section: int) -> str | None:
    """A section whose heading names one year anchors the relative dates of its first sentences."""
    if section == 0:
        return None
    found = find_dates(document.sections[section].heading, lang=document.lang)
    return found[0].date.edtf if len(found) == 1 and "/" not in found[0].date.edtf else None


def _bracketed(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)
