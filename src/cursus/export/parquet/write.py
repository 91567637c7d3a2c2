"""Articles → the four files of one part, in row groups of a bounded size. A file gets its name when it is whole."""

from __future__ import annotations

import contextlib
import os
from types import TracebackType
from typing import Any

from cursus.export.parquet.errors import arrow
from cursus.export.parquet.folder import Part, hash_of, part_path
from cursus.export.parquet.schema import (
    TABLES,
    Row,
    claim_row,
    document_row,
    finding_row,
    names,
    problem_row,
    schema,
)
from cursus.page import PageResult, Problem

GROUP_BYTES = 8 << 20
GROUP_ROWS = 10_000
"""A row group is closed when it has so many characters or rows: what a writer and a reader hold in memory."""


class _Table:
    """One file under way."""

    def __init__(self, folder: str, table: str, number: int) -> None:
        pa, pq = arrow()
        self.table = table
        self.path = part_path(folder, table, number)
        # The process in its name: two attempts at the same part never write to one file.
        self.partial = f"{self.path}.{os.uname().nodename}-{os.getpid()}.partial"
        self.rows = 0
        self.sha256 = ""
        self._waiting: list[Row] = []
        self._size = 0
        self._batch = pa.RecordBatch
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        self._writer: Any = pq.ParquetWriter(
            self.partial, schema(table), compression="zstd", store_schema=False, write_page_checksum=True
        )

    def add(self, row: Row) -> None:
        self._waiting.append(row)
        self._size += sum(len(value) for value in row.values() if isinstance(value, str))
        if self._size >= GROUP_BYTES or len(self._waiting) >= GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        columns = {name: [row[name] for row in self._waiting] for name in names(self.table)}
        self._writer.write_batch(self._batch.from_pydict(columns, schema=schema(self.table)))
        self.rows += len(self._waiting)
        self._waiting.clear()
        self._size = 0

    def finish(self) -> None:
        if self._waiting or not self.rows:
            self._flush()  # a table without rows is a file, too
        self._writer.add_key_value_metadata(schema(self.table).metadata)
        self._writer.close()

    def publish(self) -> None:
        self.sha256 = hash_of(self.partial)
        with open(self.partial, "rb") as written:
            os.fsync(written.fileno())
        os.replace(self.partial, self.path)

    def drop(self) -> None:
        self._writer.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.partial)


class PartWriter:
    """Writes one part. Use it as a context manager: files appear at its end, none where it ends with an exception.

    The files of a part that is written twice are replaced, one by one, by the same bytes.
    """

    def __init__(self, folder: str, number: int = 0) -> None:
        self.number = number
        self._article = 0
        self._tables = {table: _Table(folder, table, number) for table in TABLES}

    def add(self, result: PageResult) -> None:
        """Take in an article, or the reason why there is none."""
        document = result.document
        if document is not None:
            try:
                row = document_row(self._article, document)
            except (UnicodeEncodeError, TypeError):
                # as the database would refuse it
                reason = "the article holds characters that are no Unicode text"
                self.add(PageResult(None, problems=(Problem(document.path, reason, "save it as UTF-8"),)))
                return
            self._tables["documents"].add(row)
            for claim in result.claims:
                self._tables["claims"].add(claim_row(self._article, claim))
            for finding in result.findings:
                self._tables["findings"].add(finding_row(self._article, finding))
        for problem in result.problems:
            self._tables["problems"].add(problem_row(self._article, problem))
        self._article += 1

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for table in self._tables.values():
                    table.finish()
                for table in self._tables.values():
                    table.publish()
        finally:
            for table in self._tables.values():
                table.drop()

    @property
    def part(self) -> Part:
        """What was written; to be asked when it is."""
        rows = {table: self._tables[table].rows for table in TABLES}
        return Part(self.number, **rows, sha256=tuple(self._tables[table].sha256 for table in TABLES))
