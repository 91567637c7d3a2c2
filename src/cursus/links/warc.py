"""Pages kept as evidence: a local WARC file (ISO 28500), which replay tools and archives read."""

from __future__ import annotations

import io
import os
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from cursus.read.errors import ReadError

if TYPE_CHECKING:
    from cursus.fetch.client import Response

_DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that no longer say the truth of a body that was unpacked on arrival; the new length is written instead."""


class Warc:
    """Appends responses to a file, each record whole. Raises ReadError where the ``warcio`` package is missing, and OSError."""

    def __init__(self, path: str) -> None:
        try:
            from warcio.warcwriter import WARCWriter
        except ImportError as error:
            raise ReadError(path, "needs the package warcio", "pip install 'cursus[links]'") from error
        self._file: BinaryIO = open(path, "ab")  # noqa: SIM115 -- closed in __exit__
        self._writer: Any = WARCWriter(self._file, gzip=True)

    def __enter__(self) -> Warc:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def save(self, url: str, response: Response) -> None:
        """Write a response, under the address that it came from; redirects before it are named in its own header."""
        from warcio.statusandheaders import StatusAndHeaders

        headers = [(n.title(), v) for n, v in response.headers.items() if n not in _DROPPED]
        headers.append(("Content-Length", str(len(response.body))))
        more = {"WARC-Truncated": "length"} if response.cut else {}
        if response.url != url:
            more["WARC-Cursus-Asked-For"] = url
        record = self._writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            http_headers=StatusAndHeaders(str(response.status), headers, protocol="HTTP/1.1"),
            warc_headers_dict=more,
        )
        self._writer.write_record(record)
        self._file.flush()
        os.fsync(self._file.fileno())
