"""Parts → builder: footnote marks are lifted out of the words, lines are joined or broken."""

from __future__ import annotations

import re

from cursus.read.builder import Builder
from cursus.read.plain.shapes import Part, Piece

# "[12]", "[a]", "[nb 3]", "[lower-alpha 1]"; a letter only where it hangs on the word before, so that "[a] man" stays text.
_MARK = re.compile(
    r"\[(?P<label>\d{1,3}|(?<=[^\s(]\[)[a-z]{1,2}|(?:nb|note|notes|n|fn|lower-alpha|lower-roman|upper-alpha|N|Note) ?\d{1,3})\]"
    r"(?::\s?(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?![\d:]))?"
)
_WANTED = re.compile(r"\[\s?(?P<what>citation needed|dubious[^\]]{0,20}|when\?|who\?|clarification needed|verification needed|page needed|better source needed)\s?\]")
_IMAGE = re.compile(r"\S+\.(?:svg|png|jpe?g|gif)\s+", re.IGNORECASE)


class Writer:
    """Writes parts of one article; ``index`` says which citation a label leads to."""

    def __init__(self, builder: Builder, index: dict[str, int]) -> None:
        self.builder = builder
        self.index = index

    def write(self, part: Part) -> None:
        if part.kind == "heading":
            offset, words = part.lines[0]
            words = words.removesuffix("[edit]").rstrip()
            self.builder.section(words, part.level, offset, offset + len(words))
            return
        if part.kind == "row":
            label = part.label or (part.lines[0][0], "")
            self.builder.begin_row(label[1], part.key, "infobox", part.group, label[0], label[0] + len(label[1]))
            for number, (offset, words) in enumerate(part.lines):
                image = _IMAGE.match(words)
                if image:
                    offset, words = offset + image.end(), words[image.end() :]
                if number:
                    # A line in brackets qualifies the line before it: "Libyan Arab Jamahiriya / (until 1987)".
                    if words.startswith("("):
                        self.builder.words(" ", offset, offset)
                    else:
                        self.builder.line_break(offset, offset)
                self._words(offset, words)
            self.builder.end_row()
            return
        self.builder.begin(part.kind)
        self._join(part.lines)
        self.builder.end()

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
            self._plain(offset + position, words[position : match.start()])
            self.builder.mark(label, self.index.get(label, -1), offset + match.start(), offset + match.end(), page=match["page"] or "")
            position = match.end()
        self._plain(offset + position, words[position:])

    def _plain(self, offset: int, words: str) -> None:
        position = 0
        for match in _WANTED.finditer(words):
            self.builder.words(words[position : match.start()], offset + position)
            self.builder.fault("citation-needed", match["what"], offset + match.start(), offset + match.end())
            position = match.end()
        self.builder.words(words[position:], offset + position)
