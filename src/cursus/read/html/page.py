"""What a page says of itself: title, language, address, revision, date, licence, categories; and where its article
is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from cursus.read.html.tree import Node
from cursus.read.html.words import visible

_CONTENT_CLASSES = ("mw-parser-output", "parsoid-body", "page-content", "WikiaArticle")
_CONTENT_IDS = ("mw-content-text", "bodyContent", "mw-content", "WikiaArticle", "content")
_TITLE_IDS = ("firstHeading", "section_0", "titleHeading", "openzim-page-title")
_TITLE_CLASSES = ("page-header__title", "firstHeading", "mw-first-heading", "page-heading")
_SITE = re.compile(r"\s+[-–—|]\s+(?:[^-–—|]*(?:wiki|Wiki|Вики|вікі|ويكي|维基|FANDOM|Fandom|encyclop)[^|]*)(?:\|.*)?$")
_CONFIG = re.compile(
    r'"wg(?P<key>Title|RevisionId|CurRevisionId|ContentLanguage|PageContentLanguage)"\s*:\s*(?:"(?P<text>[^"\\]{1,200})"|(?P<number>\d{1,12}))'
)
_REVISION = re.compile(r"(?:[?&;]oldid=|/revision/|mwr:revision/)(\d{1,12})")
_LICENCE = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)", re.IGNORECASE)
_CATEGORY = re.compile(
    r"^(?:Category|Catégorie|Categorie|Kategorie|Categoría|Categoria|Категория|Категорія|تصنيف|Catégories)\s*:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageInfo:
    title: str
    title_node: Node | None
    content: Node
    lang: str
    url: str | None
    revision: str | None
    timestamp: str | None
    licence: str | None
    categories: tuple[str, ...]


def read_page_info(root: Node, source: str, name: str | None) -> PageInfo:
    """Find out what is known; ``name`` is the title to fall back on."""
    links = list(root.elements("link", "meta", "base", "html", "body", "title"))
    config = {m["key"]: m["text"] or m["number"] for m in _CONFIG.finditer(source[:200_000])}
    heading = _heading(root)
    url = _url(links)
    content = _content(root)
    return PageInfo(
        title=_title(heading, links, config, url, name),
        title_node=heading,
        content=content,
        lang=_lang(root, links, config),
        url=url,
        revision=_revision(links, config, root),
        timestamp=_timestamp(links),
        licence=_licence(root, links),
        categories=_categories(root),
    )


def _heading(root: Node) -> Node | None:
    first = None
    for node in root.elements("h1"):
        if node.get("id") in _TITLE_IDS or any(c in _TITLE_CLASSES for c in node.classes):
            return node if visible(node) else None
        first = first or node
    return first if first is not None and visible(first) else None


def _content(root: Node) -> Node:
    """The element that holds the article: the largest of the first class or id that the page has."""
    elements = [n for n in root.walk() if n.tag in ("div", "article", "main", "body", "section")]
    for name in _CONTENT_CLASSES:
        found = [n for n in elements if name in n.classes]
        if found:
            return max(found, key=lambda n: n.inner_end - n.inner_start)
    for name in _CONTENT_IDS:
        found = [n for n in elements if n.get("id") == name]
        if found:
            return found[0]
    for tag in ("article", "main", "body"):
        found = [n for n in elements if n.tag == tag]
        if found:
            return max(found, key=lambda n: n.inner_end - n.inner_start)
    return root


def _title(heading: Node | None, links: list[Node], config: dict[str, str], url: str | None, name: str | None) -> str:
    if heading is not None:
        return visible(heading)
    if config.get("Title"):
        return config["Title"]
    # Parsoid's title element holds the title as it is displayed, markup and all; the address holds the title itself.
    if url and "/wiki/" in url:
        return unquote(url.split("/wiki/", 1)[1]).replace("_", " ")
    for node in links:
        if node.tag == "title" and (words := node.text()):
            return " ".join(_SITE.sub("", words).replace("_", " ").split())
    for node in links:
        if node.get("property") == "og:title" and node.get("content"):
            return _SITE.sub("", node.get("content"))
    return name or ""


def _url(links: list[Node]) -> str | None:
    for rel in ("canonical", "dc:isVersionOf"):
        for node in links:
            if node.tag == "link" and node.get("rel") == rel and node.get("href"):
                href = node.get("href")
                return "https:" + href if href.startswith("//") else href
    for node in links:
        if node.get("property") == "og:url" and node.get("content"):
            return node.get("content")
    return None


def _revision(links: list[Node], config: dict[str, str], root: Node) -> str | None:
    for key in ("RevisionId", "CurRevisionId"):
        if config.get(key, "0") != "0":
            return config[key]
    for node in links:
        match = _REVISION.search(node.get("about"))
        if match:
            return match[1]
    for node in root.elements("a"):
        match = _REVISION.search(node.get("href")) if "oldid=" in node.get("href") else None
        if match:
            return match[1]
    return None


def _timestamp(links: list[Node]) -> str | None:
    for name in ("dc:modified", "article:modified_time", "og:updated_time"):
        for node in links:
            if node.get("property") == name and node.get("content"):
                return node.get("content")
    return None


def _licence(root: Node, links: list[Node]) -> str | None:
    candidates = [n.get("href") for n in links if n.get("rel") in ("license", "copyright", "dc:rights")]
    candidates += [
        n.get("href") for n in root.elements("a") if n.get("rel") == "license" or "creativecommons.org" in n.get("href")
    ]
    return next((name for name in map(licence_name, candidates) if name), None)


def licence_name(address: str) -> str | None:
    """``CC BY-SA 4.0`` for the address of a Creative Commons licence, None for any other."""
    match = _LICENCE.search(address)
    return f"CC {match[1].upper()} {match[2]}" if match else None


def _lang(root: Node, links: list[Node], config: dict[str, str]) -> str:
    for key in ("PageContentLanguage", "ContentLanguage"):
        if config.get(key):
            return _code(config[key])
    for node in links:
        if node.get("http-equiv").lower() == "content-language" and node.get("content"):
            return _code(node.get("content"))
    for node in (n for n in links if n.tag in ("body", "html")):
        if node.get("lang"):
            return _code(node.get("lang"))
    return ""


def _code(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _categories(root: Node) -> tuple[str, ...]:
    """Categories as the page lists them, hidden ones and those that templates add left out where the page tells."""
    out = [
        _category(node.get("href").split("#", 1)[0].removeprefix("./"))
        for node in root.elements("link")
        if node.get("rel").startswith("mw:PageProp/Category") and not node.get("about")
    ]
    for box in root.elements("div", "nav", "aside"):
        if (
            box.get("id") == "mw-normal-catlinks"
            or "page-header__categories" in box.classes
            or "categories" in box.classes
        ):
            for anchor in box.elements("a"):
                href = unquote(anchor.get("href").rsplit("/", 1)[-1])
                if _CATEGORY.match(href) or _CATEGORY.match(anchor.get("title")):
                    out.append(_category(href if _CATEGORY.match(href) else anchor.get("title")))
    return tuple(dict.fromkeys(c for c in out if c))


def _category(title: str) -> str:
    return _CATEGORY.sub("", unquote(title).replace("_", " ")).strip()
