"""A span of years that ends before it begins: "1987–1978".

Not reported: years before Christ, and shortened ends ("1914–18").

FAIL (text):

    Ada Berg

    Berg fought in the northern war (1887–1878) and led the third battery.

PASS (text):

    Ada Berg

    Berg fought in the northern war (1878–1887) and led the third battery.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "K6"
LEVEL = "error"
_SPAN = re.compile(r"(?<![\d–/.-])(?P<first>1[0-9]{3}|20[0-9]{2})\s?[–-]\s?(?P<last>1[0-9]{3}|20[0-9]{2})(?![\d/.-])")
_NO_YEARS = re.compile(
    r"\s?(?:BCE?|B\.C\.|v\. Chr|av\. J|a\. ?C|до н)|\s?(?:hrs|hours|h\b|m\b|km|ft|feet|yards|men|rpm|MHz)",
    re.IGNORECASE,
)
_KINDS = frozenset({"row", "paragraph", "item", "cells"})
_MOST_APART = 150


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    end = 0
    for dash in context.dashes:
        start = dash - 4 - document.text[dash - 1 : dash].isspace()
        block = context.block_at(start) if start >= end else None
        if block is None or block.kind not in _KINDS:
            continue
        match = _SPAN.match(document.text, start, block.end)
        if match is None:
            continue
        end = match.end()
        first, last = int(match["first"]), int(match["last"])
        if last < first <= last + _MOST_APART and not _NO_YEARS.match(document.text, match.end()):
            yield Problem(f"{match.group()} ends before it begins", (document.source_span(*match.span()),))
