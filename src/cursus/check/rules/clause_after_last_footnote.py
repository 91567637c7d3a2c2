"""The end of a sentence stands behind its last footnote: "A,[1] B,[2] and C."

The editor cited each part as it was written; the last part has no source.

Not reported: sentences that a later footnote of the paragraph may cover, and endings of a word or two.

FAIL (text):

    Ada Berg

    Career

    Berg was backed by the guns,[1] by forty members of parliament,[2] and by much of the army in the north.

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.

PASS (text):

    Ada Berg

    Career

    Berg was backed by the guns,[1] and by forty members of parliament.[2]

    References

    1. Holm, Karl (1891). The Winter War. Leipzig: Amelang.
    2. Holm, Karl (1895). The Summer War. Leipzig: Amelang.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "V4"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    for paragraph in context.paragraphs if context.has_footnotes else ():
        for number, covered in enumerate(paragraph.sentences):
            rest = paragraph.sentences[number + 1 :]
            if covered.state != "partly" or any(c.marks for c in rest):
                continue
            words = document.text[covered.tail : covered.sentence.end].strip(" ,;–—-")
            if len(words.split()) < 4 or words[0] in "():[]»”" or words.endswith(":"):
                continue
            yield Problem(
                f"no footnote for the end of the sentence: {short(words)}",
                (document.source_span(covered.tail, covered.sentence.end),),
            )
