"""The tree of an article's content → the builder's calls.

Outside boxes, cells and captions the walk is in *flow*: block elements become blocks. Inside them it is *inline*: a
block element is a line of the one block that is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import unquote

from cursus.read.builder import Builder
from cursus.read.html.boxes import write_box
from cursus.read.html.roles import BLOCKS, HEADINGS, role
from cursus.read.html.tree import Node
from cursus.read.html.words import extent, is_mark, pieces, shows, visible
from cursus.tables import rows

_INLINE_STYLE = re.compile(r"display\s*:\s*inline", re.IGNORECASE)
_MARK_LABEL = re.compile(r"[\[\]]")
_PAGE = re.compile(r":\s*(\S.*)")
_NO_TARGET = re.compile(
    r"^(?:#|javascript:|mailto:)|action=edit|^(?:\./)?(?:File|Fichier|Archivo|Datei|Image|Imagine|Fișier|File)(?::|%3A)",
    re.IGNORECASE,
)
_CELLS = frozenset({"td", "th"})


class Marks:
    """Where footnote marks lead: the id of a list entry → the citation's number and group."""

    def __init__(self, index: dict[str, int], groups: list[str]) -> None:
        self.index = index
        self.groups = groups

    def find(self, fragment: str) -> tuple[int, str]:
        number = self.index.get(fragment, -1)
        return number, self.groups[number] if number >= 0 else ""


class Walker:
    """Writes nodes through a builder."""

    def __init__(self, builder: Builder, marks: Marks, skip: frozenset[int] = frozenset()) -> None:
        self.builder = builder
        self.marks = marks
        self.skip = skip
        self.inline = 0
        self.default = "paragraph"
        self.level = 0

    def content(self, node: Node) -> None:
        for child in node.children:
            self.visit(child)

    def visit(self, node: Node) -> None:
        if not node.tag:
            self._text(node)
        elif node.tag == "br":
            self.builder.line_break(node.start, node.end)
        elif is_mark(node):
            self._mark(node)
        elif node.start in self.skip:
            return
        else:
            kind = role(node)
            if kind == "drop" and node.tag == "table" and is_succession(node):
                kind = "succession"
            if kind == "drop":
                return
            if kind == "fault":
                self._fault(node)
            elif self.inline:
                self._visit_inline(node)
            else:
                self._visit_flow(node, kind)

    # inline ----------------------------------------------------------------------------------------------------------
    def _visit_inline(self, node: Node) -> None:
        if node.tag == "a":
            self._link(node)
        elif node.tag in _CELLS:
            self.builder.words(" ", node.start, node.inner_start)
            self.content(node)
            self.builder.words(" ", node.inner_end, node.end)
        elif node.tag in BLOCKS and not _INLINE_STYLE.search(node.get("style")):
            if node.tag != "hr" and shows(node):
                self.builder.line_break(node.start, node.start)
                self.content(node)
                self.builder.line_break(node.inner_end, node.inner_end)
        else:
            self.content(node)

    @contextmanager
    def as_inline(self) -> Iterator[None]:
        self.inline += 1
        try:
            yield
        finally:
            self.inline -= 1

    @contextmanager
    def blocks(self, kind: str) -> Iterator[None]:
        """Text in here that stands in no paragraph becomes blocks of this kind."""
        before, self.default = self.default, kind
        self.builder.end()
        try:
            yield
        finally:
            self.builder.end()
            self.default = before

    def _text(self, node: Node) -> None:
        source = node.source
        if not self.builder.kind:
            if source[node.start : node.end].isspace():
                return
            self._open(node)
        for words, start, end in pieces(source, node.start, node.end):
            self.builder.words(words, start, end)

    def _open(self, node: Node) -> None:
        self.builder.begin(self.default, level=self.level if self.default == "item" else 0)

    def _link(self, node: Node) -> None:
        target = link_target(node)
        if not target:
            self.content(node)
            return
        if not self.builder.kind and shows(node):
            self._open(node)
        start = self.builder.at
        self.content(node)
        if self.builder.kind:
            self.builder.link(start, target)

    def _mark(self, node: Node) -> None:
        for anchor in node.elements("a"):
            fragment = unquote(anchor.get("href").partition("#")[2])
            if fragment:
                number, group = self.marks.find(fragment)
                label = _MARK_LABEL.sub("", visible_mark(node)).strip()
                self.builder.mark(label, number, node.start, node.end, group or anchor.get("data-mw-group"))
                return
        page = _PAGE.fullmatch(node.text())
        if page and self.builder.marks:
            last = self.builder.marks[-1]
            if last.at == self.builder.at:
                self.builder.marks.pop()
                self.builder.mark(last.label, last.citation, last.source_start, last.source_end, last.group, page[1])

    def _fault(self, node: Node) -> None:
        words = node.text().strip("[] ")
        kind = "citation-needed" if node.has_class("Template-Fact") or node.has_class("need_ref_tag") else "inline-note"
        self.builder.fault(kind, words, node.start, node.end)

    # flow ------------------------------------------------------------------------------------------------------------
    def _visit_flow(self, node: Node, kind: str) -> None:
        tag = node.tag
        if kind == "infobox":
            write_box(self, node)
        elif tag in HEADINGS:
            self._heading(node)
        elif tag == "table":
            self._table(node, kind)
        elif tag == "figure":
            self._figure(node)
        elif kind == "caption":
            self.one_block(node, "caption")
        elif kind in ("notice", "quotation"):
            with self.blocks(kind):
                self.content(node)
        elif tag == "p":
            self.builder.end()
            self.content(node)
            self.builder.end()
        elif tag in ("ul", "ol", "menu", "dl"):
            self._list(node)
        elif tag in ("li", "dd", "dt"):
            with self.blocks("item"):
                self.content(node)
        elif tag == "blockquote":
            with self.blocks("quotation"):
                self.content(node)
        elif tag == "a":
            self._link(node)
        elif tag in BLOCKS and not _INLINE_STYLE.search(node.get("style")):
            self.builder.end()
            self.content(node)
            self.builder.end()
        else:
            self.content(node)

    def one_block(self, node: Node, kind: str) -> None:
        """The whole node as one block, its inner blocks as lines; nothing where it shows no words."""
        self.builder.end()
        if shows(node):
            self.builder.begin(kind)
            with self.as_inline():
                self.content(node)
        self.builder.end()

    def _heading(self, node: Node) -> None:
        words = visible(node)
        if words:
            self.builder.section(words, HEADINGS[node.tag], *extent(node))

    def _list(self, node: Node) -> None:
        self.builder.end()
        self.level += 1
        self.content(node)
        self.level -= 1
        self.builder.end()

    def _figure(self, node: Node) -> None:
        """A picture shows its caption only where it is framed."""
        if node.get("typeof") in ("mw:File", "mw:File/Frameless", "mw:Image", "mw:Image/Frameless"):
            return
        for caption in node.elements("figcaption"):
            self.one_block(caption, "caption")
            return

    def _table(self, node: Node, kind: str) -> None:
        lines = list(table_rows(node))
        for child in node.children:
            if child.tag == "caption":
                self.one_block(child, "caption")
        cells_of = [
            [c for c in row.children if c.tag in _CELLS and role(c) != "drop"] for row in lines if role(row) != "drop"
        ]
        if kind in ("notice", "quotation") or (kind != "succession" and _is_layout(node, cells_of)):
            with self.blocks(kind or self.default):
                for cells in cells_of:
                    for cell in cells:
                        self.builder.end()
                        self.content(cell)
            return
        self.builder.end()
        number = self.builder.new_table()
        for cells in cells_of:
            if not any(shows(cell) for cell in cells):
                continue
            header = all(cell.tag == "th" for cell in cells)
            self.builder.begin("navigation" if kind == "succession" else "cells", table=number, header=header)
            with self.as_inline():
                for cell in cells:
                    self.builder.begin_cell(cell.start)
                    self.content(cell)
            self.builder.end()


