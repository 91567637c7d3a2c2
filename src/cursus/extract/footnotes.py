"""Which footnotes support a fact."""

from __future__ import annotations

from cursus.claim import Document, Mark, Span, Support
from cursus.extract.context import Page, Sentence


def support(document: Document, mark: Mark, scope: str) -> Support:
    citation = document.citations[mark.citation] if mark.citation >= 0 else None
    return Support(mark.label, citation.name if citation else None, scope)


def for_sentence(page: Page, sentence: Sentence, fact: Span) -> tuple[Support, ...]:
    """The footnotes of a fact in running text.

    A mark covers the words since the mark before it. A fact gets the first group of marks that follows it in its sentence;
    a fact behind the last mark, or in a sentence without any, inherits the next group of its paragraph.
    """
    following = [m for m in sentence.marks if m.at >= fact.end]
    if following:
        return _group(page.document, following, "direct")
    within = [m for m in sentence.marks if m.at > fact.start]
    if within:
        return _group(page.document, within[-1:], "direct")
    later = [m for m in sorted(page.document.marks, key=lambda m: m.at) if sentence.end < m.at <= sentence.paragraph_end]
    return _group(page.document, later, "inherited") if later else ()


def for_row(page: Page, start: int, end: int, item_start: int, item_end: int) -> tuple[Support, ...]:
    """The footnotes of an infobox value: those of its own line, else those of the whole row when the row has but one line."""
    marks = [m for m in page.document.marks if start < m.at <= end]
    own = [m for m in marks if item_start < m.at <= item_end]
    if own:
        return tuple(dict.fromkeys(support(page.document, m, "direct") for m in own))
    last = [m for m in marks if m.at >= end]
    return tuple(dict.fromkeys(support(page.document, m, "inherited") for m in last))


def _group(document: Document, marks: list[Mark], scope: str) -> tuple[Support, ...]:
    """The first mark and those that stand at the same place."""
    first = marks[0]
    return tuple(dict.fromkeys(support(document, m, scope) for m in marks if m.at == first.at))
