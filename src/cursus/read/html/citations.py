"""Reference lists of a page → Citation records.

Fields come from three witnesses, best first: the template's own parameters (Parsoid's ``data-mw``), the COinS record
that citation templates leave, and the entry as it reads. Addresses are the links'.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from cursus.claim import Citation, Field
from cursus.read.builder import Builder
from cursus.read.cs1 import TemplateParam, read_template
from cursus.read.html.boxes import transclusions
from cursus.read.html.roles import role
from cursus.read.html.tree import Node
from cursus.read.html.walk import Marks, Walker
from cursus.read.html.words import is_mark, visible
from cursus.text.citations import parse_reference

_ARCHIVES = re.compile(
    r"https?://(?:[\w.-]{1,60}\.)?(?:web\.archive\.org|archive\.(?:org|today|is|ph|fo|li|md|vn)|webcitation\.org|archive\.wikiwix\.com|"
    r"wayback\.archive-it\.org|webarchive\.[\w.]{2,40}|perma\.cc|arquivo\.pt|ghostarchive\.org|timetravel\.mementoweb\.org)/",
    re.IGNORECASE,
)
_ID = re.compile(r"cite_note-(?P<name>.*?)-?(?P<number>\d+)$")
_ARROWS = re.compile(r"[\s↑^]*(?:Jump up(?: to)?:?)?[\s↑^]*")
_LABEL = re.compile(r"(?P<group>\D*?)\s*(?P<number>\d+)")
_COINS = {
    "rft.au": "author",
    "rft.atitle": "title",
    "rft.btitle": "title",
    "rft.title": "title",
    "rft.jtitle": "container-title",
    "rft.pub": "publisher",
    "rft.place": "publisher-place",
    "rft.pages": "page",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.isbn": "ISBN",
    "rft.issn": "ISSN",
}
_CITE_CLASS = {
    "journal": "article-journal",
    "news": "article-newspaper",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "web": "webpage",
    "book": "book",
    "encyclopaedia": "entry-encyclopedia",
    "encyclopedia": "entry-encyclopedia",
    "thesis": "thesis",
    "report": "report",
    "speech": "speech",
    "pressrelease": "webpage",
    "podcast": "broadcast",
    "conference": "paper-conference",
    "audio-visual": "motion_picture",
    "map": "map",
    "interview": "interview",
}


@dataclass(slots=True)
class _Entry:
    item: Node
    group: str
    number: int
    label: str = ""
    name: str | None = None


def read_citations(root: Node, source: str) -> tuple[list[Citation], Marks, frozenset[int]]:
    """(the citations, where marks lead, the source places of the lists)."""
    entries: list[_Entry] = []
    index: dict[str, int] = {}
    lists: list[int] = []
    for node in root.elements("ol", "ul"):
        items = [child for child in node.children if child.tag == "li"]
        if not _is_list(node, items):
            continue
        lists.append(node.start)
        group = node.get("data-mw-group")
        for number, item in enumerate(items, 1):
            if item.get("id"):
                index.setdefault(item.get("id"), len(entries))
            entries.append(_Entry(item, group, number))
    _from_marks(root, entries, index)
    marks = Marks(index, [entry.group for entry in entries])
    skip = frozenset(lists)
    return [_citation(entry, source, skip) for entry in entries], marks, skip


def _is_list(node: Node, items: list[Node]) -> bool:
    if "references" in node.classes or "mw-references" in node.classes:
        return True
    return bool(items) and sum(item.get("id").startswith("cite_note") for item in items) * 2 > len(items)


def _from_marks(root: Node, entries: list[_Entry], index: dict[str, int]) -> None:
    """Labels, groups and names that only the marks show."""
    for node in root.elements("sup", "span"):
        if not is_mark(node):
            continue
        for anchor in node.elements("a"):
            found = index.get(unquote(anchor.get("href").partition("#")[2]))
            if found is None:
                continue
            entry = entries[found]
            label = re.sub(r"[\[\]]", "", visible(anchor)).strip()
            if not entry.label and label:
                entry.label = label
                match = _LABEL.fullmatch(label)
                if not entry.group:
                    entry.group = match["group"].strip() if match else _letters(label)
            if entry.name is None and node.get("data-mw"):
                entry.name = _parsoid_name(node)
            break
    for entry in entries:
        match = _ID.match(unquote(entry.item.get("id")))
        if entry.name is None and match and match["name"]:
            entry.name = match["name"].replace("_", " ")
        entry.label = entry.label or (f"{entry.group} {entry.number}".strip() if entry.group else str(entry.number))


def _letters(label: str) -> str:
    """The group that MediaWiki numbers with letters."""
    if re.fullmatch(r"[ivxl]+", label) and len(label) > 1:
        return "lower-roman"
    if re.fullmatch(r"[a-z]{1,2}", label):
        return "lower-alpha"
    if re.fullmatch(r"[A-Z]{1,2}", label):
        return "upper-alpha"
    return "lower-greek" if re.fullmatch(r"[α-ω]{1,2}", label) else ""


def _parsoid_name(node: Node) -> str | None:
    try:
        data = json.loads(node.get("data-mw"))
        name = data["attrs"]["name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return name if isinstance(name, str) and name else None


def _citation(entry: _Entry, source: str, skip: frozenset[int]) -> Citation:
    item = entry.item
    backlinks, content = _parts(item)
    text, place = _flatten(content, source, skip)
    kind, parsed = parse_reference(text)
    read = [_placed(f.name, f.value, place(f.start, f.end), f.edtf) for f in parsed]
    works: list[tuple[Field, ...]] = []
    template = ""
    for node in (n for part in content for n in part.walk() if n.get("data-mw")):
        for name, params in transclusions(node):
            found = read_template(name, _params(node, params))
            if found is not None and found.fields:
                template = template or found.template
                kind = found.type or kind
                works.append(found.fields)
    coins = [n for part in content for n in part.walk() if "Z3988" in n.classes]
    if not works:
        works = [fields for fields in (_coins(node, text, place) for node in coins) if fields]
        kind = next(
            (
                _CITE_CLASS[c]
                for part in content
                for n in part.walk()
                if n.tag == "cite"
                for c in n.classes
                if c in _CITE_CLASS
            ),
            kind,
        )
    first = [f for f in works[0] if f.name != "issued" or f.edtf] if works else []
    fields = _merge(first, read if len(works) < 2 else [])
    fields = _merge(fields, _addresses(content))
    start, end = (content[0].start, content[-1].end) if content else (item.inner_start, item.inner_end)
    return Citation(
        label=entry.label,
        name=entry.name,
        group=entry.group,
        text=text,
        source_start=start,
        source_end=end,
        type=kind,
        template=template,
        fields=tuple(fields),
        works=tuple(works) if len(works) > 1 else (),
        backlinks=backlinks,
        defined=bool(text),
    )


def _placed(name: str, value: str, at: tuple[int, int], reading: str | None = None) -> Field:
    return Field(name, value, at[0], at[1], reading)


def _parts(item: Node) -> tuple[tuple[str, ...], list[Node]]:
    """The labels of the way back, and the nodes that hold the entry's words."""
    backlinks: list[str] = []
    for anchor in item.elements("a"):
        if "#cite_ref" in unquote(anchor.get("href")) or "mw:referencedBy" in anchor.get("rel"):
            label = visible(anchor).strip("↑^ ")
            if label:
                backlinks.append(label)
    for node in item.elements("span", "div"):
        if "reference-text" in node.classes or "mw-reference-text" in node.classes:
            return tuple(backlinks), [node]
    kept = list(item.children)
    while kept and (
        _is_way_back(kept[0]) or (not kept[0].tag and _ARROWS.fullmatch(item.source, kept[0].start, kept[0].end))
    ):
        kept.pop(0)
    return tuple(backlinks), kept


