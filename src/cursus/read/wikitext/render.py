"""Nodes → words. The walk over links, tags, templates and apostrophes that every part of a page shares."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Protocol

from cursus.read.builder import ODD_SPACE, SPACES
from cursus.read.cs1 import CITES, is_citation_template
from cursus.read.wikitext.args import Arg, Args, args_of, name_of
from cursus.read.wikitext.context import PageContext
from cursus.read.wikitext.nodes import PIPE, Node
from cursus.read.wikitext.pattern import Optional, Place, Recipe
from cursus.read.wikitext.wiki import cooked, country, image_options, namespace

# What stands in plain text and is not taken over as it is: apostrophes, entities, magic words, white space.
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
_MAGIC = r"__[^\W\d_]{2,30}(?:_[^\W\d_]{2,30}){0,2}__"
_INLINE = re.compile(rf"'{{2,}}|{_ENTITY}|{_MAGIC}|{ODD_SPACE}")
# Any of their first characters, for a quick look; two plain spaces are looked for apart.
SPECIAL = re.compile(rf"['&_{SPACES}]").search
TRAIL = re.compile(r"[a-zà-öø-ÿœšžа-яёіїєґء-ي]+")
_IMAGE_SIZE = re.compile(
    r"(?:\d+|x\d+|\d+x\d+)\s*(?:px|пкс|بك)?(?:px)?|\w+\s*=.*|upright\s+[\d.]+|hochkant\s*[\d.]*", re.DOTALL
)
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|speak\s*:\s*none", re.IGNORECASE)
_FUNCTIONS = frozenset({"formatnum", "lc", "uc", "lcfirst", "ucfirst", "nse"})
HIDDEN_TAGS = frozenset({"del", "s", "strike", "noscript", "style", "script", "indicator"})
BREAK_TAGS = frozenset(
    {
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "center",
        "hr",
        "tr",
        "table",
        "blockquote",
        "poem",
        "section",
    }
)
HTML_TAGS = (
    BREAK_TAGS
    | HIDDEN_TAGS
    | frozenset(
        [
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "caption",
            "cite",
            "code",
            "col",
            "data",
            "dfn",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "i",
            "ins",
            "kbd",
            "mark",
            "q",
            "rb",
            "rbc",
            "rp",
            "rt",
            "rtc",
            "ruby",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "td",
            "th",
            "thead",
            "tbody",
            "tfoot",
            "time",
            "tt",
            "u",
            "var",
            "wbr",
            "nowiki",
            "noinclude",
            "onlyinclude",
            "includeonly",
            "gallery",
            "references",
            "ref",
            "languages",
            "translate",
            "tvar",
            "label",
            "colgroup",
            "a",
            "main",
            "article",
            "header",
            "footer",
            "figure",
            "figcaption",
            "details",
            "summary",
            "img",
            "br/",
        ]
    )
)


_WORDS_ONLY = re.compile(r"[^'&_]*")


def plain_words(source: str, start: int, end: int) -> str | None:
    """The words of a stretch without nodes in one line, None where not all of it is words."""
    return " ".join(source[start:end].split()) if _WORDS_ONLY.fullmatch(source, start, end) else None


class Sink(Protocol):
    """Where words go: a :class:`~cursus.read.builder.Builder`, or a Collector."""

    at: int

    def clean(self, start: int, end: int) -> None: ...
    def space(self, source_start: int, source_end: int) -> None: ...
    def words(self, text: str, source_start: int, source_end: int | None = None) -> None: ...
    def copy(self, start: int, end: int) -> None: ...
    def opaque(self, text: str, source_start: int, source_end: int) -> None: ...
    def line_break(self, source_start: int, source_end: int | None = None) -> None: ...
    def mark(
        self, label: str, citation: int, source_start: int, source_end: int, group: str = "", page: str = ""
    ) -> None: ...
    def link(self, start: int, target: str) -> None: ...
    def fault(self, kind: str, message: str, source_start: int, source_end: int) -> None: ...


class Renderer:
    """Writes regions to a sink.

    ``lone`` says that an unknown template shows its one visible parameter (the value of an infobox row); elsewhere
    unknown templates are hidden, since what they would show is not in the source.
    """

    lone = False
    visit: tuple[Callable[[Any, Node], int | None], ...] = ()
    """What each kind of node is written by."""

    def __init__(self, page: PageContext, out: Sink) -> None:
        self.page = page
        self.source = page.source
        self.out = out
        self.hiding: list[str] = []  # open tags whose content is not shown
        self.item = False  # a list item is open, which ends with its line

    def __init_subclass__(cls) -> None:
        cls.visit = _visits(cls)

    # the walk ------------------------------------------------------------------------------------------------------
    def region(self, nodes: list[Node], start: int, end: int) -> None:
        """Write ``source[start:end]``, in which ``nodes`` stand."""
        position = start
        visit = self.visit
        for node in nodes:
            if node.start < position:
                continue
            if node.start >= end:
                break
            if node.start > position:
                self.text(position, node.start)
            position = visit[node.kind](self, node) or node.end
        if position < end:
            self.text(position, end)

    def text(self, start: int, end: int) -> None:
        """Plain source text, apostrophes and entities resolved."""
        if self.hiding:
            return
        source = self.source
        if self.item and (stop := source.find("\n", start, end)) >= 0:
            self.item = False
            self.text(start, stop)
            self.out.line_break(stop, stop + 1)
            start = stop + 1
        if SPECIAL(source, start, end) is not None or source.find("  ", start, end) >= 0:
            self._mixed(start, end)
        elif start < end:
            self.out.clean(start, end)

    def _mixed(self, start: int, end: int) -> None:
        """Text that is not all taken over as it is."""
        source, out = self.source, self.out
        double = source.find("  ", start, end)
        position, special = start, -1  # the next sign; looked for again only where it is passed
        while True:
            if special < position:
                hit = SPECIAL(source, position, end)
                special = hit.start() if hit is not None else end
            place = double if 0 <= double < special else special
            if place == end:
                break
            char = source[place]
            if char == "'" and not source.startswith("''", place, end):
                position = place + 1
                continue
            match = _INLINE.match(source, place, end)
            if match is None:
                position = place + 1  # an ampersand or a low line like any other character
                continue
            if place > start:
                out.clean(start, place)
            start = position = match.end()
            if char == "'":
                if start - place != 2 and (letters := self.page.quotes.letters(place, start)):
                    out.copy(place, place + letters)
            elif char == "&":
                self.opaque(html.unescape(match.group()), place, start)
            elif char != "_":
                out.space(place, start)
            if 0 <= double < start:
                double = source.find("  ", start, end)
        if start < end:
            out.clean(start, end)

    def opaque(self, text: str, start: int, end: int) -> None:
        """Words that a piece of source stands for without holding them."""
        if text and not self.hiding:
            self.out.opaque(text, start, end)

    def arg(self, arg: Arg) -> None:
        """The value of a parameter."""
        if arg.nodes:
            self.region(arg.nodes, arg.start, arg.end)
        elif arg.start < arg.end:
            self.text(arg.start, arg.end)

    def first_line(self, arg: Arg) -> None:
        """The value of a parameter that may begin with a list marker."""
        start = arg.start
        while start < arg.end and self.source[start] in "*#:; ":
            start += 1
        self.item = start > arg.start
        self.region(arg.nodes, start, arg.end)

    def new_paragraph(self, node: Node) -> None:
        self.out.line_break(node.start, node.end)

    def notice(self, node: Node, args: Args, recipe: Recipe) -> None:
        """Hatnotes stand between blocks; inside one they are not shown."""

    def quotation(self, node: Node, args: Args, recipe: Recipe) -> None:
        self.out.line_break(node.start, node.start)
        self.pattern(node, args, recipe)

    # nodes ---------------------------------------------------------------------------------------------------------
    def nothing(self, node: Node) -> int | None:
        """Comments, and parameters of a template that this page is not."""
        return None

    def as_text(self, node: Node) -> int | None:
        """A delimiter without meaning where it stands."""
        self.text(node.start, node.end)
        return None

    def pipe(self, node: Node) -> int | None:
        self.as_text(node)
        return None

    def bangs(self, node: Node) -> int | None:
        self.as_text(node)
        return None

    def line(self, node: Node) -> int | None:
        """A marked line inside a value: a list item or a paragraph begins on a new line."""
        if self.hiding:
            return None
        if not node.name or node.name[0] in "*#:;-{":
            self.item = bool(node.name) and node.name[0] in "*#:;"
            self.out.line_break(node.start, node.end)
        elif node.name[0] in "=!":
            self.text(node.start, node.end)
        elif node.name in ("|-", "|}", "|+"):
            self.out.line_break(node.start, node.end)
        else:
            self.out.words(" ", node.start, node.start + 1)
        return None

    def link(self, node: Node) -> int | None:
        if self.hiding:
            return None
        source, nodes = self.source, node.nodes
        if nodes:
            pipe = next((n.start for n in nodes if n.kind == PIPE), -1)
        else:
            pipe = source.find("|", node.inner_start, node.inner_end)
        stop = pipe if pipe >= 0 else node.inner_end
        target = source[node.inner_start : stop].strip()
        if "_" in target or "  " in target:
            target = " ".join(target.replace("_", " ").split())
        if "&" in target:
            target = html.unescape(target)
        visible = False
        kind = rest = ""
        if ":" in target:
            visible = target[0] == ":"
            target = target.lstrip(": ")
            prefix, colon, rest = target.partition(":")
            kind = namespace(prefix) if colon else ""
            if kind and not visible:
                if kind == "file":
                    self.image(node)
                    return None
                if kind == "category":
                    self.category(rest.strip())
                    return None
                if kind == "language":
                    return None
        out = self.out
        at = out.at
        if pipe < 0:
            low, high = node.inner_start, stop
            if visible:
                low = source.index(":", low) + 1
            self.region(nodes, low, high) if nodes else self.text(low, high)
        elif source[pipe + 1 : node.inner_end].strip():
            if nodes:
                self.region([n for n in nodes if n.start > pipe], pipe + 1, node.inner_end)
            else:
                self.text(pipe + 1, node.inner_end)
        else:
            shown = rest.strip() if kind else target
            self.opaque(re.sub(r"\s*\([^()]*\)$|,.*$", "", shown), node.start, node.end)
        trail = TRAIL.match(source, node.end) if source[node.end : node.end + 1].isalpha() else None
        if trail:
            self.text(trail.start(), trail.end())
        out.link(at, target)
        return trail.end() if trail else None

    def external(self, node: Node) -> int | None:
        if self.hiding:
            return None
        source = self.source
        stop = node.inner_start
        limit = min((n.start for n in node.nodes), default=node.inner_end)
        while stop < limit and not source[stop].isspace() and source[stop] not in '<>"[]':
            stop += 1
        at = self.out.at
        self.region(node.nodes, stop, node.inner_end)
        self.out.link(at, source[node.inner_start : stop])
        return None

    def marks(self, node: Node) -> int | None:
        for use in self.page.uses.get(node.start, ()):
            self.out.mark(use.label, use.citation, node.start, node.end, use.group, use.page)
        return None

    def hidden_marks(self, node: Node) -> None:
        """The footnotes of a template whose words are not known."""
        if node.noted and self.page.uses:
            for child in node.nodes:
                if child.start in self.page.uses:
                    self.marks(child)
                elif child.noted and child.nodes:
                    self.hidden_marks(child)

    def raw(self, node: Node) -> int | None:
        """Only the words of ``<nowiki>`` and ``<pre>`` are words of the page."""
        if node.name in ("nowiki", "pre") and not self.hiding and node.inner_end > node.inner_start:
            text = self.source[node.inner_start : node.inner_end]
            if "&" in text:
                self.opaque(html.unescape(text), node.inner_start, node.inner_end)
            else:
                self.out.words(text, node.inner_start)
        return None

    def tag(self, node: Node) -> int | None:
        name = node.name
        closing = self.source[node.start + 1] == "/"
        if self.hiding:
            if name == self.hiding[-1]:
                if closing:
                    self.hiding.pop()
                elif self.source[node.end - 2] != "/" and len(self.hiding) < 50:
                    self.hiding.append(name)
            return None
        if name not in HTML_TAGS:
            self.as_text(node)
            return None
        if name in HIDDEN_TAGS or (
            not closing and node.end - node.start > 12 and _DISPLAY_NONE.search(self.source, node.start, node.end)
        ):
            if not closing and self.source[node.end - 2] != "/":
                self.hiding.append(name)
            return None
        self.known_tag(node, name, closing)
        return None

    def known_tag(self, node: Node, name: str, closing: bool) -> None:
        if name in BREAK_TAGS:
            self.out.line_break(node.start, node.end)

    def image(self, node: Node) -> None:
        """An image among words shows no words."""

    def category(self, name: str) -> None:
        name = name.strip()
        if name:
            self.page.categories[name] = True

    def caption(self, node: Node) -> tuple[list[Node], int, int] | None:
        """The region of an image link that is its caption, None where none is shown."""
        shown, options = image_options()
        if node.nodes:
            pipes = [n.start for n in node.nodes if n.kind == PIPE]
        else:
            pipe = self.source.find("|", node.inner_start, node.inner_end)
            pipes = [pipe] if pipe >= 0 else []
        framed = False
        best: tuple[int, int] | None = None
        for number, pipe in enumerate(pipes):
            stop = pipes[number + 1] if number + 1 < len(pipes) else node.inner_end
            words = self.source[pipe + 1 : stop].strip().casefold()
            if words in options or not words:
                framed = framed or words in shown
            elif words.partition("=")[0].strip() in shown:
                framed = True
            elif not (len(words) < 200 and _IMAGE_SIZE.fullmatch(words)):
                best = (pipe + 1, stop)
        if best is None or not framed:
            return None
        start, end = best
        return [n for n in node.nodes if start <= n.start and n.end <= end], start, end

    # templates -----------------------------------------------------------------------------------------------------
    def template(self, node: Node) -> int | None:
        if self.hiding:
            return None
        name = name_of(self.source, node)
        found = cooked(name, self.page.lang)
        if found is None:
            if ":" not in name or not self.function(node, name):
                self.unknown(node, name)
        else:
            self.cook(node, found)
        return None

    def function(self, node: Node, name: str) -> bool:
        """A parser function that passes its words through; False for any other."""
        if name.partition(":")[0] not in _FUNCTIONS:
            return False
        start = self.source.index(":", node.inner_start) + 1
        if node.nodes:
            stop = next((n.start for n in node.nodes if n.kind == PIPE), node.inner_end)
        else:
            pipe = self.source.find("|", start, node.inner_end)
            stop = pipe if pipe >= 0 else node.inner_end
        self.region([n for n in node.nodes if start <= n.start < stop], start, stop)
        return True

    def unknown(self, node: Node, name: str) -> None:
        """A template that no table knows."""
        if node.start in self.page.uses:
            self.marks(node)
        elif is_citation_template(name) or name.startswith(CITES):
            self.citation(node)
        elif len(name) <= 8 and self.source[node.inner_start : node.inner_end].isupper() and not self._args(node).all:
            self.opaque(country(name, self.page.lang) or "", node.start, node.end)
        elif self.lone and name[:1] != "#":
            shown = [a for a in self._args(node).all if a.end > a.start]
            if len(shown) == 1 and shown[0].positional:
                self.arg(shown[0])
            else:
                self.hidden_marks(node)
        else:
            self.hidden_marks(node)

    def _args(self, node: Node) -> Args:
        return args_of(self.source, node)

    def citation(self, node: Node) -> None:
        from cursus.read.wikitext.cites import template_text

        self.opaque(template_text(self.page, node), node.start, node.end)

    def cook(self, node: Node, recipe: Recipe) -> None:
        """Write a template by its recipe."""
        from cursus.read.wikitext.verbs import VERBS

        verb = VERBS.get(recipe.verb)
        if verb is not None:
            verb(self, node, args_of(self.source, node), recipe)

    def pattern(self, node: Node, args: Args, recipe: Recipe) -> None:
        """Write a pattern. Its literal text maps to the markup before the parameter that follows it."""
        steps: list[str | Arg] = []
        for part in recipe.parts:
            if isinstance(part, Optional):
                inner: list[str | Arg] = []
                for piece in part.parts:
                    filled = self._fill(args, piece)
                    if not filled:
                        break
                    inner += filled
                else:
                    steps += inner
            else:
                steps += self._fill(args, part)
        cursor = node.start
        for number, step in enumerate(steps):
            if isinstance(step, str):
                after = next((s.start for s in steps[number + 1 :] if not isinstance(s, str)), node.end)
                low, high = (cursor, after) if cursor < after else (node.start, node.end)
                self.opaque(step, low, high)
                if not step.strip():
                    self.out.words(" ", low, low)
            else:
                self.arg(step)
                cursor = step.end

    @staticmethod
    def _fill(args: Args, part: str | Place) -> list[str | Arg]:
        if isinstance(part, str):
            return [part]
        if part.many:
            out: list[str | Arg] = []
            for arg in args.positional(part.first):
                if out and part.between:
                    out.append(part.between)
                out.append(arg)
            return out
        arg_found = args.get(*part.names)
        return [] if arg_found is None else [arg_found]


def _visits(kind: type[Renderer]) -> tuple[Callable[[Any, Node], int | None], ...]:
    """The methods for the kinds of nodes, by their numbers."""
    return (
        kind.template,
        kind.nothing,
        kind.link,
        kind.external,
        kind.marks,
        kind.raw,
        kind.nothing,
        kind.tag,
        kind.pipe,
        kind.line,
        kind.bangs,
    )


Renderer.visit = _visits(Renderer)
