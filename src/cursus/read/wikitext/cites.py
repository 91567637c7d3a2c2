"""Footnotes → Citation records with their fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from cursus.claim import Citation, Field
from cursus.read.cs1 import CITES, CiteFields, TemplateParam, is_citation_template, read_template
from cursus.read.records import later_citation
from cursus.read.wikitext.args import Args, args_of
from cursus.read.wikitext.collect import Collector
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import EXTERNAL, TEMPLATE, Node
from cursus.read.wikitext.refs import Entry
from cursus.read.wikitext.render import Renderer
from cursus.read.wikitext.scan import inside
from cursus.read.wikitext.wiki import namespace
from cursus.text.citations import parse_reference

_QUOTED = frozenset(
    {
        "webpage",
        "article-newspaper",
        "article-journal",
        "article-magazine",
        "article",
        "chapter",
        "entry-encyclopedia",
        "entry-dictionary",
        "post-weblog",
        "post",
        "paper-conference",
        "broadcast",
        "entry",
        "interview",
        "",
    }
)
_ARCHIVES = frozenset({"webarchive", "wayback", "archive url", "dead link"})


def citation(page: PageContext, entry: Entry) -> Citation:
    """The record of one footnote; its words are read when somebody asks for them."""
    if entry.node is None:
        start, end = entry.first
        return Citation(entry.label, entry.name, entry.group, "", start, end, defined=False)
    if entry.main is not None and entry.main.node is None:
        start, end = entry.node.start, entry.node.end
        return Citation(entry.label, entry.name, entry.group, entry.details, start, end, defined=False)
    read = _Words(page, entry)
    if not entry.short and entry.main is None and _categorises(page, entry):
        read("text")
    return later_citation(entry.label, entry.name, entry.group, entry.node.start, entry.node.end, read)


class _Words:
    """Reads a footnote, once."""

    __slots__ = ("entry", "page", "values")

    def __init__(self, page: PageContext, entry: Entry) -> None:
        self.page = page
        self.entry = entry
        self.values: dict[str, Any] | None = None

    def __call__(self, name: str) -> dict[str, Any]:
        if self.values is None:
            self.values = _read(self.page, self.entry)
        return self.values


_CATEGORY = re.compile(r"\[\[[ \t]*([^\[\]|{}<>\n:]*):")


def _categorises(page: PageContext, entry: Entry) -> bool:
    """Whether a footnote puts the page in a category, which must be known with the page."""
    if page.source.find("[[", entry.start, entry.end) < 0:
        return False
    return any(namespace(m[1]) == "category" for m in _CATEGORY.finditer(page.source, entry.start, entry.end))


def _read(page: PageContext, entry: Entry) -> dict[str, Any]:
    """Text, type, template, fields and works of a footnote."""
    if entry.main is not None:
        main = citation(page, entry.main)
        return {
            "text": f"{main.text} {entry.details}".strip(),
            "type": main.type,
            "template": main.template,
            "fields": main.fields,
            "works": main.works,
        }
    out = Collector(page.source)
    works: list[CiteFields] = []
    nodes: list[Node] = []
    if entry.short and entry.node is not None:
        found = template_fields(page, entry.node)
        works = [found] if found else []
        out.words(short_text(page, entry.node), entry.node.start, entry.node.end)
    else:
        nodes = entry.content(page)
        Renderer(page, out).region(nodes, entry.start, entry.end)
        works = _works(page, nodes)
    text = out.text
    fields: tuple[Field, ...]
    if works:
        first = works[0]
        kind, template, fields = first.type, first.template, first.fields
    else:
        template = ""
        kind, read = parse_reference(text) if text else ("", ())
        fields = tuple(Field(f.name, f.value, *out.span(f.start, f.end), f.edtf) for f in read)
        if not any(f.name == "URL" for f in fields):
            fields += _address(page, nodes)
    return {
        "text": text,
        "type": kind,
        "template": template,
        "fields": fields,
        "works": tuple(w.fields for w in works) if len(works) > 1 else (),
    }


def _address(page: PageContext, nodes: list[Node]) -> tuple[Field, ...]:
    """The address of the first external link."""
    for node in nodes:
        if node.kind == EXTERNAL:
            stop = node.inner_start
            while stop < node.inner_end and not page.source[stop].isspace():
                stop += 1
            return (Field("URL", page.source[node.inner_start : stop], node.inner_start, stop),)
    return ()


def _works(page: PageContext, nodes: list[Node]) -> list[CiteFields]:
    """The citation templates of a footnote; an archive's template adds its fields to the work before it."""
    out: list[CiteFields] = []
    for node in nodes:
        if node.kind != TEMPLATE:
            if inner := inside(page, node):
                out += _works(page, inner)
            continue
        found = template_fields(page, node)
        if found is None:
            if node.nodes:
                out += _works(page, node.nodes)
        elif out and args_of(page.source, node).name in _ARCHIVES:
            last = out[-1]
            known = {f.name for f in last.fields}
            added = tuple(f for f in found.fields if f.name in ("archive-url", "archive-date") and f.name not in known)
            out[-1] = CiteFields(last.type, last.template, last.fields + added)
        else:
            out.append(found)
    return out


