"""A sentence without a footnote of its own in a paragraph that has one later.

The later footnote may cover it, and often does; a reader cannot tell. A note only: an investigator will want to look.

Not reported: the lead, headings, captions, lists, plots, and sentences too short to state anything.

FAIL (text):

    Ada Berg

    Career

    Berg led the third battery in the winter of 1863. She left the service in the spring of 1870.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Career

    Berg led the third battery in the winter of 1863.[1] She left the service in the spring of 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import short, states_something

CODE = "V1"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    for paragraph in context.paragraphs if context.has_footnotes else ():
        for covered in paragraph.sentences:
            sentence = covered.sentence
            words = context.document.text[sentence.start : sentence.end]
            if covered.state == "later" and states_something(words):
                place = context.document.source_span(sentence.start, sentence.end)
                yield Problem(f"no footnote of its own, only later in the paragraph: {short(words)}", (place,))
