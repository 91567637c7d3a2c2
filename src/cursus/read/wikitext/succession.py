"""Succession boxes → navigation blocks: who came before, the office and its years, who came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cursus.read.wikitext.args import Arg, Args
from cursus.read.wikitext.nodes import Node
from cursus.tables import rows

if TYPE_CHECKING:
    from cursus.read.wikitext.blocks import PageRenderer


def _kind(name: str) -> tuple[str, str] | None:
    """(what the template is, its words)."""
    for kind, names, words in rows("templates_succession"):
        for candidate in names.split("|"):
            if candidate == name or (candidate.endswith("*") and name.startswith(candidate[:-1])):
                return kind, words
    return None


def write_succession(page: PageRenderer, node: Node, args: Args) -> bool:
    """Write a template of a succession box; False where it is none."""
    found = _kind(args.name)
    if found is None:
        return False
    kind, words = found
    out = page.out
    if kind == "end":
        page._end_block()
    elif kind == "head":
        page._end_block()
        out.begin("navigation", header=True)
        out.begin_cell(node.start)
        page.opaque(words, node.start, node.end) if words != "-" else _cell(page, node, "", args.get("1", "title", "name"))
        page._end_block()
    elif kind == "before":
        page._end_block()
        out.begin("navigation")
        _cell(page, node, words, args.get("before", "1"))
    elif kind == "title":
        if out.kind != "navigation":
            page._end_block()
            out.begin("navigation")
        _cell(page, node, "", args.get("title", "1"), args.get("years", "2"))
    elif kind == "after":
        if out.kind != "navigation":
            page._end_block()
            out.begin("navigation")
        _cell(page, node, words, args.get("after", "1"))
        page._end_block()
    else:
        page._end_block()
        out.begin("navigation")
        before, title, after = (
            args.get("before", "predecessor", "preceded", "vorgänger", "avant", "predecesor", "precedente", "предшественник", "1", "попередник", "пред"),
            args.get("title", "office", "amt", "fonction", "título", "titulo", "carica", "должность", "nom", "посада", "2", "место"),
            args.get("after", "successor", "succeeded", "nachfolger", "après", "sucesor", "successivo", "преемник", "3", "наступник", "след"),
        )
        years = args.get("years", "zeit", "période", "date", "periodo", "años", "период", "роки", "годы", "term", "dates", "date nom")
        label_before, _, label_after = words.partition("/")
        _cell(page, node, label_before, before)
        _cell(page, node, "", title, years)
        _cell(page, node, label_after, after)
        page._end_block()
    return True


def _cell(page: PageRenderer, node: Node, label: str, *args: Arg | None) -> None:
    out = page.out
    shown = [a for a in args if a is not None]
    out.begin_cell(shown[0].start if shown else node.start)
    if label and label != "-" and shown:
        page.opaque(label, node.start, shown[0].start)
        out.line_break(shown[0].start, shown[0].start)
    elif label and not shown:
        page.opaque(label, node.start, node.end) if label.startswith(("New", "Vacant", "Office")) else None
    for number, arg in enumerate(shown):
        if number:
            out.line_break(arg.start, arg.start)
        page.plain_lines().arg(arg)
