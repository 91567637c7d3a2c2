"""Comments, footnotes and tags with foreign content: what MediaWiki takes out of a page before it looks at anything
else.

The first pass. It decides where each ``<ref>`` ends, so that nothing inside one can be mistaken for the end of a
template around it, and the other way about. Linear: every search either moves on or is not made again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cursus.claim import Fault
from cursus.read.wikitext.nodes import COMMENT, RAW, REF

RAW_TAGS = (
    "nowiki",
    "pre",
    "math",
    "chem",
    "ce",
    "source",
    "syntaxhighlight",
    "score",
    "timeline",
    "imagemap",
    "hiero",
    "graph",
    "templatedata",
    "templatestyles",
    "mapframe",
    "maplink",
    "inputbox",
    "charinsert",
    "includeonly",
    "categorytree",
    "rss",
)
_TOKEN = re.compile(rf"<(?:!--|(/?)((?i:ref|{'|'.join(RAW_TAGS)}))(?=[\s/>]))")
_MAX_NESTED = 8


@dataclass(slots=True)
class Zone:
    """One stretch: all of it ``start``..``end``, its content ``inner_start``..``inner_end``; ``name`` of the tag."""

    kind: int
    start: int
    inner_start: int
    inner_end: int
    end: int
    name: str = ""


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def find_zones(source: str, faults: list[Fault]) -> dict[int, Zone]:
    """The zones by where they start."""
    zones: dict[int, Zone] = {}
    unclosed: set[str] = set()  # tags that have no closing one any more
    references = _References(source, faults, zones)
    position, size = 0, len(source)
    while position < size:
        match = _TOKEN.search(source, position)
        if match is None:
            break
        start = match.start()
        position = match.end()
        if match[2] is None:
            end = source.find("-->", position)
            if end < 0:
                faults.append(Fault("unclosed-comment", "this comment is never closed", start, position))
                end = size - 3
            position = max(end + 3, position)
            zones[start] = Zone(COMMENT, start, start, start, position)
            continue
        name = match[2].lower()
        if name in unclosed:
            continue
        bracket = source.find(">", position)
        if bracket < 0:
            break  # no tag can end any more; comments neither
        if name == "ref":
            if match[1]:
                references.close(start, bracket + 1)
            else:
                references.open(start, bracket + 1)
            position = bracket + 1
            continue
        if match[1]:
            continue
        if source[bracket - 1] == "/":
            zones[start] = Zone(RAW, start, bracket + 1, bracket + 1, bracket + 1, name)
            position = bracket + 1
            continue
        closing = _closing(name).search(source, bracket + 1)
        if closing is None:
            unclosed.add(name)
            continue
        zones[start] = Zone(RAW, start, bracket + 1, closing.start(), closing.end(), name)
        position = closing.end()
    references.finish()
    return zones


class _References:
    """Pairs ``<ref>`` with ``</ref>``.

    A footnote inside a footnote is told from one that was never closed by what follows: two openings and two closings
    nest, two openings and one closing followed by a third opening leave the first unclosed.
    """

    def __init__(self, source: str, faults: list[Fault], zones: dict[int, Zone]) -> None:
        self.source = source
        self.faults = faults
        self.zones = zones
        self.pending: list[tuple[int, int]] = []
        self.closed_one = False
        self.starts: list[int] = []  # of every opening since the oldest pending one

    def open(self, start: int, end: int) -> None:
        if self.source[end - 2] == "/":
            self.zones[start] = Zone(REF, start, end, end, end, "/")
            return
        if self.pending and (self.closed_one or len(self.pending) >= _MAX_NESTED):
            self._give_up()
        if not self.pending:
            self.starts.clear()
        self.closed_one = False
        self.pending.append((start, end))
        self.starts.append(start)

    def close(self, start: int, end: int) -> None:
        if not self.pending:
            self.faults.append(Fault("unclosed-ref", "</ref> without a <ref> before it", start, end))
            return
        open_start, open_end = self.pending.pop()
        if self.closed_one:
            self.faults.append(Fault("ref-in-ref", "a <ref> stands inside this <ref>", open_start, open_end))
        self.closed_one = bool(self.pending)
        self.zones[open_start] = Zone(REF, open_start, open_end, start, end, "ref")

    def _give_up(self) -> None:
        """What is pending was never closed. A named one was most likely meant to be ``<ref name=… />``; any other ends
        with its line, or where the next one begins."""
        for start, end in self.pending:
            self.faults.append(Fault("unclosed-ref", "this <ref> is never closed", start, end))
            stop = end
            if "name" not in self.source[start:end]:
                after = next((s for s in self.starts if s > start), len(self.source))
                stop = self.source.find("\n", end, after)
                stop = after if stop < 0 else stop
            self.zones[start] = Zone(REF, start, end, stop, stop, "ref" if stop > end else "/")
        self.pending.clear()
        self.closed_one = False

    def finish(self) -> None:
        self._give_up()
