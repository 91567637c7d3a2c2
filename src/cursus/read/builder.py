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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cursus.claim import Block, Citation, Document, Fault, Link, Mark, Row, Run, Section, Sentence, Span
from cursus.read import records
from cursus.text.sentences import split_sentences

SPACES = r"\t\n\r\f\v\x1c-\x1f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space other than the plain space, for a class of a regular expression."""
ODD_SPACE = rf"[{SPACES}][ {SPACES}]*| [ {SPACES}]+"
"""White space that is more than one plain space between words, as a regular expression."""
_ODD_SPACE = re.compile(ODD_SPACE)
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
        self.at = 0
        """The text's length so far; a pending space does not count."""
        # Where each run begins in the text and in the source, and where it ends there; -1 for one that is exact.
        self._runs: list[tuple[int, int, int]] = []
        self._next = -1  # the place in the source where the last run can go on; -1 where it cannot
        self._low = self._high = -1  # the white space before the next word; -1 without any
        self._tail = False  # such a space is written already, as the last character of the text
        self._edge = 0  # where white space is dropped: a block, a cell, a value or a line begins here
        self.kind = ""
        """The kind of the open block, "" outside."""
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

    # words ---------------------------------------------------------------------------------------------------------
    def words(self, text: str, source_start: int, source_end: int | None = None) -> None:
        """Add reader-visible text. Of equal length with its source it maps character by character, else as a whole."""
        if not text:
            return
        if not self.kind:
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
        if not self.kind:
            if source[start:end].isspace():
                return
            self.begin("paragraph")
        if _ODD_SPACE.search(source, start, end) is not None:
            self._spread(source[start:end], start, -1)
        else:
            self.clean(start, end)

    def clean(self, start: int, end: int) -> None:
        """:meth:`copy` for a piece that is not empty and whose only white space is single plain spaces."""
        source = self.source
        if not self.kind:
            if end - start == 1 and source[start] == " ":
                return
            self.begin("paragraph")
        length = self.at
        if self._low >= 0:
            if source[start] == " ":  # the two are one space
                self._high = start + 1
                start += 1
                if start == end:
                    return
            self._flush()
            length = self.at
        elif source[start] == " ":
            if self._tail:
                self._low, self._high = self._unspace(), start + 1
                if start + 1 < end:
                    self._flush()
                length = self.at
                start += 1
            elif length <= self._edge:
                start += 1
            if start == end:
                return
        self._pieces.append(source[start:end])
        self.at = length + end - start
        if start != self._next:
            self._runs.append((length, start, -1))
        self._next = end
        self._tail = source[end - 1] == " "

    def _unspace(self) -> int:
        """Take the space at the end of the text back; returns its place in the source."""
        place = self._next - 1
        piece = self._pieces.pop()
        if len(piece) > 1:
            self._pieces.append(piece[:-1])
        self._tail = False
        self._cut(1)
        return place

    def _cut(self, count: int) -> None:
        """Shorten text and map by characters whose pieces are taken off."""
        self.at = at = self.at - count
        runs = self._runs
        while runs and runs[-1][0] >= at:
            runs.pop()
        self._next = -1
        if runs and runs[-1][2] < 0:
            self._next = runs[-1][1] + at - runs[-1][0]

    def opaque(self, text: str, source_start: int, source_end: int) -> None:
        """Add text that its source stands for without holding it, however long the two are."""
        if not text:
            return
        if not self.kind:
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

    def space(self, source_start: int, source_end: int) -> None:
        """White space of the source; what is left of it is one space before the next word."""
        if self.kind:
            self._space(0, 0, source_start, source_end)

    def _space(self, start: int, end: int, source_start: int, source_end: int) -> None:
        if source_end < 0:
            source_start, source_end = source_start + start, source_start + end
        if self._tail:
            self._low = self._unspace()
            self._high = self._low + 1
        if self._low < 0:
            self._low, self._high = source_start, source_end
        else:
            self._low, self._high = min(source_start, self._low), max(source_end, self._high)

    def _piece(self, text: str, start: int, end: int, source_start: int, source_end: int) -> None:
        """A piece whose only white space is single plain spaces."""
        if text[start] == " ":
            self._space(start, start + 1, source_start, source_end)
            start += 1
        trailing = end > start and text[end - 1] == " "
        if trailing:
            end -= 1
        if end > start:
            if self._low >= 0:
                self._flush()
            piece = text[start:end] if start or end < len(text) else text
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
        """Write the space that is due, but none at an edge: the start of the block, the cell, the value or the line."""
        if self.at > self._edge:
            low, high = self._low, self._high
            # One character of source that is no white space is not where this space comes from.
            self._put(" ", low, low if high - low == 1 and not self.source[low:high].isspace() else high)
        self._low = -1

    def _put(self, text: str, source_start: int, source_end: int) -> None:
        start, size = self.at, len(text)
        self._pieces.append(text)
        self.at = start + size
        self._tail = False
        if source_end - source_start != size:
            self._runs.append((start, source_start, max(source_start, source_end)))
            self._next = -1
            return
        # An exact run goes on where the source does.
        if source_start != self._next:
            self._runs.append((start, source_start, -1))
        self._next = source_end

    def _drop_space(self) -> None:
        """Forget the white space behind the last word."""
        self._low = -1
        if self._tail:
            self._unspace()

    def line_break(self, source_start: int, source_end: int | None = None) -> None:
        """A visible line break inside the open block."""
        self._drop_space()
        if self.kind and self.at > self._edge:
            self._put("\n", source_start, source_start if source_end is None else source_end)
            self._edge = self.at

    def _trim(self) -> None:
        """Drop trailing line breaks of the open block."""
        while self._pieces and self._pieces[-1] == "\n" and self.at > self._start:
            if self._row is not None and self.at <= max(self._row.value_start, 0):
                break
            self._drop(1)

    def _drop(self, count: int) -> None:
        """Take the last piece (``count`` characters long) back out of the text and of the map."""
        self._pieces.pop()
        self._cut(count)

    # blocks --------------------------------------------------------------------------------------------------------
    def begin(self, kind: str, *, level: int = 0, table: int = -1, header: bool = False) -> None:
        """Open a block; an open one is ended first."""
        if self.kind:
            self.end()
        if self.at:
            gap = "\n" if kind in _TIGHT and self._last_kind == kind else "\n\n"
            place = self._next if self._next >= 0 else self._runs[-1][2]
            self._put(gap, place, place)
        self.kind, self._level, self._table, self._header = kind, level, table, header
        self._start = self._edge = self.at
        self._cells = []
        self._cell_start = -1
        self._low = -1

    def end(self) -> None:
        """Close the open block; one without text leaves no trace."""
        if not self.kind:
            return
        self._drop_space()
        if self.at == self._edge:
            self._trim()
        if self._cell_start >= 0:
            self.end_cell()
        kind, start = self.kind, self._start
        self.kind = ""
        if self.at <= start:
            self._undo_gap()
            self._keep_marks_inside()
            self._keep_links_inside()
            return
        if self.marks and self.marks[-1].at > self.at:
            self._keep_marks_inside()
        if self.links and self.links[-1].end > self.at:
            self._keep_links_inside()
        self.blocks.append(
            records.block(
                kind,
                start,
                self.at,
                len(self.sections) - 1,
                self._level,
                tuple(self._cells) if self._cells else (),
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
            if self.marks[index].at <= self.at:
                break
            self.marks[index] = replace(self.marks[index], at=self.at)

    def _keep_links_inside(self) -> None:
        """Of links over text that was taken back only the rest is kept."""
        for index in range(len(self.links) - 1, -1, -1):
            link = self.links[index]
            if link.end <= self.at:
                break
            if link.start < self.at:
                self.links[index] = replace(link, end=self.at)
            else:
                del self.links[index]

    def new_table(self) -> int:
        """A number for a table whose rows follow."""
        self._tables += 1
        return self._tables - 1

    def begin_cell(self, source_start: int) -> None:
        """Open the next cell of a ``cells`` block."""
        self.end_cell()
        self._drop_space()
        if self._cells:
            self._put("\t", source_start, source_start)
            self._edge = self.at
        self._cell_start = self.at

    def end_cell(self) -> None:
        if self._cell_start >= 0:
            self._drop_space()
            self._cells.append(Span(self._cell_start, self.at))
            self._cell_start = -1

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
        self._row.value_start = self.at

    def end_row(self) -> None:
        """Close the row; one whose value is empty leaves no trace."""
        row = self._row
        if row is None or self.kind != "row":
            self._row = None
            self.end()
            return
        self._drop_space()
        self._trim()
        start, value_start = self._start, row.value_start
        self._row = None
        if self.at <= value_start:
            self._cells, self._cell_start = [], -1
            while self._pieces and self.at > start:
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
                self.at,
                value_start,
                self.at,
                tuple(items),
                len(self.blocks) - 1,
            )
        )

    def _pieces_from(self, start: int) -> list[str]:
        out: list[str] = []
        position = self.at
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
        self.marks.append(records.mark(self.at - self._tail, label, citation, source_start, source_end, group, page))

    def link(self, start: int, target: str) -> None:
        """The text from ``start`` (an earlier :attr:`at`) to here leads to ``target``."""
        length = self.at - self._tail
        if self._pieces and self._pieces[-1] == "\n":
            length -= 1  # a line break at its end is no part of a link, and may yet be taken back
        if start < length and target:
            piece = self._pieces[-1]
            if (piece[0] if self.at - len(piece) == start else self._char(start)) == " ":
                start += 1  # the space between the word before and the link; there are no two
            if start < length:
                self.links.append(records.link(start, length, target))

    def __len__(self) -> int:
        return self.at

    def _char(self, at: int) -> str:
        position = self.at
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
        self._close_section(self.at)
        values: dict[str, Any] = {
            "id": sha256[:16],
            "path": path,
            "title": title,
            "sha256": sha256,
            "form": form,
            "source": self.source,
            "text": "".join(self._pieces),
            "sections": tuple(self.sections),
            "blocks": tuple(self.blocks),
            "rows": tuple(self.rows),
            "marks": tuple(self.marks),
            "citations": tuple(citations),
            "links": tuple(self.links),
            "categories": tuple(categories),
            "faults": tuple(self.faults),
            "lang": self.lang,
            "url": url,
            "revision": revision,
            "timestamp": timestamp,
            "licence": licence,
            "attribution": attribution,
        }
        return records.later_document(values, _Rest(values["text"], values["blocks"], self.lang, self._runs))


