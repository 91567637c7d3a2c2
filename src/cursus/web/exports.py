"""Lists as CSV and JSON, under the address of the list with ``format=csv`` or ``format=json``: row by row, however long.

A cell of CSV that a spreadsheet could take for a formula gets an apostrophe in front, as in ``cursus export``. A list in a cell is
JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.responses import Response, StreamingResponse

from cursus.export.csv import safe

FORMATS = ("csv", "json")
_AT_ONCE = 200
_TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: the names of its columns, and its rows as they come."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def sheet(kind: str, name: str, table: Sheet) -> Response:
    """A list as a file to keep. The rows are asked for while it is sent."""
    parts = _csv(table) if kind == "csv" else _json(table)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return StreamingResponse(parts, media_type=_TYPES[kind], headers=headers)


def _csv(table: Sheet) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for number, row in enumerate(table.rows, 1):
        writer.writerow([safe(_cell(value)) for value in row])
        if number % _AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    said = text.getvalue()
    text.seek(0)
    text.truncate()
    return said.encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else orjson.dumps(value).decode()


def _json(table: Sheet) -> Iterator[bytes]:
    first = b"["
    for row in table.rows:
        yield first + b"\n" + orjson.dumps(dict(zip(table.columns, row, strict=True)))
        first = b","
    yield b"\n]\n" if first == b"," else b"[]\n"
