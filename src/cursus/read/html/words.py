"""Text pieces: entities decoded, and each piece told where in the source it stands."""

from __future__ import annotations

import html
import re

from cursus.read.html.roles import BLOCKS, role
from cursus.read.html.tree import Node

# An entity, or characters without width that are layout and not words.
_SPECIAL = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[\u200b\u2060\ufeff\u00ad]+")
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))

Piece = tuple[str, int, int]


def pieces(source: str, start: int, end: int) -> list[Piece]:
    """The reader-visible text of ``source[start:end]`` (no tags in it) as (text, source start, source end)."""
    raw = source[start:end]
    out: list[Piece] = []
    position = 0
    for match in _SPECIAL.finditer(raw):
        if match.start() > position:
            out.append((raw[position : match.start()], start + position, start + match.start()))
        words = html.unescape(match[0]).translate(_NO_WIDTH)
        if words:
            out.append((words, start + match.start(), start + match.end()))
        position = match.end()
    if position < len(raw):
        out.append((raw[position:], start + position, end))
    return out


def visible(node: Node, limit: int = 1_000_000) -> str:
    """What a reader sees of a node, white space collapsed; hidden parts, editors' remarks and footnote marks left
    out."""
    out: list[str] = []
    length = 0
    stack: list[Node | str] = [node]
    while stack and length <= limit:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
        elif not item.tag:
            for words, _, _ in pieces(item.source, item.start, item.end):
                out.append(words)
                length += len(words)
        elif item.tag == "br":
            out.append(" ")
        elif role(item) not in ("drop", "fault") and not is_mark(item):
            if item.tag in BLOCKS:
                out.append(" ")
                stack.append(" ")
            stack.extend(reversed(item.children))
    return " ".join("".join(out).split())


def shows(node: Node) -> bool:
    """Whether a reader sees any word of a node; as :func:`visible`, but done at the first word."""
    stack = [node]
    while stack:
        item = stack.pop()
        if not item.tag:
            if any(words.strip() for words, _, _ in pieces(item.source, item.start, item.end)):
                return True
        elif role(item) not in ("drop", "fault") and not is_mark(item):
            stack.extend(reversed(item.children))
    return False


def is_mark(node: Node) -> bool:
    """Whether an element is a footnote mark (or belongs to one: its page, the comma between two)."""
    if node.tag not in ("sup", "span") or node.attributes_at >= node.attributes_end:
        return False
    if node.tag == "sup":
        return "reference" in node.classes or node.get("id").startswith("cite_ref") or "mw-ref" in node.classes
    return "mw-ref" in node.classes and node.get("typeof").startswith("mw:Extension/ref")


def extent(node: Node) -> tuple[int, int]:
    """The stretch of source from the first to the last visible word of a node."""
    start = end = -1
    stack = [node]
    while stack:
        item = stack.pop()
        if not item.tag:
            raw = item.source[item.start : item.end]
            if raw.strip():
                if start < 0:
                    start = item.start + len(raw) - len(raw.lstrip())
                end = item.start + len(raw.rstrip())
        elif role(item) not in ("drop", "fault") and not is_mark(item):
            stack.extend(reversed(item.children))
    return (start, end) if start >= 0 else (node.inner_start, node.inner_start)
