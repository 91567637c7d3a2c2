"""Is this line a row of an infobox? Labels are data (``tables/infobox_labels.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.read.plain.lines import Line
from cursus.tables import mapping

GROUPS = frozenset({
    "personal details", "personal information", "military service", "military career", "police career", "details", "personal life",
    "background information", "military", "political career", "religious life", "career",
})
# A label that no table knows, set off from its value by a gap: at most four short words, no sentence.
_GAP = re.compile(r"(?P<label>[^\W\d_][^\t|:.]{1,30}?)(?:\t| {2,}| \| )\s*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class Labelled:
    label: str
    key: str
    value_at: int  # offset in the line's text; len(text) where the value is on the next line


@cache
def _known() -> re.Pattern[str]:
    labels = sorted(mapping("infobox_labels"), key=len, reverse=True)
    return re.compile("(?P<label>" + "|".join(map(re.escape, labels)) + r")(?P<gap>\s*[:|]\s*|\t\s*|\s+|$|(?=[^\s\w(]?[A-Z0-9“\"]))", re.IGNORECASE)


def labelled(line: Line) -> Labelled | None:
    """The label at the start of the line, as copies set it: before a gap, a bar, a colon, a space, or glued to its value."""
    text = line.text
    match = _known().match(text)
    if match and text[0].isupper():
        label, gap, rest = match["label"], match["gap"], text[match.end() :]
        glued = not gap and bool(rest)
        # "Service to others …" is prose and "service/branch" a label; glued and spaced labels keep the case they have in boxes.
        if not glued or label[0].isupper():
            return Labelled(label, mapping("infobox_labels")[label.casefold()], match.end())
    gap_match = _GAP.match(text)
    if gap_match and len(gap_match["label"].split()) <= 4 and not gap_match["label"].rstrip().endswith((",", ";")):
        label = gap_match["label"].rstrip()
        return Labelled(label, label.casefold(), gap_match.start("value"))
    return None


def is_known(line: Line) -> bool:
    """Whether the line starts with a label of the table, however it is set off."""
    match = _known().match(line.text)
    return bool(match and line.text[0].isupper())
