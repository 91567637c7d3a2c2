"""Boxes of other languages, read through the wikitext reader as they stand in the wikis."""

from __future__ import annotations

import hashlib

import pytest

from cursus.claim import Claim, Document
from cursus.cli.app import run
from cursus.extract import extract_with_problems
from cursus.extract.infobox.coverage import NO_CLAIM, READ, STATES, UNKNOWN, UNREAD, uses
from cursus.read import read_text
from tests.extract.article import date_of, labels_of


def _read(box: str, after: str = "", title: str = "Karl Ebner") -> tuple[Document, tuple[Claim, ...]]:
    source = f"{box}\n{after}\n"
    sha = hashlib.sha256(source.encode()).hexdigest()
    document = read_text(source, form="wikitext", path=f"{title}.wikitext", sha256=sha)
    extraction = extract_with_problems(document)
    assert extraction.problems == ()
    return document, tuple(c for c in extraction.claims if c.origin == "infobox")


def _box(name: str, *rows: str) -> str:
    return "\n".join(["{{" + name, *(f"| {row}" for row in rows), "}}"])


def _facts(claims: tuple[Claim, ...]) -> set[tuple[str, str, str | None]]:
    return {(c.property, c.value.text, date_of(c)) for c in claims}


RUSSIAN = _box(
    "Военный деятель",
    "имя = Пётр Котляревский",
    "дата рождения = 23 июня 1782",
    "место рождения = [[Ольховатка]]",
    "принадлежность = Российская империя",
    "род войск = пехота",
    "годы службы = 1793—1813",
    "звание = генерал от инфантерии",
    "командовал = 17-й егерский полк",
    "сражения = [[Штурм Ленкорани]]",
    "награды = Орден Святого Георгия II степени",
    "хобби = садоводство",
)


def test_a_russian_box() -> None:
    _, claims = _read(RUSSIAN, "'''Пётр Степанович Котляревский''' — русский генерал.", "Котляревский, Пётр Степанович")
    facts = _facts(claims)
    assert ("birth", "Ольховатка", "1782-06-23") in facts
    assert ("service", "", "1793/1813") in facts
    assert ("rank", "генерал от инфантерии", None) in facts
    assert ("posting", "17-й егерский полк", None) in facts
    assert ("battle", "Штурм Ленкорани", None) in facts
    (rank,) = (c for c in claims if c.property == "rank")
    (award,) = (c for c in claims if c.property == "award")
    assert (rank.value.id, award.value.id) == ("rank:OF-9/general-of-infantry", "award:ru/order-of-st-george")


