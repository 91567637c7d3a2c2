"""HTML of a wiki page → Document: any skin of MediaWiki, Parsoid's own HTML, Fandom, Kiwix, or a fragment of a page's
body."""

from __future__ import annotations

from cursus.claim import Document
from cursus.read.builder import Builder
from cursus.read.html.citations import read_citations
from cursus.read.html.page import read_page_info
from cursus.read.html.tree import parse
from cursus.read.html.walk import Walker
from cursus.read.language import language_of


def read_html(source: str, *, path: str, sha256: str, title: str | None = None) -> Document:
    """Read one article from HTML. Never raises: markup that is broken is read as browsers read it. ``title`` is used
    where the page names none."""
    root = parse(source)
    info = read_page_info(root, source, title)
    builder = Builder(source, info.lang or language_of(source))
    citations, marks, lists = read_citations(root, source)
    walker = Walker(builder, marks, lists if info.title_node is None else lists | {info.title_node.start})
    if info.title_node is not None:
        walker.one_block(info.title_node, "title")
    walker.content(info.content)
    return builder.finish(
        path=path,
        title=info.title,
        sha256=sha256,
        form="html",
        citations=citations,
        categories=info.categories,
        url=info.url,
        revision=info.revision,
        timestamp=info.timestamp,
        licence=info.licence,
    )


__all__ = ["read_html"]
