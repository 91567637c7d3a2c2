"""Footnotes: which there are, what they hold, and which label each mark shows.

Labels follow MediaWiki's Cite: each group is numbered by first use, a name that comes again keeps its number, what a
list defines counts only where it is used. Footnotes inside the text of a ``<ref>`` come after all others, because
that text is read when the list is made; those inside a template's parameter (``{{efn|…<ref>…}}``) come where they
stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from cursus.claim import Fault
from cursus.read.wikitext.args import Arg, Args, args_of
from cursus.read.wikitext.context import PageContext, Use
from cursus.read.wikitext.nodes import NONE, REF, TAG, TEMPLATE, UNREAD, Node
from cursus.read.wikitext.pattern import Recipe
from cursus.read.wikitext.scan import inside
from cursus.read.wikitext.wiki import cooked

_ATTRIBUTE = re.compile(r"""([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*))""")
_NAMED = re.compile(r"""\bname\s*=\s*["'“”]?([^"'“”/>=]+)""", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n]+")
_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
}


@dataclass(slots=True)
class Entry:
    """One entry of a reference list. ``node`` is what defines it, the region its content; a short reference
    (``{{sfn}}``)
    is its own content. ``first`` is the place of its first use, for an entry without content."""

    name: str | None
    group: str
    label: str = ""
    node: Node | None = None
    nodes: list[Node] = field(default_factory=list)  # UNREAD for those of the node itself
    start: int = 0
    end: int = 0
    first: tuple[int, int] = (0, 0)
    short: bool = False
    main: Entry | None = None  # the entry that this one gives details of
    details: str = ""
    subs: int = 0

    def content(self, page: PageContext) -> list[Node]:
        """The nodes of its text."""
        return inside(page, self.node) if self.nodes is UNREAD and self.node is not None else self.nodes


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands in a ``<ref …>``, and what is wrong with it: the kind of a fault and its message."""

    name: str | None = None
    group: str = ""
    details: str = ""
    follow: bool = False
    faults: tuple[tuple[str, str], ...] = ()


_BARE = Tag()


def read_tag(words: str) -> Tag:
    """The attributes of a ``<ref>``; a name whose quotation marks are missing or cross is read as it was meant."""
    found = attributes(words)
    faults: list[tuple[str, str]] = []
    name = found.get("name")
    if "name" in words.lower():
        loose = _NAMED.search(words)
        written = " ".join(loose[1].split()) if loose else ""
        rest = written.split(" group")[0].strip()
        if (
            name is not None
            and name in words
            and f'"{name}"' not in words
            and f"'{name}'" not in words
            and rest != name
            and not name.startswith(f"{rest}/")  # MediaWiki takes a slash without quotation marks
        ):
            faults.append(("bad-ref-name", f"the name {rest!r} needs quotation marks"))
            name = rest
        elif not name and rest:
            faults.append(("bad-ref-name", f"the name {rest!r} lacks a quotation mark"))
            name = rest
    name = _WHITE.sub(" ", name).strip() if name else ""
    if name and name.isascii() and name.isdigit():
        faults.append(("bad-ref-name", f"the name {name!r} is a number, which MediaWiki does not take"))
    return Tag(name or None, found.get("group", ""), found.get("details", ""), "follow" in found, tuple(faults))


_tag = lru_cache(maxsize=4096)(read_tag)


class Footnotes:
    """Collects the footnotes of a page; :attr:`entries` is the reference list, in order of first use.

    A list (``<references />``, ``{{reflist}}``) ends its group: what comes after it is numbered anew.
    """

    def __init__(self, page: PageContext) -> None:
        self.page = page
        self.source = page.source
        self.entries: list[Entry] = []
        self._index: dict[tuple[str, str], int] = {}  # (group, name) → entry
        self._counts: dict[str, int] = {}
        self._later: dict[str, list[list[Node]]] = {}  # group → contents that are read when its list is made
        self._last: tuple[Use, int] | None = None
        self._last_references = -1

    def collect(self, nodes: list[Node]) -> list[Entry]:
        self._last_references = self.source.rfind("</references")
        self._visit(nodes)
        while self._later:
            self._read_later(next(iter(self._later)))
        return self.entries

    def _read_later(self, group: str) -> None:
        """Footnotes inside the footnotes of a group."""
        while group in self._later:
            for inner in self._later.pop(group):
                self._visit(inner)

    def _end_list(self, group: str) -> None:
        self._read_later(group)
        for key in [k for k in self._index if k[0] == group]:
            del self._index[key]
        self._counts.pop(group, None)

    # the walk ------------------------------------------------------------------------------------------------------
    def _visit(self, nodes: list[Node], listed: str | None = None) -> None:
        """``listed`` is the group of the list that the nodes stand in, None in the text."""
        for node in nodes:
            if not node.noted:
                continue
            if node.kind == REF:
                self._ref(node, listed)
            elif node.kind == TEMPLATE:
                self._template(node, listed)
            elif node.kind == TAG:
                if node.name == "references":
                    listed = self._references(node, listed)
            elif node.nodes:
                self._visit(node.nodes, listed)

    def _references(self, node: Node, listed: str | None) -> str | None:
        """The group of the list that begins here, None where none does or one ends."""
        if self.source[node.start + 1] == "/":
            if listed is not None:
                self._end_list(listed)
            return None
        group = attributes(self.source[node.start + 11 : node.end - 1]).get("group", "")
        if self.source[node.end - 2] == "/" or node.start > self._last_references:
            self._end_list(group)
            return None
        return group

    def _ref(self, node: Node, listed: str | None) -> None:
        source = self.source
        stop = node.inner_start - (2 if source[node.inner_start - 2] == "/" else 1)
        words = source[node.start + 4 : stop]
        tag = (_tag if len(words) < 300 else read_tag)(words) if words and not words.isspace() else _BARE
        if tag.faults:
            for kind, message in tag.faults:
                self._fault(kind, message, node)
        name, group = tag.name, tag.group
        filled = bool(self.source[node.inner_start : node.inner_end].strip())
        deep = inside(self.page, node) if node.deep else NONE
        if listed is not None:
            group = group or listed
            if name and filled:
                self._define_listed(Entry(name, group, "", node, node.nodes, node.inner_start, node.inner_end), deep)
            else:
                self._fault("empty-ref", "a <ref> of a list needs a name and words", node)
            return
        if not filled and not name:
            self._fault("empty-ref", "this <ref> has neither words nor a name", node)
            return
        if tag.follow:
            self._later.setdefault(group, []).append(deep)
            return
        entry = Entry(name, group, "", node, node.nodes, node.inner_start, node.inner_end) if filled else None
        self._use(node, name, group, entry, details=tag.details)
        if deep:
            self._later.setdefault(group, []).append(deep)

    def _template(self, node: Node, listed: str | None) -> None:
        args = args_of(self.source, node)
        if args.name[:5] == "#tag:":
            self._tag_function(node, args, listed)
            return
        made = cooked(args.name, self.page.lang)
        verb = _VERBS.get(made.verb) if made is not None else None
        if made is not None and verb is not None:
            verb(self, node, args, made, listed)
        elif node.nodes:
            self._visit(node.nodes, listed)

    # templates -----------------------------------------------------------------------------------------------------
    def _tag_function(self, node: Node, args: Args, listed: str | None) -> None:
        """``{{#tag:ref|words|name=…|group=…}}``: the tag's content stands behind the colon or in the first
        parameter."""
        tag = args.name[5:].strip()
        if tag == "ref":
            self._note_of(node, args, self._value(args.get("group")), listed)
        elif tag == "references":
            arg, group = args.get("1"), self._value(args.get("group"))
            if arg is not None:
                self._visit(arg.nodes, group)
            self._end_list(group)
        else:
            self._visit(node.nodes, listed)

    def _note(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        group = "" if recipe.words == "-" else recipe.words
        self._note_of(node, args, self._value(args.get("group", "g")) or group, listed)

    def _note_of(self, node: Node, args: Args, group: str, listed: str | None) -> None:
        name = self._value(args.get("name", "n")) or None
        arg = args.get("1", "reftext", "text", "refn", "2")
        self._visit(arg.nodes if arg is not None else [])
        entry = Entry(name, group, "", node, arg.nodes, arg.start, arg.end) if arg is not None else None
        if listed is not None:
            if entry is not None and name:
                self._define_listed(entry, [])
            return
        if entry is None and name is None:
            self._fault("empty-ref", "this footnote has neither words nor a name", node)
            return
        self._use(node, name, group, entry)

    def _short(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        values = [self._value(a) for a in args.positional()] + [
            self._value(args.get(*names)) for names in (("p", "page"), ("pp", "pages"), ("loc", "at"), ("ps",))
        ]
        if recipe.verb == "short-many":
            values = [self._value(a) for a in args.all]
        name = "FOOTNOTE" + "".join(values)
        entry = Entry(name, self._value(args.get("group")), "", node, [], node.start, node.end, short=True)
        self._use(node, name, entry.group, entry)

    def _reuse(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        group = self._value(args.get("group", "g", "grp"))
        for number, arg in enumerate(args.positional(), 1):
            page = self._value(
                args.get(*([f"p{number}", f"page{number}"] + (["p", "page", "pp", "pages"] if number == 1 else [])))
            )
            self._use(node, self._value(arg), group, None, page)
        named = self._value(args.get("name"))
        if named:
            self._use(node, named, group, None)

    def _page(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        """``{{rp|12}}`` behind a mark says which page of the source is meant."""
        page = self._value(args.get("1", "p", "page", "pp", "pages", "at"))
        if self._last is not None and 0 <= node.start - self._last[1] <= 2 and page:
            self._last[0].page = page

    def _list(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        group = self._value(args.get("group", "grupo", "groupe", "g")) or recipe.words
        arg = args.get("refs", "notes", "1", "liste", "références", "refs-list")
        if arg is not None and arg.nodes:
            self._visit(arg.nodes, group)
        self._end_list(group)

    def _style(self, node: Node, args: Args, recipe: Recipe, listed: str | None) -> None:
        self.page.style = recipe.words

    # entries -------------------------------------------------------------------------------------------------------
    def _use(
        self, node: Node, name: str | None, group: str, entry: Entry | None, page: str = "", details: str = ""
    ) -> None:
        index = self._index.get((group, name)) if name else None
        if index is None:
            made = entry or Entry(name, group)
            made.first = (node.start, node.end)
            made.label = self._label(group)
            index = self._add(made)
        else:
            if entry is not None:
                self._define(index, entry)
            if not self.entries[index].label:
                self.entries[index].label = self._label(group)
        if details and name:
            index = self._details(node, index, details)
        use = Use(self.entries[index].label, index, group, page)
        self.page.uses[node.start] = (*self.page.uses.get(node.start, ()), use)
        self._last = (use, node.end)

    def _add(self, entry: Entry) -> int:
        self.entries.append(entry)
        if entry.name and entry.main is None:
            self._index[entry.group, entry.name] = len(self.entries) - 1
        return len(self.entries) - 1

    def _details(self, node: Node, index: int, details: str) -> int:
        """``<ref name="book" details="p. 4">``: an entry of its own under the book's, "2.1"."""
        main = self.entries[index]
        key = (main.group, f"\n{index}\n{details}")
        known = self._index.get(key)
        if known is None:
            main.subs += 1
            made = Entry(main.name, main.group, f"{main.label}.{main.subs}", node, main=main, details=details)
            known = self._index[key] = self._add(made)
        return known

    def _define(self, index: int, entry: Entry) -> None:
        known = self.entries[index]
        if known.node is None:
            known.node, known.nodes, known.short = entry.node, entry.nodes, entry.short
            known.start, known.end = entry.start, entry.end
        elif not known.short and entry.node is not None and self._words(known) != self._words(entry):
            self._fault(
                "duplicate-ref-definition", f"the footnote {entry.name!r} is defined again with other words", entry.node
            )

    def _words(self, entry: Entry) -> str:
        return " ".join(self.source[entry.start : entry.end].split())

    def _define_listed(self, entry: Entry, inner: list[Node]) -> None:
        index = self._index.get((entry.group, entry.name or ""))
        if index is not None:
            self._define(index, entry)
            if inner:
                self._later.setdefault(entry.group, []).append(inner)
        else:
            self._add(entry)

    def _label(self, group: str) -> str:
        number = self._counts[group] = self._counts.get(group, 0) + 1
        return label(group, number)

    def _value(self, arg: Arg | None) -> str:
        return " ".join(self.source[arg.start : arg.end].split()).strip("\"'") if arg is not None else ""

    def _fault(self, kind: str, message: str, node: Node) -> None:
        self.page.faults.append(Fault(kind, message, node.start, node.end))


_VERBS = {
    "note": Footnotes._note,
    "short": Footnotes._short,
    "short-many": Footnotes._short,
    "reuse": Footnotes._reuse,
    "page": Footnotes._page,
    "reflist": Footnotes._list,
    "style": Footnotes._style,
}


def attributes(words: str) -> dict[str, str]:
    """The attributes of a tag; of one given twice the last counts."""
    return {
        m[1].lower(): next((g for g in m.groups()[1:] if g is not None), "").strip() for m in _ATTRIBUTE.finditer(words)
    }


def label(group: str, number: int) -> str:
    """What a mark shows: "3", "b", "iv", or "nb 3" for a group of that name."""
    if not group or group == "decimal":
        return str(number)
    if group in _ALPHABETS:
        letters = _ALPHABETS[group]
        out = ""
        while number > 0:
            number, rest = divmod(number - 1, len(letters))
            out = letters[rest] + out
        return out
    if group in ("lower-roman", "upper-roman"):
        roman = _roman(number)
        return roman if group == "lower-roman" else roman.upper()
    return f"{group} {number}"


def _roman(number: int) -> str:
    out = ""
    for value, letters in (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            out += letters
            number -= value
    return out
