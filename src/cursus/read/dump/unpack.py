"""Packed bytes → bytes, in pieces of a bounded size: gzip, bzip2, xz, zstandard; the first bytes say which.

What is unfolded is bounded in all and in proportion to what was packed, and never packed twice. A bzip2 file of many
streams, as Wikipedia's are, can be entered at any stream and is unfolded by several threads: each stream is found by its
head, which no other bytes of a file hold but by a chance of one in 2^80.
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from cursus.read.dump.page import DumpError

MAX_OUTPUT = 1 << 40
"""Bytes that a packed export may unfold to; the largest of Wikipedia has a tenth of it."""
MAX_RATIO = 2000
"""Bytes out for one byte in, beyond the first :data:`_UNSUSPICIOUS`. Exports of all revisions reach some hundred."""
CHUNK = 1 << 18
_STREAM_STEP = 1 << 16
MOST_EMPTY = 1000
"""bzip2 streams without a byte in them, one behind the other."""
_UNSUSPICIOUS = 64 << 20
_MEMORY = 256 << 20
BZ2_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_ZSTD_STEP = 1 << 10
"""Bytes that zstd is given at once: each may unfold to 32,000."""
HEAD = 10
"""Bytes of the head of a bzip2 stream; the second form is that of an empty one."""
XZ, ZSTD, SEVEN_ZIP, GZIP, BZIP2 = b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh"
PACKED = (GZIP, BZIP2, XZ, ZSTD, SEVEN_ZIP)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some unpacked bytes. ``stream`` is the offset in the file of the stream that they begin, -1 where they go on with
    one; only bzip2 has several that can be entered. ``read`` is how much of the file was taken so far."""

    data: bytes
    stream: int
    read: int


class Unpacker(Protocol):
    """Packed bytes from a source, of which ``head`` was read already, and ``at`` is its offset."""

    def __call__(self, head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]: ...


def unpacked(source: BinaryIO, name: str, max_output: int, *, start: int = 0, threads: int = 1) -> Iterator[Piece]:
    """The pieces of a packed or plain file; ``start`` is the offset of the stream to begin at, of a seekable source.

    Raises :class:`DumpError` beyond the limits, or where the packing is broken.
    """
    if start:
        source.seek(start)
    head = source.read(CHUNK)
    unpack = _unpacker(head, threads)
    given, first = 0, True
    for piece in unpack(head, source, start, name):
        if first and unpack is not _plain and piece.data.startswith(PACKED):
            raise DumpError(name, "is packed twice", "unpack it once, and give what comes out")
        if first and piece.data[257:262] == b"ustar":
            raise DumpError(name, "is an archive of files", "unpack it first, and give the folder")
        first = first and not piece.data
        given += len(piece.data)
        if given > max_output:
            raise DumpError(name, f"unfolds to more than {max_output:,} bytes", "this is no export of a wiki")
        if given > _UNSUSPICIOUS and given > MAX_RATIO * (piece.read - start):
            raise DumpError(name, f"unfolds to more than {MAX_RATIO:,} times its size", "this is no export of a wiki")
        yield piece


def _unpacker(head: bytes, threads: int) -> Unpacker:
    if head.startswith(BZIP2) and threads > 1 and len(BZ2_STREAM.findall(head)) > 1:
        from cursus.read.dump.streams import unpack_streams

        return unpack_streams(threads)
    return next((unpack for magic, unpack in _UNPACKERS if head.startswith(magic)), _plain)


