"""The parts of a page that the scanner tells apart. What stands between two nodes of a list is text."""

from __future__ import annotations

from typing import Any

(TEMPLATE, ARGUMENT, LINK, EXTERNAL, REF, RAW, COMMENT, TAG, PIPE, LINE, BANGS) = range(11)
"""``{{…}}``, ``{{{…}}}``, ``[[…]]``, ``[http…]``, ``<ref>…</ref>``, a tag whose content is no wikitext, ``<!--…-->``, an
HTML tag, ``|``, a line break that begins a marked line (``name`` holds the marker, "" for an empty line), ``!!``."""


class Node:
    """``source[start:end]``. ``nodes`` are those inside ``inner_start``..``inner_end``, for kinds that hold any.

    A node that has no meaning where it stands (a pipe in prose) is read as the text that it is.
    """

    __slots__ = ("end", "inner_end", "inner_start", "kind", "name", "nodes", "parts", "start")

    def __init__(
        self,
        kind: int,
        start: int,
        end: int,
        name: str = "",
        inner_start: int = 0,
        inner_end: int = 0,
        nodes: list[Node] | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.name = name
        self.inner_start = inner_start
        self.inner_end = inner_end
        self.nodes: list[Node] = nodes if nodes is not None else []
        self.parts: Any = None  # what cursus.read.wikitext.args made of a template, kept for the next look
