"""Strings made to break a reader of dates: an answer, and no exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cursus.text.dates import EdtfError, bounds, find_dates, next_anchor, read_date, validate
from cursus.text.dates.algebra import before, during, overlaps
from cursus.text.dates.find import read_scene
from cursus.text.dates.scene import Scene
from cursus.text.dates.sfm import to_sfm
from cursus.text.dates.wikidata import to_wikidata
from cursus.text.dates.words import say

HOSTILE = {
    "question marks": "?" * 100_000,
    "digits": "1234567890" * 100_000,
    "months": "May " * 20_000,
    "dashes": "1943–" * 20_000,
    "links": "1 or " * 20_000,
    "phrases": " a year later" * 10_000,
    "braces": "{{" * 50_000,
    "nested": "{{nowrap|" * 5_000 + "1943" + "}}" * 5_000,
    "comments": "<!--" * 20_000,
    "brackets": "[[(<ref " * 20_000,
    "blanks": " " * 200_000 + "1943",
    "lines": "\n" * 100_000,
    "right to left": "\u202e\u200f1943\u061c \u0661\u0669\u0664\u0663 " * 10_000,
    "surrogates": "\ud800in 1943\udfff " * 10_000,
    "mixed": "May 12, 1943 – мая ١٩٤٣ 1943年 \x00" * 5_000,
    "phrases of German": " ein Jahr darauf" * 10_000,
    "phrases of Arabic": " بعد ثلاث سنوات" * 10_000,
    "calendars": "18 brumaire an VIII, AH 1330, 昭和16年12月8日 " * 3_000,
    "prepositions": "until the early " * 10_000 + "1943",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_an_answer(name: str) -> None:
    text = HOSTILE[name]
    for lang in ("en", "de", "ar") if len(text) < 120_000 else ("en",):
        end = 0
        matches = find_dates(text, anchor="1901", lang=lang, birth="1870")
        for match in matches:
            assert text[match.start : match.end] == match.date.text
            assert match.start >= end
            end = match.end
        assert validate(next_anchor(text, matches, "1901") or "1901").valid
    with pytest.raises(EdtfError):
        bounds(text)
    for ask in (before, during, overlaps):
        with pytest.raises(EdtfError):
            ask("1901", text)
    with pytest.raises(EdtfError):
        to_sfm(text)
    with pytest.raises(EdtfError):
        to_wikidata(text)
    assert say(text) == text
    field = read_date(text)
    assert field is None or text[field.start : field.end] == field.date.text
    assert not validate(text).valid


_pieces = st.sampled_from(
    [
        "in",
        "In ",
        "by ",
        "until ",
        "from ",
        "to ",
        "–",
        "-",
        " ",
        ", ",
        "(",
        ")",
        ".",
        "\n",
        "May",
        "March ",
        "12",
        "5th ",
        "1943",
        "1811",
        "44",
        "BC",
        " AD",
        "c. ",
        "early ",
        "the ",
        "that year",
        "a year later",
        "following ",
        "summer ",
        "or ",
        "and ",
        "?",
        "{{",
        "}}",
        "[",
        "]",
        "<",
        "'",
        "of ",
        "present",
        "OS",
        "(O.S. 5 June)",
        "1343 ",
        "Rajab ",
        "century",
        "19th ",
        "s",
    ]
)


@given(
    st.lists(_pieces, max_size=14).map("".join), st.sampled_from((None, "1901", "1901-05-03", "1901/1903", "[..1901]"))
)
def test_pieces_of_dates_in_any_order(text: str, anchor: str | None) -> None:
    matches = find_dates(text, anchor=anchor, birth="1870-02")
    for match in matches:
        assert text[match.start : match.end] == match.date.text
        assert validate(match.date.edtf).valid
    long_way = read_scene(Scene(text, "en", anchor, "1870-02", False), short=False)
    assert [(m.start, m.end, m.date) for m in matches] == [(m.start, m.end, m.date) for m in long_way]
    field = read_date(text, anchor=anchor)
    assert field is None or (text[field.start : field.end] == field.date.text and validate(field.date.edtf).valid)
