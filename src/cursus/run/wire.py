"""What a runner and its workers say to each other: pickled tuples behind their length, over pipes.

A runner sends ``("input", data, name, skip)`` or ``("pages", pages, name, base_url)``, or closes the pipe. A worker answers ``("begin", path)`` before each article,
``("result", PageResult)`` after it, then ``("end",)``. Its last word may be ``("memory",)``, it ran out of it, or
``("fault", words)``, it failed in a way that is no article's.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<Q")

Message = tuple[Any, ...]


def encode(message: Message) -> bytes:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def receive(pipe: BinaryIO) -> Message | None:
    """The next message of a blocking pipe; None at its end."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    body = pipe.read(size)
    return _decode(body) if len(body) == size else None


class Inbox:
    """Bytes as they come in from a pipe, and the whole messages in them."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def take(self) -> Message | None:
        """The next whole message, None while it is incomplete."""
        if len(self._buffer) < _LENGTH.size:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(self._buffer)[0]
        if len(self._buffer) < end:
            return None
        message = _decode(bytes(self._buffer[_LENGTH.size : end]))
        del self._buffer[:end]
        return message


def _decode(body: bytes) -> Message:
    message: Message = pickle.loads(body)  # noqa: S301 -- written by this program's own worker
    return message
