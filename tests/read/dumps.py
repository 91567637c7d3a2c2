"""Exports for tests: made up, small, and packed in every way."""

from __future__ import annotations

import bz2
from collections.abc import Sequence

HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>'
    "<sitename>Testpedia</sitename><dbname>testwiki</dbname><base>https://test.example.org/wiki/Main_Page</base>"
    '<namespaces><namespace key="0" /><namespace key="1">Talk</namespace><namespace key="14">Category</namespace>'
    "</namespaces></siteinfo>\n"
)
TAIL = "</mediawiki>\n"


def page(title: str, text: str, *, ns: int | None = 0, redirect: str | None = None, number: int = 7) -> str:
    """One page's XML; the text is XML already."""
    space = "" if ns is None else f"<ns>{ns}</ns>"
    leads = "" if redirect is None else f'<redirect title="{redirect}" />'
    return (
        f"<page><title>{title}</title>{space}<id>{number}</id>{leads}<revision><id>{number * 10}</id>"
        f"<timestamp>2020-01-02T03:04:05Z</timestamp><contributor><username>Ada</username><id>3</id></contributor>"
        f"<text>{text}</text></revision></page>\n"
    )


def export(*pages: str) -> bytes:
    return (HEAD + "".join(pages) + TAIL).encode()


def soldier(name: str, year: int = 1840) -> str:
    """The page of a made-up officer."""
    text = (
        f"'''{name}''' (born 1 May {year}) was a colonel. He joined the army in {year + 20}. [[Category:{year} births]]"
    )
    return page(name, text)


def multistream(pages: Sequence[str], each: int) -> tuple[bytes, bytes]:
    """A bzip2 export of many streams, ``each`` pages in every one, and its index."""
    packed, index = bz2.compress(HEAD.encode()), []
    for first in range(0, len(pages), each):
        for number, one in enumerate(pages[first : first + each]):
            title = one.partition("<title>")[2].partition("</title>")[0]
            index.append(f"{len(packed)}:{first + number}:{title}\n")
        packed += bz2.compress("".join(pages[first : first + each]).encode())
    return packed + bz2.compress(TAIL.encode()), bz2.compress("".join(index).encode())
