"""MediaWiki XML exports."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma

import pytest

from cursus.read.dump import DumpError, Page, read_pages

HEAD = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo><dbname>w</dbname></siteinfo>'


def page(title: str, text: str, extra: str = "") -> str:
    return (
        f"<page><title>{title}</title><ns>0</ns><id>7</id>{extra}<revision><id>70</id><timestamp>2020-01-02T03:04:05Z</timestamp>"
        f"<contributor><username>Ada</username><id>3</id></contributor><text>{text}</text></revision></page>"
    )


EXPORT = (
    HEAD + page("A &amp; B", "'''A''' &lt;ref>x&lt;/ref>") + page("C", "", '<redirect title="A" />') + "</mediawiki>"
).encode()


def read_until_error(data: bytes) -> tuple[list[Page], DumpError | None]:
    found: list[Page] = []
    try:
        for one in read_pages(data, "x.xml"):
            found.append(one)  # noqa: PERF402 - what came before the error counts
    except DumpError as error:
        return found, error
    return found, None


def test_pages_in_order_with_their_revision() -> None:
    first, second = read_pages(EXPORT, "x.xml")
    assert first == Page("A & B", 0, 7, "70", "2020-01-02T03:04:05Z", "Ada", "'''A''' <ref>x</ref>", None)
    assert (second.title, second.redirect) == ("C", "A")


@pytest.mark.parametrize(
    "packed",
    [
        EXPORT,
        gzip.compress(EXPORT),
        gzip.compress(EXPORT[:200]) + gzip.compress(EXPORT[200:]),
        bz2.compress(EXPORT),
        bz2.compress(EXPORT[:200]) + bz2.compress(EXPORT[200:]),
        lzma.compress(EXPORT),
        lzma.compress(EXPORT[:200]) + lzma.compress(EXPORT[200:]),
    ],
)
def test_packed(packed: bytes) -> None:
    assert [p.title for p in read_pages(packed, "x")] == ["A & B", "C"]
    assert [p.title for p in read_pages(io.BytesIO(packed), "x")] == ["A & B", "C"]


def test_of_several_revisions_the_last_is_kept() -> None:
    older = "<revision><id>1</id><text>old</text><contributor><ip>1.2.3.4</ip></contributor></revision>"
    (only,) = read_pages(
        (HEAD + page("A", "new").replace("<revision>", older + "<revision>") + "</mediawiki>").encode(), "x"
    )
    assert (only.revision, only.text, only.contributor) == ("70", "new", "Ada")


@pytest.mark.parametrize(
    "cut", [EXPORT[:-20], gzip.compress(EXPORT * 1)[:-12], bz2.compress(EXPORT)[:-4], lzma.compress(EXPORT)[:-4]]
)
def test_cut_off(cut: bytes) -> None:
    found, error = read_until_error(cut)
    assert error is not None
    assert "cut off" in str(error)
    assert all(p.title for p in found)


def test_pages_before_the_damage_are_read() -> None:
    found, error = read_until_error(EXPORT.replace(b"<page><title>C", b"<page><<title>C"))
    assert [p.title for p in found] == ["A & B"]
    assert "1 page that cannot be read (behind 'A & B': is no valid XML)" in str(error)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html></html>", "no MediaWiki export"),
        (b'<!DOCTYPE m [<!ENTITY a "b">]><mediawiki>&a;</mediawiki>', "document type"),
        (b'<!DOCTYPE mediawiki SYSTEM "file:///etc/passwd"><mediawiki/>', "document type"),
        (b"<mediawiki>" + b"<a>" * 50, "nested deeper"),
        (b"<mediawiki " + b" ".join(b'a%d="1"' % n for n in range(100)) + b"/>", "more attributes"),
        (HEAD.encode() + b"<page><title>" + b"a" * 5000 + b"</title></page></mediawiki>", "longer than"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "damaged"),
        (b"\x28\xb5\x2f\xfd" + b"\x00" * 40, "cut off"),
        (b"BZh9" + b"\x00" * 40, "damaged"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 40, "damaged"),
        (b"\xfd7zXZ\x00" + b"\xff" * 40, "damaged"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    found, error = read_until_error(data)
    assert found == []
    assert error is not None
    assert words in str(error)
    assert str(error).startswith("x.xml ")


def test_packed_data_that_unfolds_without_end() -> None:
    bomb = bz2.compress((HEAD + page("A", "a")).encode() + b" " * 5_000_000)
    found: list[Page] = []
    with pytest.raises(DumpError, match="unfolds to more than 1,000,000 bytes"):
        found.extend(read_pages(bomb, "x.bz2", max_output=1_000_000))


def test_numbers_that_are_none() -> None:
    (only,) = read_pages(
        EXPORT.replace(b"<id>7</id>", b"<id>x</id>", 1).split(b"<page><title>C")[0] + b"</mediawiki>", "x"
    )
    assert only.id == 0
