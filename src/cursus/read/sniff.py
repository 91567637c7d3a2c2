"""What an input is: dump or article, text or binary, in which encoding, and in which of the three forms."""

from __future__ import annotations

import codecs
import re

from cursus.read.errors import ReadError

# What a file starts with, how it is called, and what its owner can do with it.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "copy its text into a .txt file"),
    (b"\x89PNG", "an image", "type its text into a .txt file"),
    (b"\xff\xd8\xff", "an image", "type its text into a .txt file"),
    (b"GIF8", "an image", "type its text into a .txt file"),
    (b"II*\x00", "an image", "type its text into a .txt file"),
    (b"MM\x00*", "an image", "type its text into a .txt file"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text"),
    (b"SQLite format 3", "a database", "export its articles"),
    (b"\x7fELF", "a program", "give an article"),
    (b"MZ\x90", "a program", "give an article"),
    (b"Rar!", "an archive", "unpack it first"),
    (b"PK\x03\x04", "an archive or office document", "unpack it first, or save it as plain text"),
    (b"\x5d\x00\x00", "packed with lzma", "unpack it first"),
    (b"PK\x05\x06", "an empty archive", "give an article"),
)
# Packed forms of MediaWiki exports: gzip, bzip2, xz, zstandard, 7-zip.
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c")
_DUMP = re.compile(rb"\A\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--[^>]{0,1000}-->\s*)?<mediawiki[\s>]")

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_HIGH_LETTER = re.compile(r"[\u0080-\U0010ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_HIGH_WORD = re.compile(r"(?<![A-Za-z\u0080-\u024f])[\u0080-\u024f]{2,}(?![A-Za-z\u0080-\u024f])")

_HTML_START = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|a|span|li|ul|h[1-6]|i|b|td|tr|section|figure|aside)(?:\s[^<>]{0,400})?>", re.IGNORECASE
)
# Headings in equal signs are no sign: plain extracts keep them.
_WIKI_MARK = re.compile(r"\[\[|\{\{|'''|\n\{\||<ref[\s>/]|\A#REDIRECT", re.IGNORECASE)
_WINDOW = 200_000


def is_dump(data: bytes) -> bool:
    """Whether the bytes are a MediaWiki XML export, packed or not."""
    head = data[:4096].removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return data.startswith(_PACKED) or _DUMP.match(head) is not None


def refuse_binary(data: bytes, name: str) -> None:
    """Raise :class:`ReadError` for bytes that cannot be an article: nothing at all, or a known kind of binary file."""
    if not data.strip():
        raise ReadError(name, "is empty", "give a file with an article in it")
    if data[257:262] == b"ustar":
        raise ReadError(name, "is an archive of files", "unpack it first, and give the folder")
    for magic, kind, remedy in _MAGIC:
        if data.startswith(magic):
            raise ReadError(name, f"is {kind}, not text", remedy)


def decode(data: bytes, name: str) -> str:
    """The text of an article: by its byte order mark, as UTF-8, by its declared encoding, else as Windows-1252 where
    that gives plausible words. Raises :class:`ReadError` for anything else."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(codec), name)
            except UnicodeDecodeError as error:
                raise _undecodable(name) from error
    if (wide := _wide_codec(data)) is not None:
        return _checked(data.decode(wide, "replace"), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None:
        try:
            return _checked(data.decode(declared), name)
        except UnicodeDecodeError:
            pass
    # A page cut off inside a character, or pasted together from two sources, is still UTF-8.
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if broken <= 3 or broken * 20 < len(_HIGH_LETTER.findall(mended)):
        good = len(_HIGH_LETTER.findall(mended)) - broken
        if good > broken or (broken == 1 and mended.endswith("\ufffd")):
            return _checked(mended, name)
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _undecodable(name) from error
    # Words of a western language mix plain and accented letters; those of another encoding would be accented
    # throughout.
    letters = len(_LETTER.findall(western))
    strange = sum(len(word) for word in _HIGH_WORD.findall(western))
    if letters >= 0.4 * len(western) and strange * 10 <= letters:
        return _checked(western, name)
    raise _undecodable(name)


def _undecodable(name: str) -> ReadError:
    return ReadError(name, "is not text in a known encoding", "save it as UTF-8")


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise ReadError(name, "is empty", "give a file with an article in it")
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 200 + 2:
        raise ReadError(name, "is a binary file, not text", "give an article as wikitext, HTML or plain text")
    return text


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by a zero in every second byte."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even == 0:
        return "utf-16-le"
    if even > 0.6 * half and odd == 0:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii")
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # A page that could be searched for its declaration is not wide, whatever it declares.
    wide = codec.name.startswith(("utf-16", "utf-32"))
    return codec.name if not wide and codec._is_text_encoding else None


def form_of(text: str) -> str:
    """``html``, ``wikitext`` or ``text``, by what the text is made of."""
    if _HTML_START.match(text):
        return "html"
    sample = text[:_WINDOW]
    tags = len(_HTML_TAG.findall(sample))
    marks = len(_WIKI_MARK.findall(sample))
    links = sample.count("[[") + sample.count("{{")
    if tags >= 3 and tags > 2 * marks and "</" in sample:
        return "html"
    # Copied text shows "[[" at most where somebody wrote about wikitext.
    if marks >= 3 or (links >= 1 and marks * 2000 >= len(sample)):
        return "wikitext"
    return "text"
