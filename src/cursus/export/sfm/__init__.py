"""Security Force Monitor's claim sheets: a zip of CSV tables of persons, postings, units and what they are cited from.

Every id is a UUID derived from ours, so that the same articles give the same sheets. A unit is one inside one article only, and a
posting one of its own: that two articles mean the same is for people to say. The dates are ranges of full days
(:mod:`cursus.text.dates.sfm`); what those cannot say stands in the public notes, and so does who alleges or denies a claim.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from bisect import bisect_left
from functools import lru_cache
from typing import BinaryIO

from cursus.claim import Claim, permanent_link
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.export.sfm.archive import Tables, archive
from cursus.export.sfm.tables import TABLES
from cursus.export.works import Documents, Work, entries, works_of
from cursus.store import Store
from cursus.store.pick import Cited
from cursus.text.dates.edtf import EdtfError
from cursus.text.dates.sfm import SfmRange, to_sfm
from cursus.text.units import unit_key

ID = "sfm"
_LINE_END = re.compile("\n")
MEDIA_TYPE = "application/zip"

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cursus.example/sfm")
_STATUS = {"accepted": "accepted", "corrected": "accepted", "unreviewed": "work_needed"}
_STANCE = {"denied": "conflict", "reported": "issue", "alleged": "issue", "possible": "issue"}
_PERSON = frozenset({"name", "birth", "death"})
_CONTEXT = {"birth": ("starting_context:range", "Born"), "death": ("ending_context:range", "Died")}
_NO_EDGES = {"starting:range": "N", "ending:range": "N"}
"""That a posting or a name began is no beginning of the unit or of the person."""
_HELD = {
    "posting": frozenset({"role", "unit", "title", "rank"}),
    "name": frozenset[str](),
    "birth": frozenset[str](),
    "death": frozenset[str](),
}
"""Property → the qualifiers that have a column."""


def write(store: Store, out: BinaryIO, chosen: Chosen) -> Report:
    """Write the sheets of the claims that are chosen."""
    report = Report()
    with archive(out, TABLES) as tables:
        sheets = _Sheets(store, tables, report)
        for claim in chosen.claims(store):
            if _fits(claim, report):
                sheets.put(claim)
                report.claims += 1
    return report


@lru_cache(maxsize=8192)
def identify(kind: str, what: str) -> str:
    """The UUID of a thing of ours."""
    # Version 5 of RFC 9562, as uuid.uuid5 makes it, without the object: most of a sheet is numbers.
    hashed = hashlib.sha1(NAMESPACE.bytes + f"{kind}:{what}".encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(hashed[16], 16) & 3]
    return f"{hashed[:8]}-{hashed[8:12]}-5{hashed[13:16]}-{variant}{hashed[17:20]}-{hashed[20:32]}"


def _fits(claim: Claim, report: Report) -> bool:
    """Whether a sheet can hold the claim; why not is noted."""
    if claim.status == "rejected":
        report.lose("no claim: it was rejected", of=(claim.id, "no claim"))
    elif claim.property == "posting" and not claim.qualifier("unit"):
        report.lose("no claim: a posting without a unit", of=(claim.id, "no claim"))
    elif claim.property not in _HELD:
        report.lose(f"no claim: there is no sheet for {claim.property}", of=(claim.id, "no claim"))
    else:
        return True
    return False


class _Sheets:
    """The rows of claims that come article by article; what is remembered of the articles gone by is which works they cited."""

    def __init__(self, store: Store, tables: Tables, report: Report) -> None:
        self._tables, self._report = tables, report
        self._documents = Documents(store)
        self._article = ""
        self._here: set[str] = set()
        self._lines: list[int] = []
        self._points: dict[int, list[str]] = {}
        self._sources: set[str] = set()

    def put(self, claim: Claim) -> None:
        document = self._documents.of(claim)
        if claim.document.id != self._article:
            self._article, self._here, self._points = claim.document.id, set(), {}
            self._lines = [m.start() for m in _LINE_END.finditer(document.source)] if document is not None else []
            self._article_source(claim, document)
        common = self._common(claim, document)
        person = {"name:annotation": claim.person.name, "about_entity:ref:claim": identify("person", claim.person.id)}
        person["about_entity:name:qa"] = claim.person.name
        if claim.property in _PERSON:
            spelled = claim.value.text if claim.property == "name" else claim.person.name
            self._row("person", claim, {**common, **person, "person:names:assertion": spelled})
            self._here.add(claim.person.id)
            return
        if claim.person.id not in self._here:
            self._here.add(claim.person.id)
            self._row("person", claim, {**common, **person, "person:names:assertion": claim.person.name}, "person")
        self._posting(claim, common)

    def _posting(self, claim: Claim, common: dict[str, str]) -> None:
        unit = claim.qualifier("unit") or ""
        unit_id = identify("unit", f"{claim.document.sha256}:{unit_key(unit)}")
        named = {"about_entity:ref:claim": unit_id, "about_entity:name:qa": unit}
        self._row("unit", claim, {**common, **named, "name:annotation": unit, "unit:names:assertion": unit}, "unit")
        posting = {
            "about_entity:ref:claim": identify("posting", claim.id),
            "about_entity:name:qa": claim.value.text,
            "posting:person:refs:assertion": identify("person", claim.person.id),
            "posting:person:names:qa": claim.person.name,
            "posting:unit:refs:assertion": unit_id,
            "posting:unit:names:qa": unit,
            "posting:roles:assertion": claim.qualifier("role") or "",
            "posting:titles:assertion": claim.qualifier("title") or "",
            "posting:ranks:assertion": (claim.qualifier("rank") or "").replace("-", " "),
        }
        self._row("posting", claim, {**common, **posting})

    def _row(self, table: str, claim: Claim, row: dict[str, str], part: str = "") -> None:
        own = {"id:admin": identify("claim", f"{claim.id}:{part}"), "type:claim": table, "type:entity": "claim"}
        if part or claim.property == "name":
            own |= _NO_EDGES
        self._tables.put(table, {**row, **own})

    def _common(self, claim: Claim, document: Cited | None) -> dict[str, str]:
        """What every row of a claim says: status, citation, ranges, notes."""
        report = self._report
        notes: list[str] = []
        for name, _ in claim.qualifiers:
            if name not in _HELD[claim.property]:
                report.lose(f"{claim.property}: no column for {name}", of=(claim.id, f"qualifier {name}"))
        if claim.property in _CONTEXT and claim.value.text and not claim.qualifier("place"):
            report.lose(f"{claim.property}: no column for place", of=(claim.id, "value"))
        elif claim.property in _CONTEXT and claim.value.text:
            report.lose(f"{claim.property}: no column for the words of the place", of=(claim.id, "value"))
        report.lose("offsets, score and rule: no column")
        report.lose("person: known by a number of its own")
        status = _STATUS[claim.status]
        if claim.stance != "asserted":
            status = _STANCE[claim.stance]
            notes.append(f"The source has it as {claim.stance}" + (f", by {claim.says}" if claim.says else ""))
            report.lose(f"stance: {claim.stance} is status {status} with a note")
        row = self._ranges(claim, notes)
        row["status:meta"] = status
        row["public_notes:meta"] = "; ".join(notes)
        row["citation:refs:claim"] = self._citation(claim)
        behind: list[str] = []
        for index, entry in entries(claim, document):
            if index not in self._points:
                self._points[index] = [self._work(work) for work in works_of(entry)]
            behind += self._points[index]
        row["internal_comments:meta"] = f"Cursus claim {claim.id}: {claim.quote.exact}" + (
            f" [footnotes: {';'.join(behind)}]" if behind else ""
        )
        return row

    def _ranges(self, claim: Claim, notes: list[str]) -> dict[str, str]:
        context = dict([_CONTEXT[claim.property]]) if claim.property in _CONTEXT else {}
        if claim.date is None:
            return {**_NO_EDGES, **context}
        born, died = claim.property == "birth", claim.property == "death"
        try:
            ranges = _sfm(claim.date.edtf, claim.date.starts or born, claim.date.ends or died)
        except EdtfError as error:
            self._report.lose("date: no range can hold it, it is in the notes", of=(claim.id, "date"))
            notes.append(f"Date: {claim.date.text} ({error})")
            return {**_NO_EDGES, **context}
        if claim.property != "posting" and (claim.date.starts or claim.date.ends):
            self._report.lose(f"date: a {claim.property} does not begin or end", of=(claim.id, "date edges"))
        for lost in ranges.lost:
            self._report.lose(f"date: {lost}", of=(claim.id, "date"))
        notes += [f"Date: {claim.date.text}: {lost}" for lost in ranges.lost]
        row = {
            "first_precise:range": ranges.first_precise or "",
            "last_precise:range": ranges.last_precise or "",
            "first_imprecise:range": ranges.first_imprecise or "",
            "last_imprecise:range": ranges.last_imprecise or "",
            "since_beginning_of_time:range": "Y" if ranges.since_beginning else "N",
            "starting:range": "Y" if ranges.starting else "N",
            "ending:range": "Y" if ranges.ending else "N",
        }
        return {**row, **context}

    def _citation(self, claim: Claim) -> str:
        """The line of the article that a claim stands in; its row is written once."""
        line = str(bisect_left(self._lines, claim.quote.source_start) + 1)
        return self._access_point(identify("source", claim.document.sha256), "line", line, "")

    def _access_point(self, source: str, kind: str, trigger: str, archived: str, comment: str = "") -> str:
        point = identify("citation", f"{source}:{kind}:{trigger}:{archived}")
        known = self._here if kind == "line" else self._sources
        if point not in known:
            known.add(point)
            self._tables.put(
                "citation",
                {
                    "source:access_point_id:admin": point,
                    "source:access_point_type": kind,
                    "source:access_point_trigger": trigger,
                    "source:access_point_archive_url": archived,
                    "source:access_point_comments:admin": comment,
                    "source_id:admin": source,
                },
            )
        return point

    def _article_source(self, claim: Claim, document: Cited | None) -> None:
        ref = claim.document
        url = permanent_link(ref.url, ref.revision) if ref.url and ref.revision else ref.url or ""
        row = {"source_id:admin": identify("source", ref.sha256), "source:type": "document", "source:title": ref.title}
        published = (document.timestamp or "") if document is not None else ""
        self._tables.put("source", {**row, "source:url": url, "source:published_timestamp": published})

    def _work(self, work: Work) -> str:
        """A work that a footnote names, as a source that nobody has looked at; the id of its access point."""
        source = identify("source", work.key)
        if source not in self._sources:
            self._sources.add(source)
            issued = next((f.edtf or "" for f in work.all("issued")), "")
            name = work.get("container-title") or work.get("publisher")
            row = {
                "source_id:admin": source,
                "source:type": "document",
                "source:title": work.get("title") or work.text,
                "source:author": "; ".join(f.value for f in work.all("author")),
                "source:url": work.get("URL"),
                "source:published_timestamp": issued if issued.replace("-", "").isdigit() else "",
                "source:publication_id:admin": self._publication(name),
            }
            self._tables.put("source", row)
        page = work.get("page")
        archived = work.get("archive-url")
        kind = "page" if page else "archive"
        return self._access_point(source, kind, page, archived, "named in a footnote of the article, not seen")

    def _publication(self, name: str) -> str:
        if not name:
            return ""
        found = identify("publication", name)
        if found not in self._sources:
            self._sources.add(found)
            self._tables.put("publication", {"publication_id:admin": found, "publication_name": name})
        return found


@lru_cache(maxsize=4096)
def _sfm(edtf: str, starts: bool, ends: bool) -> SfmRange:
    return to_sfm(edtf, starts, ends)
