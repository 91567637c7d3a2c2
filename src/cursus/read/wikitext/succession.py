"""Succession boxes → navigation blocks: who came before, the office and its years, who came after."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cursus.read.wikitext.args import Arg, Args
from cursus.read.wikitext.nodes import Node
from cursus.read.wikitext.verbs import ordinal
from cursus.tables import rows

if TYPE_CHECKING:
    from cursus.read.wikitext.blocks import PageRenderer


@cache
def _templates() -> tuple[dict[str, tuple[str, str]], tuple[tuple[str, str, str], ...]]:
    exact: dict[str, tuple[str, str]] = {}
    prefixes: list[tuple[str, str, str]] = []
    for kind, names, words in rows("templates_succession"):
        if kind.startswith("parameter."):
            continue
        for name in names.split("|"):
            if name.endswith("*"):
                prefixes.append((name[:-1], kind, words))
            else:
                exact[name] = (kind, words)
    return exact, tuple(prefixes)


def _kind(name: str) -> tuple[str, str] | None:
    """(what the template is, its words)."""
    exact, prefixes = _templates()
    return exact.get(name) or next(((kind, words) for begin, kind, words in prefixes if name.startswith(begin)), None)


@lru_cache(maxsize=4096)
def is_succession(name: str) -> bool:
    return _kind(name) is not None


def write_succession(page: PageRenderer, node: Node, args: Args) -> None:
    """Write a template of a succession box."""
    kind, words = _kind(args.name) or ("end", "")
    out = page.out
    if kind == "end":
        page._end_block()
    elif kind == "head":
        page._end_block()
        out.begin("navigation", header=True)
        out.begin_cell(node.start)
        page.opaque(words, node.start, node.end) if words != "-" else _cell(
            page, node, "", args.get("1", "title", "name")
        )
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
        before, _, after = words.partition("/")
        _cell(page, node, before, args.get(*_names("before")))
        if kind == "representative":
            _district(page, node, args)
        else:
            _cell(page, node, "", args.get(*_names("title")), args.get(*_names("years")))
        _cell(page, node, after, args.get(*_names("after")))
        page._end_block()


def _district(page: PageRenderer, node: Node, args: Args) -> None:
    """The seat, which the template puts together from state and district."""
    state, district, years = args.get("state"), args.get("district"), args.get("years")
    page.out.begin_cell(node.start)
    if state is None:
        return
    number = page.source[district.start : district.end] if district is not None else ""
    if number.isascii() and number.isdigit() and len(number) < 3:
        number = ordinal(int(number))
    page.opaque("Member of the U.S. House of Representatives from", node.start, state.start)
    page.out.words(" ", state.start, state.start)
    page.plain_lines().arg(state)
    page.opaque(f"'s {number or 'at-large'} congressional district", state.end, node.end)
    start, end = args.get("start"), args.get("end")
    if years is not None:
        page.out.line_break(years.start, years.start)
        page.plain_lines().arg(years)
    elif start is not None:
        page.out.line_break(start.start, start.start)
        page.plain_lines().arg(start)
        if end is not None and end.end > end.start:
            page.opaque(" – ", start.end, end.start)
            page.plain_lines().arg(end)
        else:
            page.opaque(" – present", start.end, node.end)


@cache
def _names(part: str) -> tuple[str, ...]:
    """The parameters that hold a part of a succession box, by wiki."""
    return next(
        tuple(names.split("|")) for kind, names, _ in rows("templates_succession") if kind == f"parameter.{part}"
    )


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
