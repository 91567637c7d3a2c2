"""A database as one part of a folder."""

from __future__ import annotations

import os
import shutil

from cursus.export.parquet.errors import ParquetError, arrow
from cursus.export.parquet.folder import MANIFEST, WORK, Manifest, write_manifest
from cursus.export.parquet.schema import TABLES
from cursus.export.parquet.write import PartWriter
from cursus.store import Store


def write_store(store: Store, folder: str) -> Manifest:
    """Write every article in the order of the database, one in memory at a time.

    An older folder of the same kind is replaced; any other that is not empty is left alone. Raises ParquetError.
    """
    arrow()
    clear(folder)
    with PartWriter(folder) as writer:
        for result in store.iter_articles():
            writer.add(result)
    manifest = Manifest("cursus export", (writer.part,))
    write_manifest(folder, manifest)
    return manifest


def clear(folder: str) -> None:
    """Make the folder, or empty it where everything in it is Cursus's own. Raises ParquetError where it is not."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise ParquetError(folder, "is a file, and a folder of Parquet files is to be written", "give another name")
    os.makedirs(folder, exist_ok=True)
    others = sorted(set(os.listdir(folder)) - {MANIFEST, WORK, *TABLES})
    if others:
        raise ParquetError(folder, f"holds something else ({others[0]}); it was not touched", "give a new folder")
    if os.path.exists(os.path.join(folder, MANIFEST)):
        os.unlink(os.path.join(folder, MANIFEST))
    for name in (WORK, *TABLES):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
