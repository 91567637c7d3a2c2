"""Infobox templates → rows."""

from __future__ import annotations

import re
from functools import lru_cache

from cursus.read.builder import Builder
from cursus.read.wikitext.args import Arg, Args, args_of, name_of
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import TEMPLATE, Node
from cursus.read.wikitext.render import Renderer
from cursus.read.wikitext.wiki import box_kind, cooked, hidden_parameters

_FILE = re.compile(
    r"(?:\[\[)?(?:[^\W\d_]{4,12}:)?[^\n|\[\]]{1,250}\.(?:jpe?g|png|svg|gif|tiff?|webp|ogg|oga|ogv|pdf|djvu|bmp)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d{1,4}(?:x\d{1,4})?(?: ?px)?|\d(?:\.\d+)?|frameless|center|left|right")
_SIZE_NAME = re.compile(r"size|width|upright|größe|taille|tamañ|dimension|размер|розмір|ширина")
_NUMBER = re.compile(r"\d+$")
_MIN_PARAMETERS = 5


def is_box(page: PageContext, node: Node, name: str, lead: bool) -> bool:
    """Whether a template is an infobox: by the table, or, before the first words of an article, by its shape – many
    named parameters, each on its own line."""
    kind = box_kind(name)
    if kind or not lead or cooked(name, page.lang) is not None:
        return kind == "box"
    if page.source.count("\n", node.start, node.end) < _MIN_PARAMETERS:
        return False
    return sum(1 for a in args_of(page.source, node).all if not a.positional) >= _MIN_PARAMETERS


class BoxRenderer(Renderer):
    """Writes the value of a row: list items and breaks make lines, boxes inside are kept for later."""

    lone = True

    def __init__(self, page: PageContext, out: Builder) -> None:
        super().__init__(page, out)
        self.inner: list[Node] = []

    def begin(self) -> None:
        """Another value, in which nothing is open."""
        self.inner = []
        self.item = False
        self.hiding.clear()

    def template(self, node: Node) -> int | None:
        if box_kind(name_of(self.source, node)) == "box":
            self.inner.append(node)
            return None
        return super().template(node)


def write_box(page: PageContext, builder: Builder, node: Node, group: str = "") -> None:
    """Write the rows of an infobox and of the boxes inside it."""
    args = args_of(page.source, node)
    box = " ".join(page.source[node.inner_start : _name_end(page.source, node)].split())
    renderer = BoxRenderer(page, builder)
    for arg in args.all:
        if arg.end <= arg.start:
            continue
        renderer.begin()
        if arg.positional:
            for child in arg.nodes:
                if child.kind == TEMPLATE:
                    renderer.template(child) if box_kind(name_of(page.source, child)) == "box" else None
        elif _is_shown(page.source, arg):
            label = " ".join(page.source[arg.name_start : arg.name_end].split())
            key = arg.name.casefold()
            builder.begin_row(label, key, box, group, arg.name_start, arg.name_end)
            renderer.first_line(arg)
            builder.end_row()
        else:
            _marks(renderer, arg.nodes)
        for inner in renderer.inner:
            write_box(page, builder, inner, _title(page, args_of(page.source, inner)) or box)


def _marks(renderer: Renderer, nodes: list[Node]) -> None:
    for node in nodes:
        if node.kind == TEMPLATE and box_kind(name_of(renderer.source, node)) == "box":
            renderer.template(node)


def _name_end(source: str, node: Node) -> int:
    if node.nodes:
        return min(n.start for n in node.nodes)
    pipe = source.find("|", node.inner_start, node.inner_end)
    return node.inner_end if pipe < 0 else pipe


def _title(page: PageContext, args: Args) -> str:
    arg = args.get("embed_title", "title", "header", "box_caption")
    return " ".join(page.source[arg.start : arg.end].split()) if arg is not None and not arg.nodes else ""


def _is_shown(source: str, arg: Arg) -> bool:
    """A value that steers the box (a file, a size, a colour) is no text."""
    role = _role(arg.name) if len(arg.name) < 80 else ""
    if role == "hidden":
        return False
    if arg.end - arg.start > 260:
        return True
    value = source[arg.start : arg.end]
    if "." in value and _FILE.fullmatch(value):
        return False
    return not (role == "size" and _SIZE.fullmatch(value))


@lru_cache(maxsize=4096)
def _role(name: str) -> str:
    """``hidden`` or ``size`` for a parameter that may steer the box."""
    name = name.casefold()
    hidden = hidden_parameters()
    if name in hidden or _NUMBER.sub("", name) in hidden:
        return "hidden"
    return "size" if _SIZE_NAME.search(name) else ""
