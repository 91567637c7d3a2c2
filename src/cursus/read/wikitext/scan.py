"""Wikitext → a tree of nodes, in one pass over one pattern of delimiters with a stack.

Braces pair as in MediaWiki's preprocessor (runs of two or three, innermost first). Where brackets cross, the nearest
opening of the same kind wins and what is open above it becomes text; what is never closed becomes text too, and a
fault. The depth is limited, so that the work is linear whatever the input and no reader of the tree can run out of
stack.

Most templates and links hold no other markup: the pattern takes such a one whole. The text of a footnote that holds
nothing but such ones is not read before somebody asks (:func:`inside`).
"""

from __future__ import annotations

import re

from cursus.claim import Fault
from cursus.read.wikitext.args import LONGEST_NAME, normal_name
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import (
    ARGUMENT,
    BANGS,
    COMMENT,
    EXTERNAL,
    LINE,
    LINK,
    NONE,
    PIPE,
    RAW,
    REF,
    TAG,
    TEMPLATE,
    UNREAD,
    Node,
)
from cursus.read.wikitext.wiki import box_kind, makes_notes
from cursus.read.wikitext.zones import Zone, find_zones

MAX_DEPTH = 40
"""Of templates, links and footnotes inside one another; MediaWiki's own limit on expansion is 40."""

_SCHEME = r"(?:(?:https?|ftps?|ircs?|gopher|git|svn|sftp|nntp|telnet|worldwind|mms|redis)://|//|mailto:|news:|tel:|sip:|urn:|geo:)"
_LINE = r"[ \t:]*\{\|(?!\})|[*#:;]+|={1,6}|[ \t]*(?:\|(?:[-+]|\}(?!\}))?|!(?!!))|-{4,}"
_PLAIN_TEMPLATE = r"\{\{(?!\{)[^{}\[\]<]*+\}\}"
_PLAIN_LINK = rf"\[\[(?!\[|{_SCHEME})[^\[\]{{}}<|\n]*+(?:\|[^\[\]{{}}<|\n]*+)?\]\]"
_TOKEN = re.compile(
    rf"\n(?:{_LINE}|(?=[ \t]*\n))|{_PLAIN_TEMPLATE}|{_PLAIN_LINK}"
    rf"|\{{\{{+|\}}\}}+|\[\[+|\[(?={_SCHEME})|\]+|\||!!|<(?=[!/a-zA-Z])"
)
_FIRST = re.compile(_LINE)
_URL = re.compile(_SCHEME)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# A marked or an empty line inside a template, other than one that begins with a pipe.
_MARKED = re.compile(r"\n(?:[*#:;=]|-{4}|[ \t]*[!\n])")
# The text of a footnote that the scanner finds nothing wrong with.
_PLAIN_NOTE = re.compile(
    rf"(?:[^{{}}\[\]<]+|{_PLAIN_TEMPLATE}|{_PLAIN_LINK}|\[(?={_SCHEME})[^\[\]{{}}<\n]*+\]|</?[ib]>)*+"
)
_NAME = re.compile(r"\{\{([^{}|]*)")


class _Frame:
    """An opening that waits for its end; ``count`` is the number of its braces."""

    __slots__ = ("count", "kind", "nodes", "noted", "piped", "start")

    def __init__(self, kind: int, start: int, count: int) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.nodes: list[Node] = []
        self.piped = False
        self.noted = False


def scan_page(page: PageContext) -> list[Node]:
    """The nodes of a page, in order; ``page.faults`` gets what was never closed."""
    return _Region(page, find_zones(page.source, page.faults), 0, len(page.source), 0).run()


def inside(page: PageContext, node: Node) -> list[Node]:
    """The nodes of a footnote, read when they are first asked for; of anything else those that it has."""
    if node.nodes is UNREAD:
        node.nodes = _Region(page, {}, node.inner_start, node.inner_end, 1).run() or NONE
    return node.nodes


