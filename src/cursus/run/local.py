"""Worker processes on this machine: each article limited in time and memory, results in the order of the inputs.

An article that takes too long, too much memory or the whole worker with it becomes a Problem with its reason. Its
worker is replaced, the articles behind it in the same input go on, and no other input notices.
"""

from __future__ import annotations

import select
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cursus.page import PageResult, Problem, path_of
from cursus.run.limits import Limits
from cursus.run.nursery import ENTRY, Nursery
from cursus.run.wire import Inbox, Message, encode

if TYPE_CHECKING:
    from cursus.read.dump import Page

_AHEAD = 4
"""Inputs per worker that may be under way or done before the first of them is handed out."""
_HELD = 32
"""Results of one input that wait in memory for their turn; its worker then waits, too."""
_CHUNK = 1 << 18
_LAST_WORDS = 5.0
"""Seconds that a process may take to end after it closed its socket; its exit status then tells what it died of."""


_BATCH = 64
_BATCH_TEXT = 1 << 18
"""Pages, and characters of them, that go to a worker at once: few enough to share out, enough to cost little."""


class Job(Protocol):
    """What a worker is sent: an input or a batch of pages."""

    @property
    def name(self) -> str: ...

    def request(self, skip: int) -> Message:
        """The message to a worker that leaves out what is done already."""

    def blamed(self, finished: int) -> str:
        """What is called the article behind so many finished ones, where the worker did not say it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One input: its bytes and its name."""

    data: bytes
    name: str

    def request(self, skip: int) -> Message:
        return ("input", self.data, self.name, skip)

    def blamed(self, finished: int) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of a dump or wiki that is called ``name``."""

    pages: tuple[Page, ...]
    name: str
    base_url: str | None = None

    def request(self, skip: int) -> Message:
        return ("pages", self.pages[skip:], self.name, self.base_url)

    def blamed(self, finished: int) -> str:
        return path_of(self.pages[finished], self.name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result of one input. The last one of an input has ``result`` None and carries nothing else."""

    task: Job
    result: PageResult | None


@dataclass
class _Work:
    """A task under way: what came back and was not handed out yet, and how far its worker got."""

    task: Job
    results: deque[PageResult] = field(default_factory=deque)
    current: str = ""
    finished: int = 0
    done: bool = False

    def give_up(self, reason: str, remedy: str) -> None:
        """Make a Problem of the article that the worker was at, or of the whole input where it was at none."""
        path = self.current or self.task.blamed(self.finished)
        self.results.append(PageResult(None, problems=(Problem(path, reason, remedy),)))
        self.finished += 1
        self.done = path == self.task.name


class _Worker:
    """The runner's end of a worker's socket, which is never waited for alone."""

    def __init__(self, nursery: Nursery, number: int) -> None:
        self.number = number
        self.nursery = nursery
        self.socket = nursery.worker(number)
        self.socket.setblocking(False)
        self.inbox = Inbox()
        self.unsent = memoryview(b"")
        self.work: _Work | None = None
        self.deadline = 0.0
        self._status: int | None = None

    @property
    def held(self) -> bool:
        """Whether enough of its results wait to be handed out."""
        return self.work is not None and len(self.work.results) >= _HELD

    def end(self, patience: float = 0) -> int:
        """Stop the process, if it still runs after a moment; its exit status, or minus the signal that ended it."""
        if self._status is None:
            self._status = self.nursery.end(self.number, patience)
            self.socket.close()
        return self._status


