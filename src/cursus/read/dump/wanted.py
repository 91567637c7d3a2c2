"""Which pages of an export are to be read: cheap tests, long before a page is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import unquote, urlsplit

from cursus.read.dump.page import Page
from cursus.read.dump.signs import categories_of, is_military, is_person, may_be_person

ONLY = ("people", "military", "all")
"""What to read: articles that may be about a person, of those the ones with signs of service in arms, or every article."""

TAKEN, REDIRECT, ELSEWHERE, OTHER = "taken", "redirect", "elsewhere", "other"
"""What becomes of a page: taken, a redirect, no article (another namespace, nothing in it), or another than was wanted."""

_NS = re.compile(rb"<ns>\s{0,10}(-?\d{1,6})\s{0,10}</ns>")
_TITLE = re.compile(rb"<title>([^<]{0,1000})</title>")
_HEAD = 4000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of pages. A page must meet every condition that is given.

    ``only`` is one of :data:`ONLY`; of ``categories`` and of ``infoboxes`` a page needs one; of ``titles`` it must have
    one, and then ``only`` plays no part: whoever names a page wants it.
    """

    only: str = "people"
    categories: tuple[str, ...] = ()
    infoboxes: tuple[str, ...] = ()
    titles: frozenset[str] | None = None

    def takes(self, page: Page) -> bool:
        """Whether the page is an article, no redirect, and meets every condition."""
        return self.of_page(page) == TAKEN

    def key(self) -> str:
        """The same for the same choice, in every run of the program."""
        titles = "" if self.titles is None else "|".join(sorted(self.titles))
        return f"{self.only} {self.categories} {self.infoboxes} {titles}"

    def of_page(self, page: Page) -> str:
        """What becomes of the page: one of :data:`TAKEN` … :data:`OTHER`."""
        if page.redirect is not None:
            return REDIRECT
        if not page.is_article:
            return ELSEWHERE
        if self.titles is not None and page.title not in self.titles:
            return OTHER
        if self.categories and not set(map(_folded, categories_of(page.text))) & _names(self.categories):
            return OTHER
        if self.infoboxes and _boxes(self.infoboxes).search(page.text) is None:
            return OTHER
        return TAKEN if self.titles is not None or self._about(page.text) else OTHER

    def of_xml(self, raw: bytes) -> str:
        """What surely becomes of the page with this XML, or :data:`TAKEN` where only :meth:`of_page` can tell."""
        head = raw[:_HEAD]
        ns = _NS.search(head)
        if ns is not None and int(ns[1]) != 0:
            return ELSEWHERE
        if b"<redirect" in head:
            return REDIRECT
        if self.titles is not None:
            title = _TITLE.search(head)
            return TAKEN if title is None or title[1] in _escaped(self.titles) else OTHER
        return TAKEN if self.only == "all" or may_be_person(raw) else OTHER

    def _about(self, text: str) -> bool:
        if self.only == "all":
            return True
        raw = text.encode("utf-8", "surrogatepass")
        return is_person(raw) and (self.only != "military" or is_military(raw))


def titles_in(lines: Iterable[str]) -> frozenset[str]:
    """The titles of a list, one a line, each as a wiki writes it or as an address; "#" begins a comment."""
    found = (_title(line.strip()) for line in lines if line.strip() and not line.startswith("#"))
    return frozenset(title for title in found if title)


def _title(words: str) -> str:
    if words.startswith(("http://", "https://")):
        path = urlsplit(words).path
        words = unquote(path.partition("/wiki/")[2] or path.rpartition("/")[2])
    words = " ".join(words.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


@lru_cache(8)
def _names(categories: tuple[str, ...]) -> frozenset[str]:
    """Category names, folded, with or without their namespace before them."""
    return frozenset(_folded(name.rpartition(":")[2]) for name in categories)


@lru_cache(8)
def _boxes(infoboxes: tuple[str, ...]) -> re.Pattern[str]:
    """A template of one of the names, or of "Infobox" or the like and the name."""
    names = "|".join(re.escape(name.replace("_", " ")).replace(r"\ ", "[ _]") for name in infoboxes)
    return re.compile(rf"\{{\{{\s{{0,10}}(?:\w{{1,20}}[ _/]){{0,2}}(?:{names})\s{{0,10}}(?=[|}}<]|\Z)", re.IGNORECASE)


@lru_cache(8)
def _escaped(titles: frozenset[str]) -> frozenset[bytes]:
    """The titles as XML has them, with and without escaped quotation marks."""
    return frozenset(escape(title, quote).encode() for title in titles for quote in (False, True)) | frozenset(
        escape(title, quote=False).replace('"', "&quot;").encode() for title in titles
    )
