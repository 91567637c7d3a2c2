"""MediaWiki XML exports, page by page, in constant memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from cursus.read.dump.page import DumpError, Page, Site, address
from cursus.read.dump.reader import DumpReader, Mark
from cursus.read.dump.unpack import MAX_OUTPUT
from cursus.read.dump.wanted import Wanted, titles_in


def read_pages(
    source: bytes | BinaryIO,
    name: str,
    *,
    wanted: Wanted | None = None,
    threads: int = 1,
    max_output: int = MAX_OUTPUT,
) -> Iterator[Page]:
    """The pages of an export in order, all or those wanted; ``name`` is how it is called in messages.

    Raises :class:`DumpError` where it stops being readable, after every page that was whole; a page that alone is
    broken is left out, and said so at the end. A :class:`DumpReader` can more: go on where another one was.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes | bytearray) else source
    return iter(DumpReader(stream, name, wanted=wanted, threads=threads, max_output=max_output))


__all__ = [
    "MAX_OUTPUT",
    "DumpError",
    "DumpReader",
    "Mark",
    "Page",
    "Site",
    "Wanted",
    "address",
    "read_pages",
    "titles_in",
]
