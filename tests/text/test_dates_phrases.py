"""Relative phrases in other languages than English: the same rules, no anchor no date."""

from __future__ import annotations

import pytest

from cursus.tables import rows
from cursus.text.dates import find_dates
from cursus.text.dates.phrasebook import find_said, languages


def told(text: str, lang: str, anchor: str | None = None) -> list[str]:
    return [m.date.edtf for m in find_dates(text, lang=lang, anchor=anchor, birth="1785")]


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("de", "Im Mai 1811 kam er an. Im folgenden Jahr zog er fort.", ["1811-05", "1812"]),
        ("de", "Er kam 1811. Ein Jahr darauf zog er fort.", ["1811", "1812"]),
        ("de", "1811 trat er ein. Zwei Jahre später starb er.", ["1811", "1813"]),
        ("de", "Im März 1811 kam er an. Im Mai des folgenden Jahres starb er.", ["1811-03", "1812-05"]),
        ("de", "Im März 1811 kam er an. Im Sommer zog er fort, im Sommer 1813 kam er wieder.", ["1811-03", "1811-22", "1813-22"]),
        ("de", "Am 5. Mai 1811 kam er an. Drei Monate später ging er. Kurz darauf starb er.", ["1811-05-05", "1811-08", "[1811-08..]"]),
        ("de", "1811 ging er im Alter von 26 Jahren.", ["1811"]),
        ("fr", "En 1811, il arrive. L'année suivante, il part.", ["1811", "1812"]),
        ("fr", "Le 5 mai 1811 il débarque. Le lendemain il part. Trois mois après la bataille il meurt.", ["1811-05-05", "1811-05-06"]),
        ("fr", "En mai 1811 il arrive. En mars de l’année suivante il part.", ["1811-05", "1812-03"]),
        ("es", "En 1811 llegó. Al año siguiente partió. Tres años después murió.", ["1811", "1812", "1815"]),
        ("es", "En 1811 llegó, dos años después de la guerra.", ["1811"]),
        ("it", "Nel 1811 arrivò. L'anno seguente partì. Tre anni dopo morì.", ["1811", "1812", "1815"]),
        ("it", "Nel maggio 1811 arrivò. A giugno partì, nell'estate dello stesso anno tornò.", ["1811-05", "1811-06", "1811-22"]),
        ("ru", "В 1811 году прибыл. В следующем году ушёл. Через три года умер.", ["1811", "1812", "1815"]),
        ("ru", "5 мая 1811 года прибыл. Летом того же года ушёл. Летом 1813 года умер.", ["1811-05-05", "1811-22", "1813-22"]),
        ("uk", "У 1811 році прибув. Наступного року пішов. Через п’ять років помер.", ["1811", "1812", "1817"]),
        ("ar", "وصل في عام 1811. وفي العام التالي رحل. بعد ذلك بعامين توفي.", ["1811", "1812", "1814"]),
        ("ar", "وصل في 5 مايو 1811. في مارس من العام التالي توفي.", ["1811-05-05", "1812-03"]),
    ],
)  # fmt: skip
def test_phrases(lang: str, text: str, edtf: list[str]) -> None:
    assert told(text, lang) == edtf


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Im folgenden Jahr zog er fort. Im März starb er."),
        ("fr", "L'année suivante, il part. En mars il meurt."),
        ("es", "Al año siguiente partió. En marzo murió."),
        ("it", "L'anno seguente partì. In marzo morì."),
        ("ru", "В следующем году ушёл. В марте умер."),
        ("uk", "Наступного року пішов. У березні помер."),
        ("ar", "في العام التالي رحل. في مارس توفي."),
    ],
)
def test_no_anchor_no_date(lang: str, text: str) -> None:
    assert told(text, lang) == []
    assert len(told(text, lang, anchor="1811")) == 2


def test_every_form_of_the_table_is_found() -> None:
    numbers = {lang: form for lang, kind, _, _, forms, *_ in rows("date_phrases") if kind == "number" for form in forms.split("|")[:1]}  # fmt: skip
    for lang, kind, _, _, forms, *_ in rows("date_phrases"):
        if kind in ("number", "unsure"):
            continue
        for form in forms.split("|"):
            for count in ("3", numbers[lang]) if "{n}" in form else ("",):
                said = form.replace("{n}", count)
                assert any(end == len(said) + 1 for _, end, _ in find_said(f" {said}", lang)), (lang, said)


def test_a_language_without_phrases_has_none() -> None:
    assert "en" not in languages()
    assert list(find_said("l'année suivante", "xx")) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Er heiratete 1850 und wurde 1855 Oberst.", ["1850", "1855"]),
        ("1860 starb er (* 5. Mai 1801; † 1860).", ["1860", "1801-05-05", "1860"]),
        ("Mit 1700 Mann und 1800 Soldaten zog er los, kaufte 1900 Pferde, Band 1812, Nr. 1844.", []),
    ],
)
def test_german_years_need_no_preposition(text: str, edtf: list[str]) -> None:
    assert told(text, "de") == edtf
