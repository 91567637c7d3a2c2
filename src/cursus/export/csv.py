"""CSV (RFC 4180, UTF-8): one row a claim, one column a part; :func:`read` gives the same claims back.

Lists (headings, footnotes) and qualifiers that have no column of their own are JSON in their cell. A number that the source
bounds reads ``3..`` (at least 3), ``600..700`` or ``~60..60`` (about 60). A cell that a spreadsheet could take for a formula
gets an apostrophe in front, and so does one that begins with an apostrophe: taking one leading apostrophe off gives
the text, always.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from cursus.claim import Bounds, Claim, Qualifiers
from cursus.contract import bounds_to_json, claim_from_json
from cursus.export.chosen import Chosen
from cursus.export.report import ExportError, Report
from cursus.store import Store

ID = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

QUALIFIERS = (
    "kind", "script", "lang", "role", "unit", "title", "rank", "place", "country", "superior", "predecessor", "successor",
    "degree", "subject", "for", "side", "result", "with", "by", "against", "cause", "manner",
)  # fmt: skip
"""Qualifiers whose value is words, each with a column ``qualifier_…``."""
BOUNDED = ("killed", "injured", "captured", "strength")
"""Qualifiers whose value is a number with bounds."""
_DATE = ("edtf", "text", "earliest", "latest", "starts", "ends", "rule", "anchor")
_QUOTE = ("exact", "start", "end", "source_start", "source_end", "section")
_DOCUMENT = ("id", "path", "title", "url", "revision", "sha256", "licence")
COLUMNS = (
    "id", "person_id", "person_name", "property", "value", "value_id",
    *(f"qualifier_{name}" for name in (*QUALIFIERS, *BOUNDED)), "qualifiers_other",
    *(f"date_{name}" for name in _DATE), "stance", "says", *(f"quote_{name}" for name in _QUOTE),
    "origin", "rule", "citations", *(f"document_{name}" for name in _DOCUMENT), "score", "status",
)  # fmt: skip
"""The header, in order."""

_LIVE = re.compile(r"[\s\0]*[=+\-@＝＋－＠|%]|[\t\r\n\0']")
"""The beginning of a cell that Excel, LibreOffice or another spreadsheet may act on, or that is marked already."""
_BOUNDS = re.compile(r"(~?)(\d*)\.\.(\d*)")
_EMPTY = "an empty text where none would be meant reads back as none"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write a header and a row for each claim that is chosen."""
    report = Report()
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for claim in chosen.claims(store):
            writer.writerow([cell and safe(cell) for cell in _cells(claim, report)])
            report.claims += 1
        text.flush()
    finally:
        text.detach()
    return report


def read(lines: Iterable[str]) -> Iterator[Claim]:
    """The claims of a file that :func:`write` made, opened with ``newline=""``. Raises ExportError, naming the row."""
    rows = csv.DictReader(lines)
    for number, row in enumerate(rows, 1):
        if number == 1 and [name.removeprefix("\ufeff") for name in rows.fieldnames or ()] != list(COLUMNS):
            raise ExportError("the header is not that of cursus export --format csv")
        try:
            yield _claim([plain(cell) for cell in row.values()])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ExportError(f"row {number} is no claim: {error}") from error


