"""Cursus: who held which rank and command, when, and who says so.

The whole public API::

    document = cursus.read(data, name="urabi.wikitext")
    claims = cursus.extract(document)
    findings = cursus.check(document, claims)
    with cursus.open_store("cursus.db") as store:
        store.add(document, claims, findings)
    table = cursus.to_polars(claims)

Each name is imported when it is first used, so that ``import cursus`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cursus.check import check
    from cursus.export.frame import to_polars
    from cursus.extract import extract
    from cursus.read import read
    from cursus.store import open_store

__version__ = "0.1.0"

__all__ = ["__version__", "check", "extract", "open_store", "read", "to_polars"]


class _Room(ModuleType):
    """A package that can be called: ``cursus.read(data)`` calls the function ``read`` of the package ``cursus.read``.

    Rooms and their functions have one name each, and Python makes ``cursus.read`` the package as soon as anything imports
    it; so the package itself has to be what the API promises.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return getattr(self, self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Cursus(ModuleType):
    def __setattr__(self, name: str, value: Any) -> None:
        """Python binds a package here when it has loaded it."""
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name in _ROOMS:
            return import_module(f"cursus.{name}")
        if name in _FUNCTIONS:
            return getattr(import_module(_FUNCTIONS[name]), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


_FUNCTIONS = {"open_store": "cursus.store", "to_polars": "cursus.export.frame"}
_ROOMS = frozenset({"read", "extract", "check"})
sys.modules[__name__].__class__ = _Cursus
