"""The static files, each under a name that holds the hash of its content, so that browsers may keep them for good.

A style sheet of the site is one file a browser loads and several files here, one for each part of the site: ``BUNDLES`` says
which, in the order in which they apply.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_NAMES = ("suggest.js", "review.js", "icon.svg")
BUNDLES: dict[str, tuple[str, ...]] = {
    "site.css": (
        "base", "words", "top", "lists", "head", "timeline", "ledger", "findings", "claim", "article", "units", "review", "wide", "print",
    ),
}  # fmt: skip
"""Style sheet → the files of ``static/css`` that it is made of."""


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    media_type: str


@cache
def _all() -> tuple[dict[str, Asset], dict[str, str]]:
    """Assets by published name, and published names by plain name."""
    static = files("cursus.web").joinpath("static")
    contents = {name: static.joinpath(name).read_bytes() for name in _NAMES}
    for name, parts in BUNDLES.items():
        contents[name] = b"\n".join(static.joinpath("css", f"{part}.css").read_bytes() for part in parts)
    assets: dict[str, Asset] = {}
    published: dict[str, str] = {}
    for name, content in contents.items():
        stem, _, kind = name.rpartition(".")
        public = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{kind}"
        assets[public] = Asset(content, _TYPES[kind])
        published[name] = public
    return assets, published


def asset(published_name: str) -> Asset | None:
    """A static file by the name in a page; None for any other name, an outdated hash included."""
    return _all()[0].get(published_name)


def published() -> dict[str, Asset]:
    """All static files, by the names under which pages find them."""
    return dict(_all()[0])


def asset_url(name: str) -> str:
    """Where a page finds a static file. Raises KeyError for one that does not exist."""
    return f"/static/{_all()[1][name]}"
