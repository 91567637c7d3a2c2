"""What whole date fields say, as words and as wikitext."""

from __future__ import annotations

import pytest

from cursus.text.dates import read_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("c. 1843", "1843~"),
        ("c1843", "1843~"),
        ("1843?", "1843?"),
        ("(until 1843)", "../1843"),
        ("1811–present", "1811/.."),
        ("1811–", "1811/.."),
        ("–1811", "../1811"),
        ("before 1811", "/1811"),
        ("after about 1811", "1811~/"),
        ("1811 or later", "1811/.."),
        ("Spring 1811", "1811-21"),
        ("Feb. 1811", "1811-02"),
        ("2 June 1811(1811-06-02) (age 25)", "1811-06-02"),
        ("c. 735", "0735~"),
        ("19 May 804", "0804-05-19"),
        ("February 341 BC", "-0340-02"),
        ("71-77 Anno Mundi", None),
        ("(aged 71)", None),
        ("unknown", None),
        ("", None),
        ("14 aprilie 1811", "1811-04-14"),
        ("12-Mär-1811", "1811-03-12"),
        ("Miércoles 20 de Noviembre de 1811", "1811-11-20"),
        ("25শে মার্চ 1971", "1971-03-25"),
        ("January 12", "XXXX-01-12"),
        ("1811-04", "1811-04"),
        ("1811-14", "1811/1814"),
        ("17-01-1437 هـ", "2015-10-30"),
        ("12 avril 1985 23:20:30 UTC+4", "1985-04-12T23:20:30+04"),
        ("January 14th, 1811 (day is uncertain)", "1811-01-?14"),
        ("1811年5月12日", "1811-05-12"),
        ("3 March 1811, Creeting Mill – 1 December 1859, Weybridge", "1811-03-03/1859-12-01"),
    ],
)
def test_fields(text: str, edtf: str | None) -> None:
    match = read_date(text)
    assert (match.date.edtf if match else None) == edtf


@pytest.mark.parametrize(
    ("text", "edtf", "quote"),
    [
        ("{{birth date|1811|5|12|df=yes}}", "1811-05-12", "{{birth date|1811|5|12|df=yes}}"),
        ("{{Death date and age|df=yes|1867|08|02|1786|11|17}}", "1867-08-02", None),
        ("{{nowrap|{{dda|1867|8|2|1786|11|17}}}} at sea", "1867-08-02", "{{nowrap|{{dda|1867|8|2|1786|11|17}}}}"),
        ("{{birth year and age|1811}}", "1811", None),
        ("{{birth-date|26 July 1811}}", "1811-07-26", None),
        ("{{OldStyleDate|June 11|1811|May 30}} – {{OldStyleDate|June 7|1848|May 26}}", "1811-06-11/1848-06-07", None),
        ("{{circa}}&nbsp;1811", "1811~", "{{circa}}&nbsp;1811"),
        ("{{BirthDeathAge||1811|12|20|1892|10|27|}}", "1892-10-27", None),
        ("{{date|11|novembre|1811}}", "1811-11-11", None),
        ("{{Fecha de fallecimiento|5|6|1880|1|2|1811}}", "1880-06-05", None),
        ("{{дата рождения|5|6|1811}}", "1811-06-05", None),
        ("{{дата рождения|||1811}}", "1811", None),
        ("{{Дата смерті|5|6|1880|1|2|1811}}", "1880-06-05", None),
        ("{{تاريخ الميلاد والعمر|1811|6|5}}", "1811-06-05", None),
        ("{{morte|5|6|1880|1|2|1811}}", "1880-06-05", None),
        ("{{Datum|5|6|1811}}", "1811-06-05", None),
        ("{{OldStyleDate|17|мая|1868|5|мая}}", "1868-05-17", None),
        ("{{birth year and age|1811|5}}", "1811-05", None),
        ("{{death year and age|1880|1811|5}}", "1880-05", None),
        ("{{birth based on age as of date|50|1861|5|5}}", "[1810,1811]", None),
        ("8 May 1811{{snd}}24 November 1891", "1811-05-08/1891-11-24", "8 May 1811{{snd}}24 November 1891"),
        ("1811 <!-- {{birth date|1799|1|1}} -->", "1811", "1811"),
        ("12 May 1811<ref>In 1999</ref> [[Kent]]", "1811-05-12", "12 May 1811"),
        ("[[circa|c.]] 1811", "1811~", None),
        ("<!-- {{birth date|YYYY|MM|DD}} -->", None, None),
        ("384 BC{{efn|a note that was cut: 383 BC", "-0383", "384 BC"),
    ],
)
def test_wikitext_is_quoted_from_the_field(text: str, edtf: str | None, quote: str | None) -> None:
    match = read_date(text)
    assert (match.date.edtf if match else None) == edtf
    if match is not None:
        assert text[match.start : match.end] == match.date.text
        assert quote is None or match.date.text == quote


def test_an_anchor_gives_the_year() -> None:
    match = read_date("later that summer", anchor="1811")
    assert match is not None
    assert (match.date.edtf, match.date.anchor) == ("1811-22", "1811")


def test_prose_is_no_field() -> None:
    text = "He led 1500 men across the river and took the town, whose garrison had fled; nobody wrote down when it was."
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("AH 1330", "[1911~..1912~]", "date.hijri"),
        ("12 Ramadan AH 1355", "1936-11-26", "date.hijri"),
        ("Ramadan 1330", "1912~", "date.hijri"),
        ("1357 SH", "[1978-03-21..1979-03-20]", "date.solar-hijri"),
        ("18 Brumaire Year VIII", "1799-11-09", "date.republican"),
        ("9 thermidor an II", "1794-07-27", "date.republican"),
        ("Brumaire an VIII", "[1799-10-23..1799-11-21]", "date.republican"),
        ("Meiji 5", "1872", "date.regnal"),
        ("昭和16年12月8日", "1941-12-08", "date.regnal"),
        ("5th year of the reign of George III", "[1764,1765]", "date.regnal"),
    ],
)
def test_other_calendars_and_reigns(text: str, edtf: str, rule: str) -> None:
    match = read_date(text)
    assert match is not None
    assert (match.date.edtf, match.date.rule) == (edtf, rule)


def test_a_republican_day_without_its_year_is_none() -> None:
    assert read_date("Thermidor 9") is None
    assert read_date("5 Germinal") is None
