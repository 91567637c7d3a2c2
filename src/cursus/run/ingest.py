"""From files to the database: read what is new, store it, and report on every article.

The database is made when the first article is there to be stored: a run that can read nothing leaves nothing behind. An
input or a page whose bytes are known is passed by unread, and how far a dump was read is noted, which is how an
interrupted run goes on where it was.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby

from cursus.page import Problem, path_of
from cursus.read.dump import Mark, Page, Wanted
from cursus.read.dump.wanted import OTHER, TAKEN
from cursus.read.sniff import is_dump
from cursus.run.dumps import DumpFeed, Watch, fingerprint, no_article, no_title
from cursus.run.inputs import Input, Opened, Unreadable, open_input, read_whole
from cursus.run.keep import Keeper, Report
from cursus.run.local import LocalRunner, Task
from cursus.store.marks import Progress, forget_progress, progress, save_progress

_SAVE_EVERY = 2.0
"""Seconds between two notes of how far a dump was read: so much a killed run looks at twice, and finds it stored."""


def _kind(opened: Opened | Report) -> str:
    return "dump" if isinstance(opened, Opened) and is_dump(opened.head) else "article"


class _Checkpoint:
    """How far a dump was read, noted in the database now and then."""

    def __init__(self, ingest: Ingest, key: str | None, name: str, taken: int) -> None:
        self.taken = taken
        self._ingest, self._key, self._name = ingest, key, name
        self._mark: Mark | None = None
        self._saved = time.monotonic()

    def reach(self, mark: Mark) -> None:
        self.taken += 1
        self._mark = mark
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        if self._mark is not None and self._key is not None:
            place = Progress(self._mark.stream, self._mark.pages, self.taken)
            self._ingest.note_progress(self._key, self._name, place)
            self._mark = None
        self._saved = time.monotonic()


Event = tuple[Mark | None, Report | None]
"""A page on its way: the mark behind it, and what is known of it without reading it."""


class Ingest(Keeper):
    """One run of adding. Use it as a context manager; :meth:`run` yields a Report per article, in order.

    ``wanted`` chooses among the pages of dumps. ``watch`` tells how far the dump is that is being read, ``passed`` what
    became of the pages of all dumps.
    """

    def __init__(
        self, url: str, runner: LocalRunner, *, max_bytes: int, again: bool = False, wanted: Wanted | None = None
    ) -> None:
        super().__init__(url, again=again)
        self._runner = runner
        self._max_bytes = max_bytes
        self._wanted = wanted or Wanted()
        self.watch = Watch()
        self.passed: Counter[str] = Counter()

    def missing(self, paths: Iterable[Unreadable]) -> list[Report]:
        """Reports about paths that lead nowhere."""
        return [self.unread(Problem(p.name, p.reason, p.remedy)) for p in paths]

    def run(self, inputs: Iterable[Input]) -> Iterator[Report]:
        """Add what the inputs hold. Dumps are read as streams, anything else as a whole."""
        for kind, group in groupby(self._opened(inputs), key=_kind):
            if kind == "dump":
                for opened in group:
                    if isinstance(opened, Opened):
                        with closing(opened):
                            yield from self._dump(opened)
            else:
                yield from self._articles(group)

    def run_pages(self, pages: Iterable[Page | None], name: str, *, base_url: str | None = None) -> Iterator[Report]:
        """Add pages of a wiki that is called ``name``, in their order; None where there is none yet."""
        yield from self._pages(((None if page is None else (page, None)) for page in pages), name, base_url, None)

    # files -----------------------------------------------------------------------------------------------------------
    def _opened(self, inputs: Iterable[Input]) -> Iterator[Opened | Report]:
        for given in inputs:
            try:
                yield open_input(given)
            except Unreadable as error:
                yield self.unread(Problem(error.name, error.reason, error.remedy))

    def _articles(self, inputs: Iterable[Opened | Report]) -> Iterator[Report]:
        early: deque[tuple[int, Report]] = deque()
        under_way: deque[int] = deque()

        def tasks() -> Iterator[Task]:
            for number, opened in enumerate(inputs):
                if isinstance(opened, Report):
                    early.append((number, opened))
                    continue
                name = opened.given.name
                try:
                    with closing(opened):
                        data = read_whole(opened, self._max_bytes)
                except Unreadable as error:
                    early.append((number, self.unread(Problem(error.name, error.reason, error.remedy))))
                    continue
                known = not self.again and self._store is not None
                if known and self._open().knows_input(hashlib.sha256(data).hexdigest()):
                    early.append((number, self.unchanged(name)))
                    continue
                under_way.append(number)
                yield Task(data, name)

        whole = True
        for outcome in self._runner.run(tasks()):
            while early and early[0][0] < under_way[0]:
                yield early.popleft()[1]
            if outcome.result is not None:
                report = self.keep(outcome.task.name, outcome.result)
                whole = whole and report.status != "unreadable"
                yield report
            else:
                if whole and self._store is not None:
                    self._forget(outcome.task.name)
                under_way.popleft()
                whole = True
        yield from (report for _, report in early)

    # dumps -----------------------------------------------------------------------------------------------------------
    def _dump(self, opened: Opened) -> Iterator[Report]:
        """Add the wanted articles of a dump, from where an earlier run with the same wishes stopped."""
        name = opened.given.name
        try:
            key = fingerprint(opened, self._wanted, self.again)
        except OSError as error:
            yield self.unread(Problem(name, f"cannot be read ({error.strerror})", "check the file"))
            return
        if key is not None and not self.again and self._store is not None and self._store.knows_input(key):
            yield self.unchanged(name)
            return
        begun = progress(self._store, key) if key is not None and self._store is not None else None
        start = Mark(begun.stream, begun.pages) if begun is not None else None
        checkpoint = _Checkpoint(self, key, name, begun.taken if begun is not None else 0)
        feed = DumpFeed(opened, self._wanted, start, self.watch, self._runner.jobs)
        titles: set[str] = set()
        try:
            for report in self._pages(feed, name, None, checkpoint):
                if self._wanted.titles is not None:
                    titles.add(report.title)
                yield report
        finally:
            checkpoint.save()
            self.passed += feed.reader.passed
        if feed.problem is not None:
            if self._store is not None:
                forget_progress(self._store, name)  # there is nothing to go on with
            yield self.unread(feed.problem)
        elif start is None and not feed.reader.passed[TAKEN] + feed.reader.passed[OTHER]:
            yield self.unread(no_article(name))
        else:
            if key is not None and self._store is not None:
                self._store.remember_input(key, name, checkpoint.taken)
                forget_progress(self._store, name)
            self._forget(name)
        if start is None and self._wanted.titles is not None and feed.problem is None:
            for title in sorted(self._wanted.titles - titles):
                yield self.unread(no_title(name, title))

    def _pages(
        self,
        pages: Iterable[tuple[Page, Mark | None] | None],
        name: str,
        base_url: str | None,
        checkpoint: _Checkpoint | None,
    ) -> Iterator[Report]:
        under_way: deque[Event] = deque()

        def unknown() -> Iterator[Page | None]:
            for item in pages:
                if item is None:
                    yield None
                    continue
                page, mark = item
                known = self._known_page(page, name)
                under_way.append((mark, known))
                yield page if known is None else None

        def finished(event: Event, report: Report) -> Report:
            self.watch.articles += 1
            if checkpoint is not None and event[0] is not None:
                checkpoint.reach(event[0])
            return report

        def already_known() -> Iterator[Report]:
            while under_way and (report := under_way[0][1]) is not None:
                yield finished(under_way.popleft(), report)

        for result in self._runner.pages_so_far(unknown(), name, base_url=base_url):
            yield from already_known()
            if result is not None:
                yield finished(under_way.popleft(), self.keep(name, result))
        yield from already_known()

    def _known_page(self, page: Page, name: str) -> Report | None:
        """The report about a page whose very text is stored."""
        sha256 = hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()
        document = self.known(sha256)
        return None if document is None else Report(path_of(page, name), "unchanged", page.title, document)

    def note_progress(self, key: str, name: str, place: Progress) -> None:
        """Note how far a dump was read, if there is a database to note it in."""
        if self._store is not None:
            save_progress(self._store, key, name, place)
