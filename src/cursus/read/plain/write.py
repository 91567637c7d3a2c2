"""Parts → the builder: marks taken out of the words, lines joined or broken."""

from __future__ import annotations

import re

from cursus.read.builder import Builder
from cursus.read.plain.noise import words as remarks
from cursus.read.plain.parts import Part, Piece
from cursus.read.plain.references import Index

# "[12]", "[a]", "[nb 3]", "[lower-alpha 1]"; a letter only where it hangs on the word before, so that "[a] man" stays
# text. A page may follow ("[12]: 45"), but not a number that goes on with the sentence.
_MARK = re.compile(
    r"\[(?P<label>\d{1,3}|(?<=[^\s(]\[)[a-z]{1,2}|(?<=[^\s(]\[)[A-Z]|"
    r"(?:nb|note|notes|Note|n|N|fn|lower-alpha|lower-roman|upper-alpha|alpha|A|Σημ|прим\.|К|comm\.|ком\.) ?\d{1,3})\]"
    r"(?::\s?(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?=$|[.,;)\[]|\s(?![a-z\d])))?"
)
_BRACKET, _BRACKET_END = r"\[\s?", r"\s?\]"
_IMAGE = re.compile(r"\S+\.(?:svg|png|jpe?g|gif)\s+", re.IGNORECASE)
# The machine-readable date that browsers copy from a hidden element: no reader of the page sees it.
_HIDDEN_DATE = re.compile(r"^\(\d{4}-\d\d-\d\d\)\s*(?=\S)|\s{0,4}\(\d{4}-\d\d-\d\d\)(?=\s|\(|$)")


class Writer:
    """Writes parts of one article; ``index`` says which citation a mark leads to."""

    def __init__(self, builder: Builder, index: Index) -> None:
        self.builder = builder
        self.index = index
        self.letters = _lettered(builder.source)
        self.tables: dict[int, int] = {}

    def write(self, part: Part) -> None:
        builder = self.builder
        if part.kind == "heading":
            offset, words = part.lines[0]
            builder.section(words, part.level, offset, offset + len(words))
        elif part.kind == "row":
            self._row(part)
        elif part.cells:
            self._cells(part)
        else:
            builder.begin(part.kind)
            self._join(part.lines)
            builder.end()

    def _cells(self, part: Part) -> None:
        builder = self.builder
        if part.table not in self.tables:
            self.tables[part.table] = builder.new_table()
        builder.begin(part.kind, table=self.tables[part.table])
        place = part.cells[0][0][0] if part.cells[0] else next(p for cell in part.cells for p, _ in cell)
        for cell in part.cells:
            builder.begin_cell(cell[0][0] if cell else place)
            for number, (offset, words) in enumerate(cell):
                if number:
                    builder.line_break(offset, offset)
                self._words(offset, words)
                place = offset + len(words)
        builder.end()

    def _row(self, part: Part) -> None:
        builder = self.builder
        label = part.label or (part.lines[0][0], "")
        builder.begin_row(label[1], part.key, "infobox", part.group, label[0], part.label_end or label[0] + len(label[1]))
        end = part.lines[0][0]
        for number, (offset, words) in enumerate(part.lines):
            image = _IMAGE.match(words)
            if image:
                offset, words = offset + image.end(), words[image.end() :]
            if number:
                # A line in brackets qualifies the line before it: "Libyan Arab Jamahiriya / (until 1987)".
                if number in part.joined or (words.startswith("(") and not _HIDDEN_DATE.match(words)):
                    builder.words(" ", end, offset)
                else:
                    builder.line_break(offset, offset)
            position = 0
            for hidden in _HIDDEN_DATE.finditer(words) if any(c.isdigit() for c in _HIDDEN_DATE.sub("", words)) else ():
                self._words(offset + position, words[position : hidden.start()])
                position = hidden.end()
            self._words(offset + position, words[position:])
            end = offset + len(words)
        builder.end_row()

    def _join(self, lines: tuple[Piece, ...]) -> None:
        end = lines[0][0]
        for number, (offset, words) in enumerate(lines):
            if number:
                self.builder.words(" ", end, offset)
            self._words(offset, words)
            end = offset + len(words)

    def _words(self, offset: int, words: str) -> None:
        position = 0
        for match in _MARK.finditer(words):
            label = match["label"]
            citation, group = self.index.find(label)
            if citation < 0 and label.isalpha() and len(label) <= 2 and label not in self.letters:
                continue  # "support[s]": a letter the author put in
            self._plain(offset + position, words[position : match.start()])
            self.builder.mark(label, citation, offset + match.start(), offset + match.end(), group, match["page"] or "")
            position = match.end()
        self._plain(offset + position, words[position:])

    def _plain(self, offset: int, words: str) -> None:
        position = 0
        for match in remarks("wanted|remark", _BRACKET_END, _BRACKET).finditer(words) if "[" in words else ():
            self.builder.words(words[position : match.start()], offset + position)
            kind = "citation-needed" if remarks("wanted").fullmatch(match["words"]) else "inline-note"
            self.builder.fault(kind, match["words"], offset + match.start(), offset + match.end())
            position = match.end()
        self.builder.words(words[position:], offset + position)


def _lettered(source: str) -> frozenset[str]:
    """The letters that number notes: "a", and each further one whose forerunners all stand in brackets as well."""
    found = set(re.findall(r"\[([a-z])\]", source))
    out: list[str] = []
    for letter in "abcdefghijklmnopqrstuvwxyz":
        if letter not in found:
            break
        out.append(letter)
    return frozenset(out)
