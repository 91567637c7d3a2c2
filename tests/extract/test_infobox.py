"""Rows of a box become claims by the table; the quote is the row, or its line."""

from __future__ import annotations

from cursus.claim import Claim
from cursus.extract.context import Page
from cursus.extract.infobox import unknown_rows
from tests.extract.article import article, claims_of, date_of, values


def _claims(*rows: tuple[str, str], form: str = "wikitext", prop: str = "") -> list[Claim]:
    claims = claims_of(article("Karl Ebner", "Karl Ebner was a general.", rows=rows, form=form), prop)
    return [c for c in claims if c.origin == "infobox"]


def test_date_and_place_of_separate_parameters_are_one_claim() -> None:
    (claim,) = _claims(("birth_date", "3 May 1801"), ("birth_place", "Linz, Austria"), prop="birth")
    assert (claim.value.text, date_of(claim)) == ("Linz, Austria", "1801-05-03")
    assert claim.quote.exact == "birth_date\t3 May 1801\nbirth_place\tLinz, Austria"


def test_lines_of_a_copied_box_are_claims_of_their_own() -> None:
    claims = _claims(("birth_date", "3 May 1801"), ("birth_place", "Linz, Austria"), form="text", prop="birth")
    assert [(c.value.text, date_of(c)) for c in claims] == [("", "1801-05-03"), ("Linz, Austria", None)]


def test_a_born_row_holds_name_date_and_place() -> None:
    claims = _claims(("born", "Karl Johann Ebner\n3 May 1801\nLinz, Austria"))
    assert [(c.property, c.value.text, date_of(c)) for c in claims] == [
        ("birth", "Linz, Austria", "1801-05-03"),
        ("name", "Karl Johann Ebner", None),
    ] or [(c.property, c.value.text) for c in claims] == [("name", "Karl Johann Ebner"), ("birth", "Linz, Austria")]


def test_stretches_of_service() -> None:
    claims = _claims(("serviceyears", "1820–1834\n1846–1861 (Saxony)"), prop="service")
    assert [(date_of(c), c.qualifier("branch")) for c in claims] == [("1820/1834", None), ("1846/1861", "Saxony")]


def test_a_hyphen_between_years() -> None:
    (claim,) = _claims(("serviceyears", "1820-1834"), prop="service")
    assert date_of(claim) == "1820/1834"


def test_a_flag_word_is_taken_off_and_told() -> None:
    (claim,) = _claims(("branch", "Libya Libyan Ground Forces"), prop="branch")
    assert claim.value.text == "Libyan Ground Forces"
    assert claim.steps == ("flag: Libya Libyan Ground Forces -> Libyan Ground Forces",)
    (plain,) = _claims(("branch", "United States Army"), prop="branch")
    assert plain.value.text == "United States Army"


def test_an_allegiance_until_a_year() -> None:
    claims = _claims(("allegiance", "Saxony (until 1830)\nAustria (1830–1860)"), prop="allegiance")
    assert [(c.value.text, date_of(c)) for c in claims] == [("Saxony", "../1830"), ("Austria", "1830/1860")]


def test_battles_with_their_years_and_no_pointers() -> None:
    claims = _claims(("battles", "Battle of Novara (1849)\nBattle of Magenta (KIA)\n(more...)"), prop="battle")
    assert [(c.value.text, date_of(c)) for c in claims] == [("Battle of Novara", "1849"), ("Battle of Magenta", None)]


def test_awards_without_their_counts() -> None:
    assert values(_claims(("awards", "Order of Leopold (2)\n3 × War Cross"), prop="award")) == [
        "Order of Leopold",
        "War Cross",
    ]


def test_a_rank_keeps_where_it_was_held() -> None:
    claims = _claims(("rank", "Colonel (Saxony)\nMajor General"), prop="rank")
    assert [(c.value.text, c.qualifier("in")) for c in claims] == [("Colonel", "Saxony"), ("Major General", None)]
    assert all(c.value.id and c.value.id.startswith("rank:") for c in claims)


def test_units_and_commands_are_postings() -> None:
    claims = _claims(("unit", "3rd Hussars"), ("commands", "Fourth Brigade"), prop="posting")
    assert [(c.qualifier("unit"), c.qualifier("role")) for c in claims] == [
        ("3rd Hussars", None),
        ("Fourth Brigade", "commander"),
    ]


def test_numbered_offices_keep_their_own_terms() -> None:
    claims = _claims(
        ("office1", "Minister of War"),
        ("term_start1", "3 May 1850"),
        ("term_end1", "4 June 1852"),
        ("predecessor1", "Max Reger"),
        ("office2", "Governor of Milan"),
        ("term_start2", "1848"),
        ("successor2", "Paul Lang"),
        prop="posting",
    )
    assert [(c.value.text, date_of(c)) for c in claims] == [
        ("Minister of War", "1850-05-03/1852-06-04"),
        ("Governor of Milan", "1848/.."),
    ]
    assert (claims[0].qualifier("predecessor"), claims[1].qualifier("successor")) == ("Max Reger", "Paul Lang")
    assert claims[0].quote.exact.startswith("office1\tMinister of War")
    assert claims[0].quote.exact.endswith("4 June 1852")


def test_a_seat_names_its_house() -> None:
    (claim,) = _claims(("state", "Ohio"), ("district", "2nd"), ("term_start", "3 March 1851"), prop="posting")
    assert claim.value.text == "Member of the U.S. House of Representatives from Ohio's 2nd district"


def test_spouses_with_their_years() -> None:
    claims = _claims(("spouse", "Anna Huber (m. 1830; died 1850)\nPaula Reger (m. 1852)"), prop="relative")
    assert [(c.value.text, date_of(c)) for c in claims] == [("Anna Huber", "1830/1850"), ("Paula Reger", "1852")]


def test_children_are_people_and_no_numbers() -> None:
    assert values(_claims(("children", "Anna, Max & Paula"), prop="relative")) == ["Anna", "Max", "Paula"]
    assert _claims(("children", "4"), prop="relative") == []


def test_a_relation_by_its_word() -> None:
    (claim,) = _claims(("relations", "Max Ebner (brother)"), prop="relative")
    assert (claim.value.text, claim.qualifier("kind")) == ("Max Ebner", "sibling")


def test_boxes_of_other_wikis() -> None:
    claims = _claims(
        ("дата рождения", "1801"),
        ("звание", "генерал"),
        ("lieu de décès", "Vienne"),
        ("lealtad", "Austria"),
        ("geburtsname", "Karl Ebner Edler"),
        ("onorificenze", "Croce"),
        ("роки служби", "1820–1834"),
        ("الرتبة", "لواء"),
    )
    assert [c.property for c in claims if c.property != "name"] == [
        "birth",
        "rank",
        "death",
        "allegiance",
        "award",
        "service",
        "rank",
    ]


def test_a_native_name_has_its_script() -> None:
    (claim,) = _claims(("native_name", "Карл Эбнер"), prop="name")
    assert (claim.qualifier("kind"), claim.qualifier("script")) == ("native", "Cyrl")


def test_an_unknown_row_is_left_alone() -> None:
    document = article("Karl Ebner", "Karl Ebner was a general.", rows=[("shoe_size", "44"), ("rank", "Colonel")])
    assert [row.key for row in unknown_rows(Page(document))] == ["shoe_size"]
    assert [c.property for c in claims_of(document) if c.origin == "infobox"] == ["rank"]


def test_empty_values_say_nothing() -> None:
    assert _claims(("rank", "None"), ("awards", "See below"), ("spouse", "—"), ("unit", "n/a")) == []
