"""Exports that were made to do harm, as a source of bytes each, and what is to become of them.

Long ones are made as they are read: none of them fits into memory.
"""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import py7zr
import zstandard

from tests.read.dumps import HEAD, TAIL, export, page

MOST = 80 << 20
"""Bytes that may be taken of any of them before it is decided."""


class Endless(io.RawIOBase):
    """Bytes that are made when they are read; counts them."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._left = b""
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._left = part
        size = min(len(view), len(self._left))
        view[:size] = self._left[:size]
        self._left = self._left[size:]
        self.given += size
        return size


@dataclass(frozen=True)
class Attack:
    """``words`` stand in the refusal; None where it is harmless, and gives the pages ``A`` and ``B``."""

    name: str
    source: Callable[[], BinaryIO]
    words: str | None


def _bytes(name: str, data: bytes, words: str | None) -> Attack:
    return Attack(name, lambda: io.BytesIO(data), words)


def _endless(name: str, words: str, *parts: Iterable[bytes]) -> Attack:
    return Attack(name, lambda: io.BufferedReader(Endless(itertools.chain(*parts))), words)


def _forever(data: bytes) -> Iterator[bytes]:
    return itertools.repeat(data * max(65536 // len(data), 1))


def xml() -> list[Attack]:
    """Harm by XML."""
    head, tail = HEAD.encode(), TAIL.encode()
    text_start = page("A", "@").partition("@")[0].encode()
    pages = page("A", "a"), page("B", "b")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    return [
        _bytes("billion laughs", f'<!DOCTYPE m [<!ENTITY l0 "ha">{laughs}]><mediawiki>&l29;</mediawiki>'.encode(), "document type"),
        _bytes("quadratic blow-up", f'<!DOCTYPE m [<!ENTITY a "{"a" * 90_000}">]>'.encode() + head + b"&a;" * 90_000, "document type"),
        _bytes("external file", b'<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + export(page("A", "&a;")), "document type"),
        _bytes("external address", b'<!DOCTYPE m [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>' + export(page("A", "&a;")), "document type"),
        _bytes("external subset", b'<!DOCTYPE mediawiki SYSTEM "file:///etc/passwd">' + export(*pages), "document type"),
        _bytes("public subset", b'<!DOCTYPE mediawiki PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">' + export(*pages), "document type"),
        _bytes("parameter entities", b'<!DOCTYPE m [<!ENTITY % a SYSTEM "file:///dev/random"> %a;]>' + export(*pages), "document type"),
        _bytes("entity in an attribute", b'<!DOCTYPE m [<!ENTITY a "b">]><mediawiki x="&a;"></mediawiki>', "document type"),
        _bytes("document type behind a page", head + pages[0].encode() + b'<!DOCTYPE m [<!ENTITY a "b">]>' + tail, "no valid XML"),
        _bytes("unknown entity", export(page("C", "&nothing;"), *pages), "1 page that cannot be read"),
        _bytes("entity without end", export(page("C", "&amp"), *pages), "1 page that cannot be read"),
        _endless("depth", "nested deeper", [head], _forever(b"<a>")),
        _endless("depth inside a page", "nested deeper", [head, text_start], _forever(b"<a>")),
        _made("a million attributes", "longer than any", lambda: b"<mediawiki " + b" ".join(b'a%d="1"' % n for n in range(1_000_000)) + b"/>"),
        _bytes("a thousand attributes", b"<mediawiki " + b" ".join(b'a%d="1"' % n for n in range(1000)) + b"/>", "more attributes"),
        _endless("attributes without end", "no MediaWiki export|longer than any", [b"<mediawiki "], (b'a%d="1" ' % n for n in itertools.count())),
        _endless("attributes of a page", "longer than any", [head, b"<page "], (b'a%d="1" ' % n for n in itertools.count())),
        _endless("names of namespaces", "longer than any", [b"<mediawiki "], (b'xmlns:a%d="b" ' % n for n in itertools.count())),
        _endless("a text without end", "longer than MediaWiki allows", [head, text_start], _forever(b"a")),
        _endless("a title without end", "longer than MediaWiki allows", [head, b"<page><title>"], _forever(b"a")),
        _endless("a value without end", "longer than any", [head, b'<page x="'], _forever(b"a")),
        _endless("a tag without end", "longer than any", [head, b"<"], _forever(b"a")),
        _endless("a comment without end", "longer than any", [head, b"<!--"], _forever(b"a")),
        _endless("an instruction without end", "longer than any", [head, b"<?a "], _forever(b"a")),
        _endless("CDATA without end", "longer than MediaWiki allows", [head, text_start, b"<![CDATA["], _forever(b"a")),
        _endless("spaces between pages", "no end of a page", [head, pages[0].encode()], _forever(b" ")),
        _endless("comments between pages", "longer than any", [head, pages[0].encode()], _forever(b"<!---->")),
        _endless("namespaces without end", "no end of a page", [b"<mediawiki><siteinfo><namespaces>"], _forever(b'<namespace key="1">A</namespace>')),
        _endless("fields of a page", "no end of a page", [head, b"<page>"], _forever(b"<id>1</id>")),
        _endless("character references", "longer than MediaWiki allows", [head, text_start], _forever(b"&#65;")),
        _bytes("bad UTF-8", export(page("C", "@"), *pages).replace(b"@", b"\xff\xfe\xc0\x80"), "1 page that cannot be read"),
        _bytes("a character that XML has not", export(page("C", "&#0;"), *pages), "1 page that cannot be read"),
        _bytes("zeros", export(page("C", "@"), *pages).replace(b"@", b"\x00\x00"), "1 page that cannot be read"),
        _bytes("UTF-7", b'<?xml version="1.0" encoding="utf-7"?>' + export(*pages), "no valid XML"),
        _bytes("a made-up encoding", b'<?xml version="1.0" encoding="rot13"?>' + export(*pages), "no valid XML"),
        _bytes("declared wide", b'<?xml version="1.0" encoding="utf-16"?>' + export(*pages), "no valid XML"),
        _bytes("inclusion", head + b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>' + "".join(pages).encode() + tail, None),
        _bytes("style sheet", b'<?xml-stylesheet href="file:///etc/passwd"?>' + export(*pages), None),
        _bytes("schema", export(*pages).replace(b"<mediawiki ", b'<mediawiki xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a file:///etc/passwd" ', 1), None),
        _bytes("cut in a tag", export(*pages)[:-9], "cut off"),
        _bytes("cut in a text", export(*pages, page("C", "c"))[:-60], "cut off"),
        _bytes("two exports", export(*pages) + export(page("C", "c")), "no valid XML"),
        _bytes("HTML", b"<html><body><page><title>A</title></page></body></html>", "no MediaWiki export"),
    ]  # fmt: skip


def _packed_7z(files: dict[str, bytes], **options: object) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as archive:  # type: ignore[arg-type]
        for name, data in files.items():
            archive.writef(io.BytesIO(data), name)
    return out.getvalue()


def _tar(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        archive.addfile(info)
    return out.getvalue()


def _deflate_bomb() -> Iterator[bytes]:
    """One gzip stream that goes on for ever."""
    packer = zlib.compressobj(9, wbits=31)
    yield packer.compress(HEAD.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (8 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    while True:
        yield block


def _renamed(name: str) -> bytes:
    """A 7-zip archive of an export under a name that its maker would refuse."""
    plain = "n" * (len(name) - 4) + ".xml"
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.set_encoded_header_mode(False)
        archive.writef(io.BytesIO(_GOOD), plain)
    data = bytearray(out.getvalue().replace(plain.encode("utf-16-le"), name.encode("utf-16-le")))
    start, size = (int.from_bytes(data[at : at + 8], "little") for at in (12, 20))
    data[28:32] = zlib.crc32(data[32 + start : 32 + start + size]).to_bytes(4, "little")
    data[8:12] = zlib.crc32(data[12:32]).to_bytes(4, "little")
    return bytes(data)


def _changed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _made(name: str, words: str | None, make: Callable[[], bytes]) -> Attack:
    return Attack(name, lambda: io.BytesIO(make()), words)


def _repeated(name: str, words: str, pack: Callable[[bytes], bytes], block: Callable[[], bytes]) -> Attack:
    """The start of an export, then one packed block again and again, each a stream of its own."""

    def parts() -> Iterator[bytes]:
        yield pack(HEAD.encode())
        yield from itertools.repeat(pack(block()))

    return Attack(name, lambda: io.BufferedReader(Endless(parts())), words)


_GOOD = export(page("A", "a"), page("B", "b"))


def _spaces() -> bytes:
    return b" " * (8 << 20)


def archives() -> list[Attack]:
    """Harm by packing."""
    head, good = HEAD.encode(), _GOOD
    zstd = zstandard.ZstdCompressor(level=9).compress
    return [
        _made("bzip2 of spaces, one stream", "times its size", lambda: bz2.compress(head + b" " * 90_000_000)),
        _repeated("bzip2 of spaces, many streams", "no end of a page", bz2.compress, _spaces),
        _repeated("bzip2 of nothing", "hold nothing", bz2.compress, lambda: b""),
        Attack("gzip of spaces, one stream", lambda: io.BufferedReader(Endless(_deflate_bomb())), "no end of a page"),
        _repeated("gzip of spaces, many members", "no end of a page", gzip.compress, _spaces),
        _repeated("xz of spaces", "no end of a page", lzma.compress, _spaces),
        _repeated("zstd of spaces", "no end of a page", zstd, _spaces),
        _made("zstd with a wide window", "memory to unpack", lambda: b"\x28\xb5\x2f\xfd\x00\xb8" + b"\x00" * 20),
        _made(
            "xz with a large dictionary",
            "memory to unpack",
            lambda: lzma.compress(good, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 29}]),
        ),
        _made("bzip2 in bzip2", "packed twice", lambda: bz2.compress(bz2.compress(good))),
        _made("gzip in xz", "packed twice", lambda: lzma.compress(gzip.compress(good))),
        _made("7-zip in gzip", "packed twice", lambda: gzip.compress(_packed_7z({"a.xml": good}))),
        _made("tar in gzip, a name above", "archive of files", lambda: gzip.compress(_tar("../../a.xml"))),
        _made("tar in bzip2, an absolute name", "archive of files", lambda: bz2.compress(_tar("/etc/a.xml"))),
        _made(
            "tar in xz, a link",
            "archive of files",
            lambda: lzma.compress(_tar("a.xml", tarfile.SYMTYPE, "/etc/passwd")),
        ),
        _made("gzip cut off", "cut off", lambda: gzip.compress(good)[:-12]),
        _made("bzip2 cut off", "cut off", lambda: bz2.compress(good)[:-5]),
        _made("xz cut off", "cut off", lambda: lzma.compress(good)[:-40]),
        _made("zstd cut off", "cut off", lambda: zstd(good)[:-5]),
        _made("gzip with a wrong sum", "damaged", lambda: gzip.compress(good)[:-8] + b"\x00" * 8),
        _made("bzip2 with a wrong sum", "damaged", lambda: _changed(bz2.compress(good), 10, b"\x00" * 4)),
        _made("7-zip, a name above", "damaged", lambda: _renamed("../../../../tmp/a.xml")),
        _made("7-zip, an absolute name", None, lambda: _renamed("/tmp/cursus-attack.xml")),
        _made("7-zip of two exports", "holds 2 .xml files", lambda: _packed_7z({"a.xml": good, "b.xml": good})),
        _made("7-zip without an export", "holds no .xml files", lambda: _packed_7z({"a.txt": good})),
        _made(
            "7-zip of many files", "more than 1000 files", lambda: _packed_7z({f"{n}.xml": b"" for n in range(1200)})
        ),
        _made("7-zip, encrypted", "encrypted", lambda: _packed_7z({"a.xml": good}, password="x")),
        _made("7-zip, damaged", "damaged", lambda: _changed(_packed_7z({"a.xml": good}), 40, b"\xff\xff")),
        _made(
            "7-zip with a long index",
            "index longer",
            lambda: _changed(_packed_7z({"a.xml": good}), 20, (1 << 40).to_bytes(8, "little")),
        ),
        _made("7-zip of spaces", "times its size", lambda: _packed_7z({"a.xml": head + b" " * 80_000_000})),
        _made("7-zip, nothing but a head", "damaged", lambda: b"7z\xbc\xaf\x27\x1c" + b"\x00" * 26),
    ]
