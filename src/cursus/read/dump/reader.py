"""An export, page by page: unpacked ahead by threads, looked at as bytes, and parsed only where a page may be wanted."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from cursus.read.dump.ahead import ahead
from cursus.read.dump.page import DumpError, Page, Site
from cursus.read.dump.split import BETWEEN, INSIDE, PAGE, REST, Raw, Splitter
from cursus.read.dump.unpack import MAX_OUTPUT, Piece, bzip2_stream, cut, unpacked
from cursus.read.dump.wanted import TAKEN, Wanted
from cursus.read.dump.xml import PageReader

_AHEAD = 32  # pieces of a quarter of a megabyte
_MOST_BROKEN = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two pages: so many pages behind the start of the stream at an offset of the file."""

    stream: int = 0
    pages: int = 0


class DumpReader:
    """Iterate over it, once, for the pages: all, or those wanted.

    ``start`` is the mark of an earlier reading of the same file. ``streams`` are offsets of bzip2 streams that are
    to be read alone, as the index of a multistream export gives them. ``threads`` unpack ahead. While it runs, ``mark``
    is the place behind the page given last, ``read`` the bytes of the file taken so far, and ``passed`` counts the
    pages by what became of them (:mod:`.wanted`); whoever sets ``stopped``, from any thread, ends it soon.

    Raises :class:`DumpError` where the export stops being readable, after every page that was whole. A page that is no
    valid XML is left out, and said at the end.
    """

    def __init__(
        self,
        source: BinaryIO,
        name: str,
        *,
        wanted: Wanted | None = None,
        start: Mark | None = None,
        streams: Iterable[int] | None = None,
        threads: int = 1,
        max_output: int = MAX_OUTPUT,
    ) -> None:
        self.name = name
        self.passed: Counter[str] = Counter()
        self.read = 0
        self.stopped = False
        self._source = source
        self._wanted = wanted
        self._start = start or Mark()
        self._streams = None if streams is None else sorted({s for s in streams if s >= self._start.stream})
        self._threads = threads
        self._max_output = max_output
        self._reader = PageReader(name)
        self._splitter = Splitter(entered=self._start.stream > 0 or streams is not None)
        self._begins: deque[tuple[int, int]] = deque()  # where streams begin: among the unpacked bytes, in the file
        self._stream, self._count = 0, 0
        self._skip = self._start.pages
        self._broken: list[tuple[str, str]] = []
        self._title = ""

    @property
    def site(self) -> Site:
        """The wiki, known from the first page on."""
        return self._reader.site

    @property
    def mark(self) -> Mark:
        return Mark(self._stream, self._count)

    def __iter__(self) -> Iterator[Page]:
        if self._start.stream or self._streams is not None:
            self._read_start()
        with closing(ahead(self._pieces(), _AHEAD)) as pieces:
            for piece in pieces:
                if self.stopped:
                    return
                yield from self._take(piece)
        if self._streams is None:
            yield from self._finish()
        if self._broken:
            raise self._broken_pages()

    # bytes -----------------------------------------------------------------------------------------------------------
    def _pieces(self) -> Iterator[Piece]:
        if self._streams is None:
            yield from unpacked(
                self._source, self.name, self._max_output, start=self._start.stream, threads=self._threads
            )
            return
        for stream in self._streams:
            yield from bzip2_stream(self._source, stream, self.name)

    def _read_start(self) -> None:
        """What the export says before its first page, for a reading that begins elsewhere."""
        start = Splitter()
        for piece in unpacked(self._source, self.name, self._max_output):
            first = next(start.add(piece.data), None)
            if first is not None:
                self._feed(first.data)
                break
        self._source.seek(0)

    def _take(self, piece: Piece) -> Iterator[Page]:
        self.read = piece.read
        if piece.stream >= 0:
            if self._streams is not None:
                self._splitter.rest()
            self._begins.append((self._splitter.end, piece.stream))
        for raw in self._splitter.add(piece.data):
            if raw.kind == PAGE:
                yield from self._page(raw)
            elif raw.kind == REST:
                yield from self._pages_of(raw.data)
            elif raw.kind != INSIDE and not (raw.kind == BETWEEN and raw.data.isspace()):
                self._feed(raw.data)

    def _finish(self) -> Iterator[Page]:
        rest = self._splitter.rest()
        if rest.startswith(b"<page>"):
            raise cut(self.name)
        yield from self._pages_of(rest)
        yield from self._pages_of(None)

    # pages -----------------------------------------------------------------------------------------------------------
    def _page(self, raw: Raw) -> Iterator[Page]:
        """A page as bytes: counted, looked at, parsed if it may be wanted."""
        while self._begins and self._begins[0][0] <= raw.at:
            self._stream, self._count = self._begins.popleft()[1], 0
        if not self._counted():
            return
        if self._wanted is not None and (verdict := self._wanted.of_xml(raw.data)) != TAKEN:
            self.passed[verdict] += 1
            return
        error = self._reader.feed(raw.data)
        pages = self._reader.take()
        if error is None and self._reader.between_pages and len(pages) == 1:
            yield from self._chosen(pages)
            return
        # The page alone is broken: its neighbours need not suffer.
        self._broken.append((self._title, error.reason if error is not None else "is no valid XML"))
        if len(self._broken) >= _MOST_BROKEN:
            raise self._broken_pages()
        self._reader = PageReader(self.name, self._reader.site)

    def _pages_of(self, data: bytes | None) -> Iterator[Page]:
        """The pages of a piece of XML; None ends it."""
        error = self._reader.feed(data)
        yield from self._chosen(page for page in self._reader.take() if self._counted())
        if error is not None:
            raise error

    def _feed(self, data: bytes) -> None:
        error = self._reader.feed(data)
        if error is not None:
            raise error

    def _counted(self) -> bool:
        """Count a page; whether it is not one of those that an earlier reading gave."""
        self._count += 1
        if self._skip:
            self._skip -= 1
            return False
        return True

    def _chosen(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            self._title = page.title
            verdict = TAKEN if self._wanted is None else self._wanted.of_page(page)
            self.passed[verdict] += 1
            if verdict == TAKEN:
                yield page

    def _broken_pages(self) -> DumpError:
        title, reason = self._broken[0]
        number = f"{len(self._broken)} {'page' if len(self._broken) == 1 else 'pages'}"
        where = f"behind {title!r}" if title else "at the start"
        return DumpError(
            self.name,
            f"has {number} that cannot be read ({where}: {reason})",
            "the others were read; export these again",
        )
