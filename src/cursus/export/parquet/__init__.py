"""Parquet: a folder of four tables (documents, claims, findings, problems) that holds all that a database holds.

Needs pyarrow. The folder is written article by article and read back the same way, both in constant memory; the same
articles give the same bytes. :mod:`~cursus.export.parquet.schema` says what the columns are.
"""

from __future__ import annotations

from cursus.export.parquet.errors import ParquetError
from cursus.export.parquet.folder import Manifest, Part, read_manifest, write_manifest
from cursus.export.parquet.read import Packed, read_folder
from cursus.export.parquet.sound import UnsoundError
from cursus.export.parquet.store import write_store
from cursus.export.parquet.write import PartWriter

ID = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"

__all__ = [
    "ID",
    "MEDIA_TYPE",
    "Manifest",
    "Packed",
    "ParquetError",
    "Part",
    "PartWriter",
    "UnsoundError",
    "read_folder",
    "read_manifest",
    "write_manifest",
    "write_store",
]
