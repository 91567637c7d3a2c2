"""Security Force Monitor's claim sheets."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from cursus.claim import Claim, Date
from cursus.export import sfm
from cursus.export.chosen import Chosen
from cursus.export.report import Report
from cursus.export.sfm.tables import TABLES
from cursus.store import open_store
from cursus.text.dates.sfm import SfmRange, from_sfm
from tests.store.make import article, claim

TEXT = "Ivan Petrov\n\nIn May 1877 he took command of the 3rd Brigade. He was born about 1843. He was a major. He lost."
Row = dict[str, str]


def sheets(path: Path, *changes: Claim) -> tuple[dict[str, list[Row]], Report, bytes]:
    document = article(TEXT, "petrov.txt", "Ivan Petrov", "https://x.example/petrov")
    with open_store(str(path)) as store:
        store.add(document, changes, [])
        out = io.BytesIO()
        report = sfm.write(store, out, Chosen())
    tables = {}
    with zipfile.ZipFile(out) as packed:
        for name in packed.namelist():
            rows = csv.DictReader(io.StringIO(packed.read(name).decode(), newline=""))
            tables[name.removesuffix(".csv")] = list(rows)
            assert tuple(rows.fieldnames or ()) == TABLES[name.removesuffix(".csv")]
    return tables, report, out.getvalue()


def posting(date: Date | None = None, **changes: str) -> Claim:
    document = article(TEXT, "petrov.txt", "Ivan Petrov", "https://x.example/petrov")
    made = claim(
        document,
        "In May 1877 he took command of the 3rd Brigade.",
        "posting",
        "commander of the 3rd Brigade",
        qualifiers=(("role", "commander"), ("unit", "3rd Brigade"), ("rank", "lieutenant-colonel")),
    )
    return replace(made, date=date, **changes)  # type: ignore[arg-type]


MAY = Date("1877-05", "In May 1877", "1877-05-01", "1877-05-31", True, False, "date.month")


def test_a_posting(tmp_path: Path) -> None:
    tables, report, _ = sheets(tmp_path / "a.db", posting(MAY))
    (row,), (person,), (unit,) = tables["posting"], tables["person"], tables["unit"]
    assert row["posting:person:refs:assertion"] == person["about_entity:ref:claim"]
    assert row["posting:unit:refs:assertion"] == unit["about_entity:ref:claim"]
    assert row["posting:roles:assertion"] == "commander"
    assert row["posting:ranks:assertion"] == "lieutenant colonel"
    assert (row["first_imprecise:range"], row["last_imprecise:range"]) == ("1877-05-01", "1877-05-31")
    assert (row["first_precise:range"], row["starting:range"], row["ending:range"]) == ("", "Y", "N")
    assert [other[f"{edge}:range"] for other in (person, unit) for edge in ("starting", "ending")] == ["N"] * 4
    assert row["status:meta"] == "work_needed"
    assert {row["id:admin"], person["id:admin"], unit["id:admin"]} >= {str(UUID(row["id:admin"]))}
    assert len({row["id:admin"], person["id:admin"], unit["id:admin"]}) == 3
    assert tables["relation"] == []
    assert report.claims == 1
    assert dict(report.ordered()) == {
        "offsets, score and rule: no column": 1,
        "person: known by a number of its own": 1,
    }


def test_the_citation_is_a_line_of_the_article_and_footnotes_are_named(tmp_path: Path) -> None:
    tables, _, _ = sheets(tmp_path / "a.db", posting(MAY))
    row = tables["posting"][0]
    points = {c["source:access_point_id:admin"]: c for c in tables["citation"]}
    point = points[row["citation:refs:claim"]]
    assert (point["source:access_point_type"], point["source:access_point_trigger"]) == ("line", "3")
    sources = {s["source_id:admin"]: s for s in tables["source"]}
    assert sources[point["source_id:admin"]]["source:url"] == "https://x.example/petrov"
    (other,) = (p for p in points.values() if p is not point)
    assert other["source:access_point_id:admin"] in row["internal_comments:meta"]
    assert sources[other["source_id:admin"]]["source:published_timestamp"] == "1931"


def test_the_same_bytes(tmp_path: Path) -> None:
    assert sheets(tmp_path / "a.db", posting(MAY))[2] == sheets(tmp_path / "b.db", posting(MAY))[2]


@pytest.mark.parametrize(
    ("stance", "status"), [("denied", "conflict"), ("alleged", "issue"), ("reported", "issue"), ("possible", "issue")]
)
def test_a_stance_is_a_status_with_a_note(tmp_path: Path, stance: str, status: str) -> None:
    tables, report, _ = sheets(tmp_path / "a.db", posting(MAY, stance=stance, says="the ministry"))
    row = tables["posting"][0]
    assert row["status:meta"] == status
    assert row["public_notes:meta"] == f"The source has it as {stance}, by the ministry"
    assert (f"stance: {stance} is status {status} with a note", 1) in report.ordered()


def test_circa_is_widened_and_said(tmp_path: Path) -> None:
    born = claim(article(TEXT, "petrov.txt", "Ivan Petrov", "https://x.example/petrov"), "born about 1843", "birth")
    date = Date("1843~", "about 1843", "1838-01-01", "1848-12-31")
    tables, report, _ = sheets(tmp_path / "a.db", replace(born, date=date))
    (row,) = tables["person"]
    assert (row["first_imprecise:range"], row["last_imprecise:range"]) == ("1838-01-01", "1848-12-31")
    assert (row["starting:range"], row["starting_context:range"]) == ("Y", "Born")
    assert "approximate" in row["public_notes:meta"]
    assert any("approximate" in reason for reason, _ in report.ordered())


@pytest.mark.parametrize(
    "edtf", ["1877-05-03", "1877-05", "1877", "1877-05-03/1878-06-04", "[..1877-04]", "1877-05-03/.."]
)
def test_dates_come_back(tmp_path: Path, edtf: str) -> None:
    date = Date(edtf, "then", None, None, starts=True)
    row = sheets(tmp_path / "a.db", posting(date))[0]["posting"][0]
    ranges = [
        row[f"{which}:range"] or None
        for which in ("first_precise", "last_precise", "first_imprecise", "last_imprecise")
    ]
    flags = [row[f"{which}:range"] == "Y" for which in ("starting", "ending", "since_beginning_of_time")]
    assert from_sfm(SfmRange(*ranges, *flags)) == (edtf, True, False)  # type: ignore[arg-type]


def test_what_no_sheet_holds_is_counted(tmp_path: Path) -> None:
    document = article(TEXT, "petrov.txt", "Ivan Petrov", "https://x.example/petrov")
    lost = claim(document, "He lost.", "event", "other")
    loose = replace(posting(), id="0" * 16, qualifiers=(("role", "commander"),))
    rejected = replace(posting(MAY), id="1" * 16, status="rejected")
    tables, report, _ = sheets(
        tmp_path / "a.db", claim(document, "He was a major.", "rank", "major"), lost, loose, rejected
    )
    assert {name: len(rows) for name, rows in tables.items() if rows} == {}
    assert report.claims == 0
    assert dict(report.ordered()) == {
        "no claim: there is no sheet for rank": 1,
        "no claim: there is no sheet for event": 1,
        "no claim: a posting without a unit": 1,
        "no claim: it was rejected": 1,
    }
