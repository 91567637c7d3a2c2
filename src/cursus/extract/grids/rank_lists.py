"""Lists under a heading like "Dates of rank": "Captain, United States Army: July 1, 1916", "12 June 1915 – Second Lieutenant"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cursus.claim import Block, Date, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.grids.grid import Cell
from cursus.extract.grids.service import RANKS_HEADING, rank_draft
from cursus.text.dates import find_dates
from cursus.text.ranks import find_ranks

_BETWEEN = re.compile(r"[\s:,;–—()\[\]-]*(?:(?:on|from|since|effective|as of|w\.e\.f\.)\s*)?", re.IGNORECASE)
_LONGEST = 140


def extract(page: Page) -> Iterator[Draft]:
    """One rank for each item that is a rank and a date, and hardly a word more."""
    document = page.document
    for block in document.blocks:
        if block.kind != "item" or block.end - block.start > _LONGEST:
            continue
        if any(RANKS_HEADING.search(h) for h in document.sections[block.section].path):
            draft = _item(page, block)
            if draft is not None:
                yield draft


def _item(page: Page, block: Block) -> Draft | None:
    text = page.text[block.start : block.end]
    dates = find_dates(text, lang=page.document.lang)
    if len(dates) != 1 or dates[0].relative:
        return None
    before, behind = text[: dates[0].start], text[dates[0].end :]
    for words, start in ((before, 0), (behind, dates[0].end)):
        other = behind if words is before else before
        if _BETWEEN.fullmatch(other) and find_ranks(words, page.document.lang):
            return _draft(page, block, words, block.start + start, dates[0].date)
    return None


def _draft(page: Page, block: Block, words: str, start: int, date: Date) -> Draft | None:
    """The rank and what stands with it, the dash or colon around it left out."""
    lead = _BETWEEN.match(words)
    cut = lead.end() if lead else 0
    rest = words[cut:].rstrip(" :,;–—-([")
    cell = Cell(rest, Span(start + cut, start + cut + len(rest)))
    draft = rank_draft(page, cell, None, date, Span(block.start, block.end))
    return replace(draft, rule="grid.rank-list", origin="list") if draft is not None else None
