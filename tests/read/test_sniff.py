"""What an input is, its content says; what cannot be read is refused in one sentence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cursus.read import ReadError, read, read_all, title_from_name
from cursus.read.language import language_of
from cursus.read.sniff import decode, form_of, is_dump

PROSE = "Jean Lannes was born at Lectoure. He was a Marshal of the Empire, and died in 1809 after the battle of Aspern-Essling.\n"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (PROSE, "text"),
        ("== Life ==\n" + PROSE + "== Death ==\n" + PROSE, "text"),
        ("He wrote <b> and a < b in his notebook. " * 3, "text"),
        ("<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("<p>He <b>was</b> born.</p><p>He <a href='/wiki/X'>died</a>.</p>", "html"),
        ("{{Infobox military person\n| name = Jean Lannes\n}}\n'''Jean Lannes''' was a [[Marshal]].", "wikitext"),
        ("'''Jean Lannes'''<ref>A</ref> was a [[Marshal]]<ref name=b /> <div style='x'>[[X]]</div>", "wikitext"),
    ],
)
def test_form(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    "data",
    [
        "Général né à Nîmes".encode(),
        codecs.BOM_UTF8 + "Général né à Nîmes".encode(),
        codecs.BOM_UTF16_LE + "Général né à Nîmes".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Général né à Nîmes".encode("utf-16-be"),
        "Général né à Nîmes".encode("utf-16-le"),
        "Général né à Nîmes".encode("cp1252"),
    ],
)
def test_decodes(data: bytes) -> None:
    assert decode(data, "x") == "Général né à Nîmes"


def test_declared_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Генерал родился в Москве.</p></body></html>'
    assert decode(page.encode("cp1251"), "x") == page


def test_utf8_with_a_broken_end() -> None:
    data = ("Général né à Nîmes, étudiant à Paris. " * 5).encode()[:-1] + "é".encode()[:1]
    assert decode(data, "x").startswith("Général né à Nîmes")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "is an image"),
        (b"PK\x03\x04xxxx", "archive"),
        (b"a/b.txt".ljust(257, b"\x00") + b"ustar\x0000" + b"\x00" * 300, "archive of files"),
        (b"\x5d\x00\x00\x80\x00" + b"\xff" * 8, "packed with lzma"),
        (b"some words\x00\x01\x02 and more \x00", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("Генерал родился в Москве, служил в армии.".encode("cp1251"), "known encoding"),
        (b"\x81\x8d\x8f\x90\x9d" * 30, "known encoding"),
    ],
)
def test_refuses(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "box/lannes.txt")
    message = str(caught.value)
    assert message.startswith("box/lannes.txt ")
    assert words in message
    assert caught.value.remedy in message
    assert "\n" not in message


def test_refuses_what_no_article_is_as_long_as() -> None:
    with pytest.raises(ReadError, match=r"has 13 MB"):
        read(b"word " * 2_600_000, "long.txt")


def test_a_dump_is_told_by_its_start() -> None:
    assert is_dump(b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">')
    assert is_dump(b'<?xml version="1.0" encoding="utf-8"?>\n<mediawiki>')
    assert is_dump(b"BZh91AY&SY")
    assert is_dump('<?xml version="1.0" encoding="utf-16"?><mediawiki>'.encode("utf-16"))
    assert not is_dump(b"<html><mediawiki></html>")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Jean_Lannes.txt", "Jean Lannes"),
        ("a/b/George S. Patton Jr..txt", "George S. Patton Jr."),
        ("George S. Patton Jr.", "George S. Patton Jr."),
        ("Eva_Per%C3%B3n.html", "Eva Perón"),
        ("C:\\x\\Michel Ney.wikitext", "Michel Ney"),
        ("-", "-"),
    ],
)
def test_title_from_name(name: str, title: str) -> None:
    assert title_from_name(name) == title


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (PROSE, "en"),
        ("Er wurde in Wien geboren und war der Sohn des Generals, mit dem er nach Italien zog.", "de"),
        ("Il est né à Paris et fut dans l'armée du roi avec son frère pour la campagne.", "fr"),
        ("Nació en Cádiz y fue el hijo de una familia que vivía en la ciudad con los suyos.", "es"),
        ("Родился в деревне и служил в армии, был награждён, умер в Москве.", "ru"),
        ("Народився у селі та служив у війську, був поранений, його нагородили за це.", "uk"),
        ("ولد في مدينة بنغازي وكان من قادة الجيش الذي حارب على الحدود.", "ar"),
        ("他生于一七四三年", "zh"),
        ("12 34", "en"),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert language_of(text) == lang


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    if is_dump(data):
        return
    try:
        documents = list(read_all(data, "x"))
    except ReadError:
        return
    assert len(documents) == 1
    assert documents[0].sha256
