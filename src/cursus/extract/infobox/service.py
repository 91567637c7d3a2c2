"""Military service rows: years, ranks, units, commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.claim import Row, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.infobox.rows import BRACKETS, is_empty, items, term, whole
from cursus.text.countries import strip_flag
from cursus.text.dates import read_date
from cursus.text.ranks import find_ranks, read_rank

_LONGEST = 500
"""Characters between two rows that one quote may still join."""

# A comma parts stretches, but for the one in "May 3, 1861".
_STRETCH = re.compile(r"[^,;]+(?:(?:(?<=[a-z.]\s\d)|(?<=[a-z.]\s\d\d)),\s\d{4}[^,;]*)*")


def years(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    """ "1826–1834, 1846–1861 (USA)": one claim per stretch."""
    for item in row.items:
        text = page.text[item.start : item.end]
        for part in _STRETCH.finditer(text):
            words = part.group().strip()
            found = read_date(words, lang=page.document.lang)
            if found is None:
                continue
            start = item.start + part.start() + len(part.group()) - len(part.group().lstrip())
            branch = BRACKETS.search(words)
            named = branch is not None and not re.search(r"\d", branch.group(1))
            yield Draft(
                "service",
                "",
                whole(row, Span(start, start + len(words))),
                "infobox.service",
                page.subject,
                qualifiers=(("branch", branch.group(1)),) if branch and named else (),
                date=found.date,
                stance="asserted",
            )


def career(page: Page, rows: list[tuple[Row, tuple[str, str]]]) -> Iterator[Draft]:
    """Begin and end of service that stand in parameters of their own."""
    ends = {kind: row for row, (kind, _) in reversed(rows) if kind in ("service_start", "service_end")}
    first, last = ends.get("service_start"), ends.get("service_end")
    found = term(page, first, last)
    if found is None:
        return
    own = [row for row in (first, last) if row is not None]
    quote = Span(min(row.start for row in own), max(row.end for row in own))
    if len(quote) > _LONGEST:
        return
    yield Draft("service", "", quote, "infobox.service", page.subject, date=found, stance="asserted")


def ranks(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    """The ranks of a box: "(1881)" behind one is when, "(Confederate States Army)" is where."""
    for item in items(page, row):
        if is_empty(item.text) or len(item.text) > 90:
            continue
        found = find_ranks(item.text, page.document.lang)
        rank = item.text
        if found and len(rank) > found[0].end + 2:
            rank = BRACKETS.sub("", rank).split(",")[0].strip() or found[0].text
        line = page.text[item.span.start : item.span.end]
        where = next((m.group(1) for m in BRACKETS.finditer(line) if not re.search(r"\d", m.group(1))), "")
        yield Draft(
            "rank",
            rank,
            whole(row, item.span),
            "infobox.rank",
            page.subject,
            id=read_rank(item.text, page.document.lang),
            qualifiers=(("in", where),) if where else (),
            fact=item.span,
            date=item.date,
            stance="asserted",
        )


def prefix(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    """A rank before the name ("honorific_prefix = General"); honorifics are no claims."""
    for item in items(page, row):
        found = find_ranks(item.text, page.document.lang)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(item.text):
            yield Draft(
                "rank",
                item.text,
                whole(row, item.span),
                "infobox.prefix",
                page.subject,
                id=found[0].id,
                fact=item.span,
                date=None,
                stance="asserted",
            )


def units(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    yield from _postings(page, row, "")


def commands(page: Page, row: Row, detail: str) -> Iterator[Draft]:
    yield from _postings(page, row, "commander")


def _postings(page: Page, row: Row, role: str) -> Iterator[Draft]:
    for item in items(page, row):
        unit = strip_flag(item.text)
        if is_empty(unit) or len(unit) > 140 or not re.search(r"[^\W\d_]{3}", unit):
            continue
        yield Draft(
            "posting",
            unit,
            whole(row, item.span),
            "infobox.commands" if role else "infobox.unit",
            page.subject,
            qualifiers=((("role", role),) if role else ()) + (("unit", unit),),
            fact=item.span,
            date=item.date,
            stance="asserted",
            steps=(f"flag: {item.text} -> {unit}",) if unit != item.text else (),
        )
