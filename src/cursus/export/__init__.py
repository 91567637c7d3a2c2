"""The formats: of a file ``ID``, ``MEDIA_TYPE`` and ``write(store, out, chosen) -> Report``, of a folder ``write_store(store, folder)``."""

from __future__ import annotations

FORMATS = {
    "jsonl": "cursus.export.jsonl",
    "csv": "cursus.export.csv",
    "csl": "cursus.export.csl",
    "bibtex": "cursus.export.bibtex",
    "sfm": "cursus.export.sfm",
    "wikitext": "cursus.export.wikitext",
    "ftm": "cursus.export.ftm",
    "ftm-statements": "cursus.export.ftm.statements",
    "ipif": "cursus.export.ipif",
    "brat": "cursus.export.brat",
    "turtle": "cursus.export.rdf.turtle",
    "jsonld": "cursus.export.rdf.jsonld",
    "quickstatements": "cursus.export.quickstatements",
}
"""What ``cursus export --format`` writes to one file, and the module that writes it."""
FOLDERS = {"parquet": "cursus.export.parquet"}
"""What it writes to a folder: all of the database, to be read back with ``cursus load``."""
