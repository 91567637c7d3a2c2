"""The page from top to bottom: paragraphs, list items, headings, tables, captions, boxes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from cursus.read.builder import Builder
from cursus.read.cs1 import is_citation_template
from cursus.read.wikitext.args import Arg, Args, args_of, name_of, trim
from cursus.read.wikitext.boxes import is_box, write_box
from cursus.read.wikitext.collect import Collector
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import COMMENT, LINE, LINK, NONE, PIPE, REF, TAG, Node
from cursus.read.wikitext.pattern import Recipe
from cursus.read.wikitext.refs import Entry, attributes
from cursus.read.wikitext.render import SPECIAL, TRAIL, Renderer, plain_words
from cursus.read.wikitext.tables import Table, unclosed_tables
from cursus.read.wikitext.wiki import namespace, section_kind

_start = attrgetter("start")
_HEADING_TAG = re.compile(r"h[1-6]")
_GALLERY_OPTION = re.compile(r"\s*(?:alt|link|lang|page|thumb|class)\s*=", re.IGNORECASE)
_MARKER = re.compile(r"[*#:;]+")
_DIVISIONS = frozenset({"p", "div", "center", "hr", "section", "poem", "dl", "table"})
_LIST_TAGS = frozenset({"ul", "ol", "dl"})


class PageRenderer(Renderer):
    """Writes a page to a builder."""

    out: Builder

    def __init__(self, page: PageContext, builder: Builder) -> None:
        super().__init__(page, builder)
        self.out = builder
        self.tables: list[Table] = []
        self.in_item = False  # the open block ends with its line
        self.source_level = 2  # the level of the heading above it
        self.wrap = ""  # the kind that paragraphs have inside <blockquote>
        self.sources = ""  # what kind of source list the section is, if any
        self.captions: list[Node] = []
        self.general: list[Entry] = []  # what the sections of sources list
        self.limit = 0
        self.nodes: list[Node] = []
        self.tags_by_name: dict[str, list[Node]] = {}
        self.index = 0
        self.unclosed: set[int] = set()
        self.lead = True

    # the page ------------------------------------------------------------------------------------------------------
    def page_text(self, nodes: list[Node]) -> None:
        """The whole page."""
        self.unclosed = unclosed_tables(self.source, nodes, self.page.faults)
        self.blocks(nodes, 0, len(self.source))
        self._end_block()

    def blocks(self, nodes: list[Node], start: int, end: int) -> None:
        """Write a region that holds blocks."""
        self.nodes, self.limit = nodes, end
        source, visit, find, special, clean = self.source, self.visit, self.source.find, SPECIAL, self.out.clean
        position = start
        size = len(nodes)
        self.index = 0
        easy = self._easy()
        while self.index < size:
            node = nodes[self.index]
            self.index += 1
            place = node.start
            if place < position:
                continue
            if place >= end:
                break
            if place > position:
                # Most text is words and single spaces, and is taken over as it is.
                if easy and special(source, position, place) is None and find("  ", position, place) < 0:
                    clean(position, place)
                else:
                    self.text(position, place)
            kind = node.kind
            if kind == LINK and easy and not node.nodes:
                position = self._plain_link(node)
                continue
            position = visit[kind](self, node) or node.end
            if kind != REF:
                easy = self._easy()
        if position < end:
            self.text(position, end)

    def first_line(self, arg: Arg) -> None:
        """A list that a template lays out in columns is a list of the page."""
        if self.tables:
            super().first_line(arg)
            return
        self._end_block()
        before = self.nodes, self.limit, self.index, self.tags_by_name
        self.tags_by_name = {}
        nodes = arg.nodes
        marker = _MARKER.match(self.source, arg.start, arg.end)
        if marker is not None:
            nodes = [Node(LINE, arg.start, marker.end(), marker[0], 0, 0, NONE, False), *nodes]
        self.blocks(nodes, arg.start, arg.end)
        self._end_block()
        self.nodes, self.limit, self.index, self.tags_by_name = before

    def _easy(self) -> bool:
        """Whether words are written as they stand: not in a table or a quotation, nothing hidden, no list in a value."""
        return not (self.tables or self.wrap or self.hiding or self.item)

    def _plain_link(self, node: Node) -> int:
        """:meth:`link` for the usual one: to an article, without markup inside. Returns the place behind it."""
        source, out = self.source, self.out
        start, stop, end = node.inner_start, node.inner_end, node.end
        pipe = source.find("|", start, stop)
        target = source[start : pipe if pipe >= 0 else stop].strip()
        if ":" in target or "_" in target or "&" in target or "  " in target:
            return self.link(node) or end
        at = out.at
        if pipe >= 0:
            start = pipe + 1
            if not source[start:stop].strip():
                return self.link(node) or end
        if SPECIAL(source, start, stop) is None and source.find("  ", start, stop) < 0:
            out.clean(start, stop)
        else:
            self.text(start, stop)
        if source[end : end + 1].isalpha() and (trail := TRAIL.match(source, end)):
            end = trail.end()
            out.clean(trail.start(), end)
        out.link(at, target)
        return end

    def text(self, start: int, end: int) -> None:
        if self.in_item:
            stop = self.source.find("\n", start, end)
            if stop >= 0:
                Renderer.text(self, start, stop)
                self._end_block()
                start = stop + 1
        if self.tables:
            if not self.tables[-1].in_cell:
                return
        elif self.wrap and not self.out.kind and self.source[start:end].strip():
            self.out.begin(self.wrap)
        Renderer.text(self, start, end)

    def _end_block(self) -> None:
        """The end of a paragraph, item or line."""
        self.in_item = False
        if self.hiding:
            self.hiding.clear()
        if not self.tables:
            self.out.end()
            if self.captions:
                self._write_captions()

    # lines ---------------------------------------------------------------------------------------------------------
    def line(self, node: Node) -> int | None:
        name = node.name
        begin = name[:1]
        if begin == "=":
            return self._heading(node)
        if not self.tables:
            if begin in ("|", "!"):
                # Rows of a table that a template opened; the rows of a succession box have none of their own.
                self._end_block()
                if name != "|" and name != "!":
                    return self.line_end(node.end)
                self.tables.append(Table(self, node.start, "", nested=False, implied=True))
                return self._table_line(node)
            if name == "{|":
                return self._open_table(node)
            self._end_block()
            return self._item(node) if begin and begin in "*#:;" else None
        if self.tables[-1].implied and begin not in ("|", "!"):
            self._close_table()
            return self.line(node)
        if name == "{|":
            return self._open_table(node)
        if begin in ("|", "!") and not self.tables[-1].html:
            return self._table_line(node)
        super().line(node)
        return None

    def _item(self, node: Node) -> int | None:
        if self.sources:
            return self._source(node)
        kind = "paragraph" if node.name[-1] == ":" and "*" not in node.name and "#" not in node.name else "item"
        if self.wrap:
            kind = self.wrap
        self.out.begin(kind, level=len(node.name))
        self.in_item = True
        return None

    def _source(self, node: Node) -> int:
        """An item of a section that lists sources: an entry, no text."""
        stop = self.line_end(node.end)
        inside = self.ahead(node.end, stop)
        for child in inside:
            if child.kind == LINK:
                prefix, _, name = self.source[child.inner_start : child.inner_end].partition(":")
                if namespace(prefix) == "category":
                    self.category(name.partition("|")[0])
        if self.sources != "links":
            self._entry(node, inside, node.end, stop)
        return stop

    def _entry(self, node: Node, nodes: list[Node], start: int, end: int) -> None:
        start, end = trim(self.source, start, end, nodes)
        if end > start:
            self.general.append(Entry(None, "", "", Node(LINE, start, end, "", 0, 0, NONE, False), nodes, start, end))

    def _heading(self, node: Node) -> int | None:
        source = self.source
        stop = self.line_end(node.end)
        low, high = node.start + (1 if source[node.start] == "\n" else 0), stop
        inside = self.ahead(node.end, stop)
        for child in reversed(inside):
            if child.kind == COMMENT and not source[child.end : high].strip():
                high = child.start
        while high > low and source[high - 1].isspace():
            high -= 1
        tail = high
        while tail > low and source[tail - 1] == "=":
            tail -= 1
        level = min(len(node.name), high - tail, 6)
        if level < 1 or tail <= low + level - 1:
            self._end_block() if not self.tables else None
            self.text(low, node.end)
            return None
        self._close_tables(node)
        self._end_block()
        self.heading(level, [n for n in inside if n.end <= high], low + level, high - level)
        return stop

    def heading(self, level: int, nodes: list[Node], start: int, end: int) -> None:
        """A heading's words, and what its section is."""
        words = plain_words(self.source, start, end) if not nodes else None
        if words is None:
            out = Collector(self.source)
            Renderer(self.page, out).region(nodes, start, end)
            words = out.text
        start, end = trim(self.source, start, end, nodes)
        self.lead = False
        self.wrap = ""
        if words:
            self.out.section(words, level, start, max(end, start))
            for node in nodes:
                if node.start in self.page.uses:
                    self.marks(node)
        kind = section_kind(words)
        if kind or level <= 2:
            self.sources = kind
            self.source_level = level
        elif level <= self.source_level:
            self.sources = ""

    def coming(self) -> Iterator[Node]:
        """The nodes that come next, without copying them."""
        nodes = self.nodes
        for index in range(self.index, len(nodes)):
            yield nodes[index]

    def ahead(self, start: int, stop: int) -> list[Node]:
        """The nodes that come next between two places."""
        nodes, index = self.nodes, self.index
        out = []
        while index < len(nodes) and (node := nodes[index]).start < stop:
            if node.start >= start:
                out.append(node)
            index += 1
        return out

    def _tag_ahead(self, name: str) -> Node | None:
        """The next tag of a name, opening or closing."""
        tags = self.tags_by_name
        if not tags:
            for node in self.nodes:
                if node.kind == TAG:
                    tags.setdefault(node.name, []).append(node)
        here = self.nodes[self.index - 1].end
        found = tags.get(name, [])
        place = bisect_left(found, here, key=_start)
        return found[place] if place < len(found) else None

    def line_end(self, start: int) -> int:
        """The end of the line, whatever stands in nodes on it."""
        source, nodes = self.source, self.nodes
        position = start
        for index in range(self.index, len(nodes)):
            node = nodes[index]
            if node.start < position:
                continue
            stop = source.find("\n", position, node.start)
            if stop >= 0:
                return stop
            if node.kind == LINE:
                return node.start
            position = node.end
        stop = source.find("\n", position, self.limit)
        return self.limit if stop < 0 else stop

    # tables --------------------------------------------------------------------------------------------------------
    def _open_table(self, node: Node) -> int:
        stop = self.line_end(node.end)
        if not self.tables:
            self._end_block()
        else:
            self.out.line_break(node.start, node.start)
        words = self.source[node.end : stop]
        self.tables.append(Table(self, node.start, attributes(words).get("class", ""), nested=bool(self.tables)))
        return stop

    def _table_line(self, node: Node) -> int | None:
        table = self.tables[-1]
        if node.name == "!":
            return table.cell(node, node.end, True)
        if node.name == "|}":
            self._close_table()
            return None
        if node.name == "|-":
            table.end_row()
            return self.line_end(node.end)
        if node.name == "|+":
            return table.caption(node)
        return table.cell(node, node.end, False)

    def _close_table(self) -> None:
        self.hiding.clear()
        self.tables.pop().end()
        if not self.tables:
            self._write_captions()

    def _close_tables(self, node: Node) -> None:
        """At a heading, tables that are never closed end."""
        while self.tables and (self.tables[-1].start in self.unclosed or self.tables[-1].html):
            self._close_table()
        while self.tables:
            self._close_table()

    def pipe(self, node: Node) -> int | None:
        """``||`` begins the next cell of a table."""
        if (
            self.tables
            and not self.tables[-1].html
            and self.source[node.end : node.end + 1] == "|"
            and self.tables[-1].in_cell
        ):
            return self.tables[-1].cell(node, node.end + 1, self.tables[-1].header)
        self.as_text(node)
        return None

    def bangs(self, node: Node) -> int | None:
        if self.tables and self.tables[-1].header and self.tables[-1].in_cell:
            return self.tables[-1].cell(node, node.end, True)
        self.as_text(node)
        return None

    # tags ----------------------------------------------------------------------------------------------------------
    def tag(self, node: Node) -> int | None:
        name = node.name
        if self.hiding:
            return super().tag(node)
        closing = self.source[node.start + 1] == "/"
        if name == "references":
            return self._references(node, closing)
        if name == "gallery" and not closing:
            return self._gallery(node)
        if _HEADING_TAG.fullmatch(name) and not closing and not self.tables:
            end = self._tag_ahead(name)
            if (
                end is not None
                and self.source[end.start + 1] == "/"
                and "\n\n" not in self.source[node.end : end.start]
            ):
                self._end_block()
                self.heading(int(name[1]), self.ahead(node.end, end.start), node.end, end.start)
                return end.end
        return super().tag(node)

    def known_tag(self, node: Node, name: str, closing: bool) -> None:
        if name in ("table", "tr", "td", "th", "caption"):
            self._table_tag(node, name, closing)
        elif self.tables:
            super().known_tag(node, name, closing)
        elif name == "blockquote":
            self._end_block()
            self.wrap = "" if closing else "quotation"
        elif name == "li":
            self._end_block()
            if not closing:
                self.out.begin("item", level=1)
        elif name in _DIVISIONS or name in _LIST_TAGS or name in ("dd", "dt"):
            self._end_block()
        elif name == "br":
            self.out.line_break(node.start, node.end)

    def _table_tag(self, node: Node, name: str, closing: bool) -> None:
        if name == "table":
            if closing:
                if self.tables and self.tables[-1].html:
                    self._close_table()
            else:
                if not self.tables:
                    self._end_block()
                words = self.source[node.start + 6 : node.end - 1]
                self.tables.append(
                    Table(self, node.start, attributes(words).get("class", ""), nested=bool(self.tables), html=True)
                )
            return
        if not self.tables:
            return
        table = self.tables[-1]
        if name == "tr":
            table.end_row()
        elif closing:
            table.end_cell()
        elif name in ("td", "th"):
            table.cell_tag(node, name == "th")

    def _references(self, node: Node, closing: bool) -> int | None:
        """A list of footnotes is no text."""
        if closing or self.source[node.end - 2] == "/":
            return None
        end = self._tag_ahead("references")
        return end.end if end is not None and self.source[end.start + 1] == "/" else None

    def _gallery(self, node: Node) -> int | None:
        """Lines "File:name|caption"."""
        close = self._tag_ahead("gallery")
        if close is None:
            return None
        if self.tables:
            return close.start
        self._end_block()
        inside = self.ahead(node.end, close.start)
        position, at = node.end, 0
        while position < close.start:
            stop = self.source.find("\n", position, close.start)
            stop = close.start if stop < 0 else stop
            line = []
            while at < len(inside) and inside[at].start < stop:
                line.append(inside[at])
                stop = max(stop, inside[at].end) if inside[at].kind != LINE else stop
                at += 1
            pipes = [n for n in line if n.kind == PIPE]
            ends = [n.start for n in pipes[1:]] + [stop]
            shown = [
                (p.end, e)
                for p, e in zip(pipes, ends, strict=False)
                if not _GALLERY_OPTION.match(self.source, p.end, e) and self.source[p.end : e].strip()
            ]
            if shown:
                self.out.begin("caption")
                self.plain_lines().region([n for n in line if n.start >= shown[0][0]], *shown[0])
                self.out.end()
            position = stop + 1
        return close.start

    # images, templates ---------------------------------------------------------------------------------------------
    def image(self, node: Node) -> None:
        if self.tables or self.caption(node) is None:
            return
        self.captions.append(node)
        if not self.out.kind:
            self._write_captions()

    def _write_captions(self) -> None:
        captions, self.captions = self.captions, []
        for node in captions:
            found = self.caption(node)
            if found is not None:
                nodes, start, end = found
                self.out.begin("caption")
                self.plain_lines().region(nodes, start, end)
                self.out.end()

    def link(self, node: Node) -> int | None:
        if self.tables and not self.tables[-1].in_cell:
            return None
        if self.wrap and not self.out.kind:
            self.out.begin(self.wrap)
        return super().link(node)

    def external(self, node: Node) -> int | None:
        if self.tables and not self.tables[-1].in_cell:
            return None
        return super().external(node)

    def template(self, node: Node) -> int | None:
        if self.hiding:
            return None
        name = name_of(self.source, node)
        tables = self.tables
        if not tables:
            if is_box(self.page, node, name, self.lead and not self.out.kind):
                self._end_block()
                write_box(self.page, self.out, node)
                return None
        elif not tables[-1].in_cell:
            return None
        if self.sources and not self.out.kind and is_citation_template(name):
            self._entry(node, [node], node.start, node.end)
            return None
        return super().template(node)

    def unknown(self, node: Node, name: str) -> None:
        from cursus.read.wikitext.succession import is_succession, write_succession

        if is_succession(name):
            if self.tables and self.tables[-1].implied:
                self._close_table()
            if not self.tables:
                write_succession(self, node, args_of(self.source, node))
                return
        super().unknown(node, name)

    def plain_lines(self) -> Renderer:
        """Writes words inside one block, where marked lines are line breaks."""
        return Renderer(self.page, self.out)

    def hidden_marks(self, node: Node) -> None:
        """Between blocks there are no words that such a mark could belong to."""
        if self.out.kind and (not self.tables or self.tables[-1].in_cell):
            super().hidden_marks(node)

    def new_paragraph(self, node: Node) -> None:
        if self.tables:
            self.out.line_break(node.start, node.end)
        else:
            self._end_block()

    def notice(self, node: Node, args: Args, recipe: Recipe) -> None:
        if self.tables:
            return
        self._end_block()
        self.out.begin("notice")
        self.pattern(node, args, recipe)
        self.out.end()

    def quotation(self, node: Node, args: Args, recipe: Recipe) -> None:
        if self.tables:
            self.out.line_break(node.start, node.start)
            self.pattern(node, args, recipe)
            return
        self._end_block()
        self.out.begin("quotation")
        self.plain_lines().pattern(node, args, recipe)
        self.out.end()
