"""What names mean in which wiki: namespaces, image options, sections, template recipes. All of it is in tables."""

from __future__ import annotations

from functools import cache, lru_cache

from cursus.read.wikitext.args import LONGEST_NAME, normal_name
from cursus.read.wikitext.pattern import Recipe, compile_recipe
from cursus.tables import rows

NOTE_VERBS = frozenset({"note", "short", "short-many", "reuse", "page", "reflist", "style"})
"""The recipes that concern footnotes: they make one, lead to one, or say something of them."""


@cache
def _namespaces() -> dict[str, str]:
    return {name.casefold(): row[0] for row in rows("wiki_namespaces") for name in row[1].split("|")}


@lru_cache(maxsize=1024)
def namespace(prefix: str) -> str:
    """``file``, ``category``, ``language`` (a link to another wiki's article), ``other``, or "" for no namespace."""
    return _namespaces().get(" ".join(prefix.replace("_", " ").split()).casefold(), "")


@cache
def image_options() -> tuple[frozenset[str], frozenset[str]]:
    """(words that make an image show its caption, all words that are options)."""
    shown: set[str] = set()
    every: set[str] = set()
    for kind, words in rows("wiki_image_options"):
        every.update(words.split("|"))
        if kind == "framed":
            shown.update(words.split("|"))
    return frozenset(shown), frozenset(every)


@cache
def _sections() -> dict[str, str]:
    return {name.casefold(): row[0] for row in rows("wiki_sections") for name in row[1].split("|")}


def section_kind(heading: str) -> str:
    """``references``, ``literature`` or ``links`` for a section that lists sources, "" for any other."""
    return _sections().get(" ".join(heading.split()).strip(" :.").casefold(), "")


@cache
def _recipes(lang: str) -> tuple[dict[str, str], tuple[tuple[str, str, str], ...]]:
    """(template name → recipe, (beginning, end, recipe) for names with a ``*``). A line for the language wins over
    one for
    all wikis."""
    exact: dict[str, str] = {}
    wild: list[tuple[str, str, str]] = []
    for table in ("templates", "templates_refs", "templates_notices"):
        for names, langs, recipe in rows(table):
            own = lang in langs.split()
            if langs != "*" and not own:
                continue
            for name in names.split("|"):
                if "*" in name[1:] or (name[:1] == "*" and len(name) > 1):
                    begin, _, end = name.partition("*")
                    wild.append((begin, end, recipe))
                elif own or name not in exact:
                    exact[name] = recipe
    return exact, tuple(wild)


def cooked(name: str, lang: str) -> Recipe | None:
    """How a template is rendered, None where it is not known."""
    return _cooked(name[:LONGEST_NAME], lang)


@lru_cache(maxsize=8192)
def _cooked(name: str, lang: str) -> Recipe | None:
    found = recipe(name, lang)
    return compile_recipe(found) if found is not None else None


def makes_notes(name: str, lang: str) -> bool:
    """Whether a template may concern footnotes, by its name as it is written."""
    return _makes_notes(name, lang) if len(name) <= LONGEST_NAME else "#tag" in name[:LONGEST_NAME]


@lru_cache(maxsize=8192)
def _makes_notes(name: str, lang: str) -> bool:
    name = normal_name(name)
    if name[:5] == "#tag:":
        return True
    found = cooked(name, lang)
    return found is not None and found.verb in NOTE_VERBS


def recipe(name: str, lang: str) -> str | None:
    """The recipe as the tables have it, None where there is none."""
    exact, wild = _recipes(lang)
    found = exact.get(name)
    if found is None:
        found = next((r for begin, end, r in wild if name.startswith(begin) and name.endswith(end)), None)
    if found is None and lang != "en":
        found = _recipes("en")[0].get(name)
    return found


@cache
def _boxes() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    for kind, names in rows("templates_boxes"):
        for name in names.split("|"):
            if name.endswith("*"):
                prefixes.append((name[:-1], kind))
            else:
                exact[name] = kind
    return exact, tuple(prefixes)


def box_kind(name: str) -> str:
    """``box`` for an infobox, ``part`` for one that only stands in another, ``none`` for what only looks like one,
    or ""."""
    return _box_kind(name[:LONGEST_NAME])


@lru_cache(maxsize=8192)
def _box_kind(name: str) -> str:
    exact, prefixes = _boxes()
    kind = exact.get(name)
    if kind is None:
        kind = next((k for p, k in prefixes if name.startswith(p)), "")
    return kind


@cache
def hidden_parameters() -> frozenset[str]:
    """Parameters of infoboxes whose value is no text of the page."""
    return frozenset(name for (names,) in rows("templates_hidden_params") for name in names.split("|"))


@cache
def _countries(lang: str) -> dict[str, str]:
    return {code: name for name, wiki, codes in rows("wiki_countries") if wiki == lang for code in codes.split("|")}


def country(code: str, lang: str) -> str | None:
    """The name of the country that a flag template's code (lower case) stands for, in the wiki's language."""
    return _countries(lang).get(code) or _countries("en").get(code)
