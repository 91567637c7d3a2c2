"""An entry of the reference list that no footnote mark leads to.

Either the mark was lost in an edit, so that a sentence stands without its source, or the entry supports nothing and
belongs under "Further reading".

Not reported: lists of an article without footnotes, and short lists of general sources, which have no numbers. In a
copied text the mark may have stood in a box or a picture's caption that the copy lost.

FAIL (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Berg led the third battery in the winter of 1863.[1] She left the service in 1870.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, entry
from cursus.check.engine import Problem

CODE = "L2"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if not context.has_footnotes:
        return
    for index, citation in enumerate(document.citations):
        if citation.defined and index not in context.marks_of and (citation.label or citation.name):
            called = f"[{citation.label}]" if citation.label else f"named {citation.name}"
            yield Problem(
                f"the reference {called} is cited nowhere", (entry(citation),), citation=citation.label or None
            )
