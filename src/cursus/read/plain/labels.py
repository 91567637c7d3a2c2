"""Is this line a row of an infobox? Labels are data (``tables/infobox_labels.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.read.plain.lines import Line
from cursus.read.plain.noise import words
from cursus.tables import mapping, rows
from cursus.text.scripts import script_of

# A label that no table knows, set off from its value by a gap: a few words without digits.
_GAP = re.compile(r"(?P<label>[^\W\d_](?:[^\t|:.\d ]| (?! )){1,32})(?P<gap>\t\s*| {2,}| \| )(?P<value>[^\s(·–—,-].*)")
_SEPARATOR = re.compile(r"\s*[:|]\s*|\t\s*| {2,}")
# Words that no value starts with: after one of them the line goes on as a sentence or a name ("Born in …",
# "Minister of …").
_NO_VALUE = re.compile(
    r"(?:of|and|in|the|to|for|at|on|with|by|as|that|which|who|from|was|were|is|are|had|has|a|an|or|into|under|over|de|du|des|et|von|und|"
    r"during|while|when|also|not)(?![^\W_])"
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|became|began)\b")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row's label, the key it is known by, where its value starts in the line (its length: on the next line), and
    how the two are
    set apart: ``alone``, ``gap``, ``space`` or ``glued``; ``known`` says that the table has the label."""

    label: str
    key: str
    value_at: int
    how: str
    known: bool = True


@cache
def _known() -> re.Pattern[str]:
    labels = sorted(mapping("infobox_labels"), key=len, reverse=True)
    return re.compile("(?P<label>" + "|".join(map(re.escape, labels)) + r")(?:\(s\)|\(es\))?", re.IGNORECASE)


@cache
def _spelled() -> frozenset[str]:
    return frozenset(row[0] for row in rows("infobox_labels"))


def labelled(line: Line) -> Labelled | None:
    """The label at the start of the line: before a gap, a bar, a colon, a space, or glued to its value."""
    if len(line.cells) == 2 and all(line.cells):
        label = " ".join(piece for _, piece in line.cells[0]).rstrip(" :")
        key = mapping("infobox_labels").get(label.casefold())
        return Labelled(label, key or label.casefold(), len(line.text), "gap", known=key is not None)
    if len(line.cells) > 1:
        return None
    text = line.text.removeprefix("| ")
    shift = len(line.text) - len(text)
    known = _known_label(text)
    if known is not None:
        label, key, value_at, how = known
        return Labelled(label, key, value_at + shift, how)
    match = _GAP.match(text)
    if match and len(match["label"].split()) <= 4 and not match["label"].rstrip().endswith((",", ";", "-", "–", "—")):
        label = match["label"].rstrip()
        return Labelled(label, label.casefold(), match.start("value") + shift, "gap", known=False)
    return None


def _known_label(text: str) -> tuple[str, str, int, str] | None:
    """(label as written, key, where the value starts, how it is set off) of a label that the table knows."""
    match = _known().match(text)
    if match is None or text[0].islower():
        return None
    label, rest = match[0], text[match.end() :]
    key = mapping("infobox_labels")[match["label"].casefold()]
    if not rest.strip(" |:\t"):
        return label, key, len(text), "alone"
    separator = _SEPARATOR.match(rest)
    if separator:
        return label, key, match.end() + separator.end(), "gap"
    if rest[0] == " ":
        value = rest[1:]
        if _NO_VALUE.match(value) or (len(text) >= 60 and (text.endswith(".") or _SENTENCE.search(value))):
            return None
        return label, key, match.end() + 1, "space"
    first = rest[0]
    if match["label"] in _spelled() and (
        first.isupper()
        or first.isdigit()
        or first in '“"(«'
        or (first.isalpha() and script_of(first) != script_of(label))
    ):
        return label, key, match.end(), "glued"
    return None


def is_group(text: str) -> bool:
    """Whether a line is a heading inside an infobox."""
    return bool(words("group").fullmatch(text))


def is_known(line: Line) -> bool:
    """Whether the line starts with a label of the table, however it is set off."""
    found = labelled(line)
    return found is not None and found.known