def _plain(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    while head:
        at += len(head)
        yield Piece(head, -1, at)
        head = source.read(CHUNK)


def _bunzip(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    unpacker = bz2.BZ2Decompressor()
    stream, at = at, at + len(head)
    empty = 0
    try:
        while True:
            out = unpacker.decompress(head, CHUNK)
            if out:
                yield Piece(out, stream, at)
                stream, empty = -1, 0
            if unpacker.eof:
                head = unpacker.unused_data
                while len(head) < HEAD and (more := source.read(CHUNK)):
                    head, at = head + more, at + len(more)
                if not BZ2_STREAM.match(head):
                    return
                empty += 1
                if empty > MOST_EMPTY:
                    raise hollow(name)
                stream = at - len(head)
                unpacker = bz2.BZ2Decompressor()
            elif unpacker.needs_input:
                head = source.read(CHUNK)
                at += len(head)
                if not head:
                    raise cut(name)
            else:
                head = b""
    except (OSError, EOFError) as error:
        raise broken(name) from error


def bzip2_stream(source: BinaryIO, start: int, name: str) -> Iterator[Piece]:
    """The one stream that begins at an offset, whatever stands behind it."""
    source.seek(start)
    unpacker = bz2.BZ2Decompressor()
    data, stream = b"", start
    try:
        while not unpacker.eof:
            if unpacker.needs_input:
                data = source.read(_STREAM_STEP)
                if not data:
                    raise cut(name)
            out = unpacker.decompress(data, CHUNK)
            data = b""
            if out:
                yield Piece(out, stream, source.tell())
                stream = -1
    except OSError as error:
        raise broken(name) from error


def _gunzip(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    unpacker = zlib.decompressobj(wbits=31)
    at += len(head)
    try:
        while True:
            out = unpacker.decompress(head, CHUNK)
            if out:
                yield Piece(out, -1, at)
            if unpacker.eof:
                head = unpacker.unused_data or source.read(CHUNK)
                if not head.startswith(GZIP):
                    return
                unpacker = zlib.decompressobj(wbits=31)
            else:
                head = unpacker.unconsumed_tail
                if not head and len(out) < CHUNK:
                    head = source.read(CHUNK)
                    at += len(head)
                    if not head:
                        raise cut(name)
    except zlib.error as error:
        raise broken(name) from error


def _unxz(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    unpacker = lzma.LZMADecompressor(memlimit=_MEMORY)
    at += len(head)
    try:
        while True:
            out = unpacker.decompress(head, CHUNK)
            if out:
                yield Piece(out, -1, at)
            if unpacker.eof:
                head = unpacker.unused_data.lstrip(b"\x00") or source.read(CHUNK).lstrip(b"\x00")
                if not head.startswith(XZ):
                    return
                unpacker = lzma.LZMADecompressor(memlimit=_MEMORY)
            elif unpacker.needs_input:
                head = source.read(CHUNK)
                at += len(head)
                if not head:
                    raise cut(name)
            else:
                head = b""
    except (lzma.LZMAError, EOFError) as error:
        if "memory" in str(error).lower():
            raise DumpError(
                name, f"needs more than {_MEMORY >> 20} MB of memory to unpack", "pack it again with xz -6"
            ) from error
        raise broken(name) from error


def _unzstd(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    try:
        import zstandard
    except ImportError:
        raise DumpError(
            name, "is packed with zstd, for which a part is missing", "pip install 'cursus[dumps]', or unpack it first"
        ) from None
    # A window of 128 MB is what zstd itself allows.
    factory = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    unpacker = factory.decompressobj()
    begun = False
    try:
        while head:
            at += len(head)
            for start in range(0, len(head), _ZSTD_STEP):
                data = head[start : start + _ZSTD_STEP]
                while data:
                    begun = True
                    out = unpacker.decompress(data)
                    if out:
                        yield Piece(out, -1, at)
                    data = b""
                    if unpacker.eof:
                        data, unpacker, begun = unpacker.unused_data, factory.decompressobj(), False
            head = source.read(CHUNK)
    except zstandard.ZstdError as error:
        if "memory" in str(error).lower():
            raise DumpError(
                name, "needs more than 128 MB of memory to unpack", "pack it again without --long"
            ) from error
        raise broken(name) from error
    if begun:
        raise cut(name)


def _un7z(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
    from cursus.read.dump.sevenzip import unpack_7z

    return unpack_7z(source, name)


def cut(name: str) -> DumpError:
    return DumpError(name, "is cut off", "the pages before the cut were read; fetch the export again for the rest")


def hollow(name: str) -> DumpError:
    return DumpError(name, "is packed in streams that hold nothing", "this is no export of a wiki")


def broken(name: str) -> DumpError:
    return DumpError(name, "is a damaged packed file", "the pages before the damage were read; fetch the export again")


_UNPACKERS: tuple[tuple[bytes, Unpacker], ...] = (
    (GZIP, _gunzip),
    (BZIP2, _bunzip),
    (XZ, _unxz),
    (ZSTD, _unzstd),
    (SEVEN_ZIP, _un7z),
)
