"""Where a page of the site lies as a file, and which pages there are at all.

A file's name is made of the address alone, so that a link can be written without knowing anything about the page it leads to.
Names are lower case and plain ASCII: a stick may be read by a system that knows no other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

LISTS = ("/persons", "/units", "/documents", "/sources")
"""Lists of pages, page by page."""
KINDS = ("person", "unit", "document", "source")
"""What has a page of its own, under its id."""
_SHOWN = frozenset({"page", "part", "entry"})
"""Parts of a query that make another page; a link with any other part of one is a question to a server."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_UNPLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def plain(name: str) -> str:
    """A name as part of a file's name, different for different names."""
    if _PLAIN.fullmatch(name):
        return name
    stem = _UNPLAIN.sub("-", name.lower()).strip("-")[:_LONGEST]
    return f"{stem}_{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


class Addresses:
    """``articles`` says which article a claim is from: the page of a claim is its place in the article."""

    def __init__(self, articles: Mapping[str, str]) -> None:
        self._articles = articles

    def file(self, address: str) -> str | None:
        """The file of an address of the site, with what follows ``#``; None where no file can stand for it."""
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        mark = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path == "/":
            return f"index.html{mark}"
        if parts.path.startswith("/static/"):
            return parts.path[1:]
        _, kind, *rest = parts.path.split("/", 2)
        name = unquote(rest[0]) if rest else ""
        if kind == "claim" and name in self._articles:
            return f"document/{plain(self._articles[name])}.html#c-{name}"
        if kind in ("document", "person"):
            asked.pop("claim", None)  # which one is in colour, or asked for, is for a server to say
            asked.pop("cite", None)  # nor on which page a footnote is
        if asked.keys() - _SHOWN:
            return None
        if kind in KINDS and name:
            return f"{kind}/{plain(name)}{_further(asked)}.html{mark}"
        if parts.path in LISTS:
            return f"{kind}/index{_further(asked)}.html{mark}"
        return None


def _further(asked: dict[str, str]) -> str:
    """What tells the further pages of an address apart."""
    if asked.get("page") == "1":
        del asked["page"]
    return "".join(f".{key}-{plain(value)}" for key, value in sorted(asked.items()))


def between(here: str, there: str) -> str:
    """The way from one file to another, as a link has it. Files lie in the folder or one below it."""
    path, hash_, mark = there.partition("#")
    if path == here and hash_:
        return f"#{mark}"
    return "../" * here.count("/") + there
