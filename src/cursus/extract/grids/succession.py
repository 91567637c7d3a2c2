"""Succession boxes: the office of the subject, its years, who held it before and after.

A box of wikitext is a row of three cells or more ("Preceded by / X", the office with its years, "Succeeded by / Y"); a
shown one may name its columns in a row of heads instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cursus.claim import Block, Date, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.offices import is_nobody
from cursus.extract.infobox.rows import BRACKETS, plain
from cursus.tables import rows
from cursus.text.dates import read_date

# What is no office: places in a line of persons, records, prizes.
_NO_OFFICES = re.compile(
    r"\b(?:precedence|seniority|awards?|achievements?|records?|sporting|sports?|beauty|pageant|titles in pretence|"
    r"line of succession|récompenses?|palmarès|premios|premi)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\b(?:by seniority|order of precedence|line of succession|person of the year|nominee|candidate|baby of the house|oldest living|youngest)\b",
    re.IGNORECASE,
)
_LONGEST = 400


@cache
def _words(side: str) -> re.Pattern[str]:
    """The words over a predecessor ("before") or a successor ("after"), in the languages of the table."""
    words = "|".join(row[1] for row in rows("plain_words") if row[0] == side)
    return re.compile(rf"(?:{words})\s*:?", re.IGNORECASE)


def extract(page: Page) -> Iterator[Draft]:
    """The offices of every succession box."""
    office_line = True
    columns: tuple[str, ...] = ()
    for block in page.document.blocks:
        if block.kind != "navigation" or not block.cells:
            continue
        words = [plain(page.text[c.start : c.end]) for c in block.cells]
        if block.header or len([w for w in words if w]) == 1:
            office_line = not _NO_OFFICES.search(" ".join(words))
            columns = ()
        sides = tuple(_side(w) for w in words)
        if "before" in sides and "after" in sides:
            columns = sides  # a row of heads: its cells hold nothing else
        elif office_line and not block.header:
            yield from _row(page, block, columns if len(columns) == len(block.cells) else ())


def _side(words: str) -> str:
    return next((side for side in ("before", "after") if _words(side).fullmatch(words)), "")


def _row(page: Page, block: Block, columns: tuple[str, ...]) -> Iterator[Draft]:
    sides: dict[str, str] = {}
    offices: list[Span] = []
    labelled = bool(columns)
    for number, cell in enumerate(block.cells):
        lines = [plain(line) for line in page.text[cell.start : cell.end].split("\n") if line.strip()]
        if not lines:
            continue
        side = columns[number] if columns else _side(lines[0])
        labelled = labelled or bool(side)
        if not side and not columns and (label := _label(lines[0])):
            side, lines = label[0], [lines[0], label[1], *lines[1:]]  # "Preceded by Max Reger" on one line
            labelled = True
        names = lines if columns else lines[1:]
        if side and names:
            name = BRACKETS.sub("", names[0]).strip(" ,;")
            if name and len(name) < 80 and not is_nobody(name):
                sides["predecessor" if side == "before" else "successor"] = name
        elif not side and not is_nobody(lines[0]):
            offices.append(cell)
    if not labelled or not offices or block.end - block.start > _LONGEST:
        return
    for cell in offices:
        draft = _office(page, block, cell, sides if len(offices) == 1 else {})
        if draft is not None:
            yield draft


def _label(line: str) -> tuple[str, str] | None:
    for side in ("before", "after"):
        found = _words(side).match(line)
        if found and found.end() < len(line) and line[found.end()] == " ":
            return side, line[found.end() :].strip()
    return None


def _office(page: Page, block: Block, cell: Span, sides: dict[str, str]) -> Draft | None:
    """The office of a cell: its lines up to the first that is a date."""
    title: list[str] = []
    date: Date | None = None
    for line in page.text[cell.start : cell.end].split("\n"):
        words = plain(line)
        found = read_date(words, lang=page.document.lang)
        if found is not None and not re.search(r"[^\W\d_]", words[: found.start] + words[found.end :]):
            date = found.date
            break
        title.append(words)
    text, inside = " ".join(title).strip(), None
    if date is None:
        text, inside = _dated(page, text)
    if not 4 <= len(text) <= 160 or _NO_TITLE.search(text) or not re.search(r"[^\W\d_]{3}", text):
        return None
    return Draft(
        "posting",
        text,
        Span(block.start, block.end),
        "grid.succession",
        page.subject,
        qualifiers=(("role", text), *sorted(sides.items())),
        fact=cell,
        date=date or inside,
        stance="asserted",
        origin="table",
    )


def _dated(page: Page, text: str) -> tuple[str, Date | None]:
    """ "Minister of War (1850–1852)", "Minister of War 1850–1852": the office and its years, on one line."""
    found = read_date(text, lang=page.document.lang)
    if found is None or "/" not in found.date.edtf or text[found.end :].strip(" )"):
        return text, None
    return text[: found.start].rstrip(" (,:"), found.date
