"""The same unit of work on a Spark cluster: inputs → pieces → tasks → a folder of Parquet.

Spark shares the pieces out, and hands those of a machine that died to another; no article passes through Java. The tasks
read the inputs and write the folder themselves, so both must lie where every executor sees them under the same path.
"""

from __future__ import annotations

import glob
import os
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from cursus import __version__
from cursus.export.parquet import Manifest, PartWriter, write_manifest
from cursus.export.parquet.errors import arrow
from cursus.export.parquet.folder import WORK
from cursus.page import PageResult
from cursus.read.dump import Wanted
from cursus.run.dumps import Watch
from cursus.run.inputs import Input
from cursus.run.limits import Limits
from cursus.run.spark.errors import SparkError
from cursus.run.spark.missing import missing
from cursus.run.spark.piece import Order
from cursus.run.spark.plan import Plan, Sizes, count_done, parts_done
from cursus.run.spark.session import DEFAULT_MASTER, run_tasks, session
from cursus.run.spark.task import run_piece

_POLL = 0.5

Progress = Callable[[int, int], None]
"""Told how many of how many pieces are done."""


def run_on_spark(
    inputs: Iterable[Input],
    folder: str,
    *,
    master: str = DEFAULT_MASTER,
    partitions: int | None = None,
    wanted: Wanted | None = None,
    limits: Limits | None = None,
    max_bytes: int = 64 << 20,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> Manifest:
    """Read every article of the inputs and write them to the folder, ``partitions`` pieces for each dump.

    A run that was interrupted goes on where it was when it is called again with the same inputs. ``watch`` tells how far
    a dump is that has to be unpacked before the pieces are there. Raises SparkError and ParquetError.
    """
    arrow()
    folder = os.path.abspath(folder)
    order = Order(folder, wanted or Wanted(), limits or Limits(), __version__)
    plan = Plan(inputs, order, max_bytes)
    if plan.finished is not None:
        return plan.finished
    log = os.path.join(folder, WORK, "spark.log")
    with session(master, log) as context:
        pieces = plan.pieces(Sizes(context.defaultParallelism, partitions), watch or Watch())
        done = parts_done(folder, pieces)
        waiting = [piece for piece in pieces if piece.number not in done]
        if waiting:
            with _watching(folder, len(pieces), progress):
                found = run_tasks(context, waiting, partial(run_piece, order=order), log)
            done |= {one.part.number: one for one in found}
    for left in glob.glob(os.path.join(glob.escape(folder), "*", "*.partial")):
        os.unlink(left)  # of attempts that died
    parts = [done[piece.number].part for piece in pieces]
    problems = list(missing(folder, pieces, done, order.wanted))
    if problems:
        with PartWriter(folder, len(pieces)) as last:
            for problem in problems:
                last.add(PageResult(None, problems=(problem,)))
        parts.append(last.part)
    passed: Counter[str] = Counter()
    for one in done.values():
        passed.update(dict(one.passed))
    manifest = Manifest("cursus add --engine spark", tuple(parts), plan.mark, tuple(sorted(passed.items())))
    write_manifest(folder, manifest)
    # an attempt that everybody took for dead may still write there
    shutil.rmtree(os.path.join(folder, WORK), ignore_errors=True)
    return manifest


@contextmanager
def _watching(folder: str, most: int, progress: Progress | None) -> Iterator[None]:
    """Tell of the pieces as they get done: by their marks on the disk, from a thread beside."""
    if progress is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_POLL):
            progress(count_done(folder), most)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        progress(count_done(folder), most)


__all__ = ["DEFAULT_MASTER", "Progress", "SparkError", "run_on_spark"]
