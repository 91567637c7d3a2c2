"""Two years, or two round numbers of people or things, are joined by a hyphen, not by a dash.

The manual of style joins ranges by an en dash.

Not reported: titles of works, names of links and files, quotations.

FAIL (wikitext):

    Berg served in the Winter War of 1863-1865 and was wounded.

FAIL (text):

    Ada Berg

    Berg and 600-700 of her men were captured at the bridge in the winter of that year.

PASS (wikitext):

    Berg served in the Winter War of 1863–1865, as [[War of 1863-1865|the war]] is called, and wrote form 1863-9999.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "D8"
LEVEL = "notice"
_YEARS = re.compile(r"(?<![\w–./-])(1[0-9]\d\d|20\d\d)-(1[0-9]\d\d|20\d\d)(?![\w–/-])")
_ROUND = re.compile(
    r"(?<![\w–./$€£,-])([1-9]\d{0,4}0)-([1-9]\d{0,4}0)(?=\s(?:of|men|troops|soldiers|people|prisoners|officers|others|were|"
    r"killed|wounded|casualties|miles?|km|kilomet(?:er|re)s|met(?:er|re)s|feet|years|days|percent|per cent|tanks|aircraft|ships|guns)\b)"
)
_KINDS = frozenset({"paragraph", "item", "row", "cells"})


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    if document.lang != "en":
        return
    yield from _round_numbers(context)
    if not context.wikitext:
        return
    links = sorted((link.start, link.end) for link in document.links)
    starts = [start for start, _ in links]
    for match in _ranges(context, _YEARS):
        if not 0 < int(match[2]) - int(match[1]) <= 120:
            continue
        at = bisect.bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < links[at][1]:
            continue
        start, end = document.source_span(match.start(), match.end())
        if document.source[start:end] == match.group() and not _quoted(document.source, start):
            place = (start + len(match[1]), start + len(match[1]) + 1)
            yield Problem(
                f"a hyphen between years: {match.group()}", (place,), suggestion="join them by a dash (–)", fix=Fix(*place, "–")
            )  # fmt: skip


def _ranges(context: Context, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The ranges of numbers with a hyphen that a pattern matches from their first digit on."""
    text = context.document.text
    for dash in context.dashes:
        start = dash
        while start and text[start - 1].isdigit():
            start -= 1
        if start == dash or text[dash] != "-":
            continue
        block = context.block_at(start)
        match = pattern.match(text, start, block.end) if block is not None and block.kind in _KINDS else None
        if match is not None:
            yield match


def _round_numbers(context: Context) -> Iterator[Problem]:
    """Ranges of round numbers of people and things: "600-700 of his men"."""
    document = context.document
    for match in _ranges(context, _ROUND):
        place = document.source_span(*match.span())
        if int(match[1]) < int(match[2]) and not _quoted(document.source, place[0]):
            yield Problem(
                f"a hyphen in a range: {match.group()}", (place,), suggestion="join the numbers by a dash (–)"
            )


def _quoted(source: str, place: int) -> bool:
    """Whether a place lies within quotation marks or italics on its line, as titles do."""
    line = source[source.rfind("\n", 0, place) + 1 : place]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”") or line.count("''") % 2 == 1
