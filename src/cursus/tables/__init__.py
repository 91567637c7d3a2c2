"""Lookup tables: tab-separated files whose first lines say what they are, where from, under which licence, of which date."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str, package: str = "cursus.tables") -> tuple[tuple[str, ...], ...]:
    """The rows of ``<name>.tsv``, comments and blank lines left out, each as a tuple of its cells."""
    text = files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def mapping(name: str, package: str = "cursus.tables") -> dict[str, str]:
    """A table of two columns as a dictionary; its first column is folded to lower case."""
    return {row[0].casefold(): row[1] for row in rows(name, package)}