def plain(cell: str) -> str:
    """The text of a cell, without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" else cell


def safe(cell: str) -> str:
    """A text as a cell that is no formula; :func:`plain` gives it back."""
    return cell if cell[:1].isalnum() or not _LIVE.match(cell) else f"'{cell}"


def _cells(claim: Claim, report: Report) -> list[str]:
    """The cells of a claim, before they are made safe."""
    date, quote, document = claim.date, claim.quote, claim.document
    qualifiers, other = _qualifiers(claim.qualifiers)
    nullable = (claim.value.id, claim.says, document.url, document.revision, document.licence)
    if "" in nullable or (date is not None and "" in (date.anchor, date.earliest, date.latest)):
        report.lose(_EMPTY)
    return [
        claim.id, claim.person.id, claim.person.name, claim.property, claim.value.text, claim.value.id or "",
        *qualifiers, _json(other) if other else "",
        *(_NO_DATE if date is None else (
            date.edtf, date.text, date.earliest or "", date.latest or "", _flag(date.starts), _flag(date.ends), date.rule,
            date.anchor or "",
        )),
        claim.stance, claim.says or "",
        quote.exact, str(quote.start), str(quote.end), str(quote.source_start), str(quote.source_end),
        _json(quote.section) if quote.section else "",
        claim.origin, claim.rule,
        _json([{"label": c.label, "name": c.name, "scope": c.scope} for c in claim.citations]) if claim.citations else "",
        document.id, document.path, document.title, document.url or "", document.revision or "", document.sha256,
        document.licence or "",
        repr(claim.score), claim.status,
    ]  # fmt: skip


_NO_DATE = ("",) * len(_DATE)


_PLACE = {name: (index, index >= len(QUALIFIERS)) for index, name in enumerate((*QUALIFIERS, *BOUNDED))}
"""Qualifier → its place among the columns, and whether it is a number there."""


def _qualifiers(given: Qualifiers) -> tuple[list[str], dict[str, Any]]:
    """The cells of the qualifiers that have a column, and the others, or those that a column would not give back."""
    cells = [""] * len(_PLACE)
    other: dict[str, Any] = {}
    for name, value in given:
        place, number = _PLACE.get(name, (-1, False))
        words = isinstance(value, str)
        if place < 0 or number == words or value == "":
            other[name] = value if isinstance(value, str) else bounds_to_json(value)
        else:
            cells[place] = value if isinstance(value, str) else _bounds(value)
    return cells, other


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _bounds(value: Bounds) -> str:
    low, high = ("" if n is None else str(n) for n in (value.min, value.max))
    return f"{'~' if value.approx else ''}{low}..{high}"


def _claim(cells: list[str]) -> Claim:
    row = dict(zip(COLUMNS, cells, strict=True))
    qualifiers: dict[str, Any] = {name: cell for name in QUALIFIERS if (cell := row[f"qualifier_{name}"])}
    for name in BOUNDED:
        if cell := row[f"qualifier_{name}"]:
            match = _BOUNDS.fullmatch(cell)
            if match is None:
                raise ValueError(f"{cell!r} is no number with bounds")
            low, high = (int(n) if n else None for n in (match[2], match[3]))
            qualifiers[name] = bounds_to_json(Bounds(low, high, bool(match[1])))
    qualifiers |= orjson.loads(row["qualifiers_other"] or "{}")
    date: dict[str, Any] | None = None
    if row["date_edtf"]:
        date = {name: row[f"date_{name}"] for name in _DATE}
        date |= {name: date[name] or None for name in ("earliest", "latest", "anchor")}
        date |= {name: date[name] == "true" for name in ("starts", "ends")}
    return claim_from_json(
        {
            "id": row["id"],
            "person": {"id": row["person_id"], "name": row["person_name"]},
            "property": row["property"],
            "value": {"text": row["value"], "id": row["value_id"] or None},
            "qualifiers": qualifiers,
            "date": date,
            "stance": row["stance"],
            "says": row["says"] or None,
            "quote": {
                "exact": row["quote_exact"],
                **{name: int(row[f"quote_{name}"]) for name in ("start", "end", "source_start", "source_end")},
                "section": orjson.loads(row["quote_section"] or "[]"),
            },
            "origin": row["origin"],
            "rule": row["rule"],
            "citations": orjson.loads(row["citations"] or "[]"),
            "document": {
                **{name: row[f"document_{name}"] for name in ("id", "path", "title", "sha256")},
                **{name: row[f"document_{name}"] or None for name in ("url", "revision", "licence")},
            },
            "score": float(row["score"]),
            "status": row["status"],
        }
    )
