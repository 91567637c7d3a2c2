"""MediaWiki wikitext → Document.

In four steps, each linear: :mod:`.zones` finds comments and footnotes, :mod:`.scan` makes the tree of templates,
links and marked lines, :mod:`.refs` numbers the footnotes, :mod:`.blocks` walks the tree and writes the page. What
the names of templates mean is in tables (:mod:`.wiki`), so that another wiki needs lines, not code.
"""

from __future__ import annotations

from cursus.claim import Document
from cursus.read.builder import Builder
from cursus.read.wikitext.blocks import PageRenderer
from cursus.read.wikitext.cites import citation
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.refs import Footnotes
from cursus.read.wikitext.scan import scan_page


def read_wikitext(
    source: str,
    *,
    path: str,
    title: str,
    sha256: str,
    lang: str = "en",
    url: str | None = None,
    revision: str | None = None,
    timestamp: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
) -> Document:
    """Read one page. Never raises; what cannot be made sense of is text, and a fault where something was not closed."""
    page = PageContext(source, title, lang)
    nodes = scan_page(page)
    entries = Footnotes(page).collect(nodes)
    builder = Builder(source, lang)
    renderer = PageRenderer(page, builder)
    renderer.page_text(nodes)
    citations = [citation(page, entry) for entry in (*entries, *renderer.general)]
    for fault in sorted(page.faults, key=lambda f: (f.source_start, f.kind)):
        builder.fault(fault.kind, fault.message, fault.source_start, fault.source_end)
    return builder.finish(
        path=path,
        title=title,
        sha256=sha256,
        form="wikitext",
        citations=citations,
        categories=page.categories,
        url=url,
        revision=revision,
        timestamp=timestamp,
        licence=licence,
        attribution=attribution,
    )


__all__ = ["read_wikitext"]
