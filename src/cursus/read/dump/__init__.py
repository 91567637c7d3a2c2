"""MediaWiki XML exports, page by page, in constant memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from cursus.read.dump.page import DumpError, Page, Site, address
from cursus.read.dump.unpack import MAX_OUTPUT, unpacked
from cursus.read.dump.wanted import Wanted
from cursus.read.dump.xml import PageReader


def read_pages(
    source: bytes | BinaryIO, name: str, *, wanted: Wanted | None = None, max_output: int = MAX_OUTPUT
) -> Iterator[Page]:
    """The pages of an export in order, all or those wanted; ``name`` is how it is called in messages.

    Raises :class:`DumpError` where it stops being readable, after every page that was whole.
    """
    reader = PageReader(name)
    chunks = unpacked(io.BytesIO(source) if isinstance(source, bytes | bytearray) else source, name, max_output)
    while True:
        try:
            chunk = next(chunks, None)
        except DumpError:
            yield from _chosen(reader.take(), wanted)
            raise
        error = reader.feed(chunk)
        yield from _chosen(reader.take(), wanted)
        if error is not None:
            raise error
        if chunk is None:
            return


def _chosen(pages: list[Page], wanted: Wanted | None) -> list[Page]:
    return pages if wanted is None else [page for page in pages if wanted.takes(page)]


__all__ = ["MAX_OUTPUT", "DumpError", "Page", "Site", "Wanted", "address", "read_pages"]
