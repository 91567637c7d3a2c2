"""A section opens with a time that hangs in the air: "Later that year", "the following month", with no year before it.

A reader who comes by the table of contents cannot tell when.

FAIL (wikitext):

    Berg led the third battery in 1863.

    == Later service ==

    Later that year she was wounded at the bridge and left the battery.

PASS (wikitext):

    Berg led the third battery in 1863.

    == Later service ==

    In the autumn of 1863 she was wounded at the bridge and left the battery. Later that year she returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import short

CODE = "K12"
LEVEL = "notice"
_UNIT = r"(?:year|month|summer|autumn|fall|winter|spring|day|week)"
_RELATIVE = re.compile(
    rf"(?:later|earlier) (?:that|the same|in the same) (?:same )?{_UNIT}|"
    rf"(?:in |during )?(?:the (?:following|next|same)|that (?:same )?) ?{_UNIT}|"
    rf"(?:a|one|two|three|four|five|six|several|\d+) (?:years?|months?|weeks?|days?) (?:later|earlier)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)")


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    opened: set[int] = set()
    for block_index, sentences in context.sentences_of.items():
        block = document.blocks[block_index]
        section = document.sections[block.section]
        if block.kind != "paragraph" or block.section == 0 or block.section in opened:
            continue
        opened.add(block.section)
        sentence = sentences[0]
        match = _RELATIVE.match(document.text, sentence.start, sentence.end)
        if (
            match
            and not _YEAR.search(section.heading)
            and not _YEAR.search(document.text, sentence.start, sentence.end)
        ):
            place = document.source_span(*match.span())
            yield Problem(f"the section opens with a time that nothing anchors: {short(match.group())}", (place,))
