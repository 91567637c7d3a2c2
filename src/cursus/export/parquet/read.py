"""The folder → articles, one at a time. The files may be damaged, somebody else's, or made to do harm.

Hashes and sizes are compared with what the writer makes before anything is unpacked, and what comes out is checked
against its types and offsets (:mod:`~cursus.export.parquet.sound`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import orjson

from cursus.claim import Document, document_ref
from cursus.contract import claim_from_json, finding_from_json
from cursus.export.parquet.errors import ParquetError, arrow
from cursus.export.parquet.folder import Part, hash_of, part_path, read_manifest
from cursus.export.parquet.schema import (
    TABLES,
    VERSION,
    Row,
    claim_columns,
    document_columns,
    finding_columns,
    names,
    schema,
)
from cursus.export.parquet.sound import UnsoundError, check_claim, check_document, check_finding
from cursus.page import PageResult, Problem
from cursus.store.codec import document_from_json

MAX_GROUP = 512 << 20
"""Bytes that a row group may unfold to; that of one article of the largest size is smaller."""
MAX_GROUPS = 1_000_000
MAX_ROWS_OF_ARTICLE = 1_000_000
_MAX_FOOTER_TEXT = 64 << 20
MAX_ROW = {"documents": 128 << 20, "claims": 4 << 20, "findings": 4 << 20, "problems": 1 << 20}
"""Characters of one row."""
_AT_ONCE = 512
_BATCH = 128 << 20
"""Rows, and bytes of them, that are in memory at once: each may be as large as its row group, whatever the file says of the
group, because rows may share a value."""
_AGAIN = "copy or write the folder again"


@dataclass(frozen=True, slots=True)
class Packed:
    """One article as its rows, not yet looked into. ``path`` and ``sha256`` are what its row says of it."""

    where: str
    document: Row | None
    claims: tuple[Row, ...]
    findings: tuple[Row, ...]
    problems: tuple[Row, ...]

    @property
    def path(self) -> str:
        return str((self.document or self.problems[0])["path"])

    @property
    def sha256(self) -> str | None:
        return None if self.document is None else str(self.document["sha256"])

    def result(self) -> PageResult:
        """The article. Raises UnsoundError where its rows do not make one."""
        try:
            troubles = tuple(Problem(*(row[name] for name in names("problems")[1:])) for row in self.problems)
            if self.document is None:
                return PageResult(None, problems=troubles)
            document = _document(self.document)
            claims = [claim_from_json({**orjson.loads(row["json"]), "steps": row["steps"]}) for row in self.claims]
            said = [finding_from_json(orjson.loads(row["json"])) for row in self.findings]
            findings = [replace(finding, document=document_ref(document)) for finding in said]
            for claim, row in zip(claims, self.claims, strict=True):
                check_claim(document, claim)
                _same(claim_columns(row["article"], claim), row, "claim")
            for finding, row in zip(findings, self.findings, strict=True):
                check_finding(document, finding)
                _same(finding_columns(row["article"], finding), row, "finding")
        except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise UnsoundError("its record has another shape") from error
        except orjson.JSONDecodeError as error:
            raise UnsoundError("its record is no JSON") from error
        return PageResult(document, tuple(claims), tuple(findings), troubles)


def _document(row: Row) -> Document:
    record = orjson.loads(row["record"])
    document = document_from_json(record, row["text"])
    check_document(document)
    _same(document_columns(row["article"], document), row, "document")
    return document


def _same(made: Row, row: Row, what: str) -> None:
    for name, value in made.items():
        if row[name] != value:
            raise UnsoundError(f"the column {name} of a {what} says something else than its record")


def read_folder(folder: str) -> Iterator[Packed]:
    """The articles of a folder in order. Raises ParquetError, before the first article where a file is missing or cut
    off, else where the damage is."""
    arrow()
    manifest = read_manifest(folder)
    for part in manifest.parts:
        for table in TABLES:
            with _opened(part_path(folder, table, part.number), table) as file:
                _compare(file, part, table, part_path(folder, table, part.number))
    for part in manifest.parts:
        yield from read_part(folder, part)


def read_part(folder: str, part: Part) -> Iterator[Packed]:
    """The articles of one part: four files read side by side. Raises ParquetError where they are not those written."""
    with ExitStack() as stack:
        tables = {}
        for table, sha256 in zip(TABLES, part.sha256, strict=True):
            path = part_path(folder, table, part.number)
            with _plainly(path):
                if hash_of(path) != sha256:
                    raise ParquetError(path, "is damaged: its bytes are not those that were written", _AGAIN)
            tables[table] = _Rows(stack.enter_context(_opened(path, table)), table, path)
        documents = tables["documents"]
        article = 0
        while any(rows.more for rows in tables.values()):
            found = tuple(documents.take(article))
            rows = [tuple(tables[table].take(article)) for table in TABLES[1:]]
            if len(found) > 1 or not (found or rows[2]) or (not found and (rows[0] or rows[1])):
                raise ParquetError(documents.path, f"the rows of article {article} do not belong together", _AGAIN)
            yield Packed(f"{documents.path}, article {article}", found[0] if found else None, *rows)
            article += 1


class _Rows:
    """The rows of one file, in order, a few in memory."""

    def __init__(self, file: Any, table: str, path: str) -> None:
        self.path = path
        self._file, self._table = file, table
        self._coming = self._all()
        self._next: Row | None = next(self._coming, None)

    @property
    def more(self) -> bool:
        return self._next is not None

    def take(self, article: int) -> Iterator[Row]:
        """The rows of this article; those of an earlier one are none of any."""
        taken = 0
        while self._next is not None and self._next["article"] <= article:
            taken += 1
            if self._next["article"] < article or taken > MAX_ROWS_OF_ARTICLE:
                raise ParquetError(self.path, "its rows are not in order", _AGAIN)
            yield self._next
            self._next = next(self._coming, None)

    def _all(self) -> Iterator[Row]:
        metadata = self._file.metadata
        for group in range(metadata.num_row_groups):
            size = max(metadata.row_group(group).total_byte_size, 1)
            most = max(1, min(_AT_ONCE, _BATCH // size))
            batches = self._file.iter_batches(most, row_groups=[group], use_threads=False)
            while True:
                with _plainly(self.path):
                    batch = next(batches, None)
                    rows = [] if batch is None else batch.to_pylist()
                if batch is None:
                    break
                for row in rows:
                    if sum(len(value) for value in row.values() if isinstance(value, str)) > MAX_ROW[self._table]:
                        raise ParquetError(self.path, "has a row larger than any of Cursus", _AGAIN)
                    yield row


@contextmanager
def _opened(path: str, table: str) -> Iterator[Any]:
    """One file, its footer read and compared with what the writer makes."""
    _, pq = arrow()
    with _plainly(path):
        if not os.path.isfile(path):
            raise ParquetError(path, "is missing", _AGAIN)
        file = pq.ParquetFile(
            path,
            pre_buffer=False,
            page_checksum_verification=True,
            thrift_string_size_limit=_MAX_FOOTER_TEXT,
            thrift_container_size_limit=MAX_GROUPS,
        )
    with file:
        with _plainly(path):
            _check_footer(file, path, table)
        yield file


def _check_footer(file: Any, path: str, table: str) -> None:
    metadata, expected = file.metadata, schema(table)
    own = metadata.metadata or {}
    if own.get(b"cursus.table") != table.encode():
        raise ParquetError(path, f"is no table of {table} of Cursus", "check the path")
    if own.get(b"cursus.layout") != VERSION.encode():
        raise ParquetError(path, f"has another layout, known here is {VERSION!r}", "update Cursus")
    found = file.schema_arrow
    for field in expected:
        if field.name not in found.names:
            raise ParquetError(path, f"has no column {field.name}", _AGAIN)
        if not found.field(field.name).type.equals(field.type) or found.field(field.name).nullable != field.nullable:
            raise ParquetError(path, f"its column {field.name} is of another type than {field.type}", _AGAIN)
    if len(found) != len(expected):
        raise ParquetError(path, "has columns that no table of Cursus has", _AGAIN)
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        sizes = [group.total_byte_size, *(group.column(c).total_uncompressed_size for c in range(group.num_columns))]
        if not all(0 <= size <= MAX_GROUP for size in sizes):
            raise ParquetError(path, f"a row group unfolds to more than {MAX_GROUP >> 20} MB", "write smaller groups")


def _compare(file: Any, part: Part, table: str, path: str) -> None:
    if file.metadata.num_rows != part.rows(table):
        rows = f"has {file.metadata.num_rows:,} rows, {part.rows(table):,} in the manifest"
        raise ParquetError(path, rows, _AGAIN)


@contextmanager
def _plainly(path: str) -> Iterator[None]:
    """Arrow's errors as a :class:`ParquetError`."""
    pa, _ = arrow()
    try:
        yield
    except MemoryError as error:
        raise ParquetError(
            path, "needs more memory than it may take", "it is damaged, or not made by Cursus"
        ) from error
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        words = " ".join(str(error).split())[:160]
        raise ParquetError(path, f"is cut off, damaged or no Parquet file ({words})", _AGAIN) from error
