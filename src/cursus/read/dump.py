"""MediaWiki XML exports, page by page, in constant memory.

The export may be packed (gzip, bzip2 with any number of streams, xz); its first bytes say how. XML is read with
expat as a stream; document types and entities are refused, and so are elements nested too deep, too many attributes,
pages too long and packed data that unfolds beyond a limit: an export holds none of that.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol
from xml.parsers import expat

from cursus.read.errors import ReadError

MAX_OUTPUT = 1 << 40
"""Bytes that a packed export may unfold to; the largest of Wikipedia has a tenth of it."""
MAX_PAGE = 16 << 20
"""Characters of one page's text; MediaWiki itself stops at 2 MB."""
_MAX_DEPTH = 12
_MAX_ATTRIBUTES = 32
_MAX_FIELD = 4096
_CHUNK = 1 << 18
_BETWEEN = 64 << 20  # characters of XML without the end of a page
_FIELDS = {
    ("mediawiki", "page", "title"): "title",
    ("mediawiki", "page", "ns"): "ns",
    ("mediawiki", "page", "id"): "id",
    ("mediawiki", "page", "revision", "id"): "revision",
    ("mediawiki", "page", "revision", "timestamp"): "timestamp",
    ("mediawiki", "page", "revision", "contributor", "username"): "contributor",
    ("mediawiki", "page", "revision", "contributor", "ip"): "contributor",
    ("mediawiki", "page", "revision", "text"): "text",
}


class DumpError(ReadError):
    """An export that cannot be read, or not to its end."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in its last revision. ``redirect`` is the title that it leads to, if it is a redirect."""

    title: str
    ns: int
    id: int
    revision: str | None
    timestamp: str | None
    contributor: str | None
    text: str
    redirect: str | None


def read_pages(data: bytes | BinaryIO, name: str, *, max_output: int = MAX_OUTPUT) -> Iterator[Page]:
    """The pages of an export in order; ``name`` is how it is called in messages.

    Raises :class:`DumpError` where it stops being readable, after every page that was whole.
    """
    reader = _PageReader(name)
    chunks = _chunks(io.BytesIO(data) if isinstance(data, bytes | bytearray) else data, name, max_output)
    while True:
        try:
            chunk = next(chunks, None)
        except DumpError:
            yield from reader.take()
            raise
        error = reader.feed(chunk)
        yield from reader.take()
        if error is not None:
            raise error
        if chunk is None:
            return


# XML -------------------------------------------------------------------------------------------------------------------
class _Refused(Exception):
    """Something that no export holds."""


class _PageReader:
    def __init__(self, name: str) -> None:
        self.name = name
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.ExternalEntityRefHandler = self._refuse_external
        self._path: list[str] = []
        self._pages: list[Page] = []
        self._values: dict[str, str] = {}
        self._redirect: str | None = None
        self._field: str | None = None
        self._parts: list[str] = []
        self._length = 0
        self._since = 0
        self._seen = False

    def take(self) -> list[Page]:
        pages, self._pages = self._pages, []
        return pages

    def feed(self, chunk: bytes | None) -> DumpError | None:
        """Read on; None ends the document."""
        try:
            if chunk is None:
                self._parser.Parse(b"", True)
            else:
                self._since += len(chunk)
                if self._since > _BETWEEN:
                    raise _Refused("has no end of a page within 64 MB")
                self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS] and not self._seen:
                return DumpError(self.name, "is empty", "export the pages again")
            if chunk is None:
                return DumpError(
                    self.name, "is cut off", "the pages before the cut were read; fetch the export again for the rest"
                )
            return DumpError(
                self.name,
                f"is no valid XML at line {error.lineno}",
                "the pages before it were read; export the pages again",
            )
        except _Refused as error:
            return DumpError(self.name, str(error), "give an export made by MediaWiki (Special:Export or dumpBackup)")
        return None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rsplit(":", 1)[-1]
        path = self._path
        if not path and name != "mediawiki":
            raise _Refused(f"is XML, but no MediaWiki export (it starts with <{name[:40]}>)")
        self._seen = True
        if len(path) >= _MAX_DEPTH:
            raise _Refused("has elements nested deeper than any export")
        if len(attributes) > _MAX_ATTRIBUTES:
            raise _Refused("has an element with more attributes than any export")
        path.append(name)
        if name == "page" and len(path) == 2:
            self._values = {}
            self._redirect = None
        elif name == "redirect" and len(path) == 3:
            self._redirect = attributes.get("title", "")[:_MAX_FIELD]
        elif name == "revision" and len(path) == 3:
            # Of several revisions the last one is kept, which is the newest.
            for field in ("revision", "timestamp", "contributor", "text"):
                self._values.pop(field, None)
        self._field = _FIELDS.get(tuple(path))
        self._parts.clear()
        self._length = 0

    def _characters(self, words: str) -> None:
        if self._field is None:
            return
        self._length += len(words)
        if self._length > (MAX_PAGE if self._field == "text" else _MAX_FIELD):
            raise _Refused(f"has a page whose {self._field} is longer than MediaWiki allows")
        self._parts.append(words)

    def _end(self, name: str) -> None:
        if self._field is not None:
            self._values[self._field] = "".join(self._parts)
            self._field = None
            self._parts.clear()
        if len(self._path) == 2 and self._path[1] == "page":
            self._since = 0
            self._pages.append(self._page())
        self._path.pop()

    def _page(self) -> Page:
        values = self._values
        return Page(
            title=values.get("title", ""),
            ns=_number(values.get("ns", "0")),
            id=_number(values.get("id", "0")),
            revision=values.get("revision"),
            timestamp=values.get("timestamp"),
            contributor=values.get("contributor"),
            text=values.get("text", ""),
            redirect=self._redirect,
        )

    def _refuse_doctype(self, *_: object) -> None:
        raise _Refused("declares a document type, which no export does")

    def _refuse_entity(self, *_: object) -> None:
        raise _Refused("declares entities, which no export does")

    def _refuse_external(self, *_: object) -> int:
        raise _Refused("refers to another file, which no export does")


def _number(words: str) -> int:
    words = words.strip()
    return int(words) if words.lstrip("-").isascii() and words.lstrip("-").isdigit() and len(words) < 20 else 0


# packing ---------------------------------------------------------------------------------------------------------------
class _Unpacker(Protocol):
    def __call__(self, source: BinaryIO, name: str) -> Iterator[bytes]: ...


def _chunks(source: BinaryIO, name: str, max_output: int) -> Iterator[bytes]:
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
