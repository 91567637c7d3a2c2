"""Tables of a career and succession boxes become claims with the row as their quote."""

from __future__ import annotations

import hashlib

import pytest

from cursus.claim import Claim
from cursus.extract import extract_with_problems
from cursus.extract.grids.grid import column_kind
from cursus.read import read_text
from tests.extract.article import date_of, labels_of

_LEAD = "'''Karl Ebner''' (3 May 1801 – 4 June 1871) was a general of the Saxon Army.\n\n"


def _claims(body: str, prop: str, form: str = "wikitext") -> list[Claim]:
    source = _LEAD + body if form == "wikitext" else body
    return [c for c in _extracted(source, form) if c.property == prop and c.origin == "table"]


def _extracted(source: str, form: str) -> tuple[Claim, ...]:
    sha = hashlib.sha256(source.encode()).hexdigest()
    document = read_text(source, form=form, path="Karl Ebner.wikitext", sha256=sha)
    extraction = extract_with_problems(document)
    assert extraction.problems == ()
    assert all(document.text[c.quote.start : c.quote.end] == c.quote.exact for c in extraction.claims)
    return extraction.claims


def _table(*rows: str, head: str = "") -> str:
    lines = ['{| class="wikitable"', f"! {head}" if head else "|-", *(f"|-\n| {row}" for row in rows), "|}"]
    return "\n".join(lines)


def test_dates_of_rank() -> None:
    claims = _claims(
        "== Dates of rank ==\n"
        + _table(
            "[[File:a.svg|40px]] || Second Lieutenant || Saxon Army || 12 June 1820",
            "[[File:b.svg|40px]] || Brevet Major || Saxon Army || March 1849",
            head="Insignia !! Rank !! Component !! Date",
        ),
        "rank",
    )
    assert [(c.value.text, date_of(c), c.qualifier("in"), c.qualifier("kind")) for c in claims] == [
        ("Second Lieutenant", "1820-06-12", "Saxon Army", None),
        ("Major", "1849-03", "Saxon Army", "brevet"),
    ]
    assert claims[0].value.id == "rank:OF-1/second-lieutenant"
    assert claims[0].quote.exact == "Second Lieutenant\tSaxon Army\t12 June 1820"


def test_a_table_without_heads_under_a_heading_that_says_so() -> None:
    table = _table(
        "Captain, Royal Navy || 3 April 1830",
        "Major Max Reger || 1833",
        "Promoted || 1835",
        "1840 || Rear Admiral || 1841",
    )
    claims = _claims("== Promotions ==\n" + table, "rank")
    assert [(c.value.text, date_of(c), c.qualifier("in")) for c in claims] == [("Captain", "1830-04-03", "Royal Navy")]
    assert _claims("== Hobbies ==\n" + table, "rank") == []


def test_a_head_over_the_picture_and_the_rank() -> None:
    (claim,) = _claims(_table("[[File:a.svg]] || Captain || 1 May 1830", head='colspan="2" | Rank !! Date'), "rank")
    assert (claim.value.text, date_of(claim)) == ("Captain", "1830-05-01")


def test_ranks_in_a_list_under_a_heading_that_says_so() -> None:
    items = (
        "* Second Lieutenant – 12 June 1815",
        "* First Lieutenant, Royal Navy: July 1, 1816<ref>Navy list.</ref>",
        "* May 1817: Captain (temporary)",
        "* Colonel (20 August 1840)",
        "* Colonel Max Reger, 1841",  # somebody else
        "* Major, then Colonel, 1842 and 1843",
        "* He was a General of great renown in 1844",
    )
    source = _LEAD + "== Dates of rank ==\n" + "\n".join(items)
    found = [c for c in _extracted(source, "wikitext") if c.rule == "grid.rank-list"]
    assert [(c.value.text, date_of(c), c.qualifier("in"), labels_of(c)) for c in found] == [
        ("Second Lieutenant", "1815-06-12", None, []),
        ("First Lieutenant", "1816-07-01", "Royal Navy", ["1"]),
        ("Captain", "1817-05", None, []),
        ("Colonel", "1840-08-20", None, []),
    ]


def test_the_footnote_of_a_row_is_its_own() -> None:
    claims = _claims(
        _table(
            "Captain || 1830<ref>Army list 1830.</ref>",
            "Major || 1849<ref>Army list 1849.</ref>",
            "Colonel || 1855",
            head="Rank !! Date",
        ),
        "rank",
    )
    assert [labels_of(c) for c in claims] == [["1"], ["2"], []]


def test_postings_with_their_years() -> None:
    claims = _claims(
        _table(
            "Commander || 3rd Hussar Regiment || Dresden || 1840 || 1845",
            "Chief of Staff || I Corps || || May 1845 ||",
            head="Position !! Unit !! Location !! From !! To",
        ),
        "posting",
    )
    assert [(c.value.text, date_of(c), c.qualifier("place")) for c in claims] == [
        ("Commander, 3rd Hussar Regiment", "1840/1845", "Dresden"),
        ("Chief of Staff, I Corps", "1845-05/..", None),
    ]
    assert (claims[0].qualifier("role"), claims[0].qualifier("unit")) == ("Commander", "3rd Hussar Regiment")


