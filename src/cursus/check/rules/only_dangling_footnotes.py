"""A sentence whose only footnotes lead nowhere: it looks cited and is not.

FAIL (text):

    Ada Berg

    Career

    Berg led the third battery in the winter of 1863.[1] She left the service in the spring of 1870.[3]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Career

    Berg led the third battery in the winter of 1863.[1][3] She left the service in the spring of 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "V3"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not any(c.defined for c in document.citations):
        return
    for paragraph in context.paragraphs:
        for covered in paragraph.sentences:
            if covered.state == "dangling":
                sentence = covered.sentence
                words = short(document.text[sentence.start : sentence.end])
                labels = ", ".join(dict.fromkeys(f"[{m.label}]" for m in covered.marks))
                yield Problem(
                    f"supported only by {labels}, which leads nowhere: {words}",
                    (document.source_span(sentence.start, sentence.end),),
                    covered.marks[0].label or None,
                )
