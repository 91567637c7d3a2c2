"""What a MediaWiki export holds: pages, and what it says of the wiki that they are from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, urlsplit

from cursus.claim import permanent_link
from cursus.read.errors import ReadError
from cursus.tables import mapping

Namespaces = tuple[tuple[int, str], ...]
"""Number and local name of each namespace; the articles' own is 0 and has no name."""

_REDIRECT = re.compile(r"\s{0,50}#\w{4,20}\s{0,5}:?\s{0,5}\[\[\s{0,5}:?([^\[\]|#\n]{1,255})")
_WIKI_LANGUAGE = re.compile(r"[a-z]{2,3}(?=-|\Z)")


class DumpError(ReadError):
    """An export that cannot be read, or not to its end."""


@dataclass(frozen=True)
class Site:
    """The wiki that an export is from, as its ``<siteinfo>`` says; every field is empty where it does not.

    ``base`` is the address of the main page, ``language`` the content language ("en", "pt-br"), ``dbname`` the wiki's
    own short name ("enwiki"), ``generator`` the version of MediaWiki; ``rights`` the licence that the wiki itself states.
    """

    name: str = ""
    base: str = ""
    language: str = ""
    dbname: str = ""
    generator: str = ""
    namespaces: Namespaces = ()
    rights: str = ""

    @property
    def lang(self) -> str | None:
        """The primary code of the content language ("pt"), None where the export names none."""
        match = _WIKI_LANGUAGE.match(self.language.lower())
        return match[0] if match else None

    @property
    def article_base(self) -> str | None:
        """What an article's address begins with: the main page's without its last part."""
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not parts.netloc or "/" not in parts.path or parts.query:
            return None
        return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"

    @property
    def licence(self) -> str | None:
        """The licence of all the wiki's text: as the wiki states it, or as its terms are known to be
        (``tables/wiki_licences.tsv``)."""
        if self.rights:
            return self.rights
        known = mapping("wiki_licences")
        host = urlsplit(self.article_base or "").hostname or ""
        while host:
            if host in known:
                return known[host]
            host = host.partition(".")[2]
        return None

    def namespace_of(self, title: str) -> int:
        """The namespace that a title's prefix names; 0 where it has none."""
        prefix, colon, _ = title.partition(":")
        return self._by_name.get(_folded(prefix), 0) if colon else 0

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {_folded(name): key for key, name in self.namespaces if name}


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


@dataclass(frozen=True, slots=True)
class Page:
    """One page in its last revision.

    ``ns`` is the namespace's number (articles have 0), ``id`` the page's, ``revision`` its revision's; ``timestamp`` is
    ISO 8601 in UTC; ``contributor`` who made that revision. ``redirect`` is the title that the page leads to, if it is
    a redirect. ``site`` is the wiki, shared by all pages of an export. ``pinned`` says that this revision was asked for,
    whether or not it is the page's last: it is an article beside the page's own.
    """

    title: str
    ns: int
    id: int
    revision: str | None
    timestamp: str | None
    contributor: str | None
    text: str
    redirect: str | None
    site: Site | None = field(default=None, compare=False)
    pinned: bool = field(default=False, compare=False)

    @property
    def is_article(self) -> bool:
        """Whether it is an article with words in it."""
        return self.ns == 0 and self.redirect is None and bool(self.text) and not self.text.isspace()

    def path(self, name: str) -> str:
        """What its article is called, in a dump called ``name`` or in a wiki whose articles' addresses begin with that."""
        return self.address(name) if name.startswith(("http://", "https://")) else f"{name}#{self.title}"

    def address(self, base: str) -> str:
        """Its address, below the base of all article addresses; with the revision where that is pinned."""
        url = address(self.title, base)
        return permanent_link(url, self.revision) if self.pinned and self.revision else url


def redirect_of(text: str) -> str | None:
    """The title that a redirect's wikitext leads to; None where it is no redirect. Exports before 2010 and the parts of
    old wikis say it in no other way."""
    match = _REDIRECT.match(text)
    return match[1].strip() if match else None


def address(title: str, base: str) -> str:
    """The address of a page as MediaWiki writes it, below the base of all article addresses."""
    return base + quote(title.replace(" ", "_"), safe="/:@!$*(),;~'")
