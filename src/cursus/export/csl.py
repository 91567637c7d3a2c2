"""CSL-JSON: the works behind the claims, for Zotero, pandoc and every other reader of citation styles.

Each work stands once, as its first footnote has it. A date that CSL has no parts for (a decade, one of several) is kept in its
words, as ``literal``. Where an archive holds a copy, the note says so.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import orjson

from cursus.claim import Field
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.export.works import Work, write_works
from cursus.store import Store

ID = "csl"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

NAMES = ("author", "editor", "translator", "interviewer")
DATES = ("issued", "accessed", "original-date")
WORDS = (
    "title", "container-title", "collection-title", "publisher", "publisher-place", "edition", "volume", "issue", "page",
    "number", "genre", "source", "authority", "event-title", "language", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID",
)  # fmt: skip
"""Variables that are one text each."""
_NOTED = {"archive-url": "archived at", "archive-date": "archived on"}
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
UNREAD = "a date: kept in the source's words, CSL has no parts for it"
UNCERTAIN = "a date that is uncertain: CSL knows circa only"
SECOND = "a second value: CSL holds one"


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the works behind the claims that are chosen, as one JSON array with an item a line."""
    begun = False

    def put(work: Work, report: Report) -> None:
        nonlocal begun
        out.write((b",\n" if begun else b"[\n") + orjson.dumps(item(work, report)))
        begun = True

    report = write_works(store, chosen, put)
    out.write(b"\n]\n" if begun else b"[]\n")
    return report


def item(work: Work, report: Report) -> dict[str, Any]:
    """A work as a CSL item; what of it has no place is noted."""
    out: dict[str, Any] = {"id": work.key, "type": work.type or "document"}
    notes: list[str] = []
    chapter = work.get("chapter")
    for field in work.fields:
        name = field.name
        if name in NAMES:
            out.setdefault(name, []).append(person(field.value))
        elif name in DATES:
            _once(out, name, date(field, report), report)
        elif name in _NOTED:
            notes.append(f"{_NOTED[name]} {field.value}")
        elif name == "title" and chapter:
            _once(out, "container-title", field.value, report)
        elif name == "chapter":
            _once(out, "title", field.value, report)
        elif name in WORDS:
            _once(out, name, field.value, report)
        else:
            report.lose(f"{name}: CSL has no variable for it")
    if chapter and out["type"] == "book":
        out["type"] = "chapter"
    if not any(name in out for name in ("title", "container-title", "URL", "author")):
        notes.insert(0, work.text)
    if notes:
        out["note"] = "; ".join(notes)
    return out


def _once(out: dict[str, Any], name: str, value: Any, report: Report) -> None:
    if name in out:
        report.lose(SECOND)
    else:
        out[name] = value


def person(name: str) -> dict[str, str]:
    """ "Family, Given" in its parts, any other name whole."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and family and given else {"literal": name}


def date(field: Field, report: Report) -> dict[str, Any]:
    """A date as CSL has it: one or two lists of year, month and day, with season and circa."""
    first, slash, last = (field.edtf or "").partition("/")
    parts = [_parts(side) for side in ((first, last) if slash else (first,))]
    read = [p for p in parts if p is not None]
    if len(read) < len(parts):
        report.lose(UNREAD)
        return {"literal": field.value}
    out: dict[str, Any] = {"date-parts": [numbers for numbers, _, _ in read]}
    if season := read[0][1]:
        out["season"] = season
    marks = {mark for _, _, mark in read} - {""}
    if marks:
        out["circa"] = True
    if marks - {"~"}:
        report.lose(UNCERTAIN)
    return out


def _parts(edtf: str) -> tuple[list[int], int, str] | None:
    """The numbers, the season (0 for none) and the qualifier of one plain date; None for any other."""
    match = _DAY.fullmatch(edtf)
    if match is None:
        return None
    numbers = [int(n) for n in match.groups()[:3] if n]
    if len(numbers) > 1 and numbers[1] > 12:
        return (numbers[:1], numbers[1] - 20, match[4]) if 21 <= numbers[1] <= 24 else None
    return numbers, 0, match[4]
