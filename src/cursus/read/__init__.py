"""Bytes → Document. What an input is, its content says; its name only says how it is called in results and messages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cursus.claim import Document
from cursus.read.errors import ReadError

if TYPE_CHECKING:
    from cursus.read.dump import Page

MAX_ARTICLE = 12 << 20
"""Bytes. The longest real articles are an eighth of it; dumps have no limit."""


def read(data: bytes, name: str = "") -> Document:
    """Read one article. Raises :class:`ReadError` where there is none, or where the input holds several."""
    articles = read_all(data, name)
    document = next(articles)
    if next(articles, None) is not None:
        raise ReadError(name, "holds more than one article", "read it as a dump")
    return document


def read_all(data: bytes, name: str) -> Iterator[Document]:
    """Read every article of an input: the one of a page, or each article page of a MediaWiki XML export.

    Pages of an export are called ``name#Title``; redirects and pages outside the article namespace are left out. Raises
    :class:`ReadError` before the first article where the input cannot be read or holds none.
    """
    from cursus.read.sniff import decode, form_of, is_dump, refuse_binary

    if is_dump(data):
        yield from _read_dump(data, name)
        return
    refuse_binary(data, name)
    if len(data) > MAX_ARTICLE:
        raise ReadError(
            name,
            f"has {len(data) / 1e6:.0f} MB, more than any article ({MAX_ARTICLE >> 20} MB)",
            "give the articles one by one, or as a MediaWiki XML export",
        )
    source = decode(data, name)
    yield read_text(source, form=form_of(source), path=name, sha256=hashlib.sha256(data).hexdigest())


def read_text(source: str, *, form: str, path: str, sha256: str) -> Document:
    """Read one decoded article of a known form (``html``, ``wikitext`` or ``text``)."""
    if form == "html":
        from cursus.read.html import read_html

        return read_html(source, path=path, sha256=sha256, title=title_from_name(path))
    if form == "wikitext":
        from cursus.read.language import language_of
        from cursus.read.wikitext import read_wikitext

        document = read_wikitext(
            source, path=path, title=title_from_name(path), sha256=sha256, lang=language_of(source)
        )
        return _titled(document)
    from cursus.read.plain import read_plain

    return read_plain(source, path=path, sha256=sha256, title=title_from_name(path))


def _titled(document: Document) -> Document:
    """Wikitext does not hold its page's title. A file called like no page ("urabi") takes the name in the infobox where
    that holds all the file's words."""
    if not document.title[:1].islower():
        return document
    for row in document.rows:
        if row.key == "name" and row.items:
            name = document.text[row.items[0].start : row.items[0].end]
            if set(document.title.casefold().split()) <= set(name.casefold().split()):
                return replace(document, title=name)
    return document


def title_from_name(name: str) -> str:
    """The title that a file's name gives: its stem, decoded, underscores as spaces."""
    leaf = PurePosixPath(name.replace("\\", "/")).name
    stem = leaf.rsplit(".", 1)[0] if _has_extension(leaf) else leaf
    return " ".join(unquote(stem).replace("_", " ").split())


def _has_extension(leaf: str) -> bool:
    """Whether the part after the last dot is an extension and not the end of a name like "George S. Patton Jr."."""
    stem, dot, extension = leaf.rpartition(".")
    return bool(
        dot
        and stem
        and 1 <= len(extension) <= 8
        and extension.isascii()
        and extension.isalnum()
        and extension.islower()
    )


def _read_dump(data: bytes, name: str) -> Iterator[Document]:
    from cursus.read.dump import read_pages

    found = False
    for page in read_pages(data, name):
        if page.is_article:
            found = True
            yield read_page(page, name)
    if not found:
        raise ReadError(name, "is a MediaWiki export without an article in it", "export pages of the article namespace")


def read_page(page: Page, name: str, *, base_url: str | None = None) -> Document:
    """Read one page of a MediaWiki export, or of a wiki's API, that is called ``name``.

    ``base_url`` is what addresses of articles begin with; without it the export's own site says so, if it does.
    """
    from cursus.read.language import language_of_page
    from cursus.read.wikitext import read_wikitext

    site = page.site
    base = base_url or (site.article_base if site is not None else None)
    return read_wikitext(
        page.text,
        path=page.path(name),
        title=page.title,
        sha256=hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
        lang=language_of_page(page.text, site.lang if site is not None else None),
        url=page.address(base) if base else None,
        revision=page.revision,
        timestamp=page.timestamp,
        licence=site.licence if site is not None else None,
        attribution=page.contributor,
    )


__all__ = ["MAX_ARTICLE", "ReadError", "read", "read_all", "read_page", "read_text", "title_from_name"]
