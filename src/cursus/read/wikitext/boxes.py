"""Infobox templates → rows."""

from __future__ import annotations

import re

from cursus.read.builder import Builder
from cursus.read.wikitext.args import Arg, Args, args_of
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import LINE, TEMPLATE, Node
from cursus.read.wikitext.render import Renderer
from cursus.read.wikitext.wiki import box_kind, hidden_parameters, recipe

_FILE = re.compile(
    r"(?:\[\[)?(?:[^\W\d_]{4,12}:)?[^\n|\[\]]{1,250}\.(?:jpe?g|png|svg|gif|tiff?|webp|ogg|oga|ogv|pdf|djvu|bmp)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d{1,4}(?:x\d{1,4})?(?: ?px)?|\d(?:\.\d+)?|frameless|center|left|right")
_SIZE_NAME = re.compile(r"size|width|upright|größe|taille|tamañ|dimension|размер|розмір|ширина")
_NUMBER = re.compile(r"\d+$")
_MIN_PARAMETERS = 5


def is_box(source: str, node: Node, args: Args, lead: bool, lang: str) -> bool:
    """Whether a template is an infobox: by the table, or, before the first words of an article, by its shape – many
    named
    parameters, each on its own line."""
    kind = box_kind(args.name)
    if kind:
        return kind == "box"
    if not lead or recipe(args.name, lang) is not None:
        return False
    named = sum(1 for a in args.all if not a.positional)
    lines = sum(1 for n in node.nodes if n.kind == LINE and n.name == "|")
    return named >= _MIN_PARAMETERS and (
        lines >= _MIN_PARAMETERS or source.count("\n", node.start, node.end) >= _MIN_PARAMETERS
    )


class BoxRenderer(Renderer):
    """Writes the value of a row: list items and breaks make lines, boxes inside are kept for later."""

    lone = True

    def __init__(self, page: PageContext, out: Builder) -> None:
        super().__init__(page, out)
        self.inner: list[Node] = []

    def template(self, node: Node) -> int | None:
        if box_kind(args_of(self.source, node).name) == "box":
            self.inner.append(node)
            return None
        return super().template(node)


def write_box(page: PageContext, builder: Builder, node: Node, group: str = "") -> None:
    """Write the rows of an infobox and of the boxes inside it."""
    args = args_of(page.source, node)
    box = " ".join(page.source[node.inner_start : _name_end(node)].split())
    for arg in args.all:
        if arg.end <= arg.start:
            continue
        renderer = BoxRenderer(page, builder)
        if arg.positional:
            for child in arg.nodes:
                if child.kind == TEMPLATE:
                    renderer.template(child) if box_kind(args_of(page.source, child).name) == "box" else None
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
        if node.kind == TEMPLATE and box_kind(args_of(renderer.source, node).name) == "box":
            renderer.template(node)


def _name_end(node: Node) -> int:
    return min((n.start for n in node.nodes), default=node.inner_end)


def _title(page: PageContext, args: Args) -> str:
    arg = args.get("embed_title", "title", "header", "box_caption")
    return " ".join(page.source[arg.start : arg.end].split()) if arg is not None and not arg.nodes else ""


def _is_shown(source: str, arg: Arg) -> bool:
    """A value that steers the box (a file, a size, a colour) is no text."""
    name = arg.name.casefold()
    hidden = hidden_parameters()
    if name in hidden or _NUMBER.sub("", name) in hidden:
        return False
    if arg.end - arg.start > 260:
        return True
    value = source[arg.start : arg.end]
    if _FILE.fullmatch(value):
        return False
    return not (_SIZE_NAME.search(name) and _SIZE.fullmatch(value))
