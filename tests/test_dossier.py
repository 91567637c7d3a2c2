"""What a dossier says: grouping, order, days, contradictions, and that it never says more than its claims."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.claim import Bounds, Claim
from cursus.dossier import Dossier, build, to_json
from cursus.dossier.build import NoSuchPerson
from cursus.dossier.days import days_of, ordinal
from cursus.dossier.group import entries
from cursus.dossier.references import evidence, find_citation
from cursus.dossier.timeline import timeline
from cursus.dossier.words import bounds_words
from cursus.store import Store
from cursus.text.dates.words import date_words, say
from tests.web.people import ARABIC, NAME, article, belmor, cited, claim, store, when


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store(tmp_path_factory.mktemp("dossier") / "a.db", belmor()) as opened:
        yield opened


@pytest.fixture(scope="module")
def dossier(stored: Store) -> Dossier:
    return build(stored, "ravi-anwar-belmor")


def themed(dossier: Dossier, key: str) -> list[str]:
    return [f"{e.label}: {e.value}" for t in dossier.themes if t.key == key for e in t.entries]


# the whole ----------------------------------------------------------------------------------------------------------
def test_names_stand_by_script(dossier: Dossier) -> None:
    groups = {g.script: [s.text for s in g.spellings] for g in dossier.names}
    assert groups == {"Latn": [NAME, "Rafi Belmor"], "Arab": [ARABIC]}
    assert [g.rtl for g in dossier.names] == [False, True]
    assert dossier.names[1].spellings[0].lang == "ar"


def test_themes_in_reading_order_and_entries_in_order_of_time(dossier: Dossier) -> None:
    assert [t.key for t in dossier.themes] == ["identity", "career", "events"]
    assert themed(dossier, "career") == [
        "Posting: commander of the 4th Regiment",
        "Posting: chief of staff",
        "Rank: colonel",
        "Rank: Brigadier",
        "Posting: regent",
        "Posting: regent",
    ]


def test_the_undated_rank_of_the_box_joins_the_only_dated_one(dossier: Dossier) -> None:
    rank = next(e for t in dossier.themes for e in t.entries if e.value == "Brigadier")
    assert [e.claim.origin for e in rank.claims] == ["infobox", "prose"]
    assert rank.edtf == "1880-05"


def test_a_denial_is_an_entry_of_its_own(dossier: Dossier) -> None:
    stances = {(e.stance, e.says) for t in dossier.themes for e in t.entries if e.value == "regent"}
    assert stances == {("reported", "a clerk"), ("denied", "Belmor")}


def test_contradictions_stand_side_by_side(dossier: Dossier) -> None:
    seen = {(c.kind, c.property): [s.value or s.edtf for s in c.sides] for c in dossier.conflicts}
    assert seen["date", "birth"] == ["1843", "Tarsis"]
    assert seen["value", "rank"] == ["colonel", "brigadier"]
    assert seen["denied", "posting"] == ["regent", "regent"]
    flagged = {e.value for t in dossier.themes for e in t.entries if e.contradicted}
    assert flagged >= {"Tarsis", "colonel", "Brigadier", "regent"}
    assert "chief of staff" not in flagged


def test_footnotes_are_resolved(dossier: Dossier) -> None:
    staff = next(e for t in dossier.themes for e in t.entries if e.value == "chief of staff")
    first, second = staff.claims[0].references
    assert (first.label, first.index, first.url) == ("1", 0, "https://books.example/orm")
    assert first.archive_url == "https://archive.example/orm"
    assert second.text.startswith("Despatches")
    captured = next(e for t in dossier.themes for e in t.entries if e.value == "Captured")
    assert captured.claims[0].references[0].defined is False


def test_the_paragraph_around_a_quote_is_verbatim(dossier: Dossier, stored: Store) -> None:
    for item in (e for t in dossier.themes for entry in t.entries for e in entry.claims):
        document = stored.document(item.claim.document.id)
        assert document is not None
        assert item.before + item.claim.quote.exact + item.after in document.text


def test_glance(dossier: Dossier) -> None:
    facts = {f.label: [text for text, _ in f.values] for f in dossier.glance}
    assert facts["Born"] == ["1841, Tarsis", "1843"]
    assert facts["Highest rank stated"] == ["Brigadier (May 1880)"]
    assert facts["Last posting stated"] == ["chief of staff (1875 to 1879)"]
    assert next(f for f in dossier.glance if f.label == "Born").disputed


def test_every_claim_is_somewhere_once(dossier: Dossier, stored: Store) -> None:
    assert {c.id for c in dossier.claims} == {c.id for c in stored.claims(person="ravi-anwar-belmor")}
    assert len(dossier.claims) == len({c.id for c in dossier.claims})


def test_as_json(dossier: Dossier) -> None:
    data = json.loads(json.dumps(to_json(dossier)))
    told = {i for t in data["themes"] for e in t["entries"] for i in (c["id"] for c in e["claims"])}
    named = {i for g in data["names"] for s in g["spellings"] for i in s["claims"]}
    assert told | named == set(data["claims"])
    assert data["person"]["name"] == NAME
    assert data["documents"][0]["licence"] == "CC BY-SA 3.0"


def test_nobody(stored: Store) -> None:
    with pytest.raises(NoSuchPerson):
        build(stored, "nobody-at-all")


def test_rejected_claims_are_left_out(tmp_path: Path) -> None:
    document = article("Somebody", ["He was a major in 1900."])
    claims = [claim(document, "Somebody", "rank", "major", "a major in 1900", date="1900", status="rejected")]
    with store(tmp_path / "r.db", (document, claims, [])) as opened:
        assert build(opened, "somebody").themes == ()


# grouping -----------------------------------------------------------------------------------------------------------
TEXT = article("Somebody", ["one two three four five six seven eight nine ten"])


def said(value: str, date: str | None, word: str = "one", **more: object) -> Claim:
    prop = str(more.pop("prop", "rank"))
    return claim(TEXT, "Somebody", prop, value, word, date=date, **more)  # type: ignore[arg-type]


def grouped(*claims: Claim) -> list[tuple[str | None, int]]:
    return [(e.edtf, len(e.claims)) for e in entries([evidence(c, TEXT) for c in claims])]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["1980", "1980-03"], [("1980-03", 2)]),
        (["1980", "1980"], [("1980", 2)]),
        (["1980", "1981"], [("1980", 1), ("1981", 1)]),
        ([None, "1980"], [("1980", 2)]),
        ([None, "1980", "1985"], [("1980", 1), ("1985", 1), (None, 1)]),
        (["1980", "1980-03", "1980-05"], [("1980", 1), ("1980-03", 1), ("1980-05", 1)]),
        (["1980", "1980-03", "1980-05", "1980", "1980-05"], [("1980", 2), ("1980-03", 1), ("1980-05", 2)]),
        ([None, "1980", "1985", None], [("1980", 1), ("1985", 1), (None, 2)]),
        (["1943", "1943~"], [("1943", 1), ("1943~", 1)]),
        (["1886/1924", "1886-09-30"], [("1886/1924", 1), ("1886-09-30", 1)]),
        (["1886/1924", "1886-09-30/1924"], [("1886-09-30/1924", 2)]),
        (["[..2011-04]", "2011-04"], [("2011-04", 1), ("[..2011-04]", 1)]),
        (["1990/..", "1990/1995"], [("1990/..", 1), ("1990/1995", 1)]),
    ],
)
def test_dates_that_can_be_one(dates: list[str | None], expected: list[tuple[str | None, int]]) -> None:
    claims = [said("major", date, word) for date, word in zip(dates, TEXT.text.split()[1:], strict=False)]
    assert sorted(grouped(*claims), key=str) == sorted(expected, key=str)


def test_qualifiers_that_differ_keep_claims_apart() -> None:
    a = said("captured", "1980", "one", prop="event", place="Orm")
    b = said("captured", "1980", "two", prop="event", place="Tarsis")
    c = said("captured", "1980", "three", prop="event", place="Orm, Lydia")
    assert len(grouped(a, b)) == 2
    assert len(grouped(a, c)) == 1
    d = said("attacked", "1980", "one", prop="event", killed=Bounds(3, None))
    e = said("attacked", "1980", "two", prop="event", killed=Bounds(5, 5))
    assert len(grouped(d, e)) == 2


def test_spelling_is_no_difference_and_an_id_is_one() -> None:
    assert len(grouped(said("Major-General", None), said("major general", None, "two"))) == 1
    one = said("general", None, value_id="rank:OF-9/general")
    assert len(grouped(one, said("general", None, "two", value_id="rank:OF-8/lieutenant-general"))) == 2


def test_birth_without_a_place_joins_the_one_with_it() -> None:
    a = said("", "1843", "one", prop="birth")
    b = said("Tarsis", "1843-02-01", "two", prop="birth", place="Tarsis, Lydia")
    (entry,) = entries([evidence(c, TEXT) for c in (a, b)])
    assert (entry.value, entry.edtf, entry.details) == ("Tarsis, Lydia", "1843-02-01", ())
    assert len(grouped(a, said("Orm", "1850", "three", prop="birth"))) == 2


MIXED = [None, "1980", "1980-03", "1980-05-01", "1981", "1943~", "1980/1990", "[..1980]"]


@given(st.lists(st.sampled_from(MIXED), max_size=8))
def test_grouping_keeps_every_claim_and_never_sharpens(dates: list[str | None]) -> None:
    claims = [dataclasses.replace(said("major", date), id=f"{number:016x}") for number, date in enumerate(dates)]
    made = entries([evidence(c, TEXT) for c in claims])
    assert sorted(e.claim.id for entry in made for e in entry.claims) == [c.id for c in claims]
    for entry in made:
        assert entry.edtf in {e.claim.date.edtf if e.claim.date else None for e in entry.claims}
        for item in entry.claims:
            if item.claim.date is not None:
                assert entry.earliest is not None or entry.latest is not None


# days and the timeline ------------------------------------------------------------------------------------------------
def span(edtf: str, prop: str = "battle", **ends: bool) -> tuple[object, ...]:
    days = days_of(when(edtf, **ends), prop)
    assert days is not None
    return tuple(dataclasses.astuple(days))


def day(text: str) -> int:
    number = ordinal(text)
    assert number is not None
    return number


def test_a_day_is_certain_a_year_is_not() -> None:
    assert span("1986-05-01") == (day("1986-05-01"),) * 4 + (False, False)
    assert span("1986") == (day("1986-01-01"), day("1986-12-31"), None, None, False, False)
    assert span("1986-05-01?")[2:4] == (None, None)


def test_an_interval_is_certain_between_its_vague_ends() -> None:
    assert span("1875/1879") == (
        day("1875-01-01"), day("1879-12-31"), day("1875-12-31"), day("1879-01-01"), False, False,
    )  # fmt: skip
    assert span("1875~/1879")[2:4] == (None, None)
    assert span("1875-05/1875-05")[2:4] == (None, None)


def test_open_ends_stay_open() -> None:
    assert span("1990/..") == (day("1990-01-01"), day("1990-12-31"), None, None, False, True)
    assert span("../1990")[4:] == (True, False)
    assert span("[..1990-04]")[4:] == (True, False)
    assert span("1986-05-01", "rank")[4:] == (True, True)
    assert span("1986-05-01", "rank", starts=True)[4:] == (False, True)
    assert span("1986/1990", "posting", starts=True, ends=True)[4:] == (False, False)


def test_what_has_no_place_on_the_calendar() -> None:
    assert days_of(dataclasses.replace(when("1986"), edtf="XXXX-12-23"), "event") is not None
    assert days_of(dataclasses.replace(when("1986"), edtf="soon"), "event") is None
    assert days_of(dataclasses.replace(when("1986"), edtf="../.."), "event") is None
    assert days_of(dataclasses.replace(when("1986"), edtf="-0044-03"), "event") is None


def test_timeline_of_a_dossier(dossier: Dossier) -> None:
    drawn = dossier.timeline
    assert drawn is not None
    assert [lane.key for lane in drawn.lanes] == ["life", "rank", "posting", "event"]
    (staff,) = (b for lane in drawn.lanes for b in lane.bars if b.entry.value == "chief of staff")
    assert [s.certain for s in staff.stretches] == [False, True, False]
    assert (staff.open_start, staff.open_end) == (False, False)
    assert drawn.undated == 1
    assert not any(b.entry.stance == "denied" for lane in drawn.lanes for b in lane.bars)


@given(
    st.lists(
        st.sampled_from(
            ["1980", "0001-01-01", "9999-12-31", "1980/1990", "../1980", "1980/..", "[1980..1990]", "198X", "19XX",
             "1980-02-29", "1980~", "XXXX", "1980-24", "-0044", "[..0002]"]
        ),
        max_size=6,
    )
)  # fmt: skip
def test_bars_stay_on_the_axis(dates: list[str]) -> None:
    claims = [dataclasses.replace(said("major", date), id=f"{n:016x}") for n, date in enumerate(dates)]
    drawn = timeline(entries([evidence(c, TEXT) for c in claims]))
    if drawn is None:
        return
    bars = [bar for lane in drawn.lanes for bar in lane.bars]
    assert bars
    for bar in bars:
        places = [p for s in bar.stretches for p in (s.start, s.end)]
        assert places == sorted(places)
        assert -0.001 <= places[0] <= places[-1] <= 1.001
    assert len(drawn.ticks) <= 11


# words ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1987-03-22", "22 March 1987"), ("2011-04", "April 2011"), ("1987", "1987"), ("0987", "987"),
        ("[..2011-04]", "by April 2011"), ("[2011-04..]", "April 2011 or later"), ("1990/1995", "1990 to 1995"),
        ("1990/..", "from 1990 on"), ("1990/", "from 1990, end unknown"), ("../1995", "until 1995"),
        ("1943~", "c. 1943"), ("1986?", "1986 (uncertain)"), ("1986%", "c. 1986 (uncertain)"), ("198X", "1980s"),
        ("19XX", "1900–1999"), ("1987-22", "summer 1987"), ("[1986,1987]", "1986 or 1987"),
        ("[1986..1988]", "between 1986 and 1988"), ("{1986..1990}", "1986 to 1990"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_dates_in_words(edtf: str, words: str) -> None:
    assert say(edtf) == words


def test_beginnings_and_ends_in_words() -> None:
    assert date_words(None) == ""
    assert date_words(when("1986", starts=True)) == "from 1986"
    assert date_words(when("1986-05", ends=True)) == "until May 1986"
    assert date_words(when("1986", starts=True, ends=True)) == "1986"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Bounds(3, None), "at least 3"), (Bounds(600, 700), "600–700"), (Bounds(60, 60, True), "about 60"),
        (Bounds(None, 9), "at most 9"), (Bounds(1200, 1200), "1,200"), (Bounds(None, None), "an unknown number"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: Bounds, words: str) -> None:
    assert bounds_words(number) == words


def test_a_footnote_is_found_by_name_then_by_label() -> None:
    named = dataclasses.replace(cited("2", "b"), name="x")
    listed = (cited("1", "a"), named, dataclasses.replace(cited("1", "c"), group="n"))
    support = said("major", None, footnotes=["1"]).citations[0]
    assert find_citation(support, listed) == 0
    assert find_citation(dataclasses.replace(support, name="x"), listed) == 1
    assert find_citation(dataclasses.replace(support, label="7"), listed) == -1
