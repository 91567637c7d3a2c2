"""Templates to HTML. Everything is escaped by the template engine; no other code of the site makes HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from cursus.claim import Document, DocumentRef, permanent_link
from cursus.dossier.words import STANCES, property_label, qualifier_label
from cursus.store import DocumentRow
from cursus.store.filters import Filters
from cursus.text.dates.words import date_words, say
from cursus.text.units import unit_key
from cursus.web.assets import asset_url
from cursus.web.nav import NAV

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "arz", "azb"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f<>\"\\^`{|}]")


def safe_url(url: str | None) -> str | None:
    """The address where it is an absolute one of the web, else None: an article may hold any scheme."""
    if not url or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def lang(code: str | None) -> str:
    """A language code that may stand in a page, "" for anything else."""
    return code if code and _LANG.fullmatch(code) else ""


def direction(code: str | None) -> str:
    """Which way a language is written, ``auto`` where it is not known."""
    if not lang(code):
        return "auto"
    return "rtl" if str(code).lower().partition("-")[0] in _RTL else "ltr"


def count(number: int, word: str, plural: str = "") -> str:
    """``1 claim``, ``2,000 claims``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def percent(share: float) -> str:
    """A place on the timeline as an SVG length."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def person_url(person_id: str) -> str:
    return f"/person/{quote(person_id, safe='')}"


def chain_url(person_id: str) -> str:
    """Where a person's superiors and subordinates on a day are asked for."""
    return f"/chain/{quote(person_id, safe='')}"


def claim_url(claim_id: str) -> str:
    return f"/claim/{quote(claim_id, safe='')}"


def document_url(document_id: str, claim_id: str = "") -> str:
    """The article, at a claim where one is given: that claim is then the one shown in full colour."""
    path = f"/document/{quote(document_id, safe='')}"
    return f"{path}?{urlencode({'claim': claim_id})}#c-{quote(claim_id, safe='')}" if claim_id else path


def unit_url(key: str) -> str:
    return f"/unit/{quote(key.removeprefix('unit:'), safe='')}"


def unit_named_url(name: str) -> str:
    """The page of the unit that a name means."""
    return unit_url(unit_key(name))


def online(document: DocumentRow | DocumentRef | Document) -> str | None:
    """Where an article is to be read as it was: at the address of its revision, where it has one."""
    if document.url and document.revision and safe_url(document.url):
        return permanent_link(document.url, document.revision)
    return document.url


def source_url(work_id: str) -> str:
    return f"/source/{quote(work_id, safe='')}"


def battle_url(name: str) -> str:
    return f"/battle/{quote(name, safe='')}"


def list_url(kind: str, words: str, filters: Filters) -> str:
    """All that a search finds of one kind."""
    said = {
        "q": words, "kind": kind, "rank": filters.rank, "branch": filters.branch, "country": filters.country,
        "unit": filters.unit, "from": filters.first, "to": filters.last, "stance": filters.stance,
        "reviewed": filters.reviewed, "property": filters.prop,
    }  # fmt: skip
    return f"/search?{urlencode({name: value for name, value in said.items() if value})}"


def search_url(words: str) -> str:
    return f"/search?{urlencode({'q': words})}"


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("cursus.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        safe_url=safe_url,
        lang=lang,
        direction=direction,
        percent=percent,
        edtf_words=say,
        date_words=date_words,
        online=online,
    )
    env.globals.update(
        asset=asset_url, count=count, person_url=person_url, chain_url=chain_url, claim_url=claim_url, document_url=document_url,
        search_url=search_url, unit_url=unit_url, unit_named_url=unit_named_url, source_url=source_url, battle_url=battle_url, list_url=list_url, property_label=property_label, qualifier_label=qualifier_label, stances=STANCES,
        zip=zip, nav=NAV,
    )  # fmt: skip
    return env


def page(template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:
    """A whole page. Pages that are about a search give its words as ``q``."""
    values.setdefault("q", "")
    html = environment().get_template(template).render(**values)
    return HTMLResponse(html.encode("utf-8", "replace"), status, headers)