def _is_way_back(node: Node) -> bool:
    if not node.tag:
        return False
    if "mw-cite-backlink" in node.classes or "mw:referencedBy" in node.get("rel"):
        return True
    anchors = list(node.elements("a")) if node.tag != "a" else [node]
    return bool(anchors) and all("#cite_ref" in unquote(a.get("href")) for a in anchors)


_Place = Callable[[int, int], tuple[int, int]]


def _flatten(content: list[Node], source: str, skip: frozenset[int]) -> tuple[str, _Place]:
    """The entry's words as one line, and the function that maps a stretch of them to the source."""
    builder = Builder(source)
    builder.begin("cells")
    walker = Walker(builder, Marks({}, []), skip)
    with walker.as_inline():
        for node in content:
            walker.visit(node)
    flat = builder.finish(path="", title="", sha256="", form="html")
    return flat.text.replace("\n", " "), flat.source_span


def _params(node: Node, params: dict[str, str]) -> list[TemplateParam]:
    start, end = node.place("data-mw")
    return [TemplateParam(name, value, start, end) for name, value in params.items()]


def _coins(node: Node, text: str, place: _Place) -> tuple[Field, ...]:
    """The fields of a COinS record; each stands where the entry shows its value, else where the record is."""
    out: list[Field] = []
    title_at = node.place("title")
    pairs = parse_qsl(node.get("title"), keep_blank_values=False)
    article = any(key == "rft.atitle" for key, _ in pairs)
    for key, value in pairs:
        name = _COINS.get(key)
        if key == "rft.btitle" and article:
            name = "container-title"
        if key == "rft_id":
            if value.startswith("info:doi/"):
                name, value = "DOI", unquote(value[len("info:doi/") :])
            elif value.startswith("http"):
                name = "archive-url" if _ARCHIVES.match(value) else "URL"
        if name is None or not value.strip():
            continue
        at = text.find(value)
        out.append(_placed(name, value.strip(), place(at, at + len(value)) if at >= 0 else title_at))
    return tuple(out)


def _merge(best: list[Field], rest: list[Field]) -> list[Field]:
    """All fields of the first, and those of the second whose variable the first lacks."""
    have = {f.name for f in best}
    return sorted([*best, *(f for f in rest if f.name not in have)], key=lambda f: (f.source_start, f.name))


def _addresses(content: list[Node]) -> list[Field]:
    """The first link out, and the first link into an archive."""
    found: dict[str, Field] = {}
    for part in content:
        for node in part.walk():
            if node.tag != "a" or is_mark(node) or role(node) == "drop":
                continue
            href = node.get("href")
            if href.startswith("//"):
                href = "https:" + href
            if not href.startswith(("http://", "https://")) or not (
                node.has_class("external") or node.get("rel") in ("nofollow", "mw:ExtLink")
            ):
                continue
            name = "archive-url" if _ARCHIVES.match(href) else "URL"
            found.setdefault(name, _placed(name, href, node.place("href")))
    return list(found.values())
