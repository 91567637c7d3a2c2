"""Exports of a made-up wiki about officers who never were, packed in every way."""

from __future__ import annotations

import bz2
from html import escape

HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n'
    "  <siteinfo>\n    <sitename>Made</sitename>\n    <dbname>madewiki</dbname>\n"
    "    <base>https://made.example.org/wiki/Main_Page</base>\n  </siteinfo>\n"
)
TAIL = "</mediawiki>\n"

_RANKS = ("lieutenant", "captain", "major", "colonel")
_PLACES = ("Riga", "Tiflis", "Kazan", "Odessa", "Vilna")


def biography(number: int, lines: int = 3) -> str:
    """The wikitext of an article that gives claims and findings."""
    born = 1801 + number % 60
    rank, place = _RANKS[number % len(_RANKS)], _PLACES[number % len(_PLACES)]
    years = "\n\n".join(
        f"In {born + 25 + step} he commanded the {number % 80 + step + 1}th Infantry Regiment.<ref>Made Book, p. {step}</ref>"
        for step in range(lines)
    )
    return (
        f"{{{{Infobox military person\n| name = Ivan Made{number}\n| birth_date = {{{{birth date|{born}|5|4}}}}\n"
        f"| birth_place = {place}\n| rank = {rank.title()}\n}}}}\n"
        f"'''Ivan Made{number}''' ({born} – {born + 60}) was a {rank} of the army & a <nowiki><page></nowiki> reader.\n\n"
        f"== Career ==\nHe was promoted to {rank} in {born + 22}.<ref>Made Book, p. {number}</ref>\n\n{years}\n\n"
        f"[[Category:Generals]]\n"
    )


def page(number: int, text: str, ns: int = 0, title: str | None = None) -> str:
    return (
        f"  <page>\n    <title>{escape(title or f'Ivan Made{number}')}</title>\n    <ns>{ns}</ns>\n    <id>{number + 1}</id>\n"
        f"    <revision>\n      <id>{9000 + number}</id>\n      <timestamp>2020-01-02T03:04:05Z</timestamp>\n"
        f"      <contributor><username>Ada</username><id>3</id></contributor>\n"
        f'      <text bytes="1" xml:space="preserve">{escape(text, quote=False)}</text>\n    </revision>\n  </page>\n'
    )


def pages(count: int, lines: int = 3) -> list[str]:
    """Articles, every tenth of them followed by a talk page and a redirect."""
    made = []
    for number in range(count):
        made.append(page(number, biography(number, lines)))
        if number % 10 == 9:
            made.append(page(number, "Well written.", ns=1, title=f"Talk:Ivan Made{number}"))
            made.append(page(number, f"#REDIRECT [[Ivan Made{number}]]", title=f"I. Made{number}"))
    return made


def plain(made: list[str]) -> bytes:
    return (HEAD + "".join(made) + TAIL).encode()


def multistream(made: list[str], each: int = 10) -> bytes:
    """As Wikipedia packs its dumps: the start, so many pages at a time and the end are a bzip2 stream each."""
    groups = ["".join(made[first : first + each]) for first in range(0, len(made), each)]
    return b"".join(bz2.compress(part.encode()) for part in (HEAD, *groups, TAIL))


def in_blocks(data: bytes, size: int) -> bytes:
    """As pbzip2 packs: a stream for so many bytes each, wherever they end."""
    return b"".join(bz2.compress(data[at : at + size]) for at in range(0, len(data), size))