def table_rows(table: Node) -> Iterator[Node]:
    """The rows of a table itself, not those of tables inside it."""
    for child in table.children:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child.children if row.tag == "tr")


def is_succession(table: Node) -> bool:
    """Whether a table that is styled like a navigation box has columns for predecessor and successor."""
    heads = [
        visible(cell, 100).rstrip(" :") for cell in table.elements("th") if cell.inner_end - cell.inner_start < 1000
    ]
    sides = {side for head in heads[:_HEADS] for side in ("before", "after") if succession_words(side).fullmatch(head)}
    return len(sides) == 2


_HEADS = 12
"""Head cells of a table that are looked at."""


@cache
def succession_words(side: str) -> re.Pattern[str]:
    """The words over a predecessor ("before") or a successor ("after"), in the languages of the table."""
    return re.compile("|".join(row[1] for row in rows("plain_words") if row[0] == side), re.IGNORECASE)


def _is_layout(table: Node, cells_of: list[list[Node]]) -> bool:
    """A table that only places its content: one cell in each row, or cells that hold headings or whole lists."""
    if any(name.casefold() in ("wikitable", "sortable", "article-table") for name in table.classes):
        return False
    if all(len(cells) <= 1 for cells in cells_of):
        return True
    return len(cells_of) <= 2 and any(
        True for cells in cells_of for cell in cells for _ in cell.elements("p", "li", "h2", "h3", "h4")
    )


def visible_mark(node: Node) -> str:
    """A mark's label: the text of its link, hidden parts and brackets of their own left out."""
    anchor = next(node.elements("a"), node)
    return visible(anchor) or node.text()


def link_target(node: Node) -> str:
    """What a link leads to: a page's title (with its section), or an address; "" for pictures, edits and places on
    the page."""
    href = node.get("href")
    if not href or _NO_TARGET.search(href):
        return ""
    for prefix in ("./", "/wiki/", "../"):
        if href.startswith(prefix):
            return _title(href[len(prefix) :])
    if "/wiki/" in href and not node.has_class("external") and node.get("rel") != "mw:ExtLink":
        return _title(href.split("/wiki/", 1)[1])
    if "redlink=1" in href and "title=" in href:
        return _title(href.split("title=", 1)[1].split("&", 1)[0])
    if href.startswith("//"):
        return "https:" + href
    return href if href.startswith(("http://", "https://")) else ""


def _title(path: str) -> str:
    path = unquote(path.split("?", 1)[0]).replace("_", " ").strip()
    return "" if re.match(r"(?:File|Fichier|Archivo|Datei|Image):", path) else path