class LocalRunner:
    """``jobs`` worker processes, started when they are needed and used again. Use it as a context manager.

    The process that they are forked from starts at once, so that it loads while the caller still opens its database.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self.jobs = max(1, jobs)
        self.limits = limits or Limits()
        self._nursery = self._new_nursery()
        self._workers: list[_Worker] = []
        self._born = 0

    def __enter__(self) -> LocalRunner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, busy or not."""
        while self._workers:
            self._workers.pop().socket.close()
        self._nursery.close()

    def _new_nursery(self) -> Nursery:
        return Nursery(ENTRY, str(self.limits.cpu), str(self.limits.memory))

    def _new_worker(self) -> _Worker:
        if self._nursery.gone:
            self._nursery.close()
            self._nursery = self._new_nursery()
        self._born += 1
        return _Worker(self._nursery, self._born)

    def run_pages(
        self, pages: Iterable[Page | None], name: str, *, base_url: str | None = None
    ) -> Iterator[PageResult]:
        """One result per page, in their order: :func:`cursus.page.process_page` of each, or the Problem that it was.

        The pages are taken from their iterator as they are needed, some batches ahead. It may give None where there is
        no page yet, but may be one when it is asked again.
        """
        for result in self.pages_so_far(pages, name, base_url=base_url):
            if result is not None:
                yield result

    def pages_so_far(
        self, pages: Iterable[Page | None], name: str, *, base_url: str | None = None
    ) -> Iterator[PageResult | None]:
        """The same, but None, too, wherever the pages' iterator gave None and no result is there."""
        for outcome in self._outcomes(_batches(pages, name, base_url)):
            if outcome is None:
                yield None
            elif outcome.result is not None:
                yield outcome.result

    def run(self, tasks: Iterable[Job | None]) -> Iterator[Outcome]:
        """Results of all tasks, in their order, as they come: an Outcome per article, then a closing one per task.

        None instead of a task says that there is none yet, but may be one when it is asked again.
        """
        for outcome in self._outcomes(tasks):
            if outcome is not None:
                yield outcome

    def _outcomes(self, tasks: Iterable[Job | None]) -> Iterator[Outcome | None]:
        queue: deque[_Work] = deque()
        try:
            yield from self._run(iter(tasks), queue)
        finally:
            # nobody asks for the rest any more
            for worker in [w for w in self._workers if any(w.work is work for work in queue)]:
                worker.end()
                self._workers.remove(worker)

    def _run(self, waiting: Iterator[Job | None], queue: deque[_Work]) -> Iterator[Outcome | None]:
        more = True
        while True:
            pause = False
            while more and not pause and len(queue) < self.jobs * _AHEAD and self._free(queue):
                try:
                    task = next(waiting)
                except StopIteration:
                    more = False
                    break
                pause = task is None
                if task is not None:
                    queue.append(_Work(task))
                    self._assign(queue)
            while queue and (queue[0].results or queue[0].done):
                if queue[0].results:
                    yield Outcome(queue[0].task, queue[0].results.popleft())
                else:
                    yield Outcome(queue.popleft().task, None)
            if pause:
                yield None
            if queue or pause:
                self._assign(queue)
                self._wait(0 if pause else None)
            elif not more:
                return

    def _free(self, queue: deque[_Work]) -> bool:
        """Whether a worker would be free for one more task."""
        return sum(1 for work in queue if not work.done) < self.jobs

    def _assign(self, queue: deque[_Work]) -> None:
        """Give every unfinished task that no worker has to one; a worker may have left its task behind half done."""
        taken = [worker.work for worker in self._workers]
        for work in queue:
            if not work.done and not any(work is other for other in taken):
                worker = next((w for w in self._workers if w.work is None), None)
                if worker is None:
                    worker = self._new_worker()
                    self._workers.append(worker)
                worker.work = work
                work.current = ""
                worker.unsent = memoryview(encode(work.task.request(work.finished)))
                worker.deadline = time.monotonic() + self.limits.wall

    def _wait(self, most: float | None) -> None:
        """Move bytes between the pipes until something comes in, a deadline passes, or after ``most`` seconds."""
        now = time.monotonic()
        poll = select.poll()
        reading: dict[int, _Worker] = {}
        for worker in self._workers:
            if worker.held:
                worker.deadline = now + self.limits.wall  # it is we who keep it waiting
            elif worker.work is not None:
                reading[worker.socket.fileno()] = worker
                poll.register(worker.socket, select.POLLIN | (select.POLLOUT if worker.unsent else 0))
        if not reading:
            time.sleep(most or 0)
            return
        patience = max(min(worker.deadline for worker in reading.values()) - now, 0)
        ready = dict(poll.poll(min(patience, patience if most is None else most) * 1000))
        for fd, worker in reading.items():
            events = ready.get(fd, 0)
            if events & select.POLLOUT:
                self._send(worker)
            if events & ~select.POLLOUT:
                if not self._receive(worker):
                    self._bury(worker, *_cause(worker.end(_LAST_WORDS), self.limits))
            elif time.monotonic() >= worker.deadline:
                self._bury(worker, f"took more than {self.limits.wall} seconds", "allow more with --timeout")

    def _send(self, worker: _Worker) -> None:
        try:
            sent = worker.socket.send(worker.unsent[:_CHUNK])
        except BlockingIOError:
            return
        except (BrokenPipeError, ConnectionResetError):
            sent = len(worker.unsent)  # it is gone: the end of its replies says so in a moment
        worker.unsent = worker.unsent[sent:]

    def _receive(self, worker: _Worker) -> bool:
        """Take in what the worker said; False when that was its last word."""
        try:
            data = worker.socket.recv(_CHUNK)
        except ConnectionResetError:
            return False  # it died before it had read all that was sent to it
        if not data:
            return False
        worker.deadline = time.monotonic() + self.limits.wall
        worker.inbox.feed(data)
        while worker.work is not None and (message := worker.inbox.take()) is not None:
            match message:
                case ("begin", path):
                    worker.work.current = path
                case ("result", result):
                    worker.work.results.append(result)
                    worker.work.finished += 1
                    worker.work.current = ""
                case ("end",):
                    worker.work.done = True
                    worker.work = None
                case ("fault", words):
                    self._bury(worker, f"reading it failed ({words})", "please report this with the file")
                case ("memory",):
                    self._bury(
                        worker, f"needed more than {self.limits.memory} MB of memory", "allow more with --memory"
                    )
        return True

    def _bury(self, worker: _Worker, reason: str, remedy: str) -> None:
        """Give up what the worker was at and the worker with it."""
        worker.end()
        self._workers.remove(worker)
        if worker.work is not None:
            worker.work.give_up(reason, remedy)
            worker.work = None


def _batches(pages: Iterable[Page | None], name: str, base_url: str | None) -> Iterator[Batch | None]:
    batch: list[Page] = []
    size = 0
    for page in pages:
        if page is not None:
            batch.append(page)
            size += len(page.text)
        elif not batch:
            yield None
        if batch and (page is None or len(batch) == _BATCH or size >= _BATCH_TEXT):
            yield Batch(tuple(batch), name, base_url)
            batch, size = [], 0
    if batch:
        yield Batch(tuple(batch), name, base_url)


def _cause(status: int, limits: Limits) -> tuple[str, str]:
    """Why a worker ended by itself, and what to do about it."""
    if status in (-signal.SIGPROF, -signal.SIGXCPU):
        return f"took more than {limits.cpu} seconds of processor time", "allow more with --timeout"
    if status == -signal.SIGKILL:
        return "was stopped by the system, which may have run out of memory", "read it alone, or with fewer --jobs"
    if status < 0:
        return f"crashed the reading process ({signal.Signals(-status).name})", "please report this with the file"
    return f"ended the reading process (exit status {status})", "please report this with the file"
