"""Which sentence of the prose a footnote stands behind."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from cursus.claim import Block, Document, Mark, Sentence

#: Sections whose paragraphs need no footnotes of their own: lists of works and sources, and the page's furniture.
_EXEMPT = re.compile(
    r"(?:see also|external links?|references?|notes?(?: and references)?|footnotes?|citations?|(?:works )?cited|"
    r"sources?|"
    r"(?:selected |select )?(?:bibliography|works|publications|writings)|further reading|books|filmography|discography|"
    r"literature|literatur|einzelnachweise|weblinks|works by .*|plot|synopsis|gallery|voir aussi|bibliographie|"
    r"notes et références|références|liens externes|véase también|referencias|bibliografía|enlaces externos|"
    r"примечания|литература|ссылки|примітки|література|посилання)",
    re.IGNORECASE,
)
_MOST = 20  # marks that are named of a stretch where all lead nowhere
_TARGET = re.compile(r"#(?P<id>[^\"'#\s<>]{1,200})[\"']")
_ID = re.compile(r"\bid=[\"']([^\"']{1,200})[\"']")
_WORD = re.compile(r"\w+")
#: A footnote of a group that a copy shows as words ("[Mi 8]"), and a source named in brackets ("(Holm 1994, p. 5)").
_NAMED_MARK = re.compile(r"\[[^\W\d_][\w-]{0,12} ?\d{1,3}\]")
_IN_BRACKETS = re.compile(
    r"\((?:[^()\d]{2,40}[ ,])?(?:1[5-9]|20)\d\d[a-z]?(?:[:,] ?|,? )(?:pp?\. ?|S\. ?|pág\. ?)?\d{1,4}(?:[–-]\d{1,4})?\)"
)


@dataclass(frozen=True, slots=True)
class Covered:
    """A sentence of a paragraph with its own marks and how it is supported.

    ``state`` is ``cited`` (a mark at its end, or a source that is named in other ways), ``partly`` (a mark inside, words after it), ``later`` (no mark of its
    own, but one later in the paragraph), ``dangling`` (only marks that lead nowhere, here or later) or ``bare`` (no
    mark here or later). ``tail`` is where the words after the last mark begin. ``last`` says that it ends its
    paragraph.
    """

    sentence: Sentence
    marks: tuple[Mark, ...]
    state: str
    tail: int
    last: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``lead`` says that it stands before the first heading, where a summary needs no footnotes."""

    block: Block
    sentences: tuple[Covered, ...]

    @property
    def lead(self) -> bool:
        return self.block.section == 0

    @property
    def marks(self) -> int:
        return sum(len(s.marks) for s in self.sentences)


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs that may rest on footnotes: no headings, no lists of works. Those of the lead say so."""
    sentences: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        sentences.setdefault(sentence.block, []).append(sentence)
    position = 0
    marks = document.marks
    others = _other_references(document)
    exempt = cache(partial(_exempt, document))
    for index, block in enumerate(document.blocks):
        if block.kind != "paragraph" or index not in sentences or exempt(block.section):
            continue
        while position < len(marks) and marks[position].at <= block.start:
            position += 1
        mine = []
        while position < len(marks) and marks[position].at <= block.end:
            mine.append(marks[position])
            position += 1
        yield Paragraph(block, tuple(_cover(document, sentences[index], mine, others)))


def _other_references(document: Document) -> list[int]:
    """Where sources are named without a footnote: the ends of sources in brackets, and of marks that
    a copy shows as words."""
    found = {m.end() for m in _IN_BRACKETS.finditer(document.text)}
    if document.form == "text":
        found.update(m.end() for m in _NAMED_MARK.finditer(document.text))
    return sorted(found)


def _exempt(document: Document, section: int) -> bool:
    return any(_EXEMPT.fullmatch(heading.strip()) for heading in document.sections[section].path)


def _cover(document: Document, sentences: list[Sentence], marks: list[Mark], others: list[int]) -> Iterator[Covered]:
    last_other = others[bisect.bisect_right(others, sentences[-1].end + 1) - 1] if others else -1
    places = [m.at for m in marks]
    nowhere = [leads_nowhere(document, m) for m in marks]
    last_good = max((i for i, lost in enumerate(nowhere) if not lost), default=-1)
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1].start if number + 1 < len(sentences) else None
        low = bisect.bisect_right(places, sentence.start)
        high = bisect.bisect_right(places, sentence.end + 1)  # one right behind the full stop is the sentence's own
        if following is not None:
            high = min(high, bisect.bisect_left(places, following))
        mine = tuple(marks[low : max(high, low)])
        tail = mine[-1].at if mine else sentence.start
        place = bisect.bisect_right(others, sentence.start)
        named = place < len(others) and others[place] <= sentence.end + 1
        if named:
            tail = max(tail, others[bisect.bisect_right(others, sentence.end + 1) - 1])
        if not mine and named:
            state = "cited"
        elif not mine:
            after = bisect.bisect_right(places, sentence.end)
            state = "bare" if after >= len(marks) else "later"
            if state == "bare" and last_other > sentence.end:
                state = "later"
            elif state == "later" and last_good < after:
                state, mine = "dangling", tuple(marks[after : after + _MOST])
        elif all(nowhere[low:high]):
            state = "dangling"
        elif len(_WORD.findall(document.text, tail, sentence.end)) >= 3:
            state = "partly"
        else:
            state = "cited"
        yield Covered(sentence, mine, state, tail, following is None)


def leads_nowhere(document: Document, mark: Mark) -> bool:
    """Whether a mark has no entry with content. On an HTML page an entry may hold nothing but marks to other
    entries: the page then has it, though it is no citation of the document."""
    if mark.citation >= 0:
        return not document.citations[mark.citation].defined
    target = _TARGET.search(document.source, mark.source_start, mark.source_end)
    return target is None or target["id"] not in _ids(document.source)


@lru_cache(maxsize=1)
def _ids(source: str) -> frozenset[str]:
    """All ids of a page."""
    return frozenset(_ID.findall(source))
