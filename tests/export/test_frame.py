"""Claims as a polars DataFrame."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import cursus
from cursus.claim import Claim
from cursus.export.report import ExportError

ARTICLE = b"""'''Ivan Petrov''' (born 1 May 1850) was a general.<ref>Blunt, ''History'', 1907.</ref>

== Career ==
In March 1877 he was promoted to colonel.<ref>Blunt 1907, p. 3.</ref>
"""


EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(name="claims")
def _claims() -> tuple[Claim, ...]:
    return tuple(cursus.extract(cursus.read(ARTICLE, name="Ivan Petrov.wikitext")))


def test_a_claim_is_a_row_with_dates_and_lists(claims: tuple[Claim, ...]) -> None:
    frame = cursus.to_polars(claims)
    assert frame["id"].to_list() == [c.id for c in claims]
    rank = frame.filter(pl.col("property") == "rank", pl.col("edtf") == "1877-03").row(0, named=True)
    assert (rank["person"], rank["value"]) == ("Ivan Petrov", "colonel")
    assert (rank["earliest"], rank["latest"]) == (date(1877, 3, 1), date(1877, 3, 31))
    assert rank["section"] == ["Career"]
    assert rank["footnotes"] == ["2"]
    assert rank["quote"] in ARTICLE.decode()


def test_columns_do_not_depend_on_the_claims(claims: tuple[Claim, ...]) -> None:
    assert cursus.to_polars([]).schema == cursus.to_polars(claims).schema == cursus.to_polars(claims[:1]).schema
    assert cursus.to_polars([]).height == 0


@pytest.mark.parametrize("name", ["skobelev.txt", "urabi.wikitext", "togo.html"])
def test_days_are_those_of_the_claims(name: str) -> None:
    claims = cursus.extract(cursus.read((EXAMPLES / name).read_bytes(), name=name))
    frame = cursus.to_polars(claims)
    for claim, row in zip(claims, frame.iter_rows(named=True), strict=True):
        for side in ("earliest", "latest"):
            said = getattr(claim.date, side) if claim.date else None
            held = row[side]
            assert held == (date.fromisoformat(said) if said else None)


def test_a_year_before_the_first_has_no_day(claims: tuple[Claim, ...]) -> None:
    dated = next(c for c in claims if c.date)
    assert dated.date
    old = replace(dated, date=replace(dated.date, edtf="-0043", earliest="-0043-01-01", latest="-0043-12-31"))
    row = cursus.to_polars([old]).row(0, named=True)
    assert (row["edtf"], row["earliest"], row["latest"]) == ("-0043", None, None)


def test_a_store_gives_all_of_its_claims(claims: tuple[Claim, ...], tmp_path: Path) -> None:
    document = cursus.read(ARTICLE, name="Ivan Petrov.wikitext")
    with cursus.open_store(str(tmp_path / "x.db")) as store:
        store.add(document, claims, ())
        assert cursus.to_polars(store)["id"].to_list() == [c.id for c in store.iter_claims()]


def test_without_polars_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ExportError, match="pip install"):
        cursus.to_polars([])
