"""Infoboxes: tables, portable infoboxes of Fandom, boxes made of divisions → rows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cursus.read.html.roles import role
from cursus.read.html.tree import Node
from cursus.read.html.words import extent, shows, visible
from cursus.tables import mapping
from cursus.text.scripts import script_of

if TYPE_CHECKING:
    from cursus.read.html.walk import Walker

_CELLS = frozenset({"td", "th"})
_LONGEST_LABEL = 60
_WIDEST_ICON = 50  # pixels; flags and arrows are smaller, portraits and signatures larger
_HEAD_CLASS = re.compile(r"(?:^|-)(?:above|header|subheader|antet|entete|title|titre|kopf|testata)$")
# What wikitext does not show: references, tags, link targets, the names of templates.
_MARKUP = re.compile(
    r"<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<>]{0,400}</ref>|<[^<>]{0,200}>|\[\[[^\[\]|]{0,200}\||\{\{[^{}|]{0,60}\||[\[\]{}|']"
)
_COLOURED = re.compile(
    r"background(?:-color)?\s*:\s*(?!\s*(?:transparent|none|inherit|white|#f[89a-f]f[89a-f]f[89a-f]))", re.IGNORECASE
)
_ENOUGH = 400  # characters of a cell that tell what it is
# "2 décembre 1852 – 4 septembre 1870": the term of the office that the head above it names.
_TERM_DATES = re.compile(
    r"[^()–—]{0,30}\b\d{3,4}(?: av\. J\.-C\.)?\s*[–—-]\s*[^()]{0,40}\b\d{3,4}\b|[^()–—]{0,30}\b\d{3,4}\s*[–—-]\s*(?:present|en cours)|"
    r"En fonction depuis (?:le )?(?:\w+ )?(?:[^\W\d_]+ )?\d{4}\b"
)
_TERM = frozenset({"term", "term_start"})
_LABELLED_TERM = frozenset({"term", "reign"})


class _Box:
    """What is known of the open box: its name, the group its rows stand under, whether its head was seen."""

    def __init__(self, walker: Walker, name: str, params: dict[str, str]) -> None:
        self.walker = walker
        self.name = name
        self.params = params  # what each parameter shows, letters and digits only → its name
        self.group = ""
        self.headed = False
        self.office: Node | None = None

    # rows ------------------------------------------------------------------------------------------------------------
    def row(self, label: Node | None, value: Node, key: str = "", words: str | None = None) -> None:
        """One row; without ``label`` its label is empty and stands before the value."""
        builder = self.walker.builder
        if label is None:
            builder.begin_row("", key, self.name, self.group, value.inner_start, value.inner_start)
        else:
            words = visible(label) if words is None else words
            words = words.rstrip(":").rstrip()
            start, end = extent(label)
            if end - start == len(words) + 1:
                end -= 1
            builder.begin_row(words, key or self.key(words, value), self.name, self.group, start, end)
        with self.walker.as_inline():
            self.walker.content(value)
        builder.end_row()

    def key(self, label: str, value: Node) -> str:
        """The key of a row: that of its label, where the table knows it; else the name of the parameter that holds the
        value, where the page tells; else the label."""
        key = label_key(label)
        if key == label.casefold() and self.params:
            return self.params.get(_letters(visible(value, _ENOUGH)), key)
        return key

    def head(self, node: Node) -> None:
        """A line over the whole width: the first names the person, others the group of what follows."""
        words = visible(node)
        if not words:
            return
        if not self.headed:
            self.headed = True
            self.row(None, node, "name")
            return
        self.group = words
        self.office = node

    def named_office(self) -> None:
        """A term follows: the head above it is the office, and becomes a row of its own."""
        if self.office is not None:
            if (
                label_key(visible(self.office, _ENOUGH)) not in _LABELLED_TERM
            ):  # "Reign" is the head of one, and no office
                self.row(None, self.office, "office")
            self.office = None

    def full(self, cell: Node) -> None:
        """A cell over the whole width: pictures with captions, a term of office, an inner table, or a line of text."""
        inner = next(cell.elements("table"), None)
        if inner is not None and role(inner) != "drop" and shows(inner):
            self.table(inner)
            return
        if _is_picture(cell):
            self.caption(cell)
            return
        words = visible(cell, _ENOUGH)
        if not words:
            return
        split = _bold_label(cell)
        if split is not None:
            label, rest = split
            key = label_key(visible(label))
            if key in _TERM:
                self.named_office()
            self.row(label, rest, key)
            return
        if label_key(words) in _TERM or words.casefold() in ("incumbent", "assumed office"):
            return
        if self.headed and self.group and _TERM_DATES.match(words):
            self.named_office()
            self.row(None, cell, "term")
        elif not self.headed and len(words) <= 80:
            self.head(cell)
        else:
            self.row(None, cell, "native_name" if script_of(words) not in ("Latn", "Zyyy") else "")

    def caption(self, node: Node) -> None:
        if shows(node):
            self.walker.one_block(node, "caption")

    # shapes ----------------------------------------------------------------------------------------------------------
    def table(self, table: Node) -> None:
        from cursus.read.html.walk import table_rows

        for child in table.children:
            if child.tag == "caption":
                self.head(child)
        for row in table_rows(table):
            if role(row) == "drop":
                continue
            cells = [c for c in row.children if c.tag in _CELLS and role(c) != "drop"]
            filled = [c for c in cells if shows(c)]
            if not filled:
                continue
            first = cells[0]
            if len(cells) == 1:
                if _is_head(first):
                    self.head(first)
                else:
                    self.full(first)
            elif len(filled) == 1 and filled[0].tag == "th":
                self.head(filled[0])
            elif len(cells) == 2 and len(filled) == 2 and len(visible(first, _ENOUGH)) <= _LONGEST_LABEL:
                inner = next(cells[1].elements("table"), None)
                if inner is not None and first.tag == "td" and visible(inner, _ENOUGH) == visible(cells[1], _ENOUGH):
                    self.table(inner)
                else:
                    if label_key(visible(first, _ENOUGH)) in _LABELLED_TERM:
                        self.named_office()
                    self.row(first, cells[1])
            else:
                self.columns(cells)

    def columns(self, cells: list[Node]) -> None:
        """A row of more than two cells is no label with its value: its cells stay together, in a row of their own."""
        if any(_is_picture(cell) for cell in cells):
            for cell in cells:
                self.full(cell)
            return
        builder = self.walker.builder
        builder.begin("cells", header=all(cell.tag == "th" for cell in cells))
        with self.walker.as_inline():
            for cell in cells:
                builder.begin_cell(cell.start)
                self.walker.content(cell)
        builder.end()

    def portable(self, node: Node) -> None:
        """Fandom's ``aside.portable-infobox``; ``data-source`` is the parameter's name."""
        for child in node.children:
            classes = child.classes if child.tag else ()
            if "pi-title" in classes:
                self.headed = True
                self.row(None, child, child.get("data-source") or "name")
            elif "pi-header" in classes:
                self.headed = True
                self.head(child)
            elif "pi-image" in classes or child.tag == "figure":
                for caption in child.elements("figcaption"):
                    self.caption(caption)
            elif "pi-data" in classes:
                label = next((n for n in child.elements("h3", "div") if n.has_class("pi-data-label")), None)
                value = next((n for n in child.elements("div") if n.has_class("pi-data-value")), None)
                if value is not None:
                    self.row(label, value, child.get("data-source"))
            elif child.tag == "table":
                self._columns(child)
            elif "pi-smart-group" in classes:
                self._smart(child)
            elif child.tag and role(child) != "drop":
                # The heading of a group ends with it.
                group = self.group
                self.portable(child)
                self.group = group if "pi-group" in classes else self.group

    def _smart(self, group: Node) -> None:
        """A smart group: labels in its head, values in the same order in its body."""
        labels = [n for n in group.walk() if n.tag and n.has_class("pi-data-label")]
        values = [n for n in group.walk() if n.tag and n.has_class("pi-data-value")]
        for number, value in enumerate(values):
            self.row(labels[number] if number < len(labels) else None, value, value.get("data-source"))

    def _columns(self, table: Node) -> None:
        """A horizontal group: labels in the head, values below."""
        for caption in table.elements("caption"):
            self.headed = True
            self.head(caption)
        labels = list(table.elements("th"))
        for number, value in enumerate(table.elements("td")):
            label = labels[number] if number < len(labels) else None
            self.row(label, value, value.get("data-source"))

    def division(self, node: Node) -> None:
        """A box made of divisions: a head, pictures, legends, and tables of rows."""
        for child in node.children:
            if not child.tag or role(child) == "drop":
                continue
            if child.tag == "table":
                self.table(child)
            elif role(child) == "caption":
                self.caption(child)
            elif not self.headed and "entete" in child.classes:
                self.head(child)
            elif next(child.elements("table"), None) is not None:
                self.division(child)
            elif child.tag in ("h2", "h3", "p", "div") and "images" not in child.classes and shows(child):
                if self.headed or child.tag == "p":
                    self.row(None, child)
                else:
                    self.head(child)


def _is_head(cell: Node) -> bool:
    """Whether a cell over the whole width is a heading: a head cell, or one that is coloured and holds a few words."""
    if _is_picture(cell):
        return False
    if cell.tag == "th" or any(_HEAD_CLASS.search(name) for name in cell.classes):
        return True
    coloured = _COLOURED.search(cell.get("style")) or cell.get("bgcolor")
    return bool(coloured) and bool(cell.get("colspan")) and len(visible(cell, _ENOUGH)) <= _LONGEST_LABEL


def _is_picture(cell: Node) -> bool:
    """Whether a cell shows a picture that is more than an icon beside its words."""
    for image in cell.elements("img", "figure"):
        width = image.get("width")
        if image.tag == "figure" or not width.isdigit() or int(width) > _WIDEST_ICON:
            return True
    return False


def write_box(walker: Walker, node: Node) -> None:
    """Write one infobox, whatever it is made of."""
    walker.builder.end()
    found = transclusions(node) if node.get("data-mw") else []
    box = _Box(walker, box_name(node), _shown(found[0][1]) if found else {})
    if node.has_class("portable-infobox"):
        box.portable(node)
    elif node.tag == "table":
        box.table(node)
    else:
        box.division(node)
    walker.builder.end()


def _shown(params: dict[str, str]) -> dict[str, str]:
    """What parameters show → their names; a value that two of them hold belongs to neither."""
    out: dict[str, str] = {}
    twice: set[str] = set()
    for name, words in params.items():
        shown = _letters(_MARKUP.sub(" ", words)) if len(words) <= _ENOUGH else ""
        if shown in out:
            twice.add(shown)
        if shown and not name.isdigit():
            out[shown] = name
    return {shown: name for shown, name in out.items() if shown not in twice}


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def label_key(label: str) -> str:
    """The key of a row: what the table of labels makes of it, else the label in lower case."""
    folded = " ".join(label.split()).casefold()
    return mapping("infobox_labels").get(folded, folded)


def box_name(node: Node) -> str:
    """The template the box came from where the page says (Parsoid), else the class that names it."""
    for name, _ in transclusions(node) if node.get("data-mw") else ():
        return name
    return next((name for name in node.classes if "infobox" in name.casefold()), "infobox").split("_")[0]


def transclusions(node: Node) -> list[tuple[str, dict[str, str]]]:
    """The templates that Parsoid says a node came from: (name, parameter → wikitext)."""
    try:
        data = json.loads(node.get("data-mw") or "{}")
    except (ValueError, RecursionError):
        return []
    out: list[tuple[str, dict[str, str]]] = []
    for part in data.get("parts", ()) if isinstance(data, dict) else ():
        template = part.get("template") if isinstance(part, dict) else None
        if not isinstance(template, dict):
            continue
        target, params = template.get("target"), template.get("params")
        if not isinstance(target, dict) or not isinstance(params, dict):
            continue
        values = {k: v["wt"] for k, v in params.items() if isinstance(v, dict) and isinstance(v.get("wt"), str)}
        out.append((re.sub(r"<!--[^>]*-->", "", str(target.get("wt", ""))).strip(), values))
    return out


def _bold_label(cell: Node) -> tuple[Node, Node] | None:
    """ "**In office**, then a line with the term": the label, and a node that holds the rest."""
    stack = list(reversed(cell.children))
    while stack:
        child = stack.pop()
        if not child.tag:
            if child.source[child.start : child.end].strip():
                return None
            continue
        if child.tag == "b":
            rest = Node(cell.source, "span", child.end, child.end)
            rest.inner_end = cell.inner_end
            rest.children = _after(cell, child)
            return (child, rest) if shows(rest) and len(visible(child, _ENOUGH)) <= _LONGEST_LABEL else None
        if child.tag in ("span", "div", "p"):
            stack.extend(reversed(child.children))
        elif child.tag not in ("style", "link", "br", "meta"):
            return None
    return None


def _after(cell: Node, label: Node) -> list[Node]:
    """What stands behind the label in its cell: later children of every ancestor on the way up."""
    out: list[Node] = []
    node, found = cell, True
    while found:
        found = False
        for child in node.children:
            if child is label:
                continue
            if child.tag and child.start < label.start and child.end >= label.end:
                node_next, found = child, True
            elif child.start >= label.end:
                out.append(child)
        if found:
            node = node_next
    return sorted(out, key=lambda n: n.start)
