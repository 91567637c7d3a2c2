"""What an executor does with one piece: its pages through the same limited process as everywhere, into the four files.

A task may run twice, where its machine died or was slow: both times it writes the same bytes under the same names, and a
file has its name only when it is whole.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict

from cursus import __version__
from cursus.export.parquet import Part, PartWriter
from cursus.export.parquet.folder import WORK, write_whole
from cursus.page import PageResult, Problem
from cursus.read.dump import Page, read_pages
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


def run_piece(piece: Piece, order: Order) -> Part:
    """Make one part of the result; returns what is in it.

    Raises RuntimeError where the executor has another Cursus than the driver.
    """
    if order.version != __version__:
        raise RuntimeError(f"this executor has Cursus {__version__}, the driver {order.version}")
    try:
        with PartWriter(order.folder, piece.number) as writer:
            for result in _results(piece, order):
                writer.add(result)
    except BaseException:
        # what a reading process was at belongs to no other task
        _runner(order.limits).close()
        _runner.cache_clear()
        raise
    write_whole(done_path(order.folder, piece.number), json.dumps(asdict(writer.part)).encode())
    return writer.part


def _results(piece: Piece, order: Order) -> Iterator[PageResult]:
    runner = _runner(order.limits)
    work = piece.work
    if isinstance(work, Files):
        yield from _files(work, runner)
        return
    pages = _Pages(work, order)
    yield from runner.run_pages(pages, work.name)
    if pages.problem is not None:
        yield PageResult(None, problems=(pages.problem,))


class _Pages:
    """The wanted pages of a piece; afterwards, why they ended early."""

    def __init__(self, work: Stretch | Spooled, order: Order) -> None:
        self.problem: Problem | None = None
        self._work, self._order = work, order

    def __iter__(self) -> Iterator[Page]:
        work = self._work
        if isinstance(work, Spooled):
            yield from read_spooled(work.path)
            self.problem = Problem(*work.problem) if work.problem is not None else None
            return
        with closing(framed(work)) as source:
            try:
                yield from read_pages(source, work.name, wanted=self._order.wanted)
            except ReadError as error:
                self.problem = Problem(error.path or work.name, error.reason, error.remedy)


def _files(work: Files, runner: LocalRunner) -> Iterator[PageResult]:
    """Files one after the other: the order of their results is that of their names."""
    for path, name in work.files:
        try:
            data = load(Input(path, name), work.most)
        except Unreadable as error:
            yield PageResult(None, problems=(Problem(error.name, error.reason, error.remedy),))
            continue
        for outcome in runner.run([Task(data, name)]):
            if outcome.result is not None:
                yield outcome.result
