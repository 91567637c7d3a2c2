"""A dump → the stretches that tasks read side by side, found by looking at a few places of it.

A plain export may be entered at any ``<page>``: in a text the tag would be escaped. A bzip2 file of many streams may be
entered at a stream that begins with a page, as those of Wikipedia's multistream dumps do; the heads of streams are
found in the packed bytes, so that no index is needed. Everything else has to be unpacked from its start.
"""

from __future__ import annotations

import bz2
import re
from collections.abc import Callable
from typing import BinaryIO

from cursus.run.spark.piece import Stretch

_WINDOW = 1 << 20
_SEARCH = 64 << 20
"""Bytes behind the wanted place that are searched for one where a page begins."""
_LONGEST_START = 1 << 20
_OPEN = b"<page>"
_END = b"\n</mediawiki>\n"
_BZ2_STREAM = re.compile(rb"BZh[1-9]1AY&SY")
_BZ2_HEAD = 10
_UNFOLD = 1 << 16
_TRIES = 64

Find = Callable[[BinaryIO, int, int], int | None]
"""The first place at or behind an offset, and before another, where pages begin; None where there is none."""


def cut(path: str, name: str, size: int, most: int) -> list[Stretch] | None:
    """Up to ``most`` stretches of about the same size; None where the file can only be read from its start."""
    with open(path, "rb") as file:
        head = file.read(_LONGEST_START)
        packed = head.startswith(b"BZh")
        if packed:
            start = _first_unfolded(head)
            find: Find = _stream_with_page
        else:
            start = head
            find = _open_tag
        prefix = _before_first_page(start)
        if prefix is None:
            return None
        places = [0]
        for number in range(1, most):
            wanted = size * number // most
            found = find(file, max(wanted, places[-1] + 1), min(wanted + _SEARCH, size))
            if found is not None:
                places.append(found)
    if len(places) == 1 and packed:
        return None
    frame = (bz2.compress(prefix), bz2.compress(_END)) if packed else (prefix, _END)
    stretches = []
    for number, (begin, end) in enumerate(zip(places, [*places[1:], size], strict=True)):
        first, last = number == 0, number == len(places) - 1
        stretches.append(Stretch(path, name, begin, end, b"" if first else frame[0], b"" if last else frame[1]))
    return stretches


def _before_first_page(data: bytes) -> bytes | None:
    """What an export says of its wiki; None where that is no plain UTF-8 without comments, or too long."""
    end = data.find(_OPEN)
    head = data[: max(end, 0)]
    if b"<mediawiki" not in head or b"<!" in head or b"\x00" in head:
        return None
    declared = re.search(rb"""encoding\s{0,10}=\s{0,10}["']([^"']{1,40})""", head[:200])
    return head if declared is None or declared[1].lower() in (b"utf-8", b"utf8") else None


def _open_tag(file: BinaryIO, start: int, end: int) -> int | None:
    at, before = start, b""
    file.seek(start)
    while at < end and (data := file.read(_WINDOW)):
        found = (before + data).find(_OPEN)
        if found >= 0:
            return at - len(before) + found
        at += len(data)
        before = (before + data)[-(len(_OPEN) - 1) :]
    return None


def _stream_with_page(file: BinaryIO, start: int, end: int) -> int | None:
    at, before, tries = start, b"", 0
    while at < end and tries < _TRIES:
        file.seek(at)
        data = file.read(_WINDOW)
        if not data:
            return None
        for match in _BZ2_STREAM.finditer(before + data):
            place = at - len(before) + match.start()
            tries += 1
            if _begins_with_page(file, place):
                return place
        at += len(data)
        before = (before + data)[-(_BZ2_HEAD - 1) :]
    return None


def _begins_with_page(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    return _unfolded(file.read, 1).lstrip().startswith(_OPEN)


def _first_unfolded(data: bytes) -> bytes:
    """The unpacked bytes of a packed file's beginning, through as many streams as it takes to reach a page."""
    whole = b""
    while _BZ2_STREAM.match(data) and _OPEN not in whole and len(whole) < _LONGEST_START:
        unpacker = bz2.BZ2Decompressor()
        try:
            whole += unpacker.decompress(data, _LONGEST_START)
        except OSError:
            break
        data = unpacker.unused_data
    return whole


def _unfolded(read: Callable[[int], bytes], least: int) -> bytes:
    """The first unpacked bytes of a stream, more than white space; nothing where it is none."""
    unpacker = bz2.BZ2Decompressor()
    out = b""
    try:
        while not unpacker.eof and len(out.strip()) < least + len(_OPEN) and len(out) < _UNFOLD:
            if unpacker.needs_input:
                data = read(_WINDOW)
                if not data:
                    break
            else:
                data = b""
            out += unpacker.decompress(data, _UNFOLD)
    except OSError:
        return b""
    return out
