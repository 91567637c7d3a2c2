"""Data files of other tools, and our own, as sources: each row becomes a claim that quotes the row.

:func:`read` makes one Document of a file, whose text is the file's, and the claims of its rows; the same bytes give the same claims. A
row that says nothing, or nothing that we understand, is a Problem with its line; its neighbours stay. What a format says that no claim
holds is counted in the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cursus.importing.file import Imported, UnknownFormat, detect, read

__all__ = ["Imported", "UnknownFormat", "detect", "read"]


def __getattr__(name: str) -> Any:
    """The names of :mod:`cursus.importing.file`, loaded when one is first used: the program's help does not need them."""
    if name in __all__:
        from cursus.importing import file

        return getattr(file, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
