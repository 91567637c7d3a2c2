"""Exports as streams: cut anywhere, entered anywhere, unpacked by many threads, always the same pages."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import threading
import time
from pathlib import Path

import py7zr
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cursus.read.dump import DumpError, DumpReader, Mark, Page, Site, Wanted, read_pages
from cursus.read.dump.index import fits, index_beside, streams_of
from cursus.read.dump.split import Splitter
from tests.read.dumps import HEAD, TAIL, export, multistream, page, soldier

PAGES = [soldier(f"Person {n:03}", 1800 + n) for n in range(60)]
TITLES = [f"Person {n:03}" for n in range(60)]
EXPORT = export(*PAGES)


def titles(reader: DumpReader) -> list[str]:
    return [p.title for p in reader]


def packed_7z(data: bytes, name: str = "dump.xml") -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writef(io.BytesIO(data), name)
    return out.getvalue()


@pytest.mark.parametrize(
    "packed",
    [
        EXPORT,
        gzip.compress(EXPORT),
        bz2.compress(EXPORT),
        multistream(PAGES, 7)[0],
        lzma.compress(EXPORT),
        zstandard.compress(EXPORT),
        zstandard.compress(EXPORT[:900]) + zstandard.compress(EXPORT[900:]),
        packed_7z(EXPORT),
    ],
    ids=["plain", "gz", "bz2", "multistream", "xz", "zst", "zst frames", "7z"],
)
@pytest.mark.parametrize("threads", [1, 3])
def test_every_packing_gives_the_same_pages(packed: bytes, threads: int) -> None:
    assert [p.title for p in read_pages(packed, "x", threads=threads)] == TITLES


@given(st.lists(st.integers(0, len(EXPORT)), max_size=12))
def test_however_the_bytes_come(cuts: list[int]) -> None:
    splitter = Splitter()
    ends = [*sorted(cuts), len(EXPORT)]
    raws = [raw for start, end in zip([0, *ends], ends, strict=False) for raw in splitter.add(EXPORT[start:end])]
    assert b"".join(raw.data for raw in raws) + splitter.rest() == EXPORT
    assert [raw.data for raw in raws if raw.kind == "page"] == [p.strip().encode() for p in PAGES]


def test_the_wiki_is_known() -> None:
    first = next(read_pages(EXPORT, "x"))
    assert first.site is not None
    assert (first.site.name, first.site.dbname, first.site.lang) == ("Testpedia", "testwiki", "en")
    assert first.site.article_base == "https://test.example.org/wiki/"
    assert first.site.namespaces == ((0, ""), (1, "Talk"), (14, "Category"))
    assert first.site.licence is None


@pytest.mark.parametrize(
    ("base", "expected", "licence"),
    [
        ("https://en.wikipedia.org/wiki/Main_Page", "https://en.wikipedia.org/wiki/", "CC BY-SA 4.0"),
        ("https://military.fandom.com/wiki/Military_Wiki", "https://military.fandom.com/wiki/", "CC BY-SA 3.0"),
        ("https://example.org/w/index.php?title=Main", None, None),
        ("http://[bad/wiki/Main", None, None),
        ("file:///etc/passwd", None, None),
        ("https://notwikipedia.org/wiki/A", "https://notwikipedia.org/wiki/", None),
        ("", None, None),
    ],
)
def test_addresses(base: str, expected: str | None, licence: str | None) -> None:
    site = Site(base=base)
    assert (site.article_base, site.licence) == (expected, licence)


def test_old_exports_number_no_namespace_and_name_no_target() -> None:
    data = export(
        page("Talk:A", "x", ns=None),
        page("Category: B", "x", ns=None),
        page("C: the film", "x", ns=None),
        page("D", "#REDIRECT [[C#part|words]]", ns=None).replace("<revision>", "<redirect /><revision>", 1),
        page("E", "#WEITERLEITUNG [[F]]"),
    )
    assert [(p.title, p.ns, p.redirect) for p in read_pages(data, "x")] == [
        ("Talk:A", 1, None),
        ("Category: B", 14, None),
        ("C: the film", 0, None),
        ("D", 0, "C"),
        ("E", 0, "F"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + export(page("Ä", "ö"), page("B", "c")).decode()
    assert [(p.title, p.text) for p in read_pages(declared.encode(encoding), "x")] == [("Ä", "ö"), ("B", "c")]


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- <page><title>no</title></page> -->",
        "<page><title>P</title><revision><text><![CDATA[</page><page>]]></text></revision></page>",
    ],
)
def test_what_mediawiki_does_not_write_is_read_all_the_same(odd: str) -> None:
    pages = list(read_pages(export(page("A", "a"), odd, page("B", "b")), "x"))
    assert [p.title for p in pages if p.title != "P"] == ["A", "B"]
    assert [p.text for p in pages if p.title == "P"] == ["</page><page>"] * ("CDATA" in odd)


def test_a_page_of_many_long_revisions() -> None:
    """Longer than what is held of a page: the last revision counts, and pages behind it are found."""
    old = "<revision><id>1</id><text>" + "x" * 400_000 + "</text></revision>"
    data = export(page("A", "a"), page("B", "new").replace("<revision>", old * 30 + "<revision>"), page("C", "c"))
    assert [(p.title, p.text) for p in read_pages(data, "x")] == [("A", "a"), ("B", "new"), ("C", "c")]


def test_a_broken_page_costs_itself_only() -> None:
    reader = DumpReader(io.BytesIO(export(page("A", "a"), page("B", "<b>"), page("C", "c"))), "x.xml")
    pages = iter(reader)
    assert [next(pages).title, next(pages).title] == ["A", "C"]
    with pytest.raises(DumpError, match=r"has 1 page that cannot be read \(behind 'A': is no valid XML\)"):
        next(pages)


def test_too_many_broken_pages_end_it() -> None:
    with pytest.raises(DumpError, match="has 100 pages that cannot be read"):
        list(read_pages(export(*[page(f"P{n}", "<b>") for n in range(150)]), "x"))


@pytest.mark.parametrize("packed", [EXPORT, multistream(PAGES, 7)[0], gzip.compress(EXPORT)], ids=["xml", "bz2", "gz"])
@pytest.mark.parametrize("after", [1, 6, 7, 8, 33, 59])
def test_going_on_where_it_was(packed: bytes, after: int) -> None:
    first = DumpReader(io.BytesIO(packed), "x")
    pages = iter(first)
    begun = [next(pages).title for _ in range(after)]
    rest = DumpReader(io.BytesIO(packed), "x", start=first.mark, threads=2)
    assert begun + titles(rest) == TITLES
    assert rest.site == first.site


def test_going_on_behind_pages_that_were_not_wanted() -> None:
    packed = multistream([page(f"T{n}", "x", ns=1) if n % 3 else soldier(f"T{n}") for n in range(40)], 5)[0]
    whole = titles(DumpReader(io.BytesIO(packed), "x", wanted=Wanted()))
    first = DumpReader(io.BytesIO(packed), "x", wanted=Wanted())
    pages = iter(first)
    begun = [next(pages).title for _ in range(4)]
    assert begun + titles(DumpReader(io.BytesIO(packed), "x", wanted=Wanted(), start=first.mark)) == whole


def test_streams_that_cut_pages_in_two() -> None:
    """As pbzip2 makes them: pages begin in one stream and end in the next."""
    packed = b"".join(bz2.compress(EXPORT[at : at + 1000]) for at in range(0, len(EXPORT), 1000))
    for threads in (1, 4):
        assert titles(DumpReader(io.BytesIO(packed), "x", threads=threads)) == TITLES
    first = DumpReader(io.BytesIO(packed), "x")
    pages = iter(first)
    begun = [next(pages).title for _ in range(30)]
    assert first.mark.stream > 0
    assert begun + titles(DumpReader(io.BytesIO(packed), "x", start=first.mark)) == TITLES


def test_a_long_stream_among_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than what is handed to a thread at once, and than a thread unfolds at once."""
    monkeypatch.setattr("cursus.read.dump.streams._LONGEST", 40_000)
    monkeypatch.setattr("cursus.read.dump.streams._READ", 7_000)
    monkeypatch.setattr("cursus.read.dump.streams._MOST", 100_000)
    noise = random.Random(5).randbytes(150_000).hex()
    middle = "".join(page(f"N{n}", noise[n : n + 15_000]) for n in range(18))
    packed = bz2.compress(HEAD.encode()) + bz2.compress(PAGES[0].encode()) + bz2.compress(middle.encode())
    packed += bz2.compress(PAGES[1].encode()) + bz2.compress(TAIL.encode())
    expected = ["Person 000", *(f"N{n}" for n in range(18)), "Person 001"]
    assert titles(DumpReader(io.BytesIO(packed), "x", threads=2)) == expected


