"""The table of contents of a copied page: its lines say nothing that the headings do not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from cursus.read.plain.lines import Line
from cursus.read.plain.noise import words

_NUMBERED = re.compile(r"(?:[*•◦+o-]\s+)?\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+(?P<words>\S.*)")
_FURNITURE = re.compile(
    r"(?:\(?top\)?|\[?(?:hide|show|move to sidebar)\]?|beginning|début|toggle .{1,80} subsection)", re.IGNORECASE
)
_EDIT = re.compile(r"\s?\[[^\[\]]{1,40}\]$")


def without_contents(lines: list[Line]) -> list[Line]:
    """The lines with a table of contents blanked: below its heading, lines that are numbered or that stand again further
    down."""
    out = list(lines)
    shown = Counter(_EDIT.sub("", line.text) for line in lines if 0 < len(line.text) <= 120)
    for index, line in enumerate(lines):
        if len(line.text) > 40 or not words(
            "contents", r"(?:\s?\[?(?:hide|show|masquer|move to sidebar)\]?)?"
        ).fullmatch(line.text):
            continue
        stop = _end(lines, index + 1, shown)
        if stop > index + 2:
            for number in range(index, stop):
                out[number] = replace(lines[number], text="", cells=())
    return out


def _end(lines: list[Line], index: int, shown: Counter[str]) -> int:
    """The line after the last one of the table of contents that starts here."""
    last = index
    seen: set[str] = set()
    while index < len(lines):
        text = lines[index].text
        match = _NUMBERED.fullmatch(text)
        title = match["words"] if match else _EDIT.sub("", text)
        if text and not _FURNITURE.fullmatch(text):
            if len(text) > 120 or (not match and (shown[title] < 2 or title in seen)):
                break
            seen.add(title)
        if text:
            last = index + 1
        index += 1
    return last
