"""Where the pages are in an export's bytes, found without reading its XML.

``<page>`` and ``</page>`` are nothing but the tags of pages: in a text they would be escaped. That holds for all that
MediaWiki writes, in UTF-8 and without comments; anything else, and a page too long to be held, is handed on as it is, to
be parsed from there to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE, _UNUSUAL = b"<page>", b"</page>", b"<!"
_FOREIGN = re.compile(
    rb"""\A(?:[\xfe\xff\x00]|[^<]{0,10}<\?xml[^>]{0,200}encoding\s{0,10}=\s{0,10}["'](?!utf-?8["']))""", re.IGNORECASE
)
_LONGEST = 8 << 20
"""Bytes of a page that are held until its end is there. A page of all revisions may be longer."""
_BETWEEN = 1 << 20
"""Bytes before the first page and between two of them."""

START, PAGE, BETWEEN, INSIDE, REST = "start", "page", "between", "inside", "rest"


@dataclass(frozen=True, slots=True)
class Raw:
    """Some bytes: what stands before the first page, one page, what stands between two, the end of a page that began
    elsewhere (``inside``), or, from the first ``rest`` on, whatever comes. ``at`` is their place among the unpacked bytes."""

    kind: str
    at: int
    data: bytes


class Splitter:
    """Takes bytes, gives Raws. ``entered`` is a splitter that does not begin at the export's start, and maybe inside a page:
    what stands before its first page says nothing."""

    def __init__(self, *, entered: bool = False) -> None:
        self.at = 0
        self.streaming = False
        self._entered = entered
        self._started = entered
        self._buffer = bytearray()
        self._looked = 0

    @property
    def end(self) -> int:
        """The place of the next byte to be added."""
        return self.at + len(self._buffer)

    def add(self, data: bytes) -> Iterator[Raw]:
        """What is complete with these bytes."""
        self._buffer += data
        at = 0
        while not self.streaming:
            raw = self._next(at)
            if raw is None:
                break
            at += len(raw.data)
            yield raw
            if not raw.data:
                break
        if self.streaming:
            yield self._raw(REST, at, len(self._buffer))
            at = len(self._buffer)
        self._drop(at)

    def rest(self) -> bytes:
        """What is left, and drop it."""
        left = bytes(self._buffer)
        self._drop(len(left))
        return left

    def _next(self, at: int) -> Raw | None:
        """The next complete thing from the offset on; None where there is none yet, or the rest is a stream."""
        buffer = self._buffer
        if not self._started and at == 0 and _FOREIGN.match(buffer):
            self.streaming = True
            return None
        start = buffer.find(_OPEN, at)
        if self._entered and start != at:
            self._entered = start < 0
            return self._raw(INSIDE, at, start if start >= 0 else max(len(buffer) - len(_OPEN), at))
        if start != at:
            end = len(buffer) if start < 0 else start
            if buffer.find(_UNUSUAL, at, end) >= 0 or (start < 0 and end - at > _BETWEEN):
                self.streaming = True
                return None
            if start < 0:
                return None
            kind = BETWEEN if self._started else START
            self._started = True
            return self._raw(kind, at, start)
        end = buffer.find(_CLOSE, max(at, self._looked))
        if end < 0:
            self._looked = max(len(buffer) - len(_CLOSE), 0)
            self.streaming = len(buffer) - at > _LONGEST
            return None
        end += len(_CLOSE)
        if buffer.find(_UNUSUAL, at, end) >= 0:
            self.streaming = True
            return None
        self._entered, self._looked = False, 0
        return self._raw(PAGE, at, end)

    def _raw(self, kind: str, start: int, end: int) -> Raw:
        return Raw(kind, self.at + start, bytes(self._buffer[start:end]))

    def _drop(self, size: int) -> None:
        del self._buffer[:size]
        self.at += size
        self._looked = max(self._looked - size, 0)
