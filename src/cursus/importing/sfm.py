"""Security Force Monitor's claim sheets: a zip of CSV tables, or one table. Persons and postings become claims.

A person is known in this file only, by the sheet's own id: SFM gives numbers, not names. A row that its researchers call in conflict or an
issue is no more than possible here, unless our own export noted who reports, alleges or denies it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cursus.claim import Date, Person, Value
from cursus.export.csv import plain
from cursus.importing.model import Draft, Origin, RowError, Rows, dated, local
from cursus.text.dates.edtf import EdtfError
from cursus.text.dates.sfm import SfmRange, from_sfm
from cursus.text.ranks import read_rank

RULE = "import.sfm"
TABLES = ("person", "posting", "unit", "relation", "citation", "source", "publication")
_CONTEXTS = {
    "born": "birth", "died": "death", "killed": "death",
}  # fmt: skip
_STANCE = {"conflict": "possible", "issue": "possible"}
_SAID = re.compile(r"The source has it as (reported|alleged|denied|possible)(?:, by ([^;]*))?(?:;|$)")
_WORDS = re.compile(r"Date: ([^;:]*)")
_QUOTE = re.compile(r"Cursus claim [0-9a-f]{16}: (.*?)(?: \[footnotes: [0-9a-f;-]*\])?$", re.DOTALL)
_MOST_FIELD = 1 << 24


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table with its place in the text."""

    start: int
    end: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "")


def read(tables: Mapping[str, tuple[int, str]], document_id: str, rows: Rows) -> None:
    """Take the claims of tables: name → where it begins in the text, and its CSV."""
    known: dict[str, list[Line]] = {name: list(_lines(*tables[name], rows)) for name in TABLES if name in tables}
    people = {row.get("about_entity:ref:claim"): row.get("name:annotation") for row in known.get("person", ())}
    units = {row.get("about_entity:ref:claim"): row.get("name:annotation") for row in known.get("unit", ())}
    origins = _origins(known)
    reader = _Reader(people, units, origins, document_id)
    for name, make in (("person", reader.person), ("posting", reader.posting)):
        for line in known.get(name, ()):
            try:
                rows.add(make(line))
            except RowError as error:
                rows.refuse(line.start, str(error))
    for name in ("relation",):
        if known.get(name):
            rows.miss(f"a row of the table {name}", len(known[name]))


def _lines(start: int, text: str, rows: Rows) -> Iterator[Line]:
    """The rows below the header."""
    places = [start]
    pieces = (
        text.splitlines(keepends=True) if "\r" in text.replace("\r\n", "") else re.findall(r"[^\n]*\n|[^\n]+", text)
    )
    for piece in pieces:
        places.append(places[-1] + len(piece))
    csv.field_size_limit(_MOST_FIELD)
    reader = csv.reader(pieces)
    header: list[str] = []
    before = 0
    try:
        for cells in reader:
            first, before = before, reader.line_num
            if not header:
                header = [cell.removeprefix("\ufeff").strip() for cell in cells]
                continue
            begin = places[first]
            if not cells:
                continue
            if len(cells) != len(header):
                rows.refuse(begin, f"has {len(cells)} cells, its header {len(header)}")
                continue
            end = begin + len("".join(pieces[first:before]).rstrip("\r\n"))
            yield Line(begin, end, dict(zip(header, map(plain, cells), strict=True)))
    except csv.Error as error:
        rows.refuse(places[min(before, len(places) - 1)], f"is no CSV from here on: {error}")


def _origins(known: Mapping[str, list[Line]]) -> dict[str, Origin]:
    """Access point → the source it is a place in."""
    sources = {
        row.get("source_id:admin"): Origin(row.get("source:title"), row.get("source:url"))
        for row in known.get("source", ())
    }
    return {
        row.get("source:access_point_id:admin"): found
        for row in known.get("citation", ())
        if (found := sources.get(row.get("source_id:admin"))) is not None
    }


class _Reader:
    def __init__(
        self, people: Mapping[str, str], units: Mapping[str, str], origins: Mapping[str, Origin], document_id: str
    ) -> None:
        self._people, self._units, self._origins, self._document_id = people, units, origins, document_id

    def person(self, line: Line) -> Draft:
        who = self._who(line.get("about_entity:ref:claim"), line.get("name:annotation"))
        prop = next(
            (_CONTEXTS[words.strip().lower()] for name in ("starting", "ending")
             if (words := line.get(f"{name}_context:range")).strip().lower() in _CONTEXTS), "name",
        )  # fmt: skip
        name = line.get("person:names:assertion") or line.get("name:annotation")
        return self._draft(line, who, prop, Value(name if prop == "name" else ""), ())

    def posting(self, line: Line) -> Draft:
        who = self._who(line.get("posting:person:refs:assertion"), line.get("posting:person:names:qa"))
        unit = line.get("posting:unit:names:qa") or self._units.get(line.get("posting:unit:refs:assertion"), "")
        given = [
            (name, words)
            for name, words in (
                ("role", line.get("posting:roles:assertion")),
                ("unit", unit),
                ("title", line.get("posting:titles:assertion")),
                ("rank", line.get("posting:ranks:assertion")),
            )
            if words
        ]
        value = line.get("about_entity:name:qa") or line.get("posting:roles:assertion") or unit
        if not value and line.get("posting:ranks:assertion"):
            rank = line.get("posting:ranks:assertion")
            return self._draft(line, who, "rank", Value(rank, read_rank(rank)), ())
        if not value:
            raise RowError("says neither role nor unit nor rank")
        return self._draft(line, who, "posting", Value(value), tuple(given))

    def _who(self, reference: str, name: str) -> Person:
        called = name or self._people.get(reference, "")
        if not reference or not called:
            raise RowError(f"the person {reference or 'of the row'} is not in the file, or has no name")
        return local(called.removesuffix("‡").strip() or called, reference, self._document_id)

    def _draft(self, line: Line, who: Person, prop: str, value: Value, given: tuple[tuple[str, str], ...]) -> Draft:
        said = _SAID.search(line.get("public_notes:meta"))
        stance = said[1] if said else _STANCE.get(line.get("status:meta"), "asserted")
        reference = line.get("citation:refs:claim").split(";")[0].strip()
        origin = self._origins.get(reference)
        quoted = _QUOTE.match(line.get("internal_comments:meta"))
        if origin is not None and quoted is not None:
            origin = Origin(origin.title, origin.url, quoted[1])
        return Draft(
            line.start, line.end, who, prop, value, given, _date(line, prop == "posting"), stance, said[2] if said else None, origin=origin
        )  # fmt: skip


def _date(line: Line, edges: bool) -> Date | None:
    """The date of the ranges of a row; ``edges`` says that they may begin or end something. Raises RowError where they contradict
    themselves."""
    parts = [
        line.get(f"{name}:range") or None
        for name in ("first_precise", "last_precise", "first_imprecise", "last_imprecise")
    ]
    if not any(parts):
        return None
    flags = [
        line.get(f"{name}:range").upper() in ("Y", "YES", "TRUE")
        for name in ("starting", "ending", "since_beginning_of_time")
    ]
    try:
        edtf, starts, ends = from_sfm(SfmRange(parts[0], parts[1], parts[2], parts[3], flags[0], flags[1], flags[2]))
    except (EdtfError, ValueError) as error:
        raise RowError(f"its dates are none: {error}") from error
    words = _WORDS.search(line.get("public_notes:meta"))
    return dated(
        edtf,
        starts and edges,
        ends and edges,
        words[1] if words else " – ".join(dict.fromkeys(p for p in parts if p)),
        RULE,
    )