def test_what_stands_behind_the_last_stream_does_no_harm() -> None:
    packed = multistream(PAGES, 7)[0] + b"\x00" * 5000
    for threads in (1, 3):
        assert titles(DumpReader(io.BytesIO(packed), "x", threads=threads)) == TITLES


@pytest.mark.parametrize("threads", [1, 3])
def test_a_damaged_stream(threads: int) -> None:
    packed = bytearray(multistream(PAGES, 7)[0])
    packed[len(packed) // 2] ^= 0xFF
    reader = DumpReader(io.BytesIO(packed), "x", threads=threads)
    found: list[str] = []
    with pytest.raises(DumpError, match="damaged"):
        found.extend(one.title for one in reader)
    assert found == TITLES[: len(found)]
    assert len(found) > 10


def test_the_index_leads_to_single_pages(tmp_path: Path) -> None:
    packed, index = multistream(PAGES, 7)
    dump = tmp_path / "x-multistream.xml.bz2"
    dump.write_bytes(packed)
    assert index_beside(str(dump)) is None
    (tmp_path / "x-multistream-index.txt.bz2").write_bytes(index)
    assert index_beside(str(dump)) == tmp_path / "x-multistream-index.txt.bz2"
    wanted = Wanted(titles=frozenset({"Person 003", "Person 041", "Nobody"}))
    assert wanted.titles is not None
    streams = streams_of(io.BytesIO(index), "index", wanted.titles)
    assert len(streams) == 2
    with dump.open("rb") as file:
        assert fits(file, streams)
        assert not fits(file, (streams[0] + 1,))
        reader = DumpReader(file, "x", wanted=wanted, streams=streams)
        assert titles(reader) == ["Person 003", "Person 041"]
        assert reader.passed.total() == 14
        assert reader.site.dbname == "testwiki"


def test_a_reader_can_be_stopped_from_another_thread() -> None:
    """Where no page is wanted, nobody gets a word in until the end."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            time.sleep(0.01)
            return super().read(min(size or 1000, 1000))

    reader = DumpReader(Slow(EXPORT), "x", wanted=Wanted(titles=frozenset({"None"})))
    threading.Timer(0.05, lambda: setattr(reader, "stopped", True)).start()
    assert list(reader) == []
    assert reader.passed.total() < 60


def test_an_abandoned_reader_leaves_no_thread() -> None:
    before = threading.active_count()
    for threads in (1, 4):
        pages = iter(DumpReader(io.BytesIO(multistream(PAGES, 2)[0]), "x", threads=threads))
        next(pages)
        pages.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


def test_numbers_of_what_became_of_the_pages() -> None:
    data = export(
        soldier("A B"), page("T", "x", ns=1), page("R", "x", redirect="A B"), page("E", " "), page("Q", "A river.")
    )
    reader = DumpReader(io.BytesIO(data), "x", wanted=Wanted())
    assert titles(reader) == ["A B"]
    assert reader.passed == {"taken": 1, "elsewhere": 1, "redirect": 1, "other": 2}
    assert reader.mark == Mark(0, 5)


@pytest.mark.parametrize("threads", [1, 2])
def test_streams_that_hold_nothing(threads: int) -> None:
    some = multistream(PAGES, 7)[0] + bz2.compress(b"") * 900
    assert [p.title for p in read_pages(some, "x", threads=threads)] == TITLES
    with pytest.raises(DumpError, match="hold nothing"):
        list(read_pages(bz2.compress(HEAD.encode()) + bz2.compress(b"") * 2000, "x", threads=threads))


def test_pages_that_unfold_out_of_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cursus.read.dump.unpack._UNSUSPICIOUS", 1 << 20)
    monkeypatch.setattr("cursus.read.dump.unpack.MAX_RATIO", 50)
    packed = lzma.compress(export(*[page("P", "p")] * 20_000))
    with pytest.raises(DumpError, match="unfolds to more than 50 times its size"):
        list(read_pages(packed, "x"))


def test_pages_are_alike_wherever_they_are_from() -> None:
    one = Page("A", 0, 1, None, None, None, "x", None)
    assert one == Page("A", 0, 1, None, None, None, "x", None, Site("W"))
    assert one.is_article
    assert not Page("A", 0, 1, None, None, None, "x", "B").is_article
