"""The pages people read, one module for each family; each has ``routes(store, kept)``: handlers over a store, whose
pages may be kept. Their templates stand in a folder of the
same name under ``templates``."""

from __future__ import annotations

from cursus.web.pages import claim, documents, dossier, files, front, persons, search, sources, units

FAMILIES = (front, persons, dossier, claim, units, sources, documents, search, files)
"""In the order in which their addresses are tried."""

__all__ = ["FAMILIES"]
