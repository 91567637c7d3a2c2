"""The lists of references of a copied page: found, numbered, taken out of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations

from cursus.claim import Citation, Field
from cursus.read.plain.lines import Layout, Line
from cursus.read.plain.noise import words
from cursus.text.citations import parse_reference

# "6. 6.0 6.1 Saadah, Ali", "6. ^ a b Saadah", "^ a b Saadah", "↑ Saadah", "- ↑ Saadah", "[6] Saadah", "a. ^
# Saadah", "[nb 1] ^ Saadah"
_NUMBERED = re.compile(r"(?:[*-]\s+)?(?P<label>\d{1,4})\.(?=\s|$)\s*|(?P<caret>\d{1,4})\s*(?=[\^↑])")
_BRACKETED = re.compile(r"\[(?P<label>\d{1,4}|(?:nb|note|n|fn|lower-alpha|N|Note) ?\d{1,3}|[a-z]{1,2})\]\s*(?=\S)")
_LETTERED = re.compile(r"(?P<label>[a-z]{1,2}|[ivx]{1,5})\.\s+(?=[\^↑])")
_ARROW = re.compile(
    r"(?:change)?(?:[-*]\s*)?(?:Jump up\s*(?:to:)?\s*)?[\^↑](?![\[a-z])(?:\s*Jump up\s*(?:to:)?)?(?:[↑\s]|\^(?![\[a-z]))*"
)
_BACKLINKS = re.compile(
    r"(?:[\^↑]\s*)?(?:Jump up to:?\s*)?"
    r"(?:(?:\d{1,4}[.,]\d{1,3}\s+)+|(?P<letters>\^?a,?\s+(?:(?:(?:et|und|y|e|и|і|and)\s+)?\^?[a-z]{1,2},?\s+)+))?"
)
_AND = frozenset({"et", "und", "y", "e", "и", "і", "and"})
# The ways back of an entry that is used more than once, where they are counted: "1 2 3 Saadah".
_COUNTED = re.compile(r"(?:[\^↑]\s*)?1 2\b(?: \d{1,3}\b)*\s*")
# What is no word of an entry: the language it is in, marks of notes in a note, the complaints of citation templates.
_NO_WORDS = (
    r"\((?:en|de|es|it|fr|ru|ja|zh|pl|cs|hu|sv|da|fi|no|nb|tr|ar|he|uk|el|nl|ko|pt|ro|fa|bg|hr|sr|la|ca)(?:-[A-Z]{2})?\)\s|"
    r"\s?\[(?:(?:nb|note|n|fn|alpha|N|Note) ?)?\d{1,3}\]|"
    r"\s?(?<![^\s])[^\W\d_][^.|\n]{3,60} \| ?[\w-]{2,20}= ?\( ?[^\W\d_]{3,12} ?\)|"
)
_MOST = 5
"""Kinds of marks that are told apart."""
_REACH = 15
"""Lines that an entry may run over and still be followed by the next."""
_AFTER_HEADING = r"(?:\s{0,4}\[[^\]]{0,40}\])?(?:Edit)?:?"
_MARKUP = re.compile(r"={2,6}\s*(.*?)\s*={2,6}")
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_IN_TEXT = re.compile(r"\[((?:[A-Za-z-]{1,12} ?)?\d{1,3}|[a-z]{1,2})\]")
_FAMILY = re.compile(r"(?P<word>[^\d]*?)\s*(?P<number>\d+)?$")


@dataclass(slots=True)
class Reference:
    """One entry: its label, the labels of its way back, and the lines it runs over (source offset, words)."""

    label: str
    backlinks: tuple[str, ...]
    pieces: list[tuple[int, str]] = field(default_factory=list)
    group: str = ""
    arrow: bool = False

    @property
    def end(self) -> int:
        offset, content = self.pieces[-1]
        return offset + len(content)


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    found: list[Reference]
    headed: bool

    @property
    def leads_back(self) -> bool:
        """Whether most entries show a way back to the text."""
        return sum(r.arrow or bool(r.backlinks) for r in self.found) * 2 > len(self.found)

    @property
    def numeric(self) -> bool:
        return all(r.label.isdigit() for r in self.found)


class Index:
    """Which citation a mark leads to; the first entry wins where lists repeat a label."""

    def __init__(self, references: list[Reference]) -> None:
        self._by_label: dict[str, int] = {}
        self._groups = [reference.group for reference in references]
        for number, reference in enumerate(references):
            self._by_label.setdefault(_key(reference.label), number)

    def find(self, label: str) -> tuple[int, str]:
        """(the citation's number or -1, its group)."""
        number = self._by_label.get(_key(label), -1)
        return number, self._groups[number] if number >= 0 else family(label)


def _key(label: str) -> str:
    return label.replace(" ", "").casefold()


def family(label: str) -> str:
    """The group a label shows: "nb" of "nb 3", "lower-alpha" of "b", "" of "12"."""
    match = _FAMILY.fullmatch(label)
    if match is None or not match["word"]:
        return ""
    if match["number"] is None:
        return "lower-alpha" if match["word"].islower() else "upper-alpha"
    return match["word"].strip()


def find_references(lines: list[Line], layout: Layout) -> tuple[list[Line], list[Reference]]:
    """Split off the reference lists: (the other lines, the entries of all lists).

    A list counts when it stands under a heading that names it, when its entries have arrows that lead back, or when marks
    in the other lines lead to it; of several runs of numbered lines that fulfil only the last, the longest counts.
    """
    runs = _runs(lines, layout)
    marks = {m[1] for line in lines for m in _IN_TEXT.finditer(line.text)}
    chosen = [run for run in runs if run.headed or run.leads_back]
    if not any(not r.group for run in chosen for r in run.found):
        cited = [run for run in runs if run not in chosen and _is_cited(run, marks, len(lines))]
        if cited:
            chosen.append(max(cited, key=lambda run: len(run.found)))
    chosen.sort(key=lambda run: run.start)
    _name_families(chosen, marks)
    taken: set[int] = set()
    for run in chosen:
        taken.update(range(run.start, run.end))
    return [line for n, line in enumerate(lines) if n not in taken], [r for run in chosen for r in run.found]


def _is_cited(run: _Run, marks: set[str], lines: int) -> bool:
    """Whether plain marks lead to a numbered list: it stands at either end of the text and is about long enough."""
    highest = max((int(mark) for mark in marks if mark.isdigit()), default=0)
    return bool(highest) and (run.start * 2 >= lines or run.start < 10) and len(run.found) * 5 >= highest * 4


def _name_families(runs: list[_Run], marks: set[str]) -> None:
    """Several lists that are all numbered from 1: each takes the marks ("[5]", "[nb 1]", "[a]") whose highest number is
    nearest to its length; in doubt the longest takes the plain ones."""
    highest: dict[str, int] = {}
    for mark in sorted(marks):
        digits = _DIGITS.search(mark)
        number = int(digits[0]) if digits else _number(mark)
        highest[family(mark)] = max(number, highest.get(family(mark), 0))
    # "[Smith 2020]" is no mark: a kind of marks starts with the first.
    highest = {name: most for name, most in highest.items() if not name or {f"{name} 1", f"{name}1", "a"} & marks}
    numbered = [run for run in runs if run.numeric]
    if not set(highest) - {""} or not numbered:
        return
    names = sorted(highest, key=lambda name: (-highest[name], name))[:_MOST]
    # Lists of which there is none stand for the kinds that have none.
    lists = sorted(numbered, key=lambda run: -len(run.found))[:_MOST]
    sizes = [len(run.found) for run in lists] + [0] * max(len(names) - len(lists), 0)

    def cost(chosen: Iterable[int]) -> tuple[int, int]:
        pairs = list(zip(names, chosen, strict=True))
        return sum(abs(highest[name] - sizes[n]) for name, n in pairs), next((n for name, n in pairs if not name), 0)

    for name, n in zip(names, min(permutations(range(len(sizes)), len(names)), key=cost), strict=True):
        if name and n < len(lists):
            for number, reference in enumerate(lists[n].found, 1):
                reference.group = name
                reference.label = _letter(number) if name.endswith("-alpha") else f"{name} {number}"


def _number(letters: str) -> int:
    """What number a label of letters stands for: "a" 1, "aa" 27."""
    out = 0
    for letter in letters.casefold():
        out = out * 26 + ord(letter) - ord("a") + 1 if "a" <= letter <= "z" else out
    return out


def _letter(number: int) -> str:
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def _runs(lines: list[Line], layout: Layout) -> list[_Run]:
    out: list[_Run] = []
    index = 0
    heading = False
    while index < len(lines):
        text = lines[index].text
        if not text:
            index += 1
            continue
        end, found = _run(lines, index, layout)
        if found:
            out.append(_Run(index, end, found, heading))
            index = end
        else:
            heading = _is_named(text)
            index += 1
    return out


def _is_named(text: str) -> bool:
    """Whether a line is the heading of a list of references."""
    markup = _MARKUP.fullmatch(text) if text.startswith("=") and len(text) < 300 else None
    return bool(words("references", _AFTER_HEADING).fullmatch(markup[1] if markup else text))


def _run(lines: list[Line], index: int, layout: Layout) -> tuple[int, list[Reference]]:
    """The entries that start at ``index``: (line after the last, entries). Entries may run over further lines."""
    found: list[Reference] = []
    last = index
    indent = lines[index].indent
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            continue
        entry = _entry(line, found)
        if entry is not None:
            found.append(entry)
            indent = line.indent
        elif found and last == index and (line.indent > indent or layout.full(lines[index - 1], line)):
            found[-1].pieces.append((line.start, line.text))
        elif found and found[-1].arrow and (following := _following(lines, index, found[-1], indent)):
            found[-1].pieces += [(x.start, x.text) for x in lines[index:following] if x.text]
            index = following - 1
        else:
            break
        index += 1
        last = index
    return last, found


def _following(lines: list[Line], index: int, entry: Reference, indent: int) -> int:
    """The line of the next entry, where the lines up to it can only belong to the entry before; else 0."""
    number = entry.label
    if not number.isdigit() or _is_named(lines[index].text):
        return 0
    if not _NUMBERED.match(lines[index - 1].text):
        for ahead in range(index + 1, min(index + _REACH // 2, len(lines))):
            if _is_named(lines[ahead].text):
                return 0
            if _ARROW.match(lines[ahead].text):
                return ahead
        return 0
    for ahead in range(index + 1, min(index + _REACH, len(lines))):
        match = _NUMBERED.match(lines[ahead].text)
        if match and lines[ahead].indent <= indent + 1:
            following = _make(lines[ahead], number, match.end())
            wanted = (match["label"] or match["caret"]) == str(int(number) + 1)
            return ahead if wanted and following is not None and following.arrow else 0
    return 0


def _entry(line: Line, before: list[Reference]) -> Reference | None:
    if line.cells:
        return None
    number = len(before) + 1
    match = _NUMBERED.match(line.text)
    if match:
        label = match["label"] or match["caret"]
        previous = int(before[-1].label) if before and before[-1].label.isdigit() else 0
        if not (previous <= int(label) <= previous + 3 if before else int(label) <= 1):
            return None
        return _make(line, label, match.end(), empty=bool(before) and int(label) == previous + 1)
    for pattern in (_BRACKETED, _LETTERED):
        match = pattern.match(line.text)
        if match and (family(match["label"]) or not before or before[-1].label.isdigit()):
            if match["label"].isdigit() and not before and int(match["label"]) > 1:
                return None
            return _make(line, match["label"], match.end())
    match = _ARROW.match(line.text)
    if match and match.end():
        return _make(line, str(number), match.end(), arrow=True)
    if _counted(line.text, 0)[1]:
        return _make(line, str(number), 0)
    return None


def _counted(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """(the labels of a counted way back, where it ends); none, and 0."""
    match = _COUNTED.match(text, position)
    if match is None:
        return (), 0
    numbers, end = 0, 0
    for found in _DIGITS.finditer(text, match.start(), match.end()):
        if int(found[0]) != numbers + 1:
            break
        numbers, end = numbers + 1, found.end()
    while end < len(text) and text[end] == " ":
        end += 1
    return tuple(str(n + 1) for n in range(numbers)), end


def _lettered(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """(the labels of a lettered way back, where it ends): "a b c", as long as each letter is the next."""
    labels: list[str] = []
    start = end = position
    for found in _WORD.finditer(text, position):
        if found[0].strip("^,") == _letter(len(labels) + 1):
            labels.append(found[0].strip("^,"))
            end = found.end()
        elif found[0] not in _AND:
            break
    if len(labels) < 2:
        return (), start
    while end < len(text) and text[end].isspace():
        end += 1
    return tuple(labels), end


def _make(line: Line, label: str, position: int, *, arrow: bool = False, empty: bool = False) -> Reference | None:
    backlinks, end = _counted(line.text, position)
    if end:
        arrow, position = True, end
    match = _BACKLINKS.match(line.text, position) if not end else None
    if match and match.end() > position:
        way = line.text[position : match.end()]
        arrow = arrow or "^" in way or "↑" in way
        position = match.end()
        if match["letters"]:
            backlinks, position = _lettered(line.text, match.start("letters"))
        else:
            backlinks = tuple(re.findall(r"\d{1,4}[.,]\d{1,3}", way))
    content = line.text[position:]
    if not content and not arrow and not empty:
        return None
    return Reference(label, backlinks, [(line.start + position, content)], family(label), arrow)


def to_citations(references: list[Reference]) -> list[Citation]:
    """Citation records with fields read from the entry's own words."""
    return [_citation(reference) for reference in references]


@cache
def _no_words() -> re.Pattern[str]:
    return re.compile(_NO_WORDS + r"(?i:\s?\[" + words("wanted|remark").pattern + r"\])")


def _citation(reference: Reference) -> Citation:
    text = ""
    offsets: list[tuple[int, int]] = []  # (position in text, source offset)
    for offset, content in reference.pieces:
        if text:
            text += " "
        position = 0
        for gap in (*_no_words().finditer(content), None):
            offsets.append((len(text), offset + position))
            text += content[position : gap.start() if gap else len(content)]
            position = gap.end() if gap else position
    kind, fields = parse_reference(text)

    def place(position: int) -> int:
        base, offset = next((p, o) for p, o in reversed(offsets) if p <= position)
        return offset + position - base

    return Citation(
        label=reference.label,
        name=None,
        group=reference.group,
        text=text,
        source_start=offsets[0][1],
        source_end=reference.end,
        type=kind,
        fields=tuple(Field(f.name, f.value, place(f.start), place(f.end - 1) + 1, f.edtf) for f in fields),
        backlinks=reference.backlinks,
        defined=bool(text),
    )
