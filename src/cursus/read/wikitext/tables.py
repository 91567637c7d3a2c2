"""Tables, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cursus.claim import Fault
from cursus.read.wikitext.nodes import BANGS, EXTERNAL, LINE, LINK, PIPE, TAG, Node

if TYPE_CHECKING:
    from cursus.read.wikitext.blocks import PageRenderer


def unclosed_tables(source: str, nodes: list[Node], faults: list[Fault]) -> set[int]:
    """Where the tables begin that no ``|}`` ends."""
    if "{|" not in source:
        return set()
    stack: list[Node] = []
    for node in nodes:
        if node.kind == LINE:
            if node.name == "{|":
                stack.append(node)
            elif node.name == "|}" and stack:
                stack.pop()
    faults += [Fault("unclosed-table", "{| is never closed", node.start, node.end) for node in stack]
    return {node.start for node in stack}


class Table:
    """The table that is being read. Cells of a table inside a cell are words of that cell."""

    def __init__(
        self, page: PageRenderer, start: int, css: str, nested: bool, html: bool = False, implied: bool = False
    ) -> None:
        self.page = page
        self.start = start
        self.nested = nested
        self.html = html
        self.implied = implied  # rows without a table around them: a template opened it
        self.number = -1 if nested else page.out.new_table()
        self.in_row = False
        self.in_cell = False
        self.header = False
        self.box = "infobox" in css.split() or "vcard" in css.split()

    def end(self) -> None:
        self.end_row()

    def end_row(self) -> None:
        self.page.hiding.clear()
        if self.nested:
            if self.in_row:
                self.page.out.line_break(self.start, self.start)
        elif self.in_row:
            self.page.out.end()
        self.in_row = self.in_cell = False

    def end_cell(self) -> None:
        self.page.hiding.clear()
        self.in_cell = False

    def caption(self, node: Node) -> int | None:
        """``|+ words``: a caption block."""
        self.end_row()
        page = self.page
        stop = page.line_end(node.end)
        start = self._after_attributes(node.end, stop)
        if not self.nested:
            page.out.begin("caption")
            page.plain_lines().region(page.ahead(start, stop), start, stop)
            page.out.end()
        return stop

    def cell(self, node: Node, start: int, header: bool) -> int:
        """The cell that begins after ``start``; returns where its words begin."""
        stop = self._cell_line_end(start)
        words = self._after_attributes(start, stop)
        self._begin(node.start, words, header)
        return words

    def cell_tag(self, node: Node, header: bool) -> None:
        self._begin(node.start, node.end, header)

    def _begin(self, start: int, words: int, header: bool) -> None:
        page = self.page
        page.hiding.clear()
        if self.nested:
            page.out.words(" ", start, start)
        else:
            if not self.in_row:
                page.out.begin("cells", table=self.number, header=header and self._all_headers())
            page.out.begin_cell(words)
        self.header = header
        self.in_row = self.in_cell = True

    def _all_headers(self) -> bool:
        """Whether every cell of the row that begins here is a head."""
        depth = 0
        for node in self.page.coming():
            if node.kind == LINE:
                if node.name == "{|":
                    depth += 1
                elif node.name == "|}":
                    if depth == 0:
                        return True
                    depth -= 1
                elif depth == 0 and node.name == "|-":
                    return True
                elif depth == 0 and node.name == "|":
                    return False
            elif self.html and node.kind == TAG:
                if node.name == "td":
                    return False
                if node.name in ("tr", "table"):
                    return True
        return True

    def _cell_line_end(self, start: int) -> int:
        """The end of the cell's first line: the line's end, or the next ``||`` or ``!!``."""
        page = self.page
        position = start
        for node in page.coming():
            if node.start < position:
                continue
            stop = page.source.find("\n", position, node.start)
            if stop >= 0:
                return stop
            if node.kind in (LINE, BANGS) or (node.kind == PIPE and page.source[node.end : node.end + 1] == "|"):
                return node.start
            position = node.end
        stop = page.source.find("\n", position, page.limit)
        return page.limit if stop < 0 else stop

    def _after_attributes(self, start: int, stop: int) -> int:
        """Where a cell's words begin: after the first single pipe, unless a link stands before it."""
        page = self.page
        for node in page.coming():
            if node.start < start:
                continue
            if node.start >= stop or node.kind in (LINK, EXTERNAL):
                break
            if node.kind == PIPE:
                return node.end
        return start
