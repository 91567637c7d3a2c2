"""A paragraph without any footnote, or whose last sentences stand behind its last footnote.

Nothing tells a reader where these statements are from.

Reported once for each paragraph. An article without any footnote gets one finding instead of one for each paragraph; of a copy, which may have lost them, only a
remark.

Not reported: the lead, which sums up what is cited below, headings, captions, lists of works, plots, lines that
introduce a list or a quotation, and paragraphs of articles that cite in brackets ("Holm 1891, 4").

FAIL (text):

    Ada Berg

    Career

    Berg led the third battery in the winter of 1863.[1] She left the service in the spring of 1870.

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg was an officer of the artillery.

    Career

    Berg led the third battery in the winter of 1863.[1] She left the service in the spring of 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.coverage import Covered, Paragraph
from cursus.check.engine import Problem
from cursus.check.rules.common import short, states_something

CODE = "V2"
LEVEL = "warning"
_BRACKETED = re.compile(r"\([^()]{0,30}[^\W\d_]{3,}[^()]{0,10}\b(?:1[5-9]|20)\d{2}[a-z]?(?:[:,][^()]{0,30})?\)\.?$")


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.has_footnotes:
        first = next((s for p in context.paragraphs for s in p.sentences), None)
        if first is not None and len(context.paragraphs) > 1:
            place = document.source_span(first.sentence.start, first.sentence.end)
            yield Problem("the article has no footnotes at all", (place,), level="info" if context.copied else None)
        return
    for paragraph in context.paragraphs:
        bare = [c for c in paragraph.sentences if c.state == "bare" and _needs_one(context, c)]
        if not bare or (not paragraph.marks and _is_caption(context, paragraph)):
            continue
        start, end = bare[0].sentence.start, bare[-1].sentence.end
        words = short(document.text[start : bare[0].sentence.end])
        if paragraph.marks:
            message = f"{_count(bare)} after the paragraph's last footnote: {words}"
        else:
            message = f"a paragraph without a footnote: {words}"
        yield Problem(message, (document.source_span(start, end),))


def _is_caption(context: Context, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line without a full stop, or in a copy a short line: a caption or heading that got loose."""
    words = context.document.text[paragraph.block.start : paragraph.block.end].rstrip()
    if words.endswith(")") and not words.endswith((".)", "!)", "?)")):
        words = words.rstrip(")")
    if words[-1:] not in '.!?…"”»’)؟。':
        return True
    return context.copied and len(paragraph.sentences) == 1 and len(words.split()) <= 14


def _needs_one(context: Context, covered: Covered) -> bool:
    words = context.document.text[covered.sentence.start : covered.sentence.end]
    return states_something(words) and not _BRACKETED.search(words) and not words.endswith(":")


def _count(bare: list[Covered]) -> str:
    return "1 sentence" if len(bare) == 1 else f"{len(bare)} sentences"
