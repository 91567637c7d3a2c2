"""One unit has one key, however it is written, in English and in other languages; two units have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.tables import rows
from cursus.text.units import find_units, unit_key

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ROMANS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
    "XXII",
    "XXIII",
    "XXIV",
    "XXV",
]
NUMBERS = st.integers(1, 399)
# (English, and how others write it; {} is the number)
FORMS = (
    (
        "{} Armoured Division",
        ("{}e division blindée", "{}.ª División Acorazada", "{}ª Divisione corazzata", "Divizia a {}-a Blindată"),
    ),
    (
        "{} Infantry Division",
        ("{}. Infanteriedivision", "{}e division d’infanterie", "{}-я пехотная дивизия", "{}-а піхотна дивізія"),
    ),
    ("{} Panzer Division", ("{}. Panzerdivision", "{}. Panzer-Division", "{} Panzer Div.")),
    ("{} Rifle Division", ("{}-я стрелковая дивизия", "{}-ї стрілецької дивізії")),
    ("{} Guards Tank Army", ("{}-я гвардейская танковая армия", "{}-й гвардейской танковой армии")),
    ("{} Airborne Division", ("{}-я воздушно-десантная дивизия", "{} Abn Div")),
    (
        "{} Cavalry Regiment",
        ("{}. Kavallerieregiment", "{}e régiment de cavalerie", "Regimiento de Caballería {}", "{} Cav Regt"),
    ),
    ("{} Army Corps", ("{}. Armeekorps", "{}e corps d'armée", "{} corpo d'armata")),
    ("{} Mechanized Brigade", ("{}ª Brigata meccanizzata", "{} Mechanised Bde", "Brigada {} Mecanizată")),
)


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, 'th')}"


@given(NUMBERS, st.sampled_from(FORMS), st.data())
def test_the_forms_of_a_unit_agree(number: int, forms: tuple[str, tuple[str, ...]], data: st.DataObject) -> None:
    english, others = forms
    key = unit_key(english.format(number))
    assert key == f"unit:{number}-" + unit_key(english.replace("{} ", "")).removeprefix("unit:")
    assert unit_key(english.format(_ordinal(number))) == key
    assert unit_key(f"the {english.format(_ordinal(number))}".upper()) == key
    assert unit_key(data.draw(st.sampled_from(others)).format(number)) == key


@given(st.integers(1, 25), st.sampled_from(["Corps", "Army", "Army Corps", "Airborne Corps"]))
def test_roman_figures_are_numbers(number: int, size: str) -> None:
    assert unit_key(f"{_ROMANS[number - 1]} {size}") == unit_key(f"{_ordinal(number)} {size}")


@given(NUMBERS, NUMBERS, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_other_units_have_other_keys(
    one: int, other: int, form: tuple[str, tuple[str, ...]], form2: tuple[str, tuple[str, ...]]
) -> None:
    same = one == other and form == form2
    assert (unit_key(form[0].format(_ordinal(one))) == unit_key(form2[1][0].format(other))) == same


@given(NUMBERS, st.sampled_from([english for english, _ in FORMS if "Army Corps" not in english]))
def test_an_english_form_is_found_in_a_sentence(number: int, english: str) -> None:
    name = english.format(_ordinal(number))
    found = [u for u in find_units(f"He joined the {name} in May.") if u.kind == "unit"]
    assert [u.text for u in found] == [name]
    assert found[0].id == unit_key(name)


@given(st.text(max_size=60))
def test_any_words_have_a_key_that_is_kept(text: str) -> None:
    key = unit_key(text)
    assert key.startswith("unit:")
    assert unit_key(text.upper().lower()) == unit_key(text.lower()) or not text.isascii()
    assert key == unit_key(f"  {text}  ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الفرقة الرابعة المدرعة", "4th Armoured Division"),
        ("Premier régiment d'infanterie", "1st Infantry Regiment"),
        ("2d Cavalry", "Second Cavalry"),
        ("1st Bn, 5th Marines", "First Battalion 5th Marines"),
        ("Queen’s Royal Hussars", "Queen's Royal Hussars"),
    ],
)
def test_more_forms(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


def test_letters_and_troops_keep_theirs() -> None:
    assert unit_key("I Company") != unit_key("1st Company")
    assert unit_key("3rd Armored Division") != unit_key("3rd Panzer Division")
    assert unit_key("3rd Battalion, 40th Armor") == "unit:3-battalion-40-armor"


def test_no_form_means_two_words() -> None:
    seen: dict[str, str] = {}
    for word, _, short, forms in rows("unit_forms"):
        for form in (*short.split("|"), *forms.split("|")):
            if form != "-":
                assert seen.setdefault(form, word) == word
                assert form == form.casefold()
