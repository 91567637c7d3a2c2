"""The parts of a page that the scanner tells apart. What stands between two nodes of a list is text."""

from __future__ import annotations

from typing import Any

(TEMPLATE, ARGUMENT, LINK, EXTERNAL, REF, RAW, COMMENT, TAG, PIPE, LINE, BANGS) = range(11)
"""``{{…}}``, ``{{{…}}}``, ``[[…]]``, ``[http…]``, ``<ref>…</ref>``, a tag whose content is no wikitext, ``<!--…-->``, an
HTML tag, ``|``, a line break that begins a marked line (``name`` holds the marker, "" for an empty line), ``!!``."""


class Node:
    """``source[start:end]``. ``nodes`` are those inside ``inner_start``..``inner_end``, for kinds that hold any.

    A template or a link without any markup inside but its pipes is *plain*: it is made in one step and has no nodes, not
    even for the pipes. ``noted`` says that footnotes may stand in it, or that it is one; ``deep`` that footnotes may stand
    inside a footnote. A node that has no meaning where it stands (a pipe in prose) is read as the text that it is.
    """

    __slots__ = ("deep", "end", "inner_end", "inner_start", "kind", "name", "nodes", "noted", "parts", "start")

    deep: bool

    def __init__(
        self,
        kind: int,
        start: int,
        end: int,
        name: str,
        inner_start: int,
        inner_end: int,
        nodes: list[Node],
        noted: bool,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.name = name
        self.inner_start = inner_start
        self.inner_end = inner_end
        self.nodes = nodes
        self.noted = noted
        self.parts: Any = None  # what cursus.read.wikitext.args made of a template, kept for the next look


NONE: list[Node] = []
"""The nodes of what holds none; never added to."""
UNREAD: list[Node] = []
"""Stands for the nodes of a footnote that are not read before they are needed; empty and never added to."""
