"""What ``cursus add`` is told about where to run, and a run on Spark."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cursus.cli.load import plainly, store
from cursus.cli.output import count, warn
from cursus.cli.progress import words
from cursus.cli.reports import JsonReports, Lines, Tally
from cursus.run.dumps import Watch
from cursus.run.keep import Keeper

if TYPE_CHECKING:
    from cursus.read.dump import Wanted
    from cursus.run.inputs import Found
    from cursus.run.limits import Limits

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Engine:
    """``name`` is ``local`` or ``spark``; of Spark: its master, into how many pieces each dump is cut (None: as many as the
    cores ask for), and the folder that is all that is wanted."""

    name: str
    master: str
    partitions: int | None
    parquet: str | None


def engine_options(function: F) -> F:
    """The options about where to run; the verb gets them as one ``engine``."""

    @click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        default="local",
        show_default=True,
        help="Read in processes of this machine, or on a Spark cluster.",
    )
    @click.option("--master", metavar="URL", help="Of Spark: its master, as spark://host:7077.  [default: local[*]]")
    @click.option(
        "--partitions",
        type=click.IntRange(1, 100_000),
        metavar="N",
        help="Of Spark: cut each dump into N pieces; as the cores ask for, unless given.",
    )
    @click.option(
        "--parquet", metavar="DIR", help="Of Spark: write Parquet files there and store nothing; cursus load does."
    )
    @functools.wraps(function)
    def told(
        *args: Any, engine: str, master: str | None, partitions: int | None, parquet: str | None, **others: Any
    ) -> Any:
        if engine == "local" and (master, partitions, parquet) != (None, None, None):
            raise click.UsageError("--master, --partitions and --parquet need --engine spark")
        return function(*args, engine=Engine(engine, master or "local[*]", partitions, parquet), **others)

    return cast(F, told)


def add_on_spark(
    found: Found, db: str, engine: Engine, *, wanted: Wanted, limits: Limits, max_bytes: int, again: bool, json_: bool
) -> int:
    """Read the files on Spark, and store what comes out. Returns the exit status."""
    from cursus.run.inputs import STANDARD_INPUT
    from cursus.run.spark import run_on_spark

    if any(given.path == STANDARD_INPUT for given in found.inputs):
        raise click.UsageError("a cluster cannot read standard input; write it to a file first")
    for path in found.missing:
        warn(f"cursus: {path.name}: {path.reason}; {path.remedy}")
    if not found.inputs:
        return 2
    tally = Tally()
    folder = engine.parquet or f"{db.removeprefix('sqlite:///')}.parquet"
    with plainly():
        watch = Watch()
        with _bar(watch) as progress:
            manifest = run_on_spark(
                found.inputs,
                folder,
                master=engine.master,
                partitions=engine.partitions,
                wanted=wanted,
                limits=limits,
                max_bytes=max_bytes,
                progress=progress,
                watch=watch,
            )
        if engine.parquet is not None:
            holds = f"{count(manifest.rows('documents'), 'article')}, {count(manifest.rows('claims'), 'claim')}"
            warn(f"{holds} written to {folder}; store them with: cursus load {folder}")
            return 1 if found.missing else 0
        with Keeper(db, again=again) as keeper:
            out: JsonReports | Lines = JsonReports(db) if json_ else Lines(db, manifest.rows("documents"))
            store(keeper, [folder], out, tally, found)
    shutil.rmtree(folder)
    return 1 if tally.statuses["unreadable"] or found.missing else 0


@contextmanager
def _bar(watch: Watch) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, if that is a terminal: how far a dump is unpacked, then how many pieces are done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Doing(ProgressColumn):
        def render(self, task: Task) -> Text:
            if task.total is None and watch.pages:
                return Text(f"unpacking {watch.name}: {words(watch)}", overflow="ellipsis", no_wrap=True)
            return Text("starting Spark" if task.total is None else "pieces")

    columns = (Doing(), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("pieces", total=None)
        yield lambda done, most: shown.update(task, completed=done, total=most)