class _Rest:
    """Makes the parts of a Document that follow from the others."""

    __slots__ = ("blocks", "lang", "runs", "text")

    def __init__(self, text: str, blocks: tuple[Block, ...], lang: str, runs: list[tuple[int, int, int]]) -> None:
        self.text = text
        self.blocks = blocks
        self.lang = lang
        self.runs = runs

    def __call__(self, name: str) -> dict[str, Any]:
        if name == "runs":
            return {"runs": tuple(_runs(self.runs, len(self.text)))}
        return {"sentences": tuple(_sentences(self.text, self.blocks, self.lang))}


def _runs(begins: list[tuple[int, int, int]], size: int) -> Iterator[Run]:
    ends = [start for start, _, _ in begins[1:]]
    ends.append(size)
    for (start, source_start, source_end), end in zip(begins, ends, strict=False):
        yield records.run(start, end, source_start, source_start + end - start if source_end < 0 else source_end)


def _sentences(text: str, blocks: tuple[Block, ...], lang: str) -> Iterator[Sentence]:
    for index, block in enumerate(blocks):
        if block.kind not in _WITH_SENTENCES:
            continue
        offset = block.start
        for line in text[block.start : block.end].split("\n"):
            for start, end in split_sentences(line, lang):
                yield Sentence(offset + start, offset + end, index)
            offset += len(line) + 1
