"""Headings, paragraphs, lists, tables, captions and the licence line of a copied page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.read.plain.cells import grid_parts, is_succession, succession_row
from cursus.read.plain.lines import Layout, Line
from cursus.read.plain.noise import is_hatnote, is_noise, words
from cursus.read.plain.parts import Part, Piece

_LICENCE = re.compile(
    r"Creative Commons|CC[ -]BY|GNU Free Documentation|licen[sc]ed (?:content|under)|available under|Retrieved from\b",
    re.IGNORECASE,
)
_LICENCES = (
    (re.compile(r"CC[ -]BY[ -]SA[ -]?4|Share-?Alike(?: Licen[sc]e)? 4", re.IGNORECASE), "CC BY-SA 4.0"),
    (
        re.compile(r"CC[ -]BY[ -]SA|Share-?Alike|Creative Commons Licensed content from Wikipedia", re.IGNORECASE),
        "CC BY-SA 3.0",
    ),
    (re.compile(r"GNU Free Documentation|GFDL", re.IGNORECASE), "GFDL"),
)
_ADDRESS = re.compile(r"https?://[^\s\"”]{1,300}")
_MARKUP_HEADING = re.compile(r"(={2,6})\s*(?P<words>[^=](?:.*[^=])?)\s*\1")
_EDIT = re.compile(
    r"\s{0,4}\[\s{0,4}(?:(?:edit|change|modifier|editar|bearbeiten|править|редагувати|عدل)[^\]]{0,40})?\]$|(?<=[a-z)])Edit$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[\w{1,4}\]")
_TERMINAL = (".", "!", "?", ",", ";", ":", "…", "”", "。")
_GLUE = re.compile(r"(?<=[a-zß-ö\d)”\"][.!?])(?=[A-ZÀ-Þ][a-zß-ö]+[ ,])")
_OFTEN = 3
_NAME = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_DATED = re.compile(r", (?:c\. |circa |ca\. |vers )?(?:1\d|20)\d\d$")
_COLUMNS = re.compile(r"\t\s*| {2,}|\s\|\s?|\|\s")


def read_prose(lines: list[Line], layout: Layout, title: str) -> list[Part]:
    """Every block of the lines of the article about ``title``, in order."""
    return _Reader(lines, layout, title).read()


class _Reader:
    def __init__(self, lines: list[Line], layout: Layout, title: str) -> None:
        self.lines = lines
        self.layout = layout
        self.parts: list[Part] = []
        self.paragraph: list[Line] = []
        self.item: list[Piece] = []
        self.item_indent = 0
        self.tables = 0
        # Where headings show themselves by their markup or by the button beside them, nothing else is a heading.
        marked = [
            line
            for line in lines
            if len(line.text) < 100 and (_EDIT.search(line.text) or _MARKUP_HEADING.fullmatch(line.text))
        ]
        self.marked = len(marked) >= 2
        self.end = lines[-1].end if lines else 0
        # Some extracts leave out the break between two paragraphs: "in 2000.In 1998".
        self.glued = not layout.wrapped and sum(len(_GLUE.findall(line.text)) for line in lines) >= _OFTEN
        self.links = False  # below a heading over links or books: short lines are its items
        self.title = {w.casefold() for w in _NAME.findall(title.split("(")[0])}
        self.padded = any(line.cells for line in lines)

    def read(self) -> list[Part]:
        index = 0
        while index < len(self.lines):
            index = self._step(index)
        self.flush()
        return self.parts

    def _step(self, index: int) -> int:
        line = self.lines[index]
        if line.blank:
            self.flush()
            return index + 1
        if line.text == "Enlarge":
            return self._caption(index)
        if is_noise(line.text):
            return index + 1
        if line.text.startswith("CAPTION:"):
            self.flush()
            cut = len(line.text) - len(line.text.removeprefix("CAPTION:").lstrip())
            self.parts.append(Part("caption", ((line.start + cut, line.text[cut:]),)))
            return index + 1
        if line.text.startswith("Retrieved from"):
            self.flush()
        markup = _MARKUP_HEADING.fullmatch(line.text) if line.text[0] == "=" and len(line.text) < 300 else None
        if markup:
            self.flush()
            self.parts.append(
                Part("heading", ((line.start + markup.start("words"), markup["words"]),), level=len(markup[1]))
            )
            return index + 1
        if (after := self._succession(index)) > index or (after := self._table(index)) > index:
            return after
        if line.bullet and not self._goes_on(line):
            self.flush()
            cut = line.bullet
            self.item, self.item_indent = [(line.start + cut, line.text[cut:])], line.indent
            return index + 1
        if self.item and self.layout.wrapped and line.indent > self.item_indent:
            self.item.append((line.start, line.text))
            return index + 1
        if not self.layout.wrapped:
            self.flush()
        if not self.paragraph and self._is_heading(index):
            self.flush()
            words_of = _EDIT.sub("", line.text)
            self.parts.append(Part("heading", ((line.start, words_of),)))
            self.links = bool(words("last").fullmatch(words_of))
            return index + 1
        if self.item:
            self.flush()
        if not self.layout.wrapped and self._is_listed(index) and not self._points_away(line.text):
            self.item, self.item_indent = [(line.start, line.text)], line.indent
            return index + 1
        self.paragraph.append(line)
        return index + 1

    def _is_listed(self, index: int) -> bool:
        """A short line without an end, next to another such line: a list whose bullets the copy lost."""
        return self._is_short(index) and (self._is_short(index + 1) or self._is_short(index - 1))

    def _is_short(self, index: int) -> bool:
        if not 0 <= index < len(self.lines):
            return False
        text = _MARK.sub("", self.lines[index].text)
        return (
            0 < len(text) <= 120 and not text.endswith(_TERMINAL) and not text.startswith("==") and not is_noise(text)
        )

    def _goes_on(self, line: Line) -> bool:
        """A wrapped paragraph may break before a number or a dash: "at the age of / 78. He was"."""
        last = self.paragraph[-1] if self.paragraph else None
        return last is not None and last.indent == line.indent and self.layout.full(last, line, 4)

    def flush(self) -> None:
        paragraph, self.paragraph = self.paragraph, []
        if paragraph:
            pieces = tuple((line.start, line.text) for line in paragraph)
            text = " ".join(line.text for line in paragraph)
            # The licence stands at the end; words about licences in the prose are prose.
            if (paragraph[0].start > 0.6 * self.end and _LICENCE.search(text)) or is_hatnote(text):
                kind = "notice"
            else:
                kind = "quotation" if self._set_in(paragraph) else "paragraph"
            if self.glued and kind == "paragraph" and len(pieces) == 1:
                self.parts += [Part(kind, (piece,)) for piece in _unglued(*pieces[0])]
            else:
                self.parts.append(Part(kind, pieces))
        item, self.item = self.item, []
        if item:
            self.parts.append(Part("item", tuple(item)))

    def _set_in(self, paragraph: list[Line]) -> bool:
        """A wrapped paragraph whose every line is set in deeper than the prose around it."""
        return (
            self.layout.wrapped
            and len(paragraph) > 1
            and all(line.indent >= self.layout.base + 2 for line in paragraph)
        )

    def _caption(self, index: int) -> int:
        """Lynx prints a picture as its alternative text, "Enlarge" and its caption; the first is mostly the same as
        the last."""
        after = index + 1
        while after < len(self.lines) and self.lines[after].text and self.lines[after].text != "Enlarge":
            after += 1
        below = self.lines[index + 1 : after]
        shown = [line.text for line in below]
        same = next(
            (
                n
                for n in range(min(len(shown), len(self.paragraph)), 0, -1)
                if [x.text for x in self.paragraph[-n:]] == shown[:n]
            ),
            0,
        )
        if same:
            del self.paragraph[-same:]
            below = below[:same]
        self.flush()
        if below:
            self.parts.append(Part("caption", tuple((line.start, line.text) for line in below)))
        return index + 1 + len(below)

    def _succession(self, index: int) -> int:
        """A box of predecessors and successors whose cells a browser parted by tabs and their lines by line breaks."""
        line = self.lines[index]
        found = None if line.cells else succession_row(self.lines, index)
        if found is None:
            below = index + 1
            while below < len(self.lines) and self.lines[below].blank:
                below += 1
            if line.cells or not self._is_short(index) or not self._starts_succession(below):
                return index
            # "Military offices": the head of the box.
            self.flush()
            head = ((line.start, line.text),)
            self.parts.append(Part("navigation", (), cells=(head,), table=self.tables))
            return index + 1
        cells, after = found
        self.flush()
        self.parts.append(Part("navigation", (), cells=cells, table=self.tables))
        self.tables += 1
        return after

    def _starts_succession(self, index: int) -> bool:
        if index >= len(self.lines):
            return False
        cells = self.lines[index].cells
        if cells:
            return is_succession(words_of for cell in cells for _, words_of in cell[:1])
        return succession_row(self.lines, index) is not None

    def _table(self, index: int) -> int:
        """Three or more neighbouring lines with gaps in them are rows of a table; returns the line after it."""
        number = self.lines[index].table
        stop = index
        if number >= 0:
            while stop < len(self.lines) and self.lines[stop].table == number:
                stop += 1
            self.flush()
            self.parts += grid_parts(self.lines[index:stop], self.tables)
            self.tables += 1
            return stop
        while stop < len(self.lines) and self._columns(self.lines[stop]):
            stop += 1
        if stop - index < 3:
            return index
        self.flush()
        for line in self.lines[index:stop]:
            cells = tuple(((line.start + a, line.text[a:b]),) for a, b in self._columns(line))
            self.parts.append(Part("cells", (), cells=cells, table=self.tables))
        self.tables += 1
        return stop

    def _columns(self, line: Line) -> list[tuple[int, int]]:
        """The cells of a line, empty where the line has no gap."""
        if not line.text or line.bullet or line.cells or len(line.text) > 400:
            return []
        out: list[tuple[int, int]] = []
        position = 0
        if "\t" in line.text:
            for cell in line.text.split("\t"):
                lead = len(cell) - len(cell.lstrip())
                out.append((position + min(lead, len(cell.rstrip())), position + len(cell.rstrip())))
                position += len(cell) + 1
            return out
        for gap in _COLUMNS.finditer(line.text):
            if gap.start() and line.text[gap.start() - 1] in ".!?" and gap[0] == "  ":
                continue  # two spaces after a full stop are a typist's
            if gap.start() > position:
                out.append((position, gap.start()))
            position = gap.end()
        if position < len(line.text):
            out.append((position, len(line.text)))
        return out if len(out) > 1 else []

    # headings --------------------------------------------------------------------------------------------------------
    def _is_heading(self, index: int) -> bool:
        line = self.lines[index]
        edit = _EDIT.search(line.text)
        text = line.text[: edit.start()] if edit else line.text
        if not text or len(text) > 90 or text.endswith(_TERMINAL) or "  " in text or (_MARK.search(text) and not edit):
            return False
        if not edit and (text[0].islower() or line.cells or self._points_away(text)):
            return False
        if self.links and not edit and not self.layout.wrapped:
            return self._may_be_last(text)
        if self.layout.wrapped:
            return line.indent < self.layout.base or (self.layout.base == 0 and self._alone(index) and len(text) < 50)
        if edit:
            return True
        if self.marked:
            return self._may_be_last(text)
        # Where tables are padded to their width, a heading is a line without padding, set in as the prose is.
        if self.padded and (line.indent != self.layout.base or line.width > line.indent + len(line.text)):
            return False
        if len(text.split()) > 10 or not any(c.isalpha() for c in text) or self._is_caption(text):
            return False
        return self._announces(index)

    def _is_caption(self, text: str) -> bool:
        """A short line that tells what a picture shows: it names the article's person and a year, or ends with one."""
        first = _NAME.match(text)
        named = first is not None and first[0].casefold() in self.title
        return bool((named and _YEAR.search(text)) or _DATED.search(text))

    def _points_away(self, text: str) -> bool:
        return is_hatnote(text) and not self._may_be_last(text)

    def _announces(self, index: int) -> bool:
        """Whether a short line stands over something: a longer text, a list, or at most two more headings before it."""
        if self._may_be_last(self.lines[index].text):
            return True
        short = 0
        spaced = index + 1 < len(self.lines) and self.lines[index + 1].blank
        for line in self.lines[index + 1 :]:
            if line.blank:
                continue
            if line.bullet or line.cells or "\t" in line.text or len(line.text) > 90 or line.text.endswith(_TERMINAL):
                return True
            if is_hatnote(line.text):
                return True
            short += 1
            if short > 2:
                # A run of short lines: only the first, set off by a blank line on either side, heads the others.
                return spaced and (index == 0 or self.lines[index - 1].blank)
        return False

    def _may_be_last(self, text: str) -> bool:
        """Whether nothing need stand below the heading: the references were taken out, the links lost in the copy."""
        return bool(words("references|last").fullmatch(text))

    def _alone(self, index: int) -> bool:
        before = index == 0 or self.lines[index - 1].blank
        return before and (index + 1 >= len(self.lines) or self.lines[index + 1].blank)


def _unglued(offset: int, words: str) -> Iterator[Piece]:
    """The paragraphs of a line, each with its place."""
    position = 0
    for glue in _GLUE.finditer(words):
        yield offset + position, words[position : glue.start()]
        position = glue.start()
    yield offset + position, words[position:]


def licence_of(parts: list[Part]) -> tuple[str | None, str | None]:
    """(the licence that the page's last lines name, the address they give)."""
    licence = address = None
    for part in parts:
        if part.kind != "notice":
            continue
        words = " ".join(words for _, words in part.lines)
        if is_hatnote(words):
            continue
        licence = licence or next((name for pattern, name in _LICENCES if pattern.search(words)), None)
        found = _ADDRESS.search(words) if words.startswith("Retrieved from") else None
        address = address or (found[0].rstrip(".,;)") if found else None)
    return licence, address
