"""Tables of a career: dates of rank, postings with their years, awards with their dates.

A table is the subject's own where its heads say so (rank and date; position or unit and years) and none of them names
other people or things. Under a heading like "Dates of rank" a table needs no heads: a row of it is one rank and one date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cursus.claim import Date, Span
from cursus.extract.context import Page
from cursus.extract.draft import Draft
from cursus.extract.grids.grid import Cell, Grid, GridRow, grids
from cursus.extract.infobox.rows import between
from cursus.text.awards import find_awards
from cursus.text.dates import read_date
from cursus.text.known import award_id
from cursus.text.ranks import find_ranks
from cursus.text.roles import find_roles
from cursus.text.units import find_units

RANKS_HEADING = re.compile(
    r"\b(?:dates? of (?:rank|promotions?)|promotions?|ranks? (?:history|progression|held)|military ranks?|"
    r"grades? militaires?|beförderungen|ascensos|promozioni|promovări|воинские звания|військові звання|الرتب)\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"\b(brevet|acting|honorary)\b", re.IGNORECASE)
_DATE_ONLY = re.compile(
    r"(?:effective|from|since|on|as of|appointed|promoted|retired|ab|le|el|il|с|з)?[\s:]*", re.IGNORECASE
)
_LONGEST = 160


def extract(page: Page) -> Iterator[Draft]:
    """The facts of every table of a career."""
    for grid in grids(page.document):
        if "other" in grid.kinds:
            continue
        headed = any(RANKS_HEADING.search(h) for h in page.document.sections[grid.section].path)
        kinds = set(grid.kinds)
        dated = kinds & {"date", "start", "end"}
        if "rank" in kinds and dated and not kinds & {"unit", "role"}:
            yield from _each(page, grid, _rank)
        elif kinds & {"unit", "role"} and dated:
            yield from _each(page, grid, _posting)
        elif "award" in kinds and dated:
            yield from _each(page, grid, _award)
        elif headed and (not grid.kinds or "rank" in kinds):
            yield from _each(page, grid, _loose_rank)


def _each(page: Page, grid: Grid, read: Callable[[Page, GridRow], Draft | None]) -> Iterator[Draft]:
    for row in grid.rows:
        draft = read(page, row)
        if draft is not None:
            yield draft


def _date_in(cell: Cell | None, lang: str) -> Date | None:
    """The date of a cell that says nothing else."""
    if cell is None:
        return None
    found = read_date(cell.text, lang=lang)
    if found is None or not _DATE_ONLY.fullmatch(cell.text[: found.start]):
        return None
    return found.date if not re.search(r"\w", cell.text[found.end :]) else None


def _when(page: Page, row: GridRow) -> Date | None:
    """When a row's fact was true: its date cell, or its two ends."""
    lang = page.document.lang
    whole = _date_in(row.get("date"), lang)
    if whole is not None:
        return whole
    return between(_date_in(row.get("start"), lang), _date_in(row.get("end"), lang), "date.columns")


def _quote(row: GridRow, *kinds: str) -> Span:
    """From the first to the last of the cells that state the fact."""
    spans = [cell.span for name, cell in row.cells if name in kinds]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _rank(page: Page, row: GridRow) -> Draft | None:
    cell, date = row.get("rank"), _when(page, row)
    if cell is None or date is None:
        return None
    return rank_draft(page, cell, row.get("branch"), date, _quote(row, "rank", "branch", "date", "start", "end"))


def _loose_rank(page: Page, row: GridRow) -> Draft | None:
    """A row without heads: one cell is a date, one begins with a rank, a third may say in which service."""
    dates = [(cell, date) for _, cell in row.cells if (date := _date_in(cell, page.document.lang)) is not None]
    ranks = [
        cell for _, cell in row.cells if (found := find_ranks(cell.text, page.document.lang)) and found[0].start == 0
    ]
    if len(dates) != 1 or len(ranks) != 1:
        return None
    others = [cell for _, cell in row.cells if cell not in (dates[0][0], ranks[0])]
    branch = next((c for c in others if any(u.kind == "branch" for u in find_units(c.text))), None)
    spans = [dates[0][0].span, ranks[0].span, *([branch.span] if branch else [])]
    quote = Span(min(s.start for s in spans), max(s.end for s in spans))
    return rank_draft(page, ranks[0], branch, dates[0][1], quote)


