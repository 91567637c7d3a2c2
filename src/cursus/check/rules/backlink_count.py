"""The way back from an entry shows another number of uses than the text has marks: "6.0 6.1 6.2" but four ``[6]``.

A mark was added or lost between the page and this copy, so that a sentence may stand under the wrong footnote.

Not reported: entries that show no way back, numbers of pages ("246-[16] p."), and wikitext, which has none. More ways back than marks may only mean
that the copy lost a box or a table.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1] She fell ill.[1] She left the service in 1870.[1]

    References

    1. 1.0 1.1 Holm, Karl (1891). The Winter War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg led the third battery.[1] She left the service in 1870.[1]

    References

    1. 1.0 1.1 Holm, Karl (1891). The Winter War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, entry
from cursus.check.engine import Problem

CODE = "L11"
LEVEL = "warning"
_IN_A_NUMBER = ("-", "–")  # "246-[16] p.": the pages of a book, no footnote


def check(context: Context) -> Iterator[Problem]:
    if context.wikitext:
        return
    text = context.document.text
    for index, citation in enumerate(context.document.citations):
        marks = [m for m in context.marks_of.get(index, ()) if text[max(m.at - 1, 0) : m.at] not in _IN_A_NUMBER]
        if len(citation.backlinks) > 1 and marks and len(marks) != len(citation.backlinks):
            yield Problem(
                f"[{citation.label}] shows {len(citation.backlinks)} ways back but is used {len(marks)} times",
                (entry(citation),),
                citation.label,
                level="warning" if len(marks) > len(citation.backlinks) else "info",
            )
