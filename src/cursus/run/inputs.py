"""Which files a list of paths means, and their bytes."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

STANDARD_INPUT = "-"

READABLE = frozenset({"txt", "wikitext", "wiki", "mediawiki", "html", "htm", "xml"})
"""What a folder is searched for, packed or not, besides files without extension that look like text."""
PACKED = frozenset({"bz2", "gz", "xz", "zst", "7z"})

_EXTENSION = re.compile(r"[^.]\.([A-Za-z0-9]{1,10})\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SNIFF = 2048
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and how it is called in results; ``path`` is ``-`` for standard input."""

    path: str
    name: str


class Unreadable(Exception):
    """A path that gives no bytes: why, and what to do."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(name, reason, remedy)
        self.name, self.reason, self.remedy = name, reason, remedy


@dataclass
class Found:
    """The files behind the paths given, in the order given, folders in alphabetical order; and what was passed over.

    ``skipped`` counts by kind: ".pdf", "hidden", "special", "binary".
    """

    inputs: list[Input] = field(default_factory=list)
    missing: list[Unreadable] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def skipped_words(self) -> str:
        """``7 .pdf, 2 hidden``; empty where nothing was."""
        return ", ".join(f"{n} {kind}" for kind, n in sorted(self.skipped.items()))


def find(paths: Iterable[str], base: str | None = None) -> Found:
    """Look the paths up. Files given by name are taken whatever they are called; folders are searched all the way.

    Names are paths relative to the folder ``base``, so that one file is called the same from wherever Cursus is
    started; without it they are the paths as given. A file that is reached twice is taken once.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            _take(found, seen, path, STANDARD_INPUT)
        elif os.path.isdir(path):
            for file in _walk(path, found.skipped):
                _take(found, seen, file, _name(file, base))
        elif os.path.lexists(path):
            _take(found, seen, path, _name(path, base))
        else:
            remedy = "give an address with http:// or https://" if _SCHEME.match(path) else "check the path"
            found.missing.append(Unreadable(printable(path), "there is no such file or folder", remedy))
    return found


def _take(found: Found, seen: set[str], path: str, name: str) -> None:
    key = path if path == STANDARD_INPUT else os.path.realpath(path)
    if key not in seen:
        seen.add(key)
        found.inputs.append(Input(path, name))


def _name(path: str, base: str | None) -> str:
    name = path if base is None else os.path.relpath(os.path.abspath(path), os.path.abspath(base))
    return printable(Path(name).as_posix())


def printable(path: str) -> str:
    """A path as text, even where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: str, skipped: Counter[str]) -> Iterable[str]:
    for here, folders, files in os.walk(folder):
        visible = sorted(f for f in folders if not f.startswith("."))
        if len(visible) < len(folders):
            skipped["hidden"] += len(folders) - len(visible)
        folders[:] = visible
        for file in sorted(files):
            path = os.path.join(here, file)
            kind = _kind(path, file)
            if kind is None:
                yield path
            else:
                skipped[kind] += 1


def _kind(path: str, file: str) -> str | None:
    """Why a file of a folder is passed over; None where it is to be read."""
    if file.startswith("."):
        return "hidden"
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return "special"
    except OSError:
        return "unreachable"
    extension = _extension(file)
    if extension in PACKED:
        extension = _extension(file.rpartition(".")[0])
    if extension in READABLE:
        return None
    if extension:
        return f".{extension}"
    return None if _looks_like_text(path) else "binary"


def _extension(file: str) -> str:
    match = _EXTENSION.search(file)
    return match[1].lower() if match else ""


def _looks_like_text(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return b"\x00" not in stream.read(_SNIFF)
    except OSError:
        return True  # reading it will say what is wrong


class _Joined(io.RawIOBase):
    """A pipe whose first bytes were read already, from its start."""

    def __init__(self, head: bytes, pipe: BinaryIO) -> None:
        self._head, self._pipe = head, pipe

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] if self._head else self._pipe.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class Opened:
    """An input that is open for reading, with its first bytes in ``head``; ``size`` is 0 where nobody knows it."""

    given: Input
    stream: BinaryIO
    head: bytes
    size: int

    def close(self) -> None:
        if self.given.path != STANDARD_INPUT:
            self.stream.close()


def open_input(given: Input) -> Opened:
    """Open an input. Raises Unreadable: not allowed, gone, no file."""
    try:
        if given.path == STANDARD_INPUT:
            if sys.stdin.isatty():
                sys.stderr.write("reading an article from the terminal; end it with Ctrl-D\n")
            stream: BinaryIO = sys.stdin.buffer
            size = 0
        else:
            stream = open(given.path, "rb")  # noqa: SIM115 -- Opened closes it
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        head = stream.read(_HEAD)
        if given.path != STANDARD_INPUT and stream.seekable():
            stream.seek(0)
        else:
            stream = io.BufferedReader(_Joined(head, stream))
        return Opened(given, stream, head, size)
    except OSError as error:
        raise Unreadable(given.name, f"cannot be opened ({error.strerror})", "check its permissions") from error


def load(given: Input, most: int) -> bytes:
    """The bytes of an input. Raises Unreadable: larger than ``most``, not allowed, gone."""
    with closing(open_input(given)) as opened:
        return read_whole(opened, most)


def read_whole(opened: Opened, most: int) -> bytes:
    """All bytes of an open input. Raises Unreadable: larger than ``most``, a failing disk."""
    name = opened.given.name
    if opened.size > most:
        raise _too_large(name, opened.size, most)
    try:
        data = opened.stream.read(most + 1)
    except OSError as error:
        raise Unreadable(name, f"cannot be read ({error.strerror})", "check its permissions") from error
    if len(data) > most:
        raise _too_large(name, len(data), most)
    return data


def _too_large(name: str, size: int, most: int) -> Unreadable:
    reason = f"has {size / (1 << 20):,.1f} MB, more than the {most / (1 << 20):,.1f} MB allowed"
    return Unreadable(name, reason, "allow more with --max-bytes")
