"""Articles read one after the other for a verb that stores nothing: files as a whole, dumps page by page as streams.

Memory holds some articles, however long a dump is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby

from cursus.page import PageResult, Problem
from cursus.read.dump import Wanted
from cursus.read.dump.wanted import OTHER, TAKEN
from cursus.read.sniff import is_dump
from cursus.run.dumps import DumpFeed, Watch, no_article, no_title
from cursus.run.inputs import Input, Opened, Unreadable, open_input, read_whole
from cursus.run.local import LocalRunner, Task

ReadTasks = Callable[[Iterator[Task]], Iterable[PageResult]]
"""What reads files that are no dumps."""


class Reading:
    """One reading of inputs, in their order. ``wanted`` chooses among the pages of dumps, ``watch`` tells how far a dump is,
    ``failed`` gets what could not be read and is not an article's own problem. ``read`` reads files in another way than
    the runner does. ``dumps`` are the names of the dumps that were met.
    """

    def __init__(
        self,
        runner: LocalRunner,
        *,
        wanted: Wanted,
        max_bytes: int,
        failed: list[Problem],
        read: ReadTasks | None = None,
    ) -> None:
        self.watch = Watch()
        self.dumps: list[str] = []
        self._runner = runner
        self._wanted = wanted
        self._max_bytes = max_bytes
        self._failed = failed
        self._read = read or self._results

    def run(self, inputs: Iterable[Input]) -> Iterator[PageResult]:
        """A result for every article."""
        for dumps, group in groupby(self._opened(inputs), key=lambda opened: is_dump(opened.head)):
            if not dumps:
                yield from self._read(self._tasks(group))
                continue
            for opened in group:
                with closing(opened):
                    yield from self._dump(opened)

    def _opened(self, inputs: Iterable[Input]) -> Iterator[Opened]:
        for given in inputs:
            try:
                yield open_input(given)
            except Unreadable as error:
                self._failed.append(Problem(error.name, error.reason, error.remedy))

    def _tasks(self, group: Iterable[Opened]) -> Iterator[Task]:
        for opened in group:
            try:
                with closing(opened):
                    data = read_whole(opened, self._max_bytes)
            except Unreadable as error:
                self._failed.append(Problem(error.name, error.reason, error.remedy))
                continue
            yield Task(data, opened.given.name)

    def _results(self, tasks: Iterator[Task]) -> Iterator[PageResult]:
        return (outcome.result for outcome in self._runner.run(tasks) if outcome.result is not None)

    def _dump(self, opened: Opened) -> Iterator[PageResult]:
        name = opened.given.name
        self.dumps.append(name)
        feed = DumpFeed(opened, self._wanted, None, self.watch, self._runner.jobs)
        missing = set(self._wanted.titles or ())
        pages = (None if item is None else item[0] for item in feed)
        for result in self._runner.run_pages(pages, name):
            self.watch.articles += 1
            if result.document is not None:
                missing.discard(result.document.title)
            yield result
        if feed.problem is not None:
            self._failed.append(feed.problem)
            return
        passed = feed.reader.passed
        if not passed[TAKEN] + passed[OTHER]:
            self._failed.append(no_article(name))
        self._failed.extend(no_title(name, title) for title in sorted(missing))
