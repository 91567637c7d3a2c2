"""Cursus: who held which rank and command, when, and who says so.

The whole public API::

    document = cursus.read(data, name="urabi.wikitext")
    claims = cursus.extract(document)
    findings = cursus.check(document, claims)
    with cursus.open_store("cursus.db") as store:
        store.add(document, claims, findings)

Each name is imported when it is first used, so that ``import cursus`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cursus.check import check
    from cursus.extract import extract
    from cursus.read import read
    from cursus.store import open_store

__version__ = "0.1.0"

__all__ = ["__version__", "check", "extract", "open_store", "read"]

_WHERE = {"read": "cursus.read", "extract": "cursus.extract", "check": "cursus.check", "open_store": "cursus.store"}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
