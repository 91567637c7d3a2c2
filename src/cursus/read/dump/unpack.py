"""Packed bytes → bytes: gzip, bzip2 with any number of streams, xz; the first bytes say which. Bounded in output."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from cursus.read.dump.page import DumpError

MAX_OUTPUT = 1 << 40
"""Bytes that a packed export may unfold to; the largest of Wikipedia has a tenth of it."""
_CHUNK = 1 << 18


class _Unpacker(Protocol):
    def __call__(self, source: BinaryIO, name: str) -> Iterator[bytes]: ...


def unpacked(source: BinaryIO, name: str, max_output: int) -> Iterator[bytes]:
    """The unpacked bytes in pieces of a bounded size; :class:`DumpError` beyond the limit or where packing is
    broken."""
    head = source.read(_CHUNK)
    unpack = _plain
    for magic, candidate in _PACKED:
        if head.startswith(magic):
            unpack = candidate
    if head.startswith((b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c")):
        raise DumpError(name, "is packed with zstd or 7z", "unpack it first, or give it as .bz2, .gz or .xz")
    given = 0
    for chunk in unpack(head, source, name):
        given += len(chunk)
        if given > max_output:
            raise DumpError(name, f"unfolds to more than {max_output} bytes", "this is no export of a wiki")
        yield chunk


def _plain(head: bytes, source: BinaryIO, name: str) -> Iterator[bytes]:
    while head:
        yield head
        head = source.read(_CHUNK)


def _bunzip(head: bytes, source: BinaryIO, name: str) -> Iterator[bytes]:
    unpacker = bz2.BZ2Decompressor()
    try:
        while True:
            out = unpacker.decompress(head, _CHUNK)
            if out:
                yield out
            if unpacker.eof:
                head = unpacker.unused_data or source.read(_CHUNK)
                if not head.startswith(b"BZh"):
                    if len(head) < 3 and b"BZh".startswith(head) and head:
                        head += source.read(_CHUNK)
                    if not head.startswith(b"BZh"):
                        return
                unpacker = bz2.BZ2Decompressor()
            elif unpacker.needs_input:
                head = source.read(_CHUNK)
                if not head:
                    raise _cut(name)
            else:
                head = b""
    except (OSError, EOFError) as error:
        raise _broken(name) from error


def _gunzip(head: bytes, source: BinaryIO, name: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while True:
            out = unpacker.decompress(head, _CHUNK)
            if out:
                yield out
            if unpacker.eof:
                head = unpacker.unused_data or source.read(_CHUNK)
                if not head.startswith(b"\x1f\x8b"):
                    return
                unpacker = zlib.decompressobj(wbits=31)
            else:
                head = unpacker.unconsumed_tail
                if not head:
                    head = source.read(_CHUNK)
                    if not head:
                        if not out:
                            raise _cut(name)
                        head = b""
    except zlib.error as error:
        raise _broken(name) from error


def _unxz(head: bytes, source: BinaryIO, name: str) -> Iterator[bytes]:
    unpacker = lzma.LZMADecompressor(memlimit=256 << 20)
    try:
        while True:
            out = unpacker.decompress(head, _CHUNK)
            if out:
                yield out
            if unpacker.eof:
                head = unpacker.unused_data.lstrip(b"\x00") or source.read(_CHUNK).lstrip(b"\x00")
                if not head.startswith(b"\xfd7zXZ"):
                    return
                unpacker = lzma.LZMADecompressor(memlimit=256 << 20)
            elif unpacker.needs_input:
                head = source.read(_CHUNK)
                if not head:
                    raise _cut(name)
            else:
                head = b""
    except (lzma.LZMAError, EOFError) as error:
        raise _broken(name) from error


def _cut(name: str) -> DumpError:
    return DumpError(name, "is cut off", "the pages before the cut were read; fetch the export again for the rest")


def _broken(name: str) -> DumpError:
    return DumpError(name, "is a damaged packed file", "the pages before the damage were read; fetch the export again")


_PACKED = ((b"\x1f\x8b", _gunzip), (b"BZh", _bunzip), (b"\xfd7zXZ\x00", _unxz))
