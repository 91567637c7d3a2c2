"""One running wiki: what it says of itself, which addresses mean which of its pages, and how its addresses are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from cursus.fetch.guard import PORTS, Target, parse
from cursus.fetch.loose import mapping, number, objects, short, words
from cursus.read.dump import Site
from cursus.read.html.page import licence_name

SITE_QUESTION = {"meta": "siteinfo", "siprop": "general|namespaces|namespacealiases|rightsinfo|specialpagealiases"}
CATEGORY = 14
SPECIAL = -1

_NAMED = {"language": "lang", "dbname": "wikiid", "generator": "generator", "name": "sitename"}
_DIGITS = re.compile(r"[0-9]{1,15}")
_MIRROR = re.compile(r"^(?:www|m)\.|\.m(?=\.)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks a wiki for: a page by its ``title``, by its number (``page``), or one ``revision`` of one."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Wiki:
    """A wiki whose API answered. ``base`` is what addresses of its articles begin with, ``script`` its index.php."""

    site: Site
    base: str
    script: str
    patterns: tuple[re.Pattern[str], ...]
    permanent: frozenset[str]

    def asked(self, target: Target) -> Asked | None:
        """What an address of the wiki asks for; None where it names no page."""
        path, _, query = target.path.partition("?")
        given = {key: values[0].strip() for key, values in parse_qs(query).items()}
        for key, kind in (("diff", "revision"), ("oldid", "revision"), ("curid", "page")):
            if _DIGITS.fullmatch(given.get(key, "")) and int(given[key]):
                return Asked(kind, str(int(given[key])))
        title = given.get("title") or self._title(path)
        if not title:
            return None
        title = " ".join(unquote(title).replace("_", " ").split()).lstrip(":").strip()
        special, slash, rest = title.partition("/")
        if slash and _DIGITS.fullmatch(rest) and self.site.namespace_of(special) == SPECIAL:
            name = special.partition(":")[2].replace(" ", "").casefold()
            if name in self.permanent:
                return Asked("revision", rest)
        return Asked("title", title) if title else None

    def _title(self, path: str) -> str:
        for pattern in self.patterns:
            match = pattern.fullmatch(path)
            if match is not None:
                return match["title"]
        return ""

    def category(self, name: str) -> str:
        """The full title of a category that was named with or without its namespace."""
        name = " ".join(name.replace("_", " ").split())
        return name if self.site.namespace_of(name) == CATEGORY else f"Category:{name}"


def read_wiki(answer: dict[str, Any], api: str) -> Wiki | None:
    """The wiki behind an answer to :data:`SITE_QUESTION` from the API at ``api``; None where it is none's.

    Addresses are made for the host that answered: where a wiki names another one as its own, anybody could pass for
    Wikipedia. Only its own mobile and www names are taken for the same.
    """
    query = mapping(answer, "query")
    general = mapping(query, "general")
    if not general:
        return None
    origin = _origin(parse(api), words(general.get("server")))
    folder = urlsplit(api).path.rpartition("/")[0]
    script = words(general.get("script"))
    script = script if script.startswith("/") else f"{folder}/index.php"
    article = words(general.get("articlepath"))
    article = article if article.startswith("/") and article.count("$1") == 1 else f"{script}?title=$1"
    base = origin + (article.removesuffix("$1") if article.endswith("$1") else f"{script}?title=")
    rights = mapping(query, "rightsinfo")
    site = Site(
        base=base,
        namespaces=tuple(_namespaces(query)),
        rights=licence_name(words(rights.get("url"))) or short(rights.get("text"), 100),
        **{field: short(general.get(key), 100) for field, key in _NAMED.items()},
    )
    return Wiki(site, base, origin + script, tuple(_patterns(general, article, script)), _permanent(query))


def _origin(api: Target, server: str) -> str:
    """Scheme and host of the wiki's addresses."""
    own = f"{api.scheme}://{api.authority}"
    try:
        stated = urlsplit(server if "//" in server else f"//{server}")
        host, port = (stated.hostname or "").lower(), stated.port
    except ValueError:
        return own
    if (
        api.port != PORTS[api.scheme]
        or port not in (None, 80, 443)
        or _MIRROR.sub("", api.host) != _MIRROR.sub("", host)
    ):
        return own
    scheme = stated.scheme if stated.scheme in PORTS else api.scheme
    return f"{scheme}://{host}"


def _namespaces(query: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Every name of every namespace: its own, the canonical one, and aliases."""
    for space in mapping(query, "namespaces").values():
        for key in ("name", "canonical"):
            name = short(mapping(space).get(key), 80)
            if name:
                yield number(space.get("id")), name
    for space in objects(query, "namespacealiases"):
        yield number(space.get("id")), short(space.get("alias"), 80)


def _patterns(general: dict[str, Any], article: str, script: str) -> Iterator[re.Pattern[str]]:
    forms = [article, f"{script}/$1"]
    variant = words(general.get("variantarticlepath"))
    if variant.count("$1") == 1:
        forms.append(variant)
    for form in forms:
        if "?" not in form:
            known = re.escape(form).replace(r"\$1", "(?P<title>.+)").replace(r"\$2", "[A-Za-z-]{2,12}")
            yield re.compile(known)


def _permanent(query: dict[str, Any]) -> frozenset[str]:
    """What the special page of permanent links is called, folded."""
    names = {"permanentlink"}
    for page in objects(query, "specialpagealiases"):
        if page.get("realname") == "PermanentLink":
            aliases = page.get("aliases")
            names |= {words(a).replace("_", "").casefold() for a in (aliases if isinstance(aliases, list) else ())}
    return frozenset(names - {""})
