"""The infobox of a copied page: where it is, and its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cursus.read.plain.boxgrid import BoxGrid
from cursus.read.plain.labels import Labelled, is_group, labelled
from cursus.read.plain.lines import Layout, Line, chunks
from cursus.read.plain.noise import is_noise, is_rule
from cursus.read.plain.parts import Part, Piece
from cursus.read.plain.title import is_prose
from cursus.text.scripts import script_of

_YEAR = r"(?:c\. ?|ca\. ?|circa )?[^()]{0,40}\b\d{3,4}(?: ?(?:BCE?|AD|CE|av\. J\.-C\.))?"
_LIFESPAN = re.compile(rf"\(?{_YEAR}\)?\s*[-–—]\s*{_YEAR}\)?")
_HIDDEN_BIRTH = re.compile(r"\(\d{4}-\d\d-\d\d\).*\(age\b.*")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Keys whose values are lists, so that a blank line in the middle does not end them.
_LISTS = frozenset({"battles", "awards", "commands", "unit", "spouse", "children"})
_TERM = frozenset({"term", "term_start"})
_CORE = frozenset(
    {
        "born",
        "birth_date",
        "birth_place",
        "died",
        "death_date",
        "death_place",
        "allegiance",
        "branch",
        "rank",
        "service_years",
        "unit",
        "commands",
        "battles",
        "awards",
        "birth_name",
        "lifespan",
    }
)


@dataclass(slots=True)
class _Row:
    label: Piece
    key: str
    indent: int
    value_column: int
    columnar: bool  # a gap sets the value off, so that the lines below it that belong to it stand in its column
    barred: bool = False  # the row was closed with a bar
    items: list[Piece] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    last: Line | None = None


def find_box(lines: list[Line], start: int, layout: Layout) -> tuple[int, int] | None:
    """The lines that are the infobox: those between the title and the first prose, else a stretch of labelled lines
    below."""
    end = _head_end(lines, start, layout)
    if _labels(lines[start:end]) >= 2:
        return start, end
    index = start
    while index < len(lines):
        stop, keys = index, set()
        first = last = -1
        while stop < len(lines) and not _is_body(lines, stop, layout):
            found = labelled(lines[stop]) if lines[stop].text else None
            if found is not None and found.known:
                keys.add(found.key)
                first, last = (stop if first < 0 else first), stop
            stop += 1
        if len(keys) >= 3 and keys & _CORE:
            while first > index and lines[first - 1].text:
                first -= 1
            while last + 1 < stop and lines[last + 1].text:
                last += 1
            return first, last + 1
        index = max(stop, index + 1)
    return None


def _labels(lines: list[Line]) -> int:
    return sum(found is not None and found.known for found in (labelled(line) for line in lines if line.text))


def _is_body(lines: list[Line], index: int, layout: Layout) -> bool:
    found = labelled(lines[index])
    return is_prose(lines, index, layout) and not (found is not None and found.known)


def _head_end(lines: list[Line], start: int, layout: Layout) -> int:
    """Where the article's first prose starts. Wrapped copies are looked at paragraph by paragraph: a caption may be a
    paragraph of its own, so that what comes before the last labelled paragraph near the top is head as well."""
    if not layout.wrapped:
        end = start
        while end < len(lines) and (
            not lines[end].text or is_noise(lines[end].text) or not _is_body(lines, end, layout)
        ):
            end += 1
        return end
    end = start
    for first, after in chunks(lines, start)[:14]:
        block = lines[first:after]
        if lines[first].indent < layout.base and end > start:
            break
        count = _labels(block)
        prose = sum(_is_body(lines, n, layout) for n in range(first, after))
        if count >= 2 or (count and end > start and prose == 0):
            end = after
        elif prose >= 3:
            break
    return _with_tail(lines, end, layout)


def _with_tail(lines: list[Line], end: int, layout: Layout) -> int:
    """A short paragraph in lower case right below the box ends its last row."""
    following = next((c for c in chunks(lines, end)[:1]), None)
    if following is not None and following[1] - following[0] == 1 and lines[following[0]].text[:1].islower():
        return following[1]
    return end


def read_box(lines: list[Line], title: str, layout: Layout) -> list[Part]:
    """The rows and captions of an infobox."""
    return _Reader(lines, title, layout).read()


class _Reader:
    def __init__(self, lines: list[Line], title: str, layout: Layout) -> None:
        self.lines = lines
        self.title = title
        self.names = {w.casefold() for w in _WORD.findall(title.split("(")[0])}
        self.layout = layout
        self.parts: list[Part] = []
        self.grid = BoxGrid(self.parts)
        self.row: _Row | None = None
        self.loose: list[Line] = []
        self.group = ""
        self.named = False
        self.rows = 0
        hows = [
            found.how for found in (labelled(line) for line in lines if line.text) if found is not None and found.known
        ]
        self.columns = layout.wrapped and hows.count("gap") > hows.count("space")
        self.gap = False  # a blank line or a rule came since the last line

    def read(self) -> list[Part]:
        for line in self.lines:
            if line.blank:
                self.gap = True
            elif is_noise(line.text):
                if is_rule(line.text):
                    self.flush()
                self.gap = True
            else:
                self._line(line)
                self.gap = False
        self.flush()
        return self.parts

    def _line(self, line: Line) -> None:
        if line.cells:
            self.flush()
            self.grid.add(line)
            self.group = self.grid.group
            self.rows += 1
            return
        if is_group(line.text):
            self.flush()
            self.group = line.text
            return
        if line.text.casefold() == "incumbent":
            return
        if _HIDDEN_BIRTH.fullmatch(line.text) and (self.row is None or self.row.key != "born"):
            self.flush()
            self.row = _Row((line.start, ""), "born", line.indent, line.indent, False)
            self._item(line, line.start, line.text)
            return
        found = labelled(line)
        if found is not None and not self._in_column(line) and not self._is_heading_of_list(found, line):
            self._start(found, line)
        elif self.row is not None and self._continues(line):
            self._item(line, line.start, line.text)
        elif self.row is None and self.loose and not self.gap and self.layout.full(self.loose[-1], line, 4):
            self.loose.append(line)
        else:
            self.flush()
            self.loose = [line]

    def _in_column(self, line: Line) -> bool:
        """The line stands in the value column of the open row, whatever words it starts with."""
        row = self.row
        return row is not None and row.columnar and abs(line.indent - row.value_column) <= 1 and bool(row.items)

    def _is_heading_of_list(self, found: Labelled, line: Line) -> bool:
        """An unknown label counts only in a box whose rows are set in columns, or before a tab."""
        if "\t" in line.text:
            return False
        return not found.known and (self.rows == 0 or (self.row is not None and not self.row.columnar))

    def _start(self, found: Labelled, line: Line) -> None:
        if found.key in _TERM:
            self._office()
        self.flush()
        label = line.text.removeprefix("| ")
        alone = found.value_at >= len(line.text)
        self.row = _Row(
            (line.end - len(label), found.label),
            found.key,
            line.indent,
            line.indent + found.value_at,
            found.how == "gap" and not alone,
            line.text.endswith("|"),
        )
        self.rows += 1
        value = line.text[found.value_at :].rstrip(" |")
        if value:
            self._item(line, line.start + found.value_at, value)

    def _office(self) -> None:
        """The line before "In office" names the office, whatever it was taken for."""
        pieces: list[Piece] = []
        while True:
            if self.loose:
                pieces.insert(0, (self.loose[-1].start, self.loose[-1].text))
                self.loose.pop()
            elif self.row is not None and len(self.row.items) > 1:
                pieces.insert(0, self.row.items.pop())
            else:
                break
            # "United States Senator / from Delaware"
            if not pieces[0][1][0].islower():
                break
        self.flush()
        if pieces:
            self.group = " ".join(words for _, words in pieces)
            self.parts.append(Part("row", tuple(pieces), (pieces[0][0], ""), "office", self.group))

    def _item(self, line: Line, start: int, words: str) -> None:
        row = self.row
        if row is None:
            return
        cut = Line(words, start, 0).bullet
        if words in ("*", "•", "·"):
            return
        whole = row.last is None or self.gap or bool(cut) or row.last.text.endswith((",", ";", ")", "."))
        if row.last is not None and not whole and self.layout.full(row.last, line):
            row.joined.add(len(row.items))
        if not row.items and start == line.start:
            row.indent = line.indent
        row.items.append((start + cut, words[cut:]))
        row.last = line

    def _continues(self, line: Line) -> bool:
        row = self.row
        if row is None:
            return False
        if row.barred and "|" not in line.text:
            return False
        if not row.items:
            return True
        if row.columnar:
            flat = not self.columns and not self.gap and (not self.layout.wrapped or line.indent == row.indent)
            return flat or line.indent >= row.value_column - 1
        if row.key == "born" and _HIDDEN_BIRTH.fullmatch(line.text):
            return True
        if self.gap:
            return row.key in _LISTS or line.text[0].islower()
        return not self.layout.wrapped or line.indent == row.indent or abs(line.indent - row.value_column) <= 1

    def flush(self) -> None:
        row, self.row = self.row, None
        if row is not None and row.items:
            self.parts.append(
                Part("row", tuple(row.items), row.label, row.key, self.group, joined=frozenset(row.joined))
            )
        loose, self.loose = self.loose, []
        if loose:
            part = self._unlabelled(loose)
            if (
                not self.parts
                or self.parts[-1].kind != "caption"
                or [w for _, w in self.parts[-1].lines] != [w for _, w in part.lines]
            ):
                self.parts.append(part)

    def _unlabelled(self, lines: list[Line]) -> Part:
        text = lines[0].text.rstrip(" |")
        piece = (lines[0].start, text)
        if text.startswith("CAPTION:"):
            cut = len(text) - len(text.removeprefix("CAPTION:").lstrip())
            return Part("caption", ((lines[0].start + cut, text[cut:]), *((x.start, x.text) for x in lines[1:])))
        if len(lines) == 1:
            if _LIFESPAN.fullmatch(text) and not self.rows:
                return Part("row", (piece,), (lines[0].start, ""), "lifespan", self.group)
            if not self.named and not self.rows and self._is_name(text):
                self.named = True
                return Part("row", (piece,), (lines[0].start, ""), "name", self.group)
            if script_of(text) not in ("Latn", "Zyyy") and script_of(text) != script_of(self.title or "A"):
                return Part("row", (piece,), (lines[0].start, ""), "native_name", self.group)
        return Part("caption", tuple((x.start, x.text) for x in lines))

    def _is_name(self, text: str) -> bool:
        """A line that is a form of the title: it shares two words with it, and its words are capitalised but for
        particles."""
        words = _WORD.findall(text)
        if not words or len(words) > 9 or any(c.isdigit() for c in text) or text.endswith("."):
            return False
        small = [w for w in words if w[0].islower() and len(w) > 3]
        shared = {w.casefold() for w in words} & self.names
        return not small and len(shared) >= min(2, len(self.names)) and bool(shared)
