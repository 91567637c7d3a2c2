"""A bzip2 file of many streams, unfolded by several threads: the library does its work without holding the others up."""

from __future__ import annotations

import bz2
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from cursus.read.dump.unpack import BZ2_STREAM, CHUNK, HEAD, MOST_EMPTY, Piece, Unpacker, broken, cut, hollow

_READ = 1 << 20
_LONGEST = 8 << 20
"""Packed bytes of a stream that are handed to a thread whole; a longer one is cut, and unfolded where it is used."""
_MOST = 32 << 20
"""Bytes that a thread unfolds of a stream before anybody takes them."""
_PER_THREAD = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """Packed bytes; ``stream`` is the offset of the stream that they begin, -1 where they go on with one."""

    data: bytes
    stream: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unfolded:
    data: bytes
    unpacker: bz2.BZ2Decompressor
    error: OSError | None


def unpack_streams(threads: int) -> Unpacker:
    def unpack(head: bytes, source: BinaryIO, at: int, name: str) -> Iterator[Piece]:
        parts = _parts(head, source, at)
        waiting: deque[tuple[_Part, Future[_Unfolded]]] = deque()
        open_stream: bz2.BZ2Decompressor | None = None
        empty = 0
        pool = ThreadPoolExecutor(threads)
        try:
            more = True
            while True:
                while more and len(waiting) < threads * _PER_THREAD:
                    part = next(parts, None)
                    if part is None:
                        more = False
                    else:
                        waiting.append((part, pool.submit(_unfold, part.data)))
                if not waiting:
                    break
                part, future = waiting.popleft()
                done = future.result()
                if open_stream is not None:
                    # What looked like the head of a stream stood inside one, or a long stream goes on.
                    yield from _rest(open_stream, part.data, part, name)
                    open_stream = None if open_stream.eof else open_stream
                    continue
                if part.stream < 0:
                    continue  # whatever stands behind the end of a stream
                yield from _cut_up(done.data, part)
                empty = 0 if done.data else empty + 1
                if empty > MOST_EMPTY:
                    raise hollow(name)
                if done.error is not None:
                    raise broken(name) from done.error
                if not done.unpacker.eof:
                    yield from _rest(done.unpacker, b"", part, name)
                open_stream = None if done.unpacker.eof else done.unpacker
            if open_stream is not None:
                raise cut(name)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    return unpack


def _unfold(data: bytes) -> _Unfolded:
    unpacker = bz2.BZ2Decompressor()
    try:
        return _Unfolded(unpacker.decompress(data, _MOST), unpacker, None)
    except OSError as error:
        return _Unfolded(b"", unpacker, error)


def _cut_up(data: bytes, part: _Part) -> Iterator[Piece]:
    for start in range(0, len(data), CHUNK):
        yield Piece(data[start : start + CHUNK], part.stream if start == 0 else -1, part.end)


def _rest(unpacker: bz2.BZ2Decompressor, data: bytes, part: _Part, name: str) -> Iterator[Piece]:
    try:
        while not unpacker.eof:
            out = unpacker.decompress(data, CHUNK)
            data = b""
            if out:
                yield Piece(out, -1, part.end)
            elif unpacker.needs_input:
                return
    except OSError as error:
        raise broken(name) from error


def _parts(head: bytes, source: BinaryIO, at: int) -> Iterator[_Part]:
    """The packed bytes stream by stream, a long stream in several parts."""
    buffer, begins, looked = bytearray(head), True, 1
    while True:
        match = BZ2_STREAM.search(buffer, looked)
        if match is not None:
            end = match.start()
        elif len(buffer) >= _LONGEST:
            end = len(buffer) - HEAD
        else:
            looked = max(len(buffer) - HEAD, 1)
            more = source.read(_READ)
            buffer += more
            if more:
                continue
            end = len(buffer)
        if end:
            yield _Part(bytes(buffer[:end]), at if begins else -1, at + end)
        at += end
        del buffer[:end]
        begins = match is not None
        looked = 1 if begins else 0
        if not buffer:
            return
