"""What names mean in which wiki: namespaces, image options, sections, template recipes. All of it is in tables."""

from __future__ import annotations

from functools import cache

from cursus.tables import rows


@cache
def _namespaces() -> dict[str, str]:
    return {name.casefold(): row[0] for row in rows("wiki_namespaces") for name in row[1].split("|")}


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
def _recipes(lang: str) -> dict[str, str]:
    """Template name → recipe; a line for the language wins over one for all."""
    out: dict[str, str] = {}
    for table in ("templates", "templates_refs", "templates_notices"):
        for names, langs, recipe in rows(table):
            own = lang in langs.split()
            if langs == "*" or own:
                for name in names.split("|"):
                    if own or name not in out:
                        out[name] = recipe
    return out


def recipe(name: str, lang: str) -> str | None:
    """How a template is rendered, None where it is not known."""
    found = _recipes(lang).get(name)
    if found is None and lang != "en":
        found = _recipes("en").get(name)
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
    """``box`` for an infobox, ``part`` for one that only stands in another, ``none`` for what only looks like one, or ""."""
    exact, prefixes = _boxes()
    kind = exact.get(name)
    if kind is None:
        kind = next((k for p, k in prefixes if name.startswith(p)), "")
    return kind


@cache
def hidden_parameters() -> frozenset[str]:
    """Parameters of infoboxes whose value is no text of the page."""
    return frozenset(name for (names,) in rows("templates_hidden_params") for name in names.split("|"))