BOXES = [
    (
        _box("Infobox Personnalité militaire", "nom = Karl Ebner", "date de naissance = 3 mai 1801", "arme = Infanterie",
             "grade militaire = Général de brigade", "début de carrière = 1820", "fin de carrière = 1850",
             "commandement = 3e division", "distinctions = Légion d'honneur"),
        {("birth", "", "1801-05-03"), ("rank", "Général de brigade", None), ("service", "", "1820/1850"),
         ("posting", "3e division", None), ("award", "Légion d'honneur", None)},
    ),
    (
        _box("Ficha de militar", "nombre = Karl Ebner", "fecha de nacimiento = 3 de mayo de 1801", "rango = Teniente coronel",
             "lealtad = España", "rama = Ejército de Tierra", "mandos = Regimiento de Caballería n.º 3", "conflictos = Guerra Carlista"),
        {("birth", "", "1801-05-03"), ("rank", "Teniente coronel", None), ("allegiance", "España", None),
         ("branch", "Ejército de Tierra", None), ("battle", "Guerra Carlista", None)},
    ),
    (
        _box("Infobox militare", "Nome = Karl Ebner", "Data_di_nascita = 3 maggio 1801", "Nato_a = Torino",
             "Forza_armata = Esercito piemontese", "Grado = Tenente generale", "Anni_di_servizio = 1820 - 1850",
             "Guerre = Prima guerra d'indipendenza", "Studi_militari = Accademia di Torino"),
        {("birth", "Torino", "1801-05-03"), ("rank", "Tenente generale", None), ("service", "", "1820/1850"),
         ("battle", "Prima guerra d'indipendenza", None), ("education", "Accademia di Torino", None)},
    ),
    (
        _box("Infocaseta Militar", "nume = Karl Ebner", "data nașterii = 3 mai 1801", "locul nașterii = Iași", "gradul = general de brigadă",
             "a comandat = Divizia 3 Infanterie", "bătălii / războaie = Războiul de Independență"),
        {("birth", "Iași", "1801-05-03"), ("rank", "general de brigadă", None),
         ("posting", "Divizia 3 Infanterie", None), ("battle", "Războiul de Independență", None)},
    ),
    (
        _box("Військовик", "ім'я = Карл Ебнер", "дата народження = 3 травня 1801", "місце народження = Львів", "звання = полковник",
             "роки служби = 1820–1850", "війни / битви = Кримська війна", "нагороди = Орден"),
        {("birth", "Львів", "1801-05-03"), ("rank", "полковник", None), ("service", "", "1820/1850"),
         ("battle", "Кримська війна", None)},
    ),
    (
        _box("صندوق معلومات شخصية عسكرية", "الاسم = أحمد عرابي", "تاريخ الولادة = 31 مارس 1841", "مكان الولادة = الزقازيق",
             "الولاء = مصر", "الرتبة = لواء", "المعارك = معركة التل الكبير"),
        {("birth", "الزقازيق", "1841-03-31"), ("rank", "لواء", None), ("allegiance", "مصر", None),
         ("battle", "معركة التل الكبير", None)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("box", "wanted"), BOXES, ids=["fr", "es", "it", "ro", "uk", "ar"])
def test_a_military_box_of_each_language(box: str, wanted: set[tuple[str, str, str | None]]) -> None:
    _, claims = _read(box)
    assert wanted - _facts(claims) == set()


def test_a_day_and_a_year_that_stand_apart() -> None:
    box = _box("Bio", "Nome = Carlo", "Cognome = Ebner", "LuogoNascita = Torino", "GiornoMeseNascita = 3 maggio", "AnnoNascita = 1801",
               "GiornoMeseMorte = 4 giugno", "AnnoMorte = 1871", "Attività = generale", "Attività2 = politico")  # fmt: skip
    _, claims = _read(box, title="Carlo Ebner")
    facts = _facts(claims)
    assert {("birth", "Torino", "1801-05-03"), ("death", "", "1871-06-04"), ("name", "Carlo Ebner", None)} <= facts
    assert {v for p, v, _ in facts if p == "occupation"} == {"generale", "politico"}
    assert {v for p, v, _ in facts if p == "name"} == {"Carlo Ebner"}


def test_one_office_with_several_terms() -> None:
    box = _box("Carica pubblica", "nome = Carlo Ebner", "carica = Ministro della guerra", "mandatoinizio = 3 maggio 1850", "mandatofine = 1 giugno 1851",
               "predecessore = Max Reger", "mandatoinizio2 = 1 maggio 1855", "mandatofine2 = 1 giugno 1856", "data di nascita = 1801")  # fmt: skip
    _, claims = _read(box, title="Carlo Ebner")
    assert {(v, d) for p, v, d in _facts(claims) if p == "posting"} == {
        ("Ministro della guerra", "1850-05-03/1851-06-01"),
        ("Ministro della guerra", "1855-05-01/1856-06-01"),
    }


@pytest.mark.parametrize(
    ("office", "parameter", "superior"),
    [
        ("Minister of War", "president", "Max Reger"),
        ("Prime Minister", "president", "Max Reger"),
        ("Vice President", "president", "Max Reger"),
        ("President of Saxony", "primeminister", None),
        ("King of Saxony", "primeminister", None),
        ("Prime Minister", "monarch", "Max Reger"),
        ("Lieutenant Governor of Ohio", "governor", "Max Reger"),
        ("Präsident", "chancellor", None),
    ],
)
def test_nobody_serves_under_whom_he_stands_above(office: str, parameter: str, superior: str | None) -> None:
    box = _box(
        "Infobox officeholder",
        "name = Karl Ebner",
        f"office = {office}",
        f"{parameter} = Max Reger",
        "term_start = 1850",
        "birth_date = 1801",
    )
    _, claims = _read(box)
    (posting,) = (c for c in claims if c.property == "posting")
    assert posting.qualifier("superior") == superior


def test_footnotes_of_parts_of_one_line() -> None:
    box = _box("Infobox military person", "name = Karl Ebner", "rank = Colonel",
               "awards = Order of Leopold<ref>One.</ref>; Order of the Sword<ref>Two.</ref>")  # fmt: skip
    _, claims = _read(box)
    assert {c.value.text: labels_of(c) for c in claims if c.property == "award"} == {
        "Order of Leopold": ["1"],
        "Order of the Sword": ["2"],
    }


def test_a_footnote_behind_a_comma_is_of_the_words_before_it() -> None:
    _, claims = _read(_box("Infobox military person", "name = Karl Ebner", "rank = Colonel",
                           "awards = Order of Leopold (1830),<ref>One.</ref> Iron Cross (1840),<ref>Two.</ref> Order of the Sword"))  # fmt: skip
    assert [(c.value.text, labels_of(c)) for c in claims if c.property == "award"] == [
        ("Order of Leopold", ["1"]),
        ("Iron Cross", ["2"]),
        ("Order of the Sword", []),
    ]


def test_stretches_of_service_in_one_line() -> None:
    _, claims = _read(
        _box("Infobox military person", "name = Karl Ebner", "serviceyears = 1820-1834, 1846-1850 (Saxony)")
    )
    assert [date_of(c) for c in claims if c.property == "service"] == ["1820/1834", "1846/1850"]
    _, claims = _read(_box("Infobox military person", "name = Karl Ebner", "serviceyears = May 3, 1820 – June 4, 1850"))
    assert [date_of(c) for c in claims if c.property == "service"] == ["1820-05-03/1850-06-04"]


def test_what_became_of_each_row() -> None:
    document, claims = _read(RUSSIAN.replace("| хобби", "| дети = 4\n| подпись = ebner.svg\n| рост = 180 см\n| хобби"))
    states = {use.row.key: use.state for use in uses(document, claims)}
    assert {states["звание"], states["место рождения"]} == {READ}
    assert (states["дети"], states["рост"], states["хобби"]) == (UNREAD, NO_CLAIM, UNKNOWN)
    assert set(states.values()) == set(STATES)


def test_the_report(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(str(tmp_path))
    for name in ("a", "b"):
        with open(f"{name}.wikitext", "w", encoding="utf-8") as file:
            file.write(RUSSIAN + "\n'''Пётр Котляревский''' — генерал.\n")
    assert run(["infobox", "."]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split("  ")[0] == "хобби"
    assert "2 articles with an infobox of a person" in said.err
    assert run(["infobox", "--all", "a.wikitext"]) == 0
    assert "годы службы" in capsys.readouterr().out
    assert run(["infobox", "nowhere.wikitext"]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err


def test_dated_parts_of_one_line_keep_their_own_dates() -> None:
    _, claims = _read(_box("Infobox military person", "name = Karl Ebner", "rank = Colonel",
                           "awards = Order of Leopold (1830), Order of the Sword (1840, 1841), Iron Cross"))  # fmt: skip
    assert [(c.value.text, date_of(c)) for c in claims if c.property == "award"] == [
        ("Order of Leopold", "1830"),
        ("Order of the Sword", None),
        ("Iron Cross", None),
    ]


def test_a_country_with_a_life_span_is_nobody() -> None:
    _, claims = _read(
        _box("Infobox former country", "common_name = Saxony", "life_span = 1806–1918", "capital = Dresden")
    )
    assert claims == ()


def test_one_heading_over_several_terms_of_a_shown_box() -> None:
    rows = "<tr><th>În funcție</th><td>{}</td></tr>"
    page = f"""<html><head><title>Karl Ebner</title></head><body><h1>Karl Ebner</h1>
<table class="infobox"><tr><th colspan="2">Karl Ebner</th></tr><tr><th>Născut</th><td>3 mai 1801</td></tr>
<tr><th colspan="2">Ministru de Război</th></tr>{rows.format("3 mai 1850 – 1 iunie 1851")}{rows.format("1855 – 1856")}
</table><p><b>Karl Ebner</b> (3 mai 1801 – 4 iunie 1871) a fost un general.</p></body></html>"""
    sha = hashlib.sha256(page.encode()).hexdigest()
    document = read_text(page, form="html", path="Karl Ebner.html", sha256=sha)
    claims = [c for c in extract_with_problems(document).claims if c.property == "posting"]
    assert [(c.value.text, date_of(c)) for c in claims] == [
        ("Ministru de Război", "1850-05-03/1851-06-01"),
        ("Ministru de Război", "1855/1856"),
    ]
