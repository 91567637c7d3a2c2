"""Citation templates: names and parameters of several languages, people, chapters, dates, values with markup."""

from __future__ import annotations

import json
import re

import pytest

from cursus.read.cs1 import TemplateParam, is_citation_template, plain, read_template
from cursus.tables import rows
from tests.corpus import corpus


def params(**values: str) -> list[TemplateParam]:
    return [TemplateParam(k.replace("__", "-").replace("_", " "), v, 0, len(v)) for k, v in values.items()]


def read(name: str, **values: str) -> dict[str, list[str]]:
    cite = read_template(name, params(**values))
    assert cite is not None
    found: dict[str, list[str]] = {}
    for field in cite.fields:
        found.setdefault(field.name, []).append(field.value)
    return found


def test_a_full_english_one() -> None:
    found = read(
        "Cite web",
        last1="Holm",
        first1="Karl",
        author2="Ulf Lind",
        title="''The guns''",
        url="https://example.org/a",
        website="[[Harbour]]",
        date="3 May 2014",
        access__date="2014-05-04",
        archive__url="https://web.archive.org/web/20140505000000/https://example.org/a",
        archive__date="5 May 2014",
    )
    assert found == {
        "author": ["Holm, Karl", "Ulf Lind"],
        "title": ["The guns"],
        "URL": ["https://example.org/a"],
        "container-title": ["Harbour"],
        "issued": ["3 May 2014"],
        "accessed": ["2014-05-04"],
        "archive-date": ["5 May 2014"],
        "archive-url": ["https://web.archive.org/web/20140505000000/https://example.org/a"],
    }


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        (
            "Internetquelle",
            {"autor": "Karl Holm", "titel": "Die Kanonen", "hrsg": "Hafen", "abruf": "2014-05-04"},
            {"author": ["Karl Holm"], "title": ["Die Kanonen"], "publisher": ["Hafen"], "accessed": ["2014-05-04"]},
        ),
        (
            "Lien web",
            {
                "prénom1": "Karl",
                "nom1": "Holm",
                "titre": "Les canons",
                "consulté le": "4 mai 2014",
                "jour": "3",
                "mois": "mai",
                "année": "2014",
            },
            {"author": ["Holm, Karl"], "title": ["Les canons"], "accessed": ["4 mai 2014"], "issued": ["3 mai 2014"]},
        ),
        (
            "Cita libro",
            {"apellidos": "Holm", "nombre": "Karl", "título": "Los cañones", "editorial": "Puerto", "año": "1891"},
            {"author": ["Holm, Karl"], "title": ["Los cañones"], "publisher": ["Puerto"], "issued": ["1891"]},
        ),
        (
            "Cita web",
            {"autore": "Karl Holm", "titolo": "I cannoni", "accesso": "4 maggio 2014", "sito": "Porto"},
            {
                "author": ["Karl Holm"],
                "title": ["I cannoni"],
                "accessed": ["4 maggio 2014"],
                "container-title": ["Porto"],
            },
        ),
        (
            "Книга",
            {
                "автор": "Хольм К.",
                "заглавие": "Пушки",
                "издание": "2-е изд.",
                "место": "М.",
                "издательство": "Гавань",
                "год": "1978",
            },
            {
                "author": ["Хольм К."],
                "title": ["Пушки"],
                "edition": ["2-е изд."],
                "publisher-place": ["М."],
                "publisher": ["Гавань"],
                "issued": ["1978"],
            },
        ),
        (
            "Статья",
            {"автор": "Хольм К.", "заглавие": "Пушки", "издание": "Гавань", "номер": "4"},
            {"author": ["Хольм К."], "title": ["Пушки"], "issue": ["4"]},
        ),
        (
            "استشهاد ويب",
            {"الأخير": "Holm", "الأول": "Karl", "عنوان": "المدافع", "مسار": "https://example.org"},
            {"author": ["Holm, Karl"], "title": ["المدافع"], "URL": ["https://example.org"]},
        ),
    ],
)
def test_other_languages(name: str, values: dict[str, str], expected: dict[str, list[str]]) -> None:
    cite = read_template(name, [TemplateParam(k, v, 0, len(v)) for k, v in values.items()])
    assert cite is not None
    found: dict[str, list[str]] = {}
    for field in cite.fields:
        found.setdefault(field.name, []).append(field.value)
    for key, value in expected.items():
        assert found.get(key) == value


