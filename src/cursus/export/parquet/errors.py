"""What can be wrong with a folder of Parquet files, in words for the person at the keyboard."""

from __future__ import annotations

from typing import Any


class ParquetError(Exception):
    """A file or folder that cannot be read or written. ``str()`` is one plain line: where, what, what to do."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        self.path, self.reason, self.remedy = path, reason, remedy
        super().__init__(path, reason, remedy)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}"


def arrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``, loaded when the first file is touched.

    Raises ParquetError where they are not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ParquetError("parquet", "pyarrow is not installed", "run: pip install 'cursus[parquet]'") from error
    return pyarrow, pyarrow.parquet
