"""Wikitext → a tree of nodes, in one pass over one pattern of delimiters with a stack.

Braces pair as in MediaWiki's preprocessor (runs of two or three, innermost first). Where brackets cross, the nearest
opening of the same kind wins and what is open above it becomes text; what is never closed becomes text too, and a
fault. The depth is limited, so that the work is linear whatever the input and no reader of the tree can run out of
stack.
"""

from __future__ import annotations

import re

from cursus.claim import Fault
from cursus.read.wikitext.nodes import (
    ARGUMENT,
    BANGS,
    COMMENT,
    EXTERNAL,
    LINE,
    LINK,
    PIPE,
    RAW,
    REF,
    TAG,
    TEMPLATE,
    Node,
)
from cursus.read.wikitext.zones import Zone

MAX_DEPTH = 40
"""Of templates, links and footnotes inside one another; MediaWiki's own limit on expansion is 40."""

_SCHEME = r"(?:(?:https?|ftps?|ircs?|gopher|git|svn|sftp|nntp|telnet|worldwind|mms|redis)://|//|mailto:|news:|tel:|sip:|urn:|geo:)"
_LINE = r"[ \t:]*\{\|(?!\})|[*#:;]+|={1,6}|[ \t]*(?:\|(?:[-+]|\}(?!\}))?|!(?!!))|-{4,}"
_TOKEN = re.compile(
    rf"\n(?:{_LINE}|(?=[ \t]*\n))"
    r"|\{\{+|\}\}+|\[\[+|\[(?=" + _SCHEME + r")|\]+|\||!!|<(?=[!/a-zA-Z])"
)
_FIRST = re.compile(_LINE)
_URL = re.compile(_SCHEME)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")


class _Frame:
    """An opening that waits for its end; ``count`` is the number of its braces."""

    __slots__ = ("count", "kind", "nodes", "piped", "start")

    def __init__(self, kind: int, start: int, count: int) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.nodes: list[Node] = []
        self.piped = False


class Scanner:
    """Reads regions of one source; ``faults`` collects what was never closed."""

    def __init__(self, source: str, zones: dict[int, Zone], faults: list[Fault]) -> None:
        self.source = source
        self.zones = zones
        self.faults = faults

    def scan(self, start: int = 0, end: int | None = None, depth: int = 0) -> list[Node]:
        """The nodes of a region, in order."""
        return _Region(self, start, len(self.source) if end is None else end, depth).run()


