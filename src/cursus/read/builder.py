"""The one place where a Document comes to be, whatever form the article had.

A reader walks its input in order and tells the builder what it sees: words with their place in the source, line breaks,
blocks, infobox rows, footnote marks, links. The builder collapses white space, keeps the map from text to source, splits
sentences and puts the frozen :class:`~cursus.claim.Document` together. The three readers therefore agree on every
convention of the text:

* blocks are separated by a blank line, rows, items and table rows among themselves by a line break;
* inside a block white space is collapsed to one space, a line break is kept only where :meth:`Builder.line_break` says so;
* a row reads ``label<TAB>value``, cells of a table row are separated by a tab;
* footnote marks are not part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cursus.claim import Block, Citation, Document, Fault, Link, Mark, Row, Run, Section, Sentence, Span
from cursus.text.sentences import split_sentences

_SPACES = r"\t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# White space that is not a single plain space between two words.
# White space that is more than one plain space between words.
_ODD_SPACE = re.compile(
    r"[\t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
    r"[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
    r"| [ \t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
_TIGHT = frozenset({"row", "item", "cells"})
_WITH_SENTENCES = frozenset({"paragraph", "item", "caption", "quotation"})


@dataclass
class _OpenRow:
    label: str
    key: str
    box: str
    group: str
    value_start: int = -1


class Builder:
    """Collects one article. Call ``begin``/``end`` around each block and :meth:`finish` once.

    ``words`` may be called outside any block: it then opens a paragraph. All methods take source offsets and never fail
    on overlapping or backward ones; a run that would go backward in the source becomes opaque at the place given.
    """

    def __init__(self, source: str, lang: str = "en") -> None:
        self.source = source
        self.lang = lang
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[list[int]] = []  # as Run, while they may still grow
        self._pending: tuple[int, int] | None = None
        self._kind = ""
        self._start = 0
        self._level = 0
        self._table = -1
        self._header = False
        self._tables = 0
        self._cells: list[Span] = []
        self._cell_start = -1
        self._row: _OpenRow | None = None
        self._last_kind = ""
        self.sections: list[Section] = [Section("", 1, (), 0, 0)]
        self._path: list[tuple[int, str]] = []
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.faults: list[Fault] = []

    @property
    def at(self) -> int:
        """The text's length so far; a pending space does not count."""
        return self._length

    @property
    def kind(self) -> str:
        """The kind of the open block, "" outside."""
        return self._kind

    # words ---------------------------------------------------------------------------------------------------------
    def words(self, text: str, source_start: int, source_end: int | None = None) -> None:
        """Add reader-visible text. Of equal length with its source it maps character by character, else as a whole."""
        if not text:
            return
        if not self._kind:
            if text.isspace():
                return
            self.begin("paragraph")
        if source_end is None or source_end - source_start == len(text):
            self._spread(text, source_start, -1)
        else:
            self._spread(text, source_start, source_end)

    def copy(self, start: int, end: int) -> None:
        """Add ``source[start:end]`` as it stands, white space collapsed: :meth:`words` for text that is in the source."""
        source = self.source
        if end <= start:
            return
        if not self._kind:
            if source[start:end].isspace():
                return
            self.begin("paragraph")
        if _ODD_SPACE.search(source, start, end) is not None:
            self._spread(source[start:end], start, -1)
            return
        if source[start] == " ":
            self._pending = (self._pending[0] if self._pending else start, start + 1)
            start += 1
            if start == end:
                return
        trailing = source[end - 1] == " "
        if trailing:
            end -= 1
        if end > start:
            if self._pending:
                self._flush()
            self._put(source[start:end], start, end)
        if trailing:
            self._pending = (end, end + 1)

    def opaque(self, text: str, source_start: int, source_end: int) -> None:
        """Add text that its source stands for without holding it, however long the two are."""
        if not text:
            return
        if not self._kind:
            if text.isspace():
                return
            self.begin("paragraph")
        self._spread(text, source_start, source_end)

    def _spread(self, text: str, source_start: int, source_end: int) -> None:
        """Collapse white space; ``source_end`` -1 says that the text maps character by character."""
        position, size = 0, len(text)
        for space in _ODD_SPACE.finditer(text):
            if space.start() > position:
                self._piece(text, position, space.start(), source_start, source_end)
            self._space(space.start(), space.end(), source_start, source_end)
            position = space.end()
        if position < size:
            self._piece(text, position, size, source_start, source_end)

    def _space(self, start: int, end: int, source_start: int, source_end: int) -> None:
        a, b = (source_start + start, source_start + end) if source_end < 0 else (source_start, source_end)
        self._pending = (min(a, self._pending[0]), max(b, self._pending[1])) if self._pending else (a, b)

    def _piece(self, text: str, start: int, end: int, source_start: int, source_end: int) -> None:
        """A piece whose only white space is single plain spaces."""
        if text[start] == " ":
            self._space(start, start + 1, source_start, source_end)
            start += 1
        trailing = end > start and text[end - 1] == " "
        if trailing:
            end -= 1
        if end > start:
            if self._pending:
                self._flush()
            if start or end < len(text):
                piece = text[start:end]
            else:
                piece = text
            if source_end < 0:
                self._put(piece, source_start + start, source_start + end)
            elif end - start != source_end - source_start:
                self._put(piece, source_start, source_end)
            elif end - start > 1:
                # As long as its source by chance: in two parts it cannot pass for a copy of it.
                self._put(piece[:1], source_start, source_end)
                self._put(piece[1:], source_start, source_end)
            else:
                self._put(piece, source_start, source_start)
        if trailing:
            self._space(end, end + 1, source_start, source_end)

    def _flush(self) -> None:
        if self._pending and self._length > self._edge():
            low, high = self._pending
            # One character of source that is no white space is not where this space comes from.
            self._put(" ", low, low if high - low == 1 and not self.source[low:high].isspace() else high)
        self._pending = None

    def _edge(self) -> int:
        """Where white space is dropped: the start of the block, the cell, the value or the line."""
        if self._pieces and self._pieces[-1] in ("\n", "\t"):
            return self._length
        return self._start

    def _put(self, text: str, source_start: int, source_end: int) -> None:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if self._runs:
            last = self._runs[-1]
            if (
                last[3] == source_start
                and last[1] - last[0] == source_start - last[2]
                and source_end - source_start == len(text)
            ):
                last[1], last[3] = self._length, source_end
                return
        self._runs.append([start, self._length, source_start, source_end])

    def line_break(self, source_start: int, source_end: int | None = None) -> None:
        """A visible line break inside the open block."""
        self._pending = None
        if self._kind and self._length > self._edge():
            self._put("\n", source_start, source_start if source_end is None else source_end)

    def _trim(self) -> None:
        """Drop trailing line breaks of the open block."""
        while self._pieces and self._pieces[-1] == "\n" and self._length > self._start:
            if self._row is not None and self._length <= max(self._row.value_start, 0):
                break
            self._drop(1)

    def _drop(self, count: int) -> None:
        """Take the last piece (``count`` characters long) back out of the text and of the map."""
        self._pieces.pop()
        self._length -= count
        last = self._runs[-1]
        if last[1] - last[0] == count:
            self._runs.pop()
        else:
            last[1] -= count
            last[3] -= count

    # blocks --------------------------------------------------------------------------------------------------------
    def begin(self, kind: str, *, level: int = 0, table: int = -1, header: bool = False) -> None:
        """Open a block; an open one is ended first."""
        if self._kind:
            self.end()
        if self._length:
            gap = "\n" if kind in _TIGHT and self._last_kind == kind else "\n\n"
            place = self._runs[-1][3] if self._runs else 0
            self._put(gap, place, place)
        self._kind, self._start, self._level, self._table, self._header = kind, self._length, level, table, header
        self._cells = []
        self._cell_start = -1
        self._pending = None

    def end(self) -> None:
        """Close the open block; one without text leaves no trace."""
        if not self._kind:
            return
        self._pending = None
        self._trim()
        self.end_cell()
        kind, start = self._kind, self._start
        self._kind = ""
        if self._length <= start:
            self._undo_gap()
            self._keep_marks_inside()
            return
        self._keep_marks_inside()
        self.blocks.append(
            Block(
                kind,
                start,
                self._length,
                len(self.sections) - 1,
                self._level,
                tuple(self._cells),
                self._table,
                self._header,
            )
        )
        self._last_kind = kind

    def _undo_gap(self) -> None:
        if self._pieces and self._pieces[-1] in ("\n", "\n\n") and self.blocks:
            self._drop(len(self._pieces[-1]))

    def _keep_marks_inside(self) -> None:
        """Marks behind text that was taken back stand at the end of what is left."""
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index].at <= self._length:
                break
            self.marks[index] = replace(self.marks[index], at=self._length)

    def new_table(self) -> int:
        """A number for a table whose rows follow."""
        self._tables += 1
        return self._tables - 1

    def begin_cell(self, source_start: int) -> None:
        """Open the next cell of a ``cells`` block."""
        self.end_cell()
        self._pending = None
        if self._cells:
            self._put("\t", source_start, source_start)
        self._cell_start = self._length

    def end_cell(self) -> None:
        if self._cell_start >= 0:
            self._cells.append(Span(self._cell_start, self._length))
            self._cell_start = -1
            self._pending = None

    # headings and rows ---------------------------------------------------------------------------------------------
    def section(self, heading: str, level: int, source_start: int, source_end: int) -> None:
        """A heading: closes the section before and opens its own. ``heading`` is its visible text."""
        self.end()
        heading = " ".join(heading.split())
        self.begin("heading", level=level)
        start = self._start
        self.words(heading, source_start, source_end)
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, heading))
        self._close_section(start)
        self.sections.append(Section(heading, level, tuple(h for _, h in self._path), start, start))
        self.end()

    def _close_section(self, at: int) -> None:
        last = self.sections[-1]
        self.sections[-1] = Section(last.heading, last.level, last.path, last.start, at)

    def begin_row(self, label: str, key: str, box: str, group: str, source_start: int, source_end: int) -> None:
        """Open an infobox row: the label is written from its place in the source, the value follows by :meth:`words`."""
        label = " ".join(label.split())
        self.begin("row")
        self._row = _OpenRow(label, key, box, group)
        self.begin_cell(source_start)
        if label:
            self.words(label, source_start, source_end)
            self.begin_cell(source_end)
        self._row.value_start = self._length

    def end_row(self) -> None:
        """Close the row; one whose value is empty leaves no trace."""
        row = self._row
        if row is None or self._kind != "row":
            self._row = None
            self.end()
            return
        self._pending = None
        self._trim()
        start, value_start = self._start, row.value_start
        self._row = None
        if self._length <= value_start:
            self._cells, self._cell_start = [], -1
            while self._pieces and self._length > start:
                self._drop(len(self._pieces[-1]))
            self.end()
            return
        self.end()
        value = "".join(self._pieces_from(value_start))
        items, offset = [], value_start
        for line in value.split("\n"):
            if line.strip():
                items.append(Span(offset, offset + len(line)))
            offset += len(line) + 1
        self.rows.append(
            Row(
                row.label,
                row.key,
                row.box,
                row.group,
                start,
                self._length,
                value_start,
                self._length,
                tuple(items),
                len(self.blocks) - 1,
            )
        )

    def _pieces_from(self, start: int) -> list[str]:
        out: list[str] = []
        position = self._length
        for piece in reversed(self._pieces):
            if position <= start:
                break
            position -= len(piece)
            out.append(piece)
        return out[::-1]

    # marks, links, faults ------------------------------------------------------------------------------------------
    def mark(
        self, label: str, citation: int, source_start: int, source_end: int, group: str = "", page: str = ""
    ) -> None:
        """A footnote mark before the next character."""
        self.marks.append(Mark(self._length, label, citation, source_start, source_end, group, page))

    def link(self, start: int, target: str) -> None:
        """The text from ``start`` (an earlier :attr:`at`) to here leads to ``target``."""
        while start < self._length and start < len(self) and self._char(start) == " ":
            start += 1
        if start < self._length and target:
            self.links.append(Link(start, self._length, target))

    def __len__(self) -> int:
        return self._length

    def _char(self, at: int) -> str:
        position = self._length
        for piece in reversed(self._pieces):
            position -= len(piece)
            if position <= at:
                return piece[at - position]
        return ""

    def fault(self, kind: str, message: str, source_start: int, source_end: int) -> None:
        self.faults.append(Fault(kind, message, source_start, source_end))

    # the end -------------------------------------------------------------------------------------------------------
    def finish(
        self,
        *,
        path: str,
        title: str,
        sha256: str,
        form: str,
        citations: Iterable[Citation] = (),
        categories: Iterable[str] = (),
        url: str | None = None,
        revision: str | None = None,
        timestamp: str | None = None,
        licence: str | None = None,
        attribution: str | None = None,
    ) -> Document:
        self.end()
        text = "".join(self._pieces)
        self._close_section(self._length)
        return Document(
            id=sha256[:16],
            path=path,
            title=title,
            sha256=sha256,
            form=form,
            source=self.source,
            text=text,
            runs=tuple(Run(*run) for run in self._runs),
            sections=tuple(self.sections),
            blocks=tuple(self.blocks),
            sentences=tuple(self._sentences(text)),
            rows=tuple(self.rows),
            marks=tuple(self.marks),
            citations=tuple(citations),
            links=tuple(self.links),
            categories=tuple(categories),
            faults=tuple(self.faults),
            lang=self.lang,
            url=url,
            revision=revision,
            timestamp=timestamp,
            licence=licence,
            attribution=attribution,
        )

    def _sentences(self, text: str) -> Iterable[Sentence]:
        for index, block in enumerate(self.blocks):
            if block.kind not in _WITH_SENTENCES:
                continue
            offset = block.start
            for line in text[block.start : block.end].split("\n"):
                for start, end in split_sentences(line, self.lang):
                    yield Sentence(offset + start, offset + end, index)
                offset += len(line) + 1
