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
    r"\^?\[(?P<label>\d{1,3}|(?<=[^\s(]\[)[a-z]{1,2}|(?<=[^\s(]\[)[A-Z]|"
    r"(?P<known>nb|notes?|Note|n|N|fn|lower-alpha|lower-roman|upper-alpha|alpha|A|Σημ|прим\.|К|comm\.|ком\.) ?\d{1,3}|"
    r"[^\W\d_][^\W\d_.-]{0,15} ?\d{1,3})\]"
    r"(?:\s?:\s?(?:pp?\.\s?)?(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?=$|[.,;)\[]|\s(?![a-z\d])))?"
)
# "(en)", "[fr]" behind a name: the wiki that has an article.
_WIKI = re.compile(
    r"\s?[(\[](?:en|de|es|it|fr|ru|ja|zh|pl|cs|hu|sv|da|fi|no|nb|tr|ar|he|uk|el|nl|ko|pt|ro|fa|bg|hr|sr|sl|et|lv|lt|ca|eu|d)[)\]]"
    r"(?=$|[\s.,;:)»”\[])"
)
# A copy that sets every link apart from the punctuation around it: "George V , born".
_APART = re.compile(r"[\w)\]] [,.](?=\s|$)")
_LOOSE = re.compile(r"(?<=\() +| +(?=[.,)](?:\s|$|[),.\[]))")
# Characters without width are layout.
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]+")
# The name of a picture, where a copy without pictures shows it.
_PICTURE = re.compile(r"\s?\[[^\[\]\s]{1,200}\.(?:jpe?g|png|svg|gif|webp|tiff?)\]", re.IGNORECASE)
_OFTEN = 5
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
        self.lang = builder.lang
        self.apart = len(_APART.findall(builder.source)) >= max(_OFTEN, len(builder.source) // 4000)
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
        if not any(self._shows(words) for cell in part.cells for _, words in cell):
            return
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

    def _shows(self, words: str) -> bool:
        """Whether anything of the words is left when marks and what is dropped are taken out."""
        words = _MARK.sub("", words)
        position = 0
        for start, end, _ in self._dropped(words):
            if words[position:start].strip():
                return True
            position = max(position, end)
        return bool(words[position:].strip())

    def _row(self, part: Part) -> None:
        builder = self.builder
        label = part.label or (part.lines[0][0], "")
        builder.begin_row(
            label[1], part.key, "infobox", part.group, label[0], part.label_end or label[0] + len(label[1])
        )
        end = part.lines[0][0]
        for number, (offset, words) in enumerate(part.lines):
            image = _IMAGE.match(words)
            if image:
                offset, words = offset + image.end(), words[image.end() :]
            if number:
                # A line in brackets qualifies the line before it: "Libyan Arab Jamahiriya / (until 1987)".
                if number in part.joined or (words.startswith("(") and not _HIDDEN_DATE.match(words)):
                    self._space(end, offset)
                else:
                    builder.line_break(offset, offset)
            position = 0
            for hidden in _HIDDEN_DATE.finditer(words) if any(c.isdigit() for c in _HIDDEN_DATE.sub("", words)) else ():
                self._words(offset + position, words[position : hidden.start()])
                position = hidden.end()
            self._words(offset + position, words[position:])
            end = offset + len(words)
        builder.end_row()

    def _space(self, end: int, offset: int) -> None:
        """The space between two lines; cells that stand beside each other come in another order than in the source."""
        self.builder.words(" ", min(end, offset), offset)

    def _join(self, lines: tuple[Piece, ...]) -> None:
        end = lines[0][0]
        for number, (offset, words) in enumerate(lines):
            if number:
                self._space(end, offset)
            self._words(offset, words)
            end = offset + len(words)

    def _words(self, offset: int, words: str) -> None:
        position = 0
        for match in _MARK.finditer(words):
            label = match["label"]
            citation, group = self.index.find(label)
            if citation < 0 and not self._may_be_mark(label, match["known"]):
                continue
            between = words[position : match.start()]
            if not (position and between.strip(" ") in (",", ";")):
                self._plain(offset + position, between, words[match.end() :])
            self.builder.mark(label, citation, offset + match.start(), offset + match.end(), group, match["page"] or "")
            position = match.end()
        self._plain(offset + position, words[position:], "")

    def _may_be_mark(self, label: str, known: str | None) -> bool:
        """Whether a mark that leads nowhere is one: "support[s]" is a letter the author put in."""
        if label.isalpha():
            return len(label) <= 2 and label in self.letters
        return label.isdigit() or known is not None

    def _plain(self, offset: int, words: str, after: str) -> None:
        """Words without marks; ``after`` is what follows the mark behind them."""
        if self.apart:
            after = _MARK.sub("", after).lstrip(" ")
            words = words.rstrip(" ") if after[:1] in (",", ".", ")") and after else words
        position = 0
        for start, end, fault in self._dropped(words):
            if start < position:
                continue
            self.builder.words(words[position:start], offset + position)
            if fault:
                kind = "citation-needed" if remarks("wanted").fullmatch(fault) else "inline-note"
                self.builder.fault(kind, fault, offset + start, offset + end)
            position = end
        self.builder.words(words[position:], offset + position)

    def _dropped(self, words: str) -> list[tuple[int, int, str]]:
        """What no reader takes for words of the article: (start, end, the remark or "")."""
        out: list[tuple[int, int, str]] = []
        if "[" in words:
            found = remarks("wanted|remark", _BRACKET_END, _BRACKET).finditer(words)
            out += [(m.start(), m.end(), m["words"]) for m in found]
        if "[" in words:
            out += [(m.start(), m.end(), "") for m in _PICTURE.finditer(words)]
        if "ikidata" in words:
            out += [(m.start(), m.end(), "") for m in remarks("button", "", r"\s?").finditer(words)]
        if "(" in words or "[" in words:
            out += [(m.start(), m.end(), "") for m in _WIKI.finditer(words) if self.lang not in m[0]]
        if not words.isascii():
            out += [(m.start(), m.end(), "") for m in _NO_WIDTH.finditer(words)]
        if self.apart:
            out += [(m.start(), m.end(), "") for m in _LOOSE.finditer(words)]
        return sorted(out)


def _lettered(source: str) -> frozenset[str]:
    """The letters that number notes: "a", and each further one whose forerunners all stand in brackets as well."""
    found = set(re.findall(r"\[([a-z])\]", source))
    out: list[str] = []
    for letter in "abcdefghijklmnopqrstuvwxyz":
        if letter not in found:
            break
        out.append(letter)
    return frozenset(out)