class _Region:
    def __init__(self, scanner: Scanner, start: int, end: int, depth: int) -> None:
        self.scanner = scanner
        self.source = scanner.source
        self.start = start
        self.end = end
        self.depth = depth
        self.root: list[Node] = []
        self.nodes = self.root
        self.stack: list[_Frame] = []
        self.open = [0] * (EXTERNAL + 1)  # how many frames of each kind are open

    def run(self) -> list[Node]:
        source, end, stack = self.source, self.end, self.stack
        position: int | None = self.start
        if self.start == 0 and (first := _FIRST.match(source)):
            self.nodes.append(Node(LINE, 0, first.end(), first.group().strip(" \t")))
            position = first.end()
        while position is not None:
            resume: int | None = None
            for match in _TOKEN.finditer(source, position, end):
                start = match.start()
                char = source[start]
                if char == "|":
                    self.nodes.append(Node(PIPE, start, start + 1))
                    if stack:
                        stack[-1].piped = True
                elif char == "{":
                    self._push(TEMPLATE, start, match.end() - start)
                elif char == "}":
                    self._close_braces(start, match.end())
                elif char == "]":
                    self._close_brackets(start, match.end())
                elif char == "\n":
                    self._line(match)
                elif char == "[":
                    self._open_brackets(start, match.end())
                elif char == "<":
                    resume = self._angle(start)
                    if resume is not None:
                        break
                else:
                    self.nodes.append(Node(BANGS, start, start + 2))
            position = resume
        self._dissolve(0)
        return self.root

    # openings ------------------------------------------------------------------------------------------------------
    def _push(self, kind: int, start: int, count: int) -> None:
        if self.depth + len(self.stack) >= MAX_DEPTH:
            return
        frame = _Frame(kind, start, count)
        self.stack.append(frame)
        self.nodes = frame.nodes
        self.open[kind] += 1

    def _open_brackets(self, start: int, end: int) -> None:
        count = end - start
        external = count == 1 or _URL.match(self.source, end) is not None
        if external:
            count -= 1
        for pair in range(count // 2):
            self._push(LINK, start + count % 2 + 2 * pair, 2)
        if external:
            if self.open[EXTERNAL] and self.stack[-1].kind == EXTERNAL:
                self._dissolve(len(self.stack) - 1)
            self._push(EXTERNAL, end - 1, 1)

    def _line(self, match: re.Match[str]) -> None:
        start, end = match.span()
        marker = self.source[start + 1 : end].strip(" \t")
        stack = self.stack
        # Neither the target of a link nor an external link runs over a line.
        while stack and (
            stack[-1].kind == EXTERNAL or (stack[-1].kind == LINK and (not stack[-1].piped or marker.startswith("==")))
        ):
            self._dissolve(len(stack) - 1)
        self.nodes.append(Node(LINE, start, end, marker[marker.find("{") :] if marker.endswith("{|") else marker))
        if stack and marker.startswith("|"):
            stack[-1].piped = True

    def _angle(self, start: int) -> int | None:
        zone = self.scanner.zones.get(start)
        if zone is None:
            tag = _TAG.match(self.source, start, self.end)
            if tag is not None:
                self.nodes.append(Node(TAG, start, tag.end(), tag[1].lower(), start, start))
            return None
        if zone.kind == REF:
            inner: list[Node] = []
            depth = self.depth + len(self.stack) + 1
            if zone.inner_end > zone.inner_start and depth < MAX_DEPTH:
                inner = self.scanner.scan(zone.inner_start, zone.inner_end, depth)
            self.nodes.append(Node(REF, start, zone.end, zone.name, zone.inner_start, zone.inner_end, inner))
        elif zone.kind == COMMENT:
            self.nodes.append(Node(COMMENT, start, zone.end))
        else:
            self.nodes.append(Node(RAW, start, zone.end, zone.name, zone.inner_start, zone.inner_end))
        return zone.end

    # endings -------------------------------------------------------------------------------------------------------
    def _find(self, kind: int) -> int:
        """The place in the stack of the innermost open frame of a kind."""
        place = len(self.stack) - 1
        while self.stack[place].kind != kind:
            place -= 1
        return place

    def _dissolve(self, place: int) -> None:
        """Turn the frames from ``place`` upward into text: their nodes go to the frame below."""
        stack = self.stack
        if len(stack) <= place:
            return
        below = stack[place - 1].nodes if place else self.root
        for frame in stack[place:]:
            below.extend(frame.nodes)
            self.open[frame.kind] -= 1
            what, shown = ("template", "{{") if frame.kind == TEMPLATE else ("link", "[" * frame.count)
            self.scanner.faults.append(
                Fault(f"unclosed-{what}", f"{shown} is never closed", frame.start, frame.start + frame.count)
            )
        del stack[place:]
        self.nodes = below

    def _pop(self) -> _Frame:
        frame = self.stack.pop()
        self.open[frame.kind] -= 1
        self.nodes = self.stack[-1].nodes if self.stack else self.root
        return frame

    def _close_braces(self, start: int, end: int) -> None:
        while end - start >= 2:
            if not self.open[TEMPLATE]:
                self.scanner.faults.append(Fault("unclosed-template", "}} without {{ before it", start, end))
                return
            self._dissolve(self._find(TEMPLATE) + 1)
            frame = self.stack[-1]
            taken = 3 if frame.count >= 3 and end - start >= 3 else 2
            first = frame.start + frame.count - taken
            node = Node(
                TEMPLATE if taken == 2 else ARGUMENT, first, start + taken, "", first + taken, start, frame.nodes
            )
            start += taken
            frame.count -= taken
            if frame.count >= 2:
                frame.nodes = [node]
                frame.piped = False
                self.nodes = frame.nodes
            else:
                self._pop()
                self.nodes.append(node)

    def _close_brackets(self, start: int, end: int) -> None:
        while start < end:
            if self.stack and self.stack[-1].kind == EXTERNAL:
                frame = self._pop()
                if self.source.find("\n", frame.start, start) < 0:
                    self.nodes.append(Node(EXTERNAL, frame.start, start + 1, "", frame.start + 1, start, frame.nodes))
                else:
                    self.nodes.extend(frame.nodes)
                start += 1
                continue
            if end - start < 2:
                return
            if not self.open[LINK]:
                self.scanner.faults.append(Fault("unclosed-link", "]] without [[ before it", start, start + 2))
                return
            self._dissolve(self._find(LINK) + 1)
            frame = self._pop()
            if self._is_link(frame, start):
                self.nodes.append(Node(LINK, frame.start, start + 2, "", frame.start + 2, start, frame.nodes))
            else:
                self.nodes.extend(frame.nodes)
            start += 2

    def _is_link(self, frame: _Frame, end: int) -> bool:
        """A link has a target, on one line."""
        stop = next(
            (
                n.end - 1 if n.kind == LINE else n.start
                for n in frame.nodes
                if n.kind == PIPE or (n.kind == LINE and n.name == "|")
            ),
            end,
        )
        target = self.source[frame.start + 2 : stop]
        return bool(target.strip()) and "\n" not in target


__all__ = ["MAX_DEPTH", "RAW", "Scanner"]
