"""The index of a multistream export: which stream of its bzip2 file holds which page."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import BinaryIO

from cursus.read.dump.unpack import BZ2_STREAM, MAX_OUTPUT, unpacked

_LONGEST_LINE = 4096


def index_beside(path: str) -> Path | None:
    """The index that lies beside an export (``x-multistream-index.txt.bz2`` beside ``x-multistream.xml.bz2``)."""
    for ending in (".xml.bz2", ".bz2"):
        if path.endswith(ending):
            for kind in (".txt.bz2", ".txt"):
                index = Path(f"{path.removesuffix(ending)}-index{kind}")
                if index.is_file():
                    return index
    return None


def streams_of(index: BinaryIO, name: str, titles: frozenset[str]) -> tuple[int, ...]:
    """The offsets of the streams that hold pages of these titles. Raises DumpError where the index is damaged."""
    found: set[int] = set()
    left = b""
    for piece in unpacked(index, name, MAX_OUTPUT):
        *lines, left = (left + piece.data).split(b"\n")
        left = left[:_LONGEST_LINE]
        found.update(offset for line in lines if (offset := _offset(line, titles)) is not None)
    if (offset := _offset(left, titles)) is not None:
        found.add(offset)
    return tuple(sorted(found))


def _offset(line: bytes, titles: frozenset[str]) -> int | None:
    """The offset that a line ``offset:page id:title`` gives, if it is one of the titles."""
    offset, _, rest = line.partition(b":")
    title = rest.partition(b":")[2].decode("utf-8", "replace").rstrip("\r")
    return int(offset) if offset.isdigit() and (title in titles or unescape(title) in titles) else None


def fits(dump: BinaryIO, streams: tuple[int, ...]) -> bool:
    """Whether streams begin at these offsets of the export: an index may be another export's."""
    try:
        for stream in streams:
            dump.seek(stream)
            if BZ2_STREAM.match(dump.read(16)) is None:
                return False
        return True
    finally:
        dump.seek(0)