def template_fields(page: PageContext, node: Node) -> CiteFields | None:
    """The fields of a citation template, None where it is none; worked out once."""
    args = args_of(page.source, node)
    if args.fields is False:
        args.fields = _read_fields(page, args)
    fields: CiteFields | None = args.fields
    return fields


def _read_fields(page: PageContext, args: Args) -> CiteFields | None:
    generic = not is_citation_template(args.name)
    if generic and not args.name.startswith(CITES):
        return None
    params = [
        TemplateParam(a.name, visible(page, a.nodes, a.start, a.end), a.start, a.end)
        for a in args.all
        if a.end > a.start
    ]
    if not generic:
        return read_template(args.name, params)
    # One of the many templates for a single work: what its parameters say is read as of any other.
    found = read_template("citation", params)
    return replace(found, template=args.name) if found is not None and found.fields else None


def visible(page: PageContext, nodes: list[Node], start: int, end: int) -> str:
    """The words of a region in one line."""
    text = page.source[start:end]
    if not nodes and "''" not in text and "&" not in text and "__" not in text:
        return text
    out = Collector(page.source)
    Renderer(page, out).region(nodes, start, end)
    return out.text


def template_text(page: PageContext, node: Node) -> str:
    """A citation template as a reader sees it, near enough: people (date). Title. Container. Publisher. Pages."""
    found = template_fields(page, node)
    return found_text(found) if found is not None else ""


def found_text(found: CiteFields) -> str:
    """The words of an entry from its fields, in the usual order."""
    values: dict[str, list[str]] = {}
    for item in found.fields:
        values.setdefault(item.name, []).append(item.value)

    def one(name: str) -> str:
        return values.get(name, [""])[0]

    parts: list[str] = []
    people = values.get("author") or values.get("editor") or []
    date = one("issued")
    if people:
        parts.append("; ".join(people) + (f" ({date})" if date else ""))
    title = one("title")
    if title:
        parts.append(
            f'"{title}"'
            if (found.type in _QUOTED and one("container-title")) or found.type in _QUOTED - {""}
            else title
        )
    if one("container-title"):
        container = one("container-title")
        if one("volume"):
            container += f" {one('volume')}"
        if one("issue"):
            container += f" ({one('issue')})"
        parts.append(container)
    if one("publisher"):
        place = one("publisher-place")
        parts.append(f"{place}: {one('publisher')}" if place else one("publisher"))
    if date and not people:
        parts.append(date)
    if one("page"):
        page = one("page")
        parts.append(("pp. " if any(c in page for c in "-–,&") else "p. ") + page)
    parts += [f"{name} {one(name)}" for name in ("ISBN", "DOI") if one(name)]
    if one("accessed"):
        parts.append(f"Retrieved {one('accessed')}")
    if not parts and one("URL"):
        parts.append(one("URL"))
    return " ".join(part if part.endswith((".", '."', "?", "!")) else part + "." for part in parts)


def short_text(page: PageContext, node: Node) -> str:
    """``{{sfn|Smith|Doe|1999|p=12}}`` → "Smith & Doe 1999, p. 12." """
    args = args_of(page.source, node)
    values = [visible(page, a.nodes, a.start, a.end) for a in args.positional()]
    names, year = (values[:-1], values[-1]) if len(values) > 1 else (values, "")
    return short_words(names, year, pages_of(page, node)) + "."


def short_words(names: list[str], year: str, pages: str, shape: str = "") -> str:
    """The words of a short reference; ``shape`` is "()" around all of it or "txt" with the year in brackets."""
    if len(names) > 3:
        who = f"{names[0]} et al."
    elif len(names) > 1:
        who = f"{', '.join(names[:-1])} & {names[-1]}"
    else:
        who = names[0] if names else ""
    tail = f", {pages}" if pages else ""
    if shape == "txt":
        return f"{who} ({year}{tail})" if year else f"{who}{tail}"
    words = f"{who} {year}".strip() + tail
    return f"({words})" if shape == "()" else words


def pages_of(page: PageContext, node: Node) -> str:
    args = args_of(page.source, node)
    for names, before in ((("p", "page"), "p. "), (("pp", "pages"), "pp. "), (("loc", "at"), "")):
        arg = args.get(*names)
        if arg is not None:
            return before + visible(page, arg.nodes, arg.start, arg.end)
    return ""
