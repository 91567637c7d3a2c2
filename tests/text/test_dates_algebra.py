"""Before, during, overlaps, a day; and the round trips to other models of time."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.dates import bounds, validate
from cursus.text.dates.algebra import before, contains_day, during, overlaps
from cursus.text.dates.edtf import EdtfError
from cursus.text.dates.sfm import SfmRange, from_sfm, to_sfm
from cursus.text.dates.wikidata import JULIAN, Statement, from_statement, from_wikidata, to_wikidata


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("1811", "1812", "certain"),
        ("1811", "1811", "possible"),
        ("1811-05-01", "1811-05-01", "no"),
        ("1812", "1811", "no"),
        ("1811~", "1830", "certain"),
        ("1811~", "1812", "possible"),
        ("1811?", "1900", "possible"),
        ("1811/..", "1900", "possible"),
        ("../1811", "1812", "certain"),
    ],
)
def test_before(a: str, b: str, answer: str) -> None:
    assert before(a, b) == answer


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("1811-05", "1811", "certain"),
        ("1811", "1811-05", "possible"),
        ("1811/1813", "1812", "no"),
        ("1812-03-01", "1811/1813", "certain"),
        ("1815", "1811/1813", "no"),
        ("[1811,1815]", "1811", "possible"),
    ],
)
def test_during(a: str, b: str, answer: str) -> None:
    assert during(a, b) == answer


def test_overlaps_and_days() -> None:
    assert overlaps("1811/1813", "1812-05-01") == "certain"
    assert overlaps("1811/1813", "1813/1815") == "possible"
    assert overlaps("1811", "1812") == "no"
    assert contains_day("1811/1813", "1812-06-01") == "certain"
    assert contains_day("1811/1813", "1811-06-01") == "possible"
    assert contains_day("1811", "1811-06-01") == "possible"
    assert contains_day("1811/..", "1810-06-01") == "no"


_years = st.integers(1500, 2050)
_points = st.one_of(
    _years.map(lambda y: f"{y:04d}"),
    st.tuples(_years, st.integers(1, 12)).map(lambda p: f"{p[0]:04d}-{p[1]:02d}"),
    st.tuples(_years, st.integers(1, 12), st.integers(1, 28)).map(lambda p: f"{p[0]:04d}-{p[1]:02d}-{p[2]:02d}"),
    st.integers(150, 204).map(lambda d: f"{d}X"),
    st.integers(15, 20).map(lambda c: f"{c}XX"),
)
_dates = st.one_of(
    _points,
    st.tuples(_points, st.sampled_from("~?%")).map("".join),
    st.tuples(_points, _points).map("/".join),
    _points.map(lambda p: f"[..{p}]"),
    _points.map(lambda p: f"[{p}..]"),
    _points.map(lambda p: f"../{p}"),
    _points.map(lambda p: f"{p}/.."),
    st.tuples(_points, _points).map(lambda p: f"[{p[0]},{p[1]}]"),
    st.tuples(_years, st.integers(21, 24)).map(lambda p: f"{p[0]:04d}-{p[1]}"),
)


def _valid(edtf: str) -> bool:
    try:
        bounds(edtf)
    except EdtfError:
        return False
    return True


@given(_dates.filter(_valid), st.booleans(), st.booleans())
def test_nothing_that_sfm_can_hold_is_lost(edtf: str, starting: bool, ending: bool) -> None:
    held = to_sfm(edtf, starts=starting, ends=ending)
    back, starts, ends = from_sfm(held)
    if not {"~", "%"} & set(edtf):
        assert (starts, ends) == (starting, ending)
        assert bounds(back) == bounds(edtf)
    else:
        # There is no flag for circa: the range is wider, and says so.
        low, high, wide_low, wide_high = *bounds(edtf), *bounds(back)
        assert held.lost
        assert wide_low is None or (low is not None and wide_low <= low)
        assert wide_high is None or (high is not None and wide_high >= high)
    if not held.lost:
        assert to_sfm(back, starting, ending) == held
        # An interval of one day is that day.
        assert ("/" in back) == ("/" in edtf and bounds(edtf)[0] != bounds(edtf)[1])


@given(_dates.filter(_valid))
def test_a_second_trip_through_sfm_changes_nothing(edtf: str) -> None:
    once = from_sfm(to_sfm(edtf))[0]
    assert from_sfm(to_sfm(once))[0] == once


@given(_dates.filter(_valid))
def test_what_is_precise_is_certain(edtf: str) -> None:
    held = to_sfm(edtf)
    for day in (held.first_precise, held.last_precise):
        assert day is None or contains_day(edtf, day) == "certain" or "/" not in edtf or held.lost
    assert not ({"~", "?", "%"} & set(edtf)) or "/" in edtf or held.first_precise is None


_days = st.dates(datetime.date(1700, 1, 1), datetime.date(2050, 12, 31)).map(str)


@given(st.lists(_days, min_size=4, max_size=4).map(sorted), st.sets(st.integers(0, 3)), st.booleans())
def test_any_ranges_become_a_date_that_says_no_more(days: list[str], gone: set[int], since: bool) -> None:
    outer_low, low, high, outer_high = (None if i in gone else day for i, day in enumerate(days))
    try:
        back, _, _ = from_sfm(SfmRange(low, high, outer_low, outer_high, True, True, since))
    except EdtfError:
        assert gone == {0, 1, 2, 3}
        return
    earliest, latest = bounds(back)
    assert validate(back).valid
    assert earliest is None or earliest >= days[0]
    assert latest is None or latest <= days[3]


def test_ranges_that_join() -> None:
    held = SfmRange("2005-06-01", "2005-06-03", "2005-05-01", "2005-05-31", True, False)
    assert from_sfm(held) == ("2005-05/2005-06-03", True, False)
    assert to_sfm("2005-05/2005-06-03", True, False) == held
    behind = SfmRange("2005-06-01", "2005-06-30", "2005-07-01", "2005-07-31", False, True)
    assert from_sfm(behind) == ("2005-06-01/2005-07", False, True)
    odd = SfmRange("2005-06-01", "2005-06-03", "2005-05-10", "2005-05-31", True, True)
    assert from_sfm(odd) == ("2005-06-01/2005-06-03", False, True)


def test_circa_is_a_wider_imprecise_range() -> None:
    assert to_sfm("1811~").first_imprecise == "1806-01-01"
    assert from_sfm(to_sfm("1901-09~"))[0] == "[1901-06..1901-12]"
    assert from_sfm(SfmRange(None, None, "1901-05-10", "1901-05-31"))[0] == "[1901-05-10..1901-05-31]"
    assert to_sfm("1811-05-06~").first_precise is None
    assert to_sfm("1811-05-06?").first_precise is None
    assert to_sfm("1811-05-06?").first_imprecise == "1811-05-06"


def test_sfm_says_what_it_cannot_hold() -> None:
    assert to_sfm("1811-05-06") == SfmRange("1811-05-06", "1811-05-06")
    assert to_sfm("1811").first_imprecise == "1811-01-01"
    assert to_sfm("1811").lost == ()
    assert to_sfm("[..1811-04]").since_beginning
    assert to_sfm("1811~").lost == ("the source calls a date approximate; the range is wider for it",)
    assert to_sfm("1811-22").lost == ("the source names a season or quarter",)
    assert to_sfm("1811/1812").lost == ("the source says that it lasted; the ranges only that it was true on a day",)
    assert to_sfm("1811/1813").first_precise == "1812-01-01"
    with pytest.raises(EdtfError, match="no date"):
        from_sfm(SfmRange())


@given(_dates.filter(_valid), _dates.filter(_valid))
def test_answers_agree_with_each_other(a: str, b: str) -> None:
    if before(a, b) == "certain":
        assert overlaps(a, b) == "no"
        assert before(b, a) == "no"
    assert overlaps(a, b) == overlaps(b, a)


_ancient = st.one_of(
    st.integers(-3000, 1499).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04d}"),
    st.integers(1, 299).map(lambda d: f"-{d:03d}X"),
    st.integers(0, 29).map(lambda c: f"-{c:02d}XX"),
    st.integers(0, 149).map(lambda d: f"{d:03d}X"),
    st.integers(0, 14).map(lambda c: f"{c:02d}XX"),
)


@given(st.one_of(_points, _ancient))
def test_wikidata_keeps_points(edtf: str) -> None:
    value = to_wikidata(edtf).value
    assert value is not None
    assert from_wikidata(value.time, value.precision) == edtf


@given(st.one_of(_dates, _ancient).filter(_valid))
def test_a_statement_keeps_what_it_does_not_call_lost(edtf: str) -> None:
    statement = to_wikidata(edtf)
    back = from_statement(statement)
    if not statement.lost:
        assert back == edtf
    else:
        low, high, wide_low, wide_high = *bounds(edtf), *bounds(back)
        assert (wide_low, wide_high) == (low, high)


@pytest.mark.parametrize(
    ("time", "precision", "before", "after", "edtf"),
    [
        ("+1811-05-06T00:00:00Z", 11, 2, 0, "[1811-05-04..1811-05-06]"),
        ("+1811-01-00T00:00:00Z", 10, 1, 1, "[1810-12..1811-02]"),
        ("+1811-00-00T00:00:00Z", 9, 0, 3, "[1811..1814]"),
        ("+1815-00-00T00:00:00Z", 8, 1, 0, "[180X..181X]"),
        ("+1900-00-00T00:00:00Z", 7, 1, 1, "[17XX..19XX]"),
        ("+1811-05-06T10:20:30Z", 14, 0, 0, "1811-05-06"),
    ],
)
def test_wikidata_offsets_and_fine_precisions(time: str, precision: int, before: int, after: int, edtf: str) -> None:
    assert from_wikidata(time, precision, before=before, after=after) == edtf


def test_wikidata_says_what_it_cannot() -> None:
    for precision in range(6):
        with pytest.raises(EdtfError, match="coarser"):
            from_wikidata("+1811-00-00T00:00:00Z", precision)
    assert to_wikidata("1582-10-14").lost
    assert not to_wikidata("1582-10-15").lost
    with pytest.raises(EdtfError, match="no date"):
        from_statement(Statement(None))


def test_wikidata_years_and_calendars() -> None:
    assert from_wikidata("-0044-03-15T00:00:00Z", 11) == "-0043-03-15"
    assert from_wikidata("+1723-06-05T00:00:00Z", 11, JULIAN) == "1723-06-16"
    assert from_wikidata("+1900-00-00T00:00:00Z", 7) == "18XX"
    assert to_wikidata("1811~").qualifiers == (("P1480", "Q5727902"),)
    assert to_wikidata("-0043").value is not None
    assert to_wikidata("-0043").value.time.startswith("-0044")
    assert [name for name, _ in to_wikidata("1811/1813").qualifiers] == ["P580", "P582"]
    assert [name for name, _ in to_wikidata("[..1811]").qualifiers] == ["P1326"]
    assert to_wikidata("{1811,1813}").lost
