"""A template's name and parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cursus.read.wikitext.nodes import COMMENT, LINE, NONE, PIPE, Node

LONGEST_NAME = 300
"""Characters. No page's title is longer, so no template's name."""

_PREFIX = re.compile(
    r"(?:(?:safe)?subst:|template:|t:|vorlage:|modèle:|modele:|plantilla:|шаблон:|قالب:|mal:|sjabloon:|format:)\s*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Arg:
    """One parameter: ``name`` is "1", "2" … for a positional one. ``start``..``end`` is its value without the white
    space at
    its edges, ``nodes`` are those inside; the name as written is ``source[name_start:name_end]``."""

    name: str
    start: int
    end: int
    nodes: list[Node]
    name_start: int
    name_end: int
    positional: bool


class Args:
    """The parts of one template. A parameter given twice counts with its last value, as in MediaWiki."""

    __slots__ = ("all", "by_name", "fields", "name")

    def __init__(self, name: str, found: list[Arg]) -> None:
        self.name = name
        self.all = found
        self.by_name = {arg.name.casefold(): arg for arg in found}
        self.fields: Any = False  # what cursus.read.wikitext.cites read from it, False before the first look

    def get(self, *names: str) -> Arg | None:
        """The first of the parameters that is not empty."""
        for name in names:
            arg = self.by_name.get(name)
            if arg is not None and arg.end > arg.start:
                return arg
        return None

    def positional(self, first: int = 1) -> list[Arg]:
        """The numbered parameters from ``first`` on, empty ones left out."""
        out = [
            a for a in self.all if a.name.isascii() and a.name.isdigit() and len(a.name) < 4 and int(a.name) >= first
        ]
        return [a for a in out if a.end > a.start]


def normal_name(name: str) -> str:
    """A template's name as the tables have it: lower case, single spaces, no namespace."""
    return _normal_name(name) if len(name) <= LONGEST_NAME else " ".join(name.split()).casefold()


@lru_cache(maxsize=4096)
def _normal_name(name: str) -> str:
    name = " ".join(name.replace("_", " ").split())
    prefix = _PREFIX.match(name)
    if prefix:
        name = name[prefix.end() :]
    return name.casefold()


def name_of(source: str, node: Node) -> str:
    """The name of a template node, without a look at its parameters."""
    parts: Args | None = node.parts
    if parts is not None:
        return parts.name
    nodes = node.nodes
    if not nodes:
        stop = source.find("|", node.inner_start, node.inner_end)
        return normal_name(source[node.inner_start : stop if stop >= 0 else node.inner_end])
    if nodes[0].kind == PIPE or (nodes[0].kind == LINE and nodes[0].name[:1] == "|"):
        return normal_name(source[node.inner_start : nodes[0].start])
    return args_of(source, node).name


def args_of(source: str, node: Node) -> Args:
    """The parts of a template node; worked out once."""
    if node.parts is None:
        node.parts = _split(source, node)
    parts: Args = node.parts
    return parts


def _split(source: str, node: Node) -> Args:
    if not node.nodes:
        return _split_plain(source, node.inner_start, node.inner_end)
    pieces: list[tuple[int, int, list[Node]]] = []
    start, inside = node.inner_start, list[Node]()
    for child in node.nodes:
        if child.kind == PIPE or (child.kind == LINE and child.name[:1] == "|"):
            place = child.start if child.kind == PIPE else child.end - len(child.name)
            pieces.append((start, place, inside))
            start, inside = place + 1, []
        else:
            inside.append(child)
    pieces.append((start, node.inner_end, inside))
    first, stop, inside = pieces[0]
    found: list[Arg] = []
    number = 0
    for a, b, nodes in pieces[1:]:
        equals = _equals(source, a, b, nodes)
        if equals < 0:
            number += 1
            found.append(_arg(source, str(number), a, b, nodes, a, a, True))
        else:
            name_nodes = [n for n in nodes if n.start < equals]
            name = " ".join(plain(source, a, equals, name_nodes).split())
            low, high = trim(source, a, equals, name_nodes)
            after = [n for n in nodes if n.start > equals] if name_nodes else nodes
            found.append(_arg(source, name, equals + 1, b, after, low, high, False))
    return Args(normal_name(plain(source, first, stop, inside)), found)


def _split_plain(source: str, start: int, end: int) -> Args:
    """The parts of a template without markup inside."""
    title, *parts = source[start:end].split("|")
    position = start + len(title) + 1
    found: list[Arg] = []
    number = 0
    for part in parts:
        name, equals, words = part.partition("=")
        if equals:
            bare = name.strip()
            low = position + len(name) - len(name.lstrip())
            after = position + len(name) + 1
            inner = words.strip()
            first = after + len(words) - len(words.lstrip()) if len(inner) != len(words) else after
            label = bare if bare.isalnum() else " ".join(bare.split())
            found.append(Arg(label, first, first + len(inner), NONE, low, low + len(bare), False))
        else:
            number += 1
            inner = part.strip()
            first = position + len(part) - len(part.lstrip()) if len(inner) != len(part) else position
            found.append(Arg(str(number), first, first + len(inner), NONE, position, position, True))
        position += len(part) + 1
    return Args(normal_name(title), found)


def _arg(source: str, name: str, a: int, b: int, nodes: list[Node], low: int, high: int, positional: bool) -> Arg:
    start, end = trim(source, a, b, nodes)
    return Arg(name, start, end, nodes, low, high, positional)


def _equals(source: str, start: int, end: int, nodes: list[Node]) -> int:
    """Where the first "=" outside every node stands, -1 without one."""
    for node in nodes:
        found = source.find("=", start, node.start)
        if found >= 0:
            return found
        if node.kind == LINE and node.name[:1] == "=":
            return node.end - len(node.name)
        start = node.end
    return source.find("=", start, end)


def plain(source: str, start: int, end: int, nodes: list[Node]) -> str:
    """The words of a region, comments left out, everything else as written."""
    if not nodes:
        return source[start:end]
    out = []
    for node in nodes:
        if node.kind == COMMENT:
            out.append(source[start : node.start])
            start = node.end
    out.append(source[start:end])
    return "".join(out)


def trim(source: str, start: int, end: int, nodes: list[Node]) -> tuple[int, int]:
    """The region without white space and comments at its edges; a marked line that begins it is kept whole."""
    if not nodes:
        words = source[start:end]
        inner = words.strip()
        if len(inner) == len(words):
            return start, end
        start += len(words) - len(words.lstrip())
        return start, start + len(inner)
    first, last = 0, len(nodes)
    while True:
        stop = nodes[first].start if first < last else end
        while start < stop and source[start].isspace():
            start += 1
        if first < last and start == nodes[first].start and nodes[first].kind == COMMENT:
            start = nodes[first].end
            first += 1
            continue
        break
    while True:
        stop = nodes[last - 1].end if last > first else start
        while end > stop and source[end - 1].isspace():
            end -= 1
        if last > first and end == nodes[last - 1].end and nodes[last - 1].kind == COMMENT:
            end = nodes[last - 1].start
            last -= 1
            continue
        if last > first and end == nodes[last - 1].end and nodes[last - 1].kind == LINE and not nodes[last - 1].name:
            end = nodes[last - 1].start
            last -= 1
            continue
        break
    return start, max(start, end)
