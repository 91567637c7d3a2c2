"""What an executor does with one piece: its pages through the same limited process as everywhere, into the four files.

A task may run twice, where its machine died or was slow: both times it writes the same bytes under the same names, and a
file has its name only when it is whole.
"""

from __future__ import annotations

import functools
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass

from cursus import __version__
from cursus.export.parquet import Part, PartWriter
from cursus.export.parquet.folder import WORK, part_from_json, write_whole
from cursus.page import PageResult, Problem
from cursus.read.dump import DumpReader, Page
from cursus.read.dump.wanted import TAKEN
from cursus.read.errors import ReadError
from cursus.run.inputs import Input, Unreadable, load
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner, Task
from cursus.run.spark.piece import Files, Order, Piece, Spooled, Stretch, framed
from cursus.run.spark.spool import read_spooled

DONE = os.path.join(WORK, "done")


@functools.cache
def _runner(limits: Limits) -> LocalRunner:
    """The reading process of this executor's Python, which does one task after the other."""
    return LocalRunner(1, limits)


def done_path(folder: str, number: int) -> str:
    return os.path.join(folder, DONE, f"part-{number:05d}.json")


@dataclass(frozen=True, slots=True)
class Done:
    """A part of the result, what became of the pages that the piece held (:mod:`cursus.read.dump.wanted`), and whether
    they could be read to their end."""

    part: Part
    passed: tuple[tuple[str, int], ...]
    whole: bool


def run_piece(piece: Piece, order: Order) -> Done:
    """Make one part of the result; returns what is in it.

    Raises RuntimeError where the executor has another Cursus than the driver.
    """
    if order.version != __version__:
        raise RuntimeError(f"this executor has Cursus {__version__}, the driver {order.version}")
    try:
        with PartWriter(order.folder, piece.number) as writer:
            source = None
            if isinstance(piece.work, Files):
                results = _files(piece.work, order)
            else:
                source = _Pages(piece.work, order)
                results = _articles(source, order)
            for result in results:
                writer.add(result)
    except BaseException:
        # what a reading process was at belongs to no other task
        _runner(order.limits).close()
        _runner.cache_clear()
        raise
    passed = tuple(sorted(source.passed.items())) if source is not None else ()
    done = Done(writer.part, passed, source is None or source.problem is None)
    write_whole(done_path(order.folder, piece.number), json.dumps(asdict(done)).encode())
    return done


def done_from_json(data: bytes) -> Done:
    """Read back what a task left of itself."""
    made = json.loads(data)
    return Done(part_from_json(made["part"]), tuple(map(tuple, made["passed"])), made["whole"])


def _articles(pages: _Pages, order: Order) -> Iterator[PageResult]:
    yield from _runner(order.limits).run_pages(pages, pages.name)
    if pages.problem is not None:
        yield PageResult(None, problems=(pages.problem,))


class _Pages:
    """The wanted pages of a piece; afterwards, why they ended early, and what became of all."""

    def __init__(self, work: Stretch | Spooled, order: Order) -> None:
        self.problem: Problem | None = None
        self.passed: Counter[str] = Counter()
        self.name = work.name
        self._work, self._order = work, order

    def __iter__(self) -> Iterator[Page]:
        work = self._work
        if isinstance(work, Spooled):
            for page in read_spooled(work.path):
                self.passed[TAKEN] += 1
                yield page
            self.passed.update(dict(work.passed))
            self.problem = Problem(*work.problem) if work.problem is not None else None
            return
        with closing(framed(work)) as source:
            reader = DumpReader(source, work.name, wanted=self._order.wanted)
            try:
                yield from reader
            except ReadError as error:
                self.problem = Problem(error.path or work.name, error.reason, error.remedy)
            self.passed += reader.passed


def _files(work: Files, order: Order) -> Iterator[PageResult]:
    """Files one after the other: the order of their results is that of their names."""
    for path, name in work.files:
        try:
            data = load(Input(path, name), work.most)
        except Unreadable as error:
            yield PageResult(None, problems=(Problem(error.name, error.reason, error.remedy),))
            continue
        for outcome in _runner(order.limits).run([Task(data, name)]):
            if outcome.result is not None:
                yield outcome.result