def rank_draft(page: Page, cell: Cell, branch: Cell | None, date: Date, quote: Span) -> Draft | None:
    """A cell that is a rank, with what may stand around one, and hardly anything else."""
    found = find_ranks(cell.text, page.document.lang)
    if not found or found[0].start > _before_rank(cell.text) or len(cell.text) > _LONGEST:
        return None
    rank = found[0]
    tail = cell.text[rank.end :]
    if re.match(r"\s+(?!of\b)\w", tail) and not any(unit.kind == "branch" for unit in find_units(tail)):
        return None  # "Colonel Max Reger" is somebody else
    kind = _KIND.search(cell.text)
    service = branch.text if branch is not None else _service_behind(tail)
    return Draft(
        "rank",
        rank.text,
        quote,
        "grid.rank",
        page.subject,
        id=rank.id,
        qualifiers=(("kind", kind.group(1).lower() if kind else ""), ("in", service)),
        fact=Span(quote.start, quote.end),
        date=date,
        stance="asserted",
        origin="table",
    )


def _before_rank(text: str) -> int:
    """How far "Temporary" or "Brevet" reaches before the rank of a cell."""
    lead = re.match(
        r"(?:(?:temporary|permanent|substantive|brevet|acting|honorary|war)[\s-]+){0,2}", text, re.IGNORECASE
    )
    return lead.end() if lead else 0


def _service_behind(rest: str) -> str:
    """ "Major General, United States Army": the service behind the rank."""
    behind = re.fullmatch(r"\s*[,–(-]\s*([^,()\d]{3,60}?)\s*\)?", rest)
    units = find_units(behind.group(1)) if behind else []
    return behind.group(1) if behind and units and units[0].kind == "branch" else ""


def _posting(page: Page, row: GridRow) -> Draft | None:
    """A position or a unit with its years."""
    date = _when(page, row)
    role_cell, unit_cell, rank_cell, place_cell = (row.get(kind) for kind in ("role", "unit", "rank", "place"))
    if date is None or (role_cell is None and unit_cell is None):
        return None
    qualifiers: list[tuple[str, str]] = []
    text = ""
    if role_cell is not None:
        text = role_cell.text
        roles = find_roles(text)
        qualifiers.append(("role", text[roles[0].head_start : roles[0].head_end] if roles else text))
        inside = find_units(text)
        if unit_cell is None and inside:
            qualifiers.append(("unit", inside[0].text))
    if unit_cell is not None:
        qualifiers.append(("unit", unit_cell.text))
        text = f"{text}, {unit_cell.text}" if text else unit_cell.text
        if role_cell is None and not find_units(unit_cell.text):
            return None
    if not 3 < len(text) <= _LONGEST or not re.search(r"[^\W\d_]{3}", text):
        return None
    if rank_cell is not None and find_ranks(rank_cell.text, page.document.lang):
        qualifiers.append(("rank", rank_cell.text))
    if place_cell is not None and len(place_cell.text) <= 80:
        qualifiers.append(("place", place_cell.text))
    return Draft(
        "posting",
        text,
        _quote(row, "role", "unit", "rank", "place", "date", "start", "end"),
        "grid.posting",
        page.subject,
        qualifiers=tuple(qualifiers),
        date=date,
        stance="asserted",
        origin="table",
    )


def _award(page: Page, row: GridRow) -> Draft | None:
    cell, date = row.get("award"), _when(page, row)
    found = find_awards(cell.text) if cell is not None else []
    if cell is None or date is None or not found or found[0].start > 4 or found[0].post:
        return None
    award = found[0]
    return Draft(
        "award",
        award.text,
        _quote(row, "award", "date"),
        "grid.award",
        page.subject,
        id=award_id(award.text),
        qualifiers=(("degree", award.degree),) if award.degree else (),
        date=date,
        stance="asserted",
        origin="table",
    )
