"""Names taken apart, and which short form may mean which full one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.names import may_be_short_for, read_name, slug, tokens


@pytest.mark.parametrize(
    ("text", "full", "family", "titles"),
    [
        ("Karl Ebner", "Karl Ebner", "Ebner", ()),
        ("Lt. Gen. Karl Ebner Jr.", "Karl Ebner", "Ebner", ("Lt. Gen.",)),
        ("Pedro del Valle", "Pedro del Valle", "del Valle", ()),
        ("Helmuth von Moltke", "Helmuth von Moltke", "von Moltke", ()),
        ("José Ortega y Gasset", "José Ortega y Gasset", "Ortega y Gasset", ()),
        ("Horatio Nelson, 1st Viscount Nelson", "Horatio Nelson", "Nelson", ()),
        ("Alexander the Great", "Alexander the Great", "Alexander", ()),
        ("Henry IV", "Henry IV", "Henry", ()),
        ("خليفة بالقاسم حفتر", "خليفة بالقاسم حفتر", "حفتر", ()),
    ],
)
def test_parts(text: str, full: str, family: str, titles: tuple[str, ...]) -> None:
    name = read_name(text)
    assert (name.full, name.family, name.titles) == (full, family, titles)


def test_nicknames_stand_apart() -> None:
    name = read_name('John Joseph "Black Jack" Pershing')
    assert (name.full, name.nicknames) == ("John Joseph Pershing", ("Black Jack",))


def test_slugs() -> None:
    assert slug("Khalifa Haftar") == "khalifa-haftar"
    assert slug("Don Bacon (politician)") == "don-bacon-politician"
    assert slug("Łódź Ørsted") == "lodz-orsted"
    assert slug("?!") == "unnamed"


@pytest.mark.parametrize(
    ("short", "full", "may"),
    [
        ("Ebner", "Karl Johann Ebner", True),
        ("K. J. Ebner", "Karl Johann Ebner", True),
        ("Johann Ebner", "Karl Johann Ebner", True),
        ("Josef Ebner", "Karl Johann Ebner", False),
        ("Karl", "Karl Johann Ebner", False),
        ("Karl Johann Ebner", "Karl Ebner", False),
    ],
)
def test_short_forms(short: str, full: str, may: bool) -> None:
    assert may_be_short_for(short, full) is may


@given(st.text(max_size=60))
def test_any_string_is_a_name(text: str) -> None:
    name = read_name(text)
    assert isinstance(name.full, str)
    assert slug(text)


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=30))
def test_a_name_is_short_for_itself(text: str) -> None:
    assert may_be_short_for(text, text) is bool(tokens(text))


@pytest.mark.parametrize(
    ("text", "lang", "sorting"),
    [
        ("Field Marshal Khalifa Belqasim Haftar", "", "Haftar, Khalifa Belqasim"),
        ("Haftar, Khalifa", "", "Haftar, Khalifa"),
        ("Helmuth von Moltke", "", "Moltke, Helmuth von"),
        ("Abdel Fattah el-Sisi", "", "Sisi, Abdel Fattah el-"),
        ("Osama bin Laden", "", "bin Laden, Osama"),
        ("Mikhail Dmitrievich Skobelev", "", "Skobelev, Mikhail Dmitrievich"),
        ("Скобелев Михаил Дмитриевич", "", "Скобелев, Михаил Дмитриевич"),
        ("Mao Zedong", "", "Mao, Zedong"),
        ("Park Chung-hee", "", "Park, Chung-hee"),
        ("Vo Nguyen Giap", "", "Vo, Nguyen Giap"),
        ("Kim Philby", "", "Philby, Kim"),
        ("Lee Harvey Oswald", "", "Oswald, Lee Harvey"),
        ("Isoroku Yamamoto", "", "Yamamoto, Isoroku"),
        ("Tokugawa Ieyasu", "", "Tokugawa, Ieyasu"),
        ("DUPONT Jean", "", "DUPONT, Jean"),
        ("Augusto Pinochet Ugarte", "es", "Pinochet Ugarte, Augusto"),
        ("José María Aznar", "es", "Aznar, José María"),
        ("Horthy Miklós", "hu", "Horthy, Miklós"),
        ("Vigdís Finnbogadóttir", "", "Vigdís Finnbogadóttir"),
        ("Jean de Lattre de Tassigny", "", "Lattre de Tassigny, Jean de"),
        ("Seán Ó Murchú", "", "Ó Murchú, Seán"),
        ("Martin Luther King Jr.", "", "King, Martin Luther Jr."),
        ("Henry IV", "", "Henry IV"),
        ("习近平", "", "习近平"),
        ("Sir Arthur Currie, GCMG, KCB", "", "Currie, Arthur"),
    ],
)
def test_sorting(text: str, lang: str, sorting: str) -> None:
    assert read_name(text, lang).sorting == sorting


def test_every_part_has_its_place() -> None:
    text = '  Lt. Gen.  Karl Maria "Der Alte" von  Ebner, KCB (Ret.)'
    name = read_name(text)
    assert [(p.kind, " ".join(text[p.start : p.end].split())) for p in name.parts] == [
        ("title", "Lt. Gen."),
        ("given", "Karl"),
        ("given", "Maria"),
        ("nickname", "Der Alte"),
        ("particle", "von"),
        ("family", "Ebner"),
        ("suffix", "KCB"),
        ("suffix", "(Ret.)"),
    ]


def test_sons_of_sons() -> None:
    name = read_name("Hamad bin Isa bin Salman Al Khalifa")
    assert (name.given, name.patronymic, name.family) == (
        "Hamad bin Isa bin Salman",
        "bin Isa bin Salman",
        "Al Khalifa",
    )


@given(st.text(max_size=80))
def test_parts_are_in_the_string(text: str) -> None:
    name = read_name(text)
    for part in name.parts:
        assert " ".join(text[part.start : part.end].split()) == part.text
    assert isinstance(name.sorting, str)


@pytest.mark.parametrize(
    "text",
    [
        "?" * 100_000,
        "General " * 20_000,
        "a" * 100_000,
        '"' * 100_000,
        "\u200f" * 100_000,
        "(A" * 50_000,
        "\ud800 " * 50_000,
    ],
)
def test_hostile_names(text: str) -> None:
    assert len(read_name(text).full) <= 300
