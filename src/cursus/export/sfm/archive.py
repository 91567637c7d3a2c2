"""A zip of CSV tables that are written side by side: the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

from cursus.export.csv import safe

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every member: a zip knows no earlier one."""
_MODE = 0o644 << 16


class Tables:
    """Rows for tables by name, kept in files until the archive is complete."""

    def __init__(self, headers: Mapping[str, Sequence[str]], files: Mapping[str, io.TextIOWrapper]) -> None:
        self._headers = headers
        self._writers = {name: csv.writer(file, lineterminator="\r\n") for name, file in files.items()}
        for name, header in headers.items():
            self._writers[name].writerow(header)

    def put(self, table: str, row: Mapping[str, str]) -> None:
        """Add a row; a column that it does not name stays empty."""
        self._writers[table].writerow(
            [safe(cell) if (cell := row.get(column)) else "" for column in self._headers[table]]
        )


def member(name: str) -> zipfile.ZipInfo:
    """A file of an archive, the same whenever it is made."""
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
    return info


@contextmanager
def archive(out: BinaryIO, headers: Mapping[str, Sequence[str]]) -> Iterator[Tables]:
    """Tables to fill; the zip is written when the block ends well."""
    with ExitStack() as stack:
        files = {}
        for name in headers:
            raw = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))
            files[name] = io.TextIOWrapper(raw, "utf-8", newline="")
        yield Tables(headers, files)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            for name, file in files.items():
                file.flush()
                file.buffer.seek(0)
                with packed.open(member(f"{name}.csv"), "w", force_zip64=True) as into:
                    shutil.copyfileobj(file.buffer, into)
