"""Which line is what: title, infobox row, caption, heading, paragraph, item, licence line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from cursus.read.plain.labels import GROUPS, Labelled, is_known, labelled
from cursus.read.plain.lines import Line, is_wrapped
from cursus.text.scripts import script_of

Piece = tuple[int, str]

_NOISE = re.compile(
    r"#\w+|(?:\d{4} )?Schools Wikipedia Selection\b.*|From (?:Simple English )?Wikipedia\b.*|Jump to(?: navigation| search|:).*|"
    r"Contents(?: \[hide\])?|This is a featured article\..*|\[?edit\]?|change|Enlarge|v t e|Quick facts:.*|-{3,}[\s|:-]*|"
    r"Redirected from .*|\(Redirected from .*\)", re.IGNORECASE
)
_LICENCE = re.compile(
    r"Creative Commons|CC[ -]BY|GNU Free Documentation|licen[sc]ed (?:content|under)|available under|Retrieved from\b", re.IGNORECASE
)
_LICENCES = (
    (re.compile(r"CC[ -]BY[ -]SA[ -]?4|ShareAlike 4", re.IGNORECASE), "CC BY-SA 4.0"),
    (re.compile(r"CC[ -]BY[ -]SA|ShareAlike|Creative Commons Licensed content from Wikipedia", re.IGNORECASE), "CC BY-SA 3.0"),
    (re.compile(r"GNU Free Documentation|GFDL", re.IGNORECASE), "GFDL"),
    (re.compile(r"Apache License", re.IGNORECASE), "Apache-2.0"),
)
_MARKUP_HEADING = re.compile(r"(={2,6})\s*(?P<words>.+?)\s*\1")
_LIFESPAN = re.compile(r"\(?[^()]{0,40}\d{3,4}\)?\s*[-–—]\s*[^()]{0,40}\d{3,4}\)?")
# The only headings that may stand at the very end: what they announce was taken out (references) or lost in the copy.
_LAST_HEADING = re.compile(r"(?:references?|notes?|footnotes?|citations?|sources|external links?|further reading|see also|bibliography)", re.IGNORECASE)
_EDIT = re.compile(r"\s*\[(?:edit|change)(?: ?\| ?(?:edit|change) source)?\]$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"\[\w{1,4}\]")
_TERMINAL = (".", "!", "?", ",", ";", ":", "…", "”")


@dataclass(frozen=True, slots=True)
class Part:
    """One block to write. ``lines`` are its pieces (source offset, words); in a row each is an item, elsewhere they join."""

    kind: str
    lines: tuple[Piece, ...]
    label: Piece | None = None
    key: str = ""
    group: str = ""
    level: int = 2


@dataclass(slots=True)
class Shape:
    title: str = ""
    licence: str | None = None
    parts: list[Part] = field(default_factory=list)


def classify(lines: list[Line], title: str | None) -> Shape:
    """Recognise every line of an article whose reference list was taken out."""
    shape = Shape()
    wrapped = is_wrapped(lines)
    head_end, title_line = _title(lines, wrapped)
    if title_line is not None:
        shape.title = title_line.text
        shape.parts.append(Part("title", ((title_line.start, title_line.text),)))
    elif title:
        shape.title = title
    body = _infobox(lines, head_end, wrapped, shape)
    _prose(body, wrapped, shape)
    return shape


def _is_prose(lines: list[Line], index: int, wrapped: bool) -> bool:
    """Whether running prose starts at a line; a wrapped paragraph shows itself by its second line."""
    text = _MARK.sub("", lines[index].text).rstrip()
    if wrapped:
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        return len(text) >= 55 and "  " not in text and ((len(after) >= 50 and "  " not in after) or ". " in text or text.endswith("."))
    return len(text) >= 120 or (len(text) >= 60 and text.endswith(".")) or text.count(". ") >= 2


def _title(lines: list[Line], wrapped: bool) -> tuple[int, Line | None]:
    """The title among the first short lines: the one whose words the first paragraph uses most."""
    candidates: list[tuple[int, Line]] = []
    first_prose = ""
    for index, line in enumerate(lines[:60]):
        if line.blank or _NOISE.fullmatch(line.text):
            continue
        if _is_prose(lines, index, wrapped):
            first_prose = " ".join(x.text for x in lines[index : index + 8])
            break
        if len(candidates) < 3 and not is_known(line) and len(line.text) <= 90 and not line.bullet and not line.text.endswith((".", ":")):
            candidates.append((index, line))
        elif not candidates and is_known(line):
            break
    if not candidates:
        return 0, None
    used = Counter(w.casefold() for w in _WORD.findall(first_prose))

    def fit(item: tuple[int, Line]) -> float:
        words = _WORD.findall(item[1].text.split("(")[0])
        return sum(w.casefold() in used for w in words) / len(words) if words and len(words) <= 8 else -1.0

    best = max(candidates, key=lambda c: (fit(c), -c[0]))
    if fit(best) < 0.5 and first_prose:
        best = candidates[0]
    return best[0] + 1, best[1]


@dataclass(slots=True)
class _Row:
    label: Piece
    key: str
    indent: int
    items: list[Piece] = field(default_factory=list)


def _infobox(lines: list[Line], start: int, wrapped: bool, shape: Shape) -> list[Line]:
    """Write the box between the title and the first prose; the lines that are left over are returned."""
    end = start
    while end < len(lines) and (_NOISE.fullmatch(lines[end].text) or not _is_prose(lines, end, wrapped)):
        end += 1
    zone = lines[start:end]
    if sum(labelled(line) is not None for line in zone if line.text) < 2:
        return _floating(lines[start:], wrapped, shape)
    group = ""
    row: _Row | None = None
    loose: Part | None = None

    def flush() -> None:
        nonlocal row, loose
        if row is not None and row.items:
            shape.parts.append(Part("row", tuple(row.items), row.label, row.key, group))
        if loose is not None:
            shape.parts.append(loose)
        row = loose = None

    position = 0
    while position < len(zone):
        line = zone[position]
        position += 1
        if line.blank or _NOISE.fullmatch(line.text):
            continue
        if line.text.casefold() in GROUPS:
            flush()
            group = line.text
            continue
        found = labelled(line)
        if found is not None and not _belongs(found, line, row, wrapped):
            if found.key in ("term", "term_start") and (office := _office(row, loose)) is not None:
                loose = None
                flush()
                shape.parts.append(Part("row", (office,), (office[0], ""), "office", group))
            else:
                flush()
            row = _Row((line.start, found.label), found.key, line.indent)
            value = line.text[found.value_at :].strip(" |")
            if value:
                row.items.append((line.start + found.value_at, value))
            continue
        if line.text == "Incumbent":
            continue
        if row is not None and (row.items == [] or _continues(zone, position - 1, row, wrapped)):
            row.items.append((line.start, line.text))
            continue
        flush()
        loose = _loose(line, shape.title)
    flush()
    return lines[end:]


def _belongs(found: Labelled, line: Line, row: _Row | None, wrapped: bool) -> bool:
    """A continuation line that merely starts like a label: deep below its row in a column layout."""
    return wrapped and row is not None and bool(row.items) and line.indent >= row.indent + 12 and found.value_at == len(line.text)


def _continues(zone: list[Line], index: int, row: _Row, wrapped: bool) -> bool:
    previous = zone[index - 1] if index else None
    if wrapped:
        return zone[index].indent > row.indent
    return not (previous is not None and previous.blank and len(row.items) > 0 and row.key not in ("battles", "awards", "commands", "unit"))


def _office(row: _Row | None, loose: Part | None) -> Piece | None:
    """The line before "Assumed office" names the office, whatever it was taken for."""
    if loose is not None:
        return loose.lines[0]
    if row is not None and len(row.items) > 1:
        return row.items.pop()
    return None


def _loose(line: Line, title: str) -> Part:
    piece = (line.start, line.text)
    if line.text.startswith("CAPTION:"):
        cut = len("CAPTION:") + 1
        return Part("caption", ((line.start + cut, line.text[cut:]),))
    if _LIFESPAN.fullmatch(line.text):
        return Part("row", (piece,), (line.start, ""), "lifespan")
    if line.text == title:
        return Part("row", (piece,), (line.start, ""), "name")
    if script_of(line.text) not in ("Latn", "Zyyy"):
        return Part("row", (piece,), (line.start, ""), "native_name")
    return Part("caption", (piece,))


def _floating(lines: list[Line], wrapped: bool, shape: Shape) -> list[Line]:
    """An infobox that the copy put below the lead: three or more neighbouring lines that start with known labels."""
    index = 0
    while index < len(lines):
        end = index
        known = 0
        while end < len(lines) and lines[end].text and not _is_prose(lines, end, wrapped):
            known += labelled(lines[end]) is not None and is_known(lines[end])
            end += 1
        if known >= 3:
            rest = lines[:index]
            box = Shape(title=shape.title)
            _infobox(lines[index:end], 0, wrapped, box)
            shape.parts.extend(box.parts)
            return rest + lines[end:]
        index = max(end, index + 1)
    return lines


def _prose(lines: list[Line], wrapped: bool, shape: Shape) -> None:
    indents = Counter(line.indent for line in lines if len(line.text) >= 55)
    base = indents.most_common(1)[0][0] if indents else 0
    paragraph: list[Piece] = []
    item: list[Piece] = []
    item_indent = 0
    end = lines[-1].end if lines else 0

    def flush() -> None:
        nonlocal paragraph, item
        if paragraph:
            words = " ".join(words for _, words in paragraph)
            # The licence stands at the end; words about licences in the prose are prose.
            if paragraph[0][0] > 0.6 * end and _LICENCE.search(words):
                shape.licence = shape.licence or next((name for pattern, name in _LICENCES if pattern.search(words)), None)
                shape.parts.append(Part("notice", tuple(paragraph)))
            else:
                shape.parts.append(Part("paragraph", tuple(paragraph)))
        if item:
            shape.parts.append(Part("item", tuple(item)))
        paragraph, item = [], []

    for index, line in enumerate(lines):
        if line.blank:
            flush()
            continue
        if line.text == "Enlarge" and paragraph:
            caption = paragraph.pop()
            flush()
            shape.parts.append(Part("caption", (caption,)))
            continue
        if _NOISE.fullmatch(line.text):
            continue
        if shape.parts and shape.parts[-1].kind == "caption" and line.text == shape.parts[-1].lines[0][1]:
            continue
        if line.text.startswith("Retrieved from"):
            flush()
        markup = _MARKUP_HEADING.fullmatch(line.text)
        if markup:
            flush()
            shape.parts.append(Part("heading", ((line.start + markup.start("words"), markup["words"]),), level=len(markup[1])))
            continue
        if line.bullet:
            flush()
            cut = line.bullet
            item, item_indent = [(line.start + cut, line.text[cut:])], line.indent
            continue
        if item and wrapped and line.indent > item_indent:
            item.append((line.start, line.text))
            continue
        if not wrapped:
            flush()
        if not paragraph and _is_heading(lines, index, wrapped, base):
            flush()
            shape.parts.append(Part("heading", ((line.start, _EDIT.sub("", line.text)),)))
            continue
        if item:
            flush()
        paragraph.append((line.start, line.text))
    flush()


def _is_heading(lines: list[Line], index: int, wrapped: bool, base: int) -> bool:
    line = lines[index]
    text = _EDIT.sub("", line.text)
    if not text or len(text) > 80 or text.endswith(_TERMINAL) or _MARK.search(text) or not (text[0].isupper() or text[0].isdigit() or not text.isascii()):
        return False
    after = next((x for x in lines[index + 1 :] if x.text), None)
    if wrapped:
        return line.indent < base or (base == 0 and _alone(lines, index) and len(text) < 50)
    if after is None:
        return bool(_LAST_HEADING.fullmatch(text))
    return len(text.split()) <= 10


def _alone(lines: list[Line], index: int) -> bool:
    before = index == 0 or lines[index - 1].blank
    return before and (index + 1 >= len(lines) or lines[index + 1].blank)
