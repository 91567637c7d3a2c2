"""The list of references of a copied page: found, numbered, taken out of the prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cursus.claim import Citation, Field
from cursus.read.plain.lines import Line
from cursus.text.citations import parse_reference

# "6. 6.0 6.1 Saadah, Ali", "6. ^ a b Saadah", "^ a b Saadah", "↑ Saadah", "- ↑ Saadah", "[6] Saadah"
_NUMBERED = re.compile(r"(?P<label>\d{1,4})\.(?=\s)\s*")
_BRACKETED = re.compile(r"\[(?P<label>\d{1,4})\]\s+(?=\S)")
_ARROW = re.compile(r"(?:-\s*)?[\^↑]+(?:\s*Jump up\s*(?:to:)?)?\s*")
_BACKLINKS = re.compile(r"(?:[\^↑]\s*)?(?:(?:\d{1,4}[.,]\d{1,3}|[a-z]{1,2}(?=\s(?:[a-z]{1,2}\s|[\"“A-Z(«„])))\s+)*")
_HEADING = re.compile(
    r"(?:references?|notes?|footnotes?|citations?|notes and references|references and notes|sources|einzelnachweise|"
    r"notes et références|références|referencias|note|примечания|примітки|مراجع|المراجع)(?:\s*\[edit\])?:?", re.IGNORECASE
)


@dataclass(slots=True)
class Reference:
    """One entry: its label, the labels of its way back, and the lines it runs over (source offset, words)."""

    label: str
    backlinks: tuple[str, ...]
    pieces: list[tuple[int, str]] = field(default_factory=list)
    start: int = 0

    @property
    def end(self) -> int:
        offset, words = self.pieces[-1]
        return offset + len(words)


def find_references(lines: list[Line]) -> tuple[list[Line], list[Reference]]:
    """Split off the reference list. The list is the longest run of entries numbered 1, 2, 3 …, or of back-arrows.

    A numbered list in the prose is told apart by the marks: entries are taken only where at least one ``[n]`` stands in the
    other lines, or where the list stands under a heading that names it.
    """
    best: tuple[int, int, list[Reference]] = (0, 0, [])
    index = 0
    while index < len(lines):
        end, found = _run(lines, index)
        if len(found) > len(best[2]):
            best = (index, end, found)
        index = max(end, index + 1)
    start, end, found = best
    if not found:
        return lines, []
    head = _heading_before(lines, start)
    outside = lines[:start] + lines[end:]
    if head is None and not _cited(outside, found):
        return lines, []
    return lines[:start] + lines[end:], found


def _heading_before(lines: list[Line], start: int) -> int | None:
    for index in range(start - 1, max(start - 4, -1), -1):
        if lines[index].text:
            return index if _HEADING.fullmatch(lines[index].text) else None
    return None


def _cited(lines: list[Line], found: list[Reference]) -> bool:
    labels = {reference.label for reference in found}
    return any(m.group(1) in labels for line in lines for m in re.finditer(r"\[(\d{1,4})\]", line.text))


def _run(lines: list[Line], index: int) -> tuple[int, list[Reference]]:
    """The entries that start at ``index``: (line after the last, entries). Entries may wrap over indented lines."""
    found: list[Reference] = []
    last = index
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            if index < len(lines) and _entry(lines[index], len(found) + 1) is None:
                break
            continue
        entry = _entry(line, len(found) + 1)
        if entry is not None:
            found.append(entry)
        elif found and line.indent >= 3 and last == index:
            found[-1].pieces.append((line.start, line.text))
        else:
            break
        index += 1
        last = index
    return (last, found) if found else (index, found)


def _entry(line: Line, number: int) -> Reference | None:
    for pattern in (_NUMBERED, _BRACKETED):
        match = pattern.match(line.text)
        if match:
            if number > 1 and not number - 1 <= int(match["label"]) <= number + 3 or number == 1 and int(match["label"]) > 1:
                return None
            return _make(line, match["label"], match.end())
    match = _ARROW.match(line.text)
    if match and match.end():
        return _make(line, str(number), match.end())
    return None


def _make(line: Line, label: str, position: int) -> Reference | None:
    match = _BACKLINKS.match(line.text, position)
    backlinks: tuple[str, ...] = ()
    if match and match.end() > position:
        backlinks = tuple(line.text[position : match.end()].replace("^", " ").replace("↑", " ").split())
        position = match.end()
    words = line.text[position:]
    if not words:
        return None
    return Reference(label, backlinks, [(line.start + position, words)], line.start)


def to_citations(references: list[Reference]) -> list[Citation]:
    """Citation records with fields read from the entry's own words."""
    return [_citation(reference) for reference in references]


def _citation(reference: Reference) -> Citation:
    text = ""
    offsets: list[tuple[int, int]] = []  # (position in text, source offset)
    for offset, words in reference.pieces:
        if text:
            text += " "
        offsets.append((len(text), offset))
        text += words
    kind, fields = parse_reference(text)

    def place(position: int) -> int:
        base, offset = next((p, o) for p, o in reversed(offsets) if p <= position)
        return offset + position - base

    return Citation(
        label=reference.label, name=None, group="", text=text, source_start=offsets[0][1], source_end=reference.end, type=kind,
        fields=tuple(Field(f.name, f.value, place(f.start), place(f.end - 1) + 1, f.edtf) for f in fields),
        backlinks=reference.backlinks,
    ) if text else Citation(reference.label, None, "", "", reference.start, reference.start)