class _Region:
    def __init__(self, page: PageContext, zones: dict[int, Zone], start: int, end: int, depth: int) -> None:
        self.page = page
        self.zones = zones
        self.source = page.source
        self.start = start
        self.end = end
        self.depth = depth
        self.root: list[Node] = []
        self.nodes = self.root
        self.noted = False
        self.stack: list[_Frame] = []
        self.open = [0] * (EXTERNAL + 1)  # how many frames of each kind are open

    def run(self) -> list[Node]:
        source, end, stack, lang = self.source, self.end, self.stack, self.page.lang
        position: int | None = self.start
        if self.start == 0 and (first := _FIRST.match(source)):
            self.nodes.append(Node(LINE, 0, first.end(), first.group().strip(" \t"), 0, 0, NONE, False))
            position = first.end()
        nodes = self.nodes
        while position is not None:
            resume: int | None = None
            for match in _TOKEN.finditer(source, position, end):
                start, stop = match.span()
                char = source[start]
                if char == "[":
                    if source[stop - 1] == "]":
                        if source[start + 2] not in " \t|]" or source[start + 2 : stop - 2].lstrip()[:1] not in (
                            "",
                            "|",
                        ):
                            nodes.append(Node(LINK, start, stop, "", start + 2, stop - 2, NONE, False))
                            continue
                        # Without a target it is no link: its brackets and pipes are read one by one.
                        self._push(LINK, start, 2)
                        nodes = self.nodes
                        resume = start + 2
                        break
                    self._open_brackets(start, stop)
                    nodes = self.nodes
                elif char == "\n":
                    marker = source[start + 1 : stop].strip(" \t")
                    if stack:
                        self._end_lines(marker)
                        nodes = self.nodes
                    if marker[-2:] == "{|":
                        marker = "{|"
                    nodes.append(Node(LINE, start, stop, marker, 0, 0, NONE, False))
                elif char == "|":
                    nodes.append(Node(PIPE, start, stop, "", 0, 0, NONE, False))
                    if stack:
                        stack[-1].piped = True
                elif char == "{":
                    if source[stop - 1] == "}":
                        if source.find("\n", start, stop) < 0 or _MARKED.search(source, start, stop) is None:
                            pipe = source.find("|", start, stop - 2)
                            noted = makes_notes(source[start + 2 : pipe if pipe >= 0 else stop - 2], lang)
                            nodes.append(Node(TEMPLATE, start, stop, "", start + 2, stop - 2, NONE, noted))
                            if noted:
                                self._note()
                            continue
                        self._push(TEMPLATE, start, 2)
                        nodes = self.nodes
                        resume = start + 2
                        break
                    self._push(TEMPLATE, start, stop - start)
                    nodes = self.nodes
                elif char == "<":
                    resume = self._angle(start)
                    if resume is not None:
                        break
                elif char == "}":
                    self._close_braces(start, stop)
                    nodes = self.nodes
                elif char == "]":
                    self._close_brackets(start, stop)
                    nodes = self.nodes
                else:
                    nodes.append(Node(BANGS, start, stop, "", 0, 0, NONE, False))
            position = resume
        self._end_box()
        self._dissolve(0)
        return self.root

    def _end_box(self) -> None:
        """An infobox that is never closed ends with the last line that looks like one of its parameters."""
        for place, frame in enumerate(self.stack):
            if frame.kind != TEMPLATE:
                continue
            start = frame.start + frame.count
            first = next((n.start for n in frame.nodes), self.end)
            if first - start > LONGEST_NAME or box_kind(normal_name(self.source[start:first])) != "box":
                continue
            self._dissolve(place + 1)
            cut = self._last_parameter(frame)
            if cut < 0:
                return
            self.page.faults.append(Fault("unclosed-template", "{{ is never closed", frame.start, start))
            inner: list[Node] = []
            for node in frame.nodes:
                if node.start >= cut:
                    break
                inner.append(node)
                cut = max(cut, node.end)
            box = Node(TEMPLATE, start - 2, cut, "", start, cut, inner, frame.noted)
            self._pop()
            self.nodes.append(box)
            self.nodes.extend(frame.nodes[len(inner) :])
            return

    def _last_parameter(self, frame: _Frame) -> int:
        """The end of the last line of a box that begins with a pipe, with the list below it; -1 without any. Behind a
        heading, or an empty line that no pipe follows, the box is over."""
        cut, empty, inside = -1, False, False
        for node in frame.nodes:
            if node.kind != LINE:
                continue
            begin = node.name[:1]
            if begin == "=" or (empty and begin != "|"):
                break
            empty = not begin
            inside = begin == "|" or (inside and not empty and begin in "*#:;")
            if inside:
                stop = self.source.find("\n", node.end, self.end)
                cut = self.end if stop < 0 else stop
        return cut

    def _note(self) -> None:
        """A footnote stands where the scanner is."""
        if self.stack:
            self.stack[-1].noted = True
        else:
            self.noted = True

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

    def _end_lines(self, marker: str) -> None:
        """Neither the target of a link nor an external link runs over a line."""
        stack = self.stack
        while stack and (
            stack[-1].kind == EXTERNAL or (stack[-1].kind == LINK and (not stack[-1].piped or marker.startswith("==")))
        ):
            self._dissolve(len(stack) - 1)
        if stack and marker[:1] == "|":
            stack[-1].piped = True

    def _angle(self, start: int) -> int | None:
        zone = self.zones.get(start)
        if zone is None:
            tag = _TAG.match(self.source, start, self.end)
            if tag is not None:
                name = tag[1].lower()
                listing = name == "references"
                self.nodes.append(Node(TAG, start, tag.end(), name, start, start, NONE, listing))
                if listing:
                    self._note()
            return None
        if zone.kind == REF:
            node = Node(REF, start, zone.end, zone.name, zone.inner_start, zone.inner_end, NONE, True)
            self.nodes.append(node)
            self._note()
            self._footnote(node)
        elif zone.kind == COMMENT:
            self.nodes.append(Node(COMMENT, start, zone.end, "", 0, 0, NONE, False))
        else:
            self.nodes.append(Node(RAW, start, zone.end, zone.name, zone.inner_start, zone.inner_end, NONE, False))
        return zone.end

    def _footnote(self, node: Node) -> None:
        """Put off reading its text where nothing can be wrong in it; say whether footnotes may stand in it."""
        source, start, end = self.source, node.inner_start, node.inner_end
        depth = self.depth + len(self.stack) + 1
        node.deep = False
        if end <= start or depth >= MAX_DEPTH:
            return
        if _PLAIN_NOTE.fullmatch(source, start, end):
            node.nodes = UNREAD
            lang = self.page.lang
            node.deep = any(makes_notes(name, lang) for name in _NAME.findall(source, start, end))
        else:
            region = _Region(self.page, self.zones, start, end, depth)
            node.nodes = region.run() or NONE
            node.deep = region.noted

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
        noted = False
        for frame in stack[place:]:
            below.extend(frame.nodes)
            noted = noted or frame.noted
            self.open[frame.kind] -= 1
            what, shown = ("template", "{{") if frame.kind == TEMPLATE else ("link", "[" * frame.count)
            self.page.faults.append(
                Fault(f"unclosed-{what}", f"{shown} is never closed", frame.start, frame.start + frame.count)
            )
        del stack[place:]
        self.nodes = below
        if noted:
            self._note()

    def _pop(self) -> _Frame:
        frame = self.stack.pop()
        self.open[frame.kind] -= 1
        self.nodes = self.stack[-1].nodes if self.stack else self.root
        if frame.noted:
            self._note()
        return frame

    def _close_braces(self, start: int, end: int) -> None:
        while end - start >= 2:
            if not self.open[TEMPLATE]:
                self.page.faults.append(Fault("unclosed-template", "}} without {{ before it", start, end))
                return
            self._dissolve(self._find(TEMPLATE) + 1)
            frame = self.stack[-1]
            taken = 3 if frame.count >= 3 and end - start >= 3 else 2
            first = frame.start + frame.count - taken
            kind = TEMPLATE if taken == 2 else ARGUMENT
            if kind == TEMPLATE and not frame.noted:
                frame.noted = self._names_notes(first + 2, frame.nodes[0] if frame.nodes else None, start)
            node = Node(kind, first, start + taken, "", first + taken, start, frame.nodes, frame.noted)
            start += taken
            frame.count -= taken
            if frame.count >= 2:
                frame.nodes = [node]
                frame.piped = False
                self.nodes = frame.nodes
            else:
                self._pop()
                self.nodes.append(node)

    def _names_notes(self, start: int, first: Node | None, end: int) -> bool:
        """Whether a template may make footnotes by its name, which ends at its first node."""
        if first is not None and first.kind not in (PIPE, LINE):
            return True
        return makes_notes(self.source[start : end if first is None else first.start], self.page.lang)

    def _close_brackets(self, start: int, end: int) -> None:
        while start < end:
            if self.stack and self.stack[-1].kind == EXTERNAL:
                frame = self._pop()
                if self.source.find("\n", frame.start, start) < 0:
                    self.nodes.append(
                        Node(EXTERNAL, frame.start, start + 1, "", frame.start + 1, start, frame.nodes, frame.noted)
                    )
                else:
                    self.nodes.extend(frame.nodes)
                start += 1
                continue
            if end - start < 2:
                return
            if not self.open[LINK]:
                self.page.faults.append(Fault("unclosed-link", "]] without [[ before it", start, start + 2))
                return
            self._dissolve(self._find(LINK) + 1)
            frame = self._pop()
            if self._is_link(frame, start):
                self.nodes.append(
                    Node(LINK, frame.start, start + 2, "", frame.start + 2, start, frame.nodes, frame.noted)
                )
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


__all__ = ["MAX_DEPTH", "RAW", "inside", "scan_page"]
