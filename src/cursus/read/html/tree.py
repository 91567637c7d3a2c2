"""HTML → a tree whose every node knows its place in the source.

The parser libraries keep no offsets, so the tokens are our own: one possessive pattern for tags, ``str.find`` for
what has a fixed
end. Each character is looked at a bounded number of times, whatever the input; a tag that never closes ends the page,
as in browsers. Nesting deeper than :data:`DEPTH` is flattened.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator

DEPTH = 120

_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_LETTER = re.compile(r"[a-zA-Z]")
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_RAW = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "iframe", "xmp")
}
_CLOSES_P = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)
# Which open element a start tag ends, and up to which elements the search for it reaches.
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
}
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
_BARRIERS = ("td", "th", "caption", "table")


class Node:
    """An element, or a stretch of text (``tag`` ""). ``start``..``end`` is the whole, ``inner_start``..``inner_end``
    its content."""

    __slots__ = (
        "_attributes",
        "_classes",
        "attributes_at",
        "attributes_end",
        "children",
        "end",
        "inner_end",
        "inner_start",
        "source",
        "start",
        "tag",
    )

    def __init__(
        self, source: str, tag: str, start: int, end: int, attributes_at: int = 0, attributes_end: int = 0
    ) -> None:
        self.source = source
        self.tag = tag
        self.start = start
        self.end = end
        self.inner_start = end
        self.inner_end = end
        self.attributes_at = attributes_at
        self.attributes_end = attributes_end
        self.children: list[Node] = []
        self._attributes: dict[str, tuple[str, int, int]] | None = None
        self._classes: tuple[str, ...] | None = None

    def _read(self) -> dict[str, tuple[str, int, int]]:
        if self._attributes is None:
            found: dict[str, tuple[str, int, int]] = {}
            for match in _ATTRIBUTE.finditer(self.source, self.attributes_at, self.attributes_end):
                index = match.lastindex or 1
                value = match[index] if index > 1 else ""
                found.setdefault(match[1].lower(), (value, match.start(index), match.end(index)))
            self._attributes = found
        return self._attributes

    def get(self, name: str) -> str:
        """An attribute's value with its entities decoded, "" where there is none."""
        if self.attributes_at >= self.attributes_end:
            return ""
        found = self._read().get(name)
        if found is None:
            return ""
        return html.unescape(found[0]) if "&" in found[0] else found[0]

    def has(self, name: str) -> bool:
        return self.attributes_at < self.attributes_end and name in self._read()

    def place(self, name: str) -> tuple[int, int]:
        """Where an attribute's value stands in the source; the start tag where there is none."""
        found = self._read().get(name)
        return (found[1], found[2]) if found is not None else (self.start, self.inner_start)

    @property
    def classes(self) -> tuple[str, ...]:
        if self._classes is None:
            self._classes = tuple(self.get("class").split())
        return self._classes

    def has_class(self, name: str) -> bool:
        return name in self.classes

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the source."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def elements(self, *tags: str) -> Iterator[Node]:
        """The elements of these names below the node, in the order of the source."""
        return (node for node in self.walk() if node.tag in tags and node is not self)

    def text(self) -> str:
        """All text below the node, entities decoded, white space collapsed. Hidden parts are not left out."""
        raw = "".join(node.source[node.start : node.end] for node in self.walk() if not node.tag)
        return " ".join(html.unescape(raw).split())


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Node(source, "#root", 0, 0)
        self.root.inner_end = self.root.end = len(source)
        self.stack: list[Node] = [self.root]
        self.open: defaultdict[str, list[int]] = defaultdict(list)
        self.flattened: defaultdict[str, int] = defaultdict(int)

    def parse(self) -> Node:
        source, position, length = self.source, 0, len(self.source)
        while position < length:
            at = source.find("<", position)
            if at < 0:
                self._text(position, length)
                break
            following = source[at + 1 : at + 2]
            if following == "!" or following == "?":
                self._text(position, at)
                position = self._skip(at)
                continue
            name_at = at + 2 if following == "/" else at + 1
            if not _LETTER.match(source, name_at):
                self._text(position, at + 1)
                position = at + 1
                continue
            match = _TAG.match(source, at)
            self._text(position, at)
            if match is None:
                break
            position = match.end()
            name = match["name"].lower()
            if match["close"]:
                self._close(name, at, position)
            else:
                position = self._start(name, match)
        end = len(source)
        while len(self.stack) > 1:
            self._pop(end, end)
        return self.root

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.stack[-1].children.append(Node(self.source, "", start, end))

    def _skip(self, at: int) -> int:
        """The end of a comment, a doctype or a processing instruction."""
        if self.source.startswith("<!--", at):
            end = self.source.find("-->", at + 4)
            return len(self.source) if end < 0 else end + 3
        end = self.source.find(">", at)
        return len(self.source) if end < 0 else end + 1

    def _start(self, name: str, match: re.Match[str]) -> int:
        node = Node(self.source, name, match.start(), match.end(), match.start("attributes"), match.end("attributes"))
        raw = _RAW.get(name)
        if raw is not None:
            closing = raw.search(self.source, match.end())
            node.inner_end = closing.start() if closing else len(self.source)
            node.end = closing.end() if closing else len(self.source)
            if node.inner_end > node.inner_start and name == "title":
                node.children.append(Node(self.source, "", node.inner_start, node.inner_end))
            self.stack[-1].children.append(node)
            return node.end
        self._imply(name, match.start())
        self.stack[-1].children.append(node)
        if name in VOID or (self.source[match.end() - 2] == "/" and name not in _CLOSES_P and name not in _TABLE_PARTS):
            return match.end()
        if len(self.stack) > DEPTH:
            self.flattened[name] += 1
            return match.end()
        self.open[name].append(len(self.stack))
        self.stack.append(node)
        return match.end()

    def _imply(self, name: str, at: int) -> None:
        """End what a start tag ends without saying so: a paragraph before a block, an item before an item."""
        if name in _CLOSES_P and self.open["p"] and self.open["p"][-1] > self._barrier():
            self._pop_to(self.open["p"][-1], at, at)
        rule = _IMPLIED.get(name)
        if rule is None:
            return
        ended, limits = rule
        top = max((self.open[tag][-1] for tag in ended if self.open[tag]), default=-1)
        limit = max((self.open[tag][-1] for tag in limits if self.open[tag]), default=-1)
        if top > limit:
            self._pop_to(top, at, at)

    def _barrier(self) -> int:
        """The depth of the innermost cell or table: what stands outside cannot be closed from inside."""
        return max((self.open[tag][-1] for tag in _BARRIERS if self.open[tag]), default=-1)

    def _close(self, name: str, at: int, end: int) -> None:
        if self.flattened[name]:
            self.flattened[name] -= 1
            return
        if not self.open[name]:
            return
        depth = self.open[name][-1]
        barrier = self.open["table"][-1] if self.open["table"] else -1
        if (name not in _TABLE_PARTS and depth < self._barrier()) or (name in _TABLE_PARTS and depth < barrier):
            return
        self._pop_to(depth, at, end)

    def _pop_to(self, depth: int, at: int, end: int) -> None:
        while len(self.stack) > depth + 1:
            self._pop(at, at)
        self._pop(at, end)

    def _pop(self, inner_end: int, end: int) -> None:
        node = self.stack.pop()
        self.open[node.tag].pop()
        node.inner_end, node.end = inner_end, end


def parse(source: str) -> Node:
    """The page as a tree under a root element ``#root``. Never raises."""
    return _Parser(source).parse()
