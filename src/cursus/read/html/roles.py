"""What an element is to the reader of an article: looked up by its name, its classes, its style."""

from __future__ import annotations

import re
from functools import cache

from cursus.read.html.tree import Node
from cursus.tables import mapping

_DROPPED_TAGS = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "svg",
        "math",
        "audio",
        "video",
        "iframe",
        "object",
        "map",
        "button",
        "select",
        "input",
        "textarea",
        "nav",
        "footer",
        "link",
        "meta",
        "img",
        "noscript",
        "form",
        "dialog",
        "canvas",
        "title",
        "xmp",
    }
)
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "gallery",
    }
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_AGE = re.compile(r"\([^()\[\]]{0,12}\d{1,3}[^()\[\]]{0,12}\)")
_HIDDEN_STYLE = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden)", re.IGNORECASE)


@cache
def _role_of_classes(classes: str) -> str:
    roles = [mapping("html_classes").get(name.casefold(), "") for name in classes.split()]
    for role in ("fault", "drop", "infobox", "succession", "notice", "navigation", "quotation", "caption"):
        if role in roles:
            return role
    return ""


def _is_age(node: Node) -> bool:
    """An age behind a date of birth is left out in print only."""
    if node.tag != "span" or "noprint" not in node.classes or node.inner_end - node.inner_start > 400:
        return False
    return bool(_AGE.fullmatch(node.text()))


def role(node: Node) -> str:
    """``drop``, ``notice``, ``succession``, ``caption``, ``infobox``, ``quotation``, ``fault`` or "" for what is
    plain content."""
    if node.tag in _DROPPED_TAGS:
        return "drop"
    if node.attributes_at >= node.attributes_end:
        return ""
    if node.has("hidden") or _HIDDEN_STYLE.search(node.get("style")):
        return "drop"
    found = _role_of_classes(node.get("class"))
    if found == "drop" and _is_age(node):
        return ""
    if found:
        return found
    name = node.get("id")
    if name and mapping("html_classes").get(name.casefold()) == "drop":
        return "drop"
    if node.get("role") in ("navigation", "search", "banner"):
        return "drop"
    return "notice" if node.get("role") == "note" else ""
