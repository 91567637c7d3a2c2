"""Which footnotes support a fact."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.claim import Document, Mark, Span, Support
from cursus.extract.context import Page, Sentence


def support(document: Document, mark: Mark, scope: str) -> Support:
    """A mark as a claim's footnote."""
    citation = document.citations[mark.citation] if mark.citation >= 0 else None
    return Support(mark.label, citation.name if citation else None, scope)


def for_sentence(page: Page, sentence: Sentence, fact: Span, dated: int | None = None) -> tuple[Support, ...]:
    """The footnotes of a fact in running text.

    A mark covers the words since the mark before it. A fact gets the first group of marks that follows it in its
    sentence; one behind the last mark gets that one, for marks are often set right after the name they source; a
    sentence without any inherits the next group of its paragraph. A mark right behind the fact's date (``dated`` is
    where the date ends) supports the date, and so the fact: "In 1826,[3] he graduated.[4]" rests on both.
    """
    document, marks = page.document, sentence.marks
    following = [m for m in marks if m.at >= fact.end]
    if following:
        of_date = [m for m in marks if dated is not None and m.at < fact.start and dated <= m.at <= dated + 1]
        return _all(document, [*of_date, *(m for m in following if m.at == following[0].at)], "direct")
    if marks:
        return _all(document, [m for m in marks if m.at == marks[-1].at], "direct")
    later = page.marks_in(sentence.end, sentence.paragraph_end)
    return _all(document, [m for m in later if m.at == later[0].at], "inherited")


def for_row(page: Page, start: int, end: int, item_start: int, item_end: int) -> tuple[Support, ...]:
    """The footnotes of an infobox value: those of its own words, also behind a comma, else those at the end of the row."""
    marks = page.marks_in(start, end)
    while item_end < end and page.text[item_end] in ",;.":
        item_end += 1
    own = [m for m in marks if item_start < m.at <= item_end]
    if own:
        return _all(page.document, own, "direct")
    return _all(page.document, [m for m in marks if m.at >= end], "inherited")


def within(page: Page, span: Span) -> tuple[Support, ...]:
    """The footnotes inside a stretch that is no sentence: a title, a heading."""
    return _all(page.document, page.marks_in(span.start, span.end), "direct")


def _all(document: Document, marks: Sequence[Mark], scope: str) -> tuple[Support, ...]:
    return tuple(dict.fromkeys(support(document, m, scope) for m in marks))
