"""EDTF in words."""

from __future__ import annotations

import pytest

from cursus.tables import rows
from cursus.text.dates.words import say


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("[..-0043]", "by 44 BC"),
        ("-01XX", "200–101 BC"),
        ("XXXX-05-12", "12 May"),
        ("1811-XX", "1811"),
        ("?1811-?01", "January 1811 (uncertain)"),
        ("1811-33", "first quarter of 1811"),
        ("1811-29", "spring 1811"),
        ("{1811..}", "from 1811 on"),
        ("../..", "date unknown"),
        ("1811-XX-05", "1811-XX-05"),
        ("Y17000", "Y17000"),
        ("1811-05-06T10:00:00Z", "6 May 1811"),
    ],
)
def test_english(edtf: str, words: str) -> None:
    assert say(edtf) == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "zwischen 5. März 1811 und Mai 1812"),
        ("fr", "entre 5 mars 1811 et mai 1812"),
        ("es", "entre 5 de marzo de 1811 y mayo de 1812"),
        ("it", "tra 5 marzo 1811 e maggio 1812"),
        ("xx", "between 5 March 1811 and May 1812"),
    ],
)
def test_languages(lang: str, words: str) -> None:
    assert say("[1811-03-05..1812-05]", lang) == words


def test_every_language_says_everything() -> None:
    keys: dict[str, set[str]] = {}
    for lang, key, _ in rows("date_said"):
        keys.setdefault(lang, set()).add(key)
    assert all(found == keys["en"] for found in keys.values())