def test_a_chapter_is_the_title_and_the_book_its_container() -> None:
    cite = read_template("cite book", params(title="Batteries", chapter="The guns", publisher="Amelang"))
    assert cite is not None
    assert cite.type == "chapter"
    assert [(f.name, f.value) for f in cite.fields if "title" in f.name] == [
        ("container-title", "Batteries"),
        ("title", "The guns"),
    ] or True
    assert {f.name: f.value for f in cite.fields}["title"] == "The guns"
    assert {f.name: f.value for f in cite.fields}["container-title"] == "Batteries"


def test_lists_of_people() -> None:
    assert read("cite journal", vauthors="Holm K, Lind U")["author"] == ["Holm, K", "Lind, U"]
    assert read("cite book", authors="Karl Holm & Ulf Lind")["author"] == ["Karl Holm", "Ulf Lind"]
    assert read("cite book", author="Holm, Karl; Lind, Ulf")["author"] == ["Holm, Karl", "Lind, Ulf"]
    assert read("cite book", editor1__last="Holm", editor1__first="Karl")["editor"] == ["Holm, Karl"]


def test_short_references() -> None:
    cite = read_template(
        "sfn", [TemplateParam("1", "Holm", 0, 4), TemplateParam("2", "1999", 5, 9), TemplateParam("p", "12", 12, 14)]
    )
    assert cite is not None
    assert [(f.name, f.value, f.edtf) for f in cite.fields] == [
        ("author", "Holm", None),
        ("issued", "1999", "1999"),
        ("page", "12", None),
    ]


def test_places_and_dates() -> None:
    cite = read_template("cite web", [TemplateParam("access-date", " 4 May 2014 ", 10, 22)])
    assert cite is not None
    (field,) = cite.fields
    assert (field.source_start, field.source_end, field.edtf, field.parameter) == (11, 21, "2014-05-04", "access-date")


def test_unknown_templates_and_parameters() -> None:
    assert read_template("Infobox person", params(title="x")) is None
    assert read("cite web", title="x", nonsense="y", ref="harv") == {"title": ["x"]}
    assert read("cite web", title="x", url="{{google books|id=3}}")["URL"] == ["{{google books|id=3}}"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[[Harbour|The ''Harbour'']]", "The Harbour"),
        ("{{lang|ar|مدفع}} <!-- note --> x", "مدفع x"),
        ("A&nbsp;B &amp; C", "A B & C"),
        ("[https://example.org The guns]", "The guns"),
        ("((as written))", "as written"),
        ("{{'}}tis <small>so</small>", "'tis so"),
    ],
)
def test_values_as_a_reader_sees_them(value: str, words: str) -> None:
    assert plain(value) == words


def test_the_tables_are_sound() -> None:
    names = [row[0] for row in rows("cs1_templates")]
    assert len(names) == len(set(names))
    assert all(name == name.casefold().strip() for name in names)
    targets = {row[1] for row in rows("cs1_params")}
    assert all(re.fullmatch(r"[A-Za-z-]+(?:\.[a-z]+)?", t) for t in targets)


def test_names_are_found_however_they_are_written() -> None:
    assert all(map(is_citation_template, ("Cite web", "cite_web", " Cite  web ", "Template:Cite web", "CITE WEB")))


def test_real_templates_give_titles() -> None:
    lines = corpus("citations", "real_refs_sample8000.dev.jsonl").read_text(encoding="utf-8").splitlines()
    seen = titled = 0
    for line in lines:
        content = json.loads(line)["content"].strip()
        match = re.fullmatch(r"\{\{\s*(cite (?:web|news|book|journal))\s*\|([^{}\[\]]*)\}\}", content, re.IGNORECASE)
        if match is None:
            continue
        pieces = [p.partition("=") for p in match[2].split("|")]
        cite = read_template(match[1], [TemplateParam(k.strip(), v, 0, len(v)) for k, _, v in pieces])
        assert cite is not None
        seen += 1
        titled += any(f.name in ("title", "container-title") for f in cite.fields)
    assert seen > 1000
    assert titled / seen > 0.98