def test_awards_with_their_dates() -> None:
    (claim,) = _claims(_table("Order of Leopold || 1850", "See below || 1851", head="Decoration !! Year"), "award")
    assert (claim.value.text, date_of(claim)) == ("Order of Leopold", "1850")


@pytest.mark.parametrize(
    "head",
    [
        "Rank !! Name !! Date",  # other people
        "Date !! Position !! Opponent",  # an election
        "Year !! Award !! Category",  # nominations
        "Year !! Title !! Role",  # a filmography
    ],
)
def test_tables_of_other_people_and_things_are_left_alone(head: str) -> None:
    table = _table("Colonel || Max Reger || 1840", "1841 || Order of Leopold || Colonel", head=head)
    assert [_claims(table, prop) for prop in ("rank", "posting", "award")] == [[], [], []]


def test_a_row_with_a_cell_over_two_columns_says_nothing() -> None:
    assert _claims(_table('colspan="2" | Colonel 1840', head="Rank !! Date"), "rank") == []


def test_years_that_contradict_each_other_date_nothing() -> None:
    assert _claims(_table("I Corps || 1850 || 1845", head="Unit !! From !! To"), "posting") == []


_BOX = """{{s-start}}
{{s-mil}}
{{s-bef|before=[[Max Reger]]<br>(acting)}}
{{s-ttl|title=Minister of War|years=3 May 1850 – 1852}}
{{s-aft|after=[[Paul Lang]]}}
{{s-end}}
"""


def test_a_succession_box() -> None:
    (claim,) = _claims(_BOX, "posting")
    assert (claim.value.text, date_of(claim)) == ("Minister of War", "1850-05-03/1852")
    assert (claim.qualifier("predecessor"), claim.qualifier("successor")) == ("Max Reger", "Paul Lang")
    assert (
        claim.quote.exact
        == "Preceded by\nMax Reger\n(acting)\tMinister of War\n3 May 1850 – 1852\tSucceeded by\nPaul Lang"
    )


@pytest.mark.parametrize(
    "box",
    [
        "{{succession box|title=Kriegsminister|years=1850–1852|before=Max Reger|after=Paul Lang}}",
        "{{Folgenleiste|AMT=Kriegsminister|ZEIT=1850–1852|VORGÄNGER=Max Reger|NACHFOLGER=Paul Lang}}",
        "{{Sucesión|título=Kriegsminister|período=1850–1852|predecesor=Max Reger|sucesor=Paul Lang}}",
    ],
)
def test_boxes_of_other_wikis(box: str) -> None:
    (claim,) = _claims(box, "posting")
    assert (claim.value.text, date_of(claim)) == ("Kriegsminister", "1850/1852")
    assert (claim.qualifier("predecessor"), claim.qualifier("successor")) == ("Max Reger", "Paul Lang")


def test_a_line_of_precedence_is_no_office() -> None:
    box = _BOX.replace("{{s-mil}}", "{{s-prec}}")
    assert _claims(box, "posting") == []


def test_nobody_precedes_a_new_office() -> None:
    box = _BOX.replace("{{s-bef|before=[[Max Reger]]<br>(acting)}}", "{{s-new}}").replace("[[Paul Lang]]", "Incumbent")
    (claim,) = _claims(box, "posting")
    assert (claim.qualifier("predecessor"), claim.qualifier("successor")) == (None, None)


def test_a_shown_box() -> None:
    page = """<html><head><title>Karl Ebner</title></head><body><h1>Karl Ebner</h1>
<p><b>Karl Ebner</b> (3 May 1801 – 4 June 1871) was a general of the Saxon Army.</p>
<table class="wikitable succession-box"><tr><th colspan="3">Military offices</th></tr>
<tr><td>Preceded by<br><a href="/wiki/Max_Reger">Max Reger</a></td><td><b>Minister of War</b><br>1850–1852</td>
<td>Succeeded by<br>Paul Lang</td></tr></table></body></html>"""
    (claim,) = _claims(page, "posting", "html")
    assert (claim.value.text, date_of(claim)) == ("Minister of War", "1850/1852")
    assert (claim.qualifier("predecessor"), claim.qualifier("successor")) == ("Max Reger", "Paul Lang")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Rank", "rank"),
        ("Service / Component", "branch"),
        ("Dates [12]", "date"),
        ("Дата присвоения", "date"),
        ("Dienstgrad", "rank"),
        ("Shoe size", ""),
        ("Rank and date", ""),
    ],
)
def test_what_a_column_holds(head: str, kind: str) -> None:
    assert column_kind(head) == kind
