"""How far a long run is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cursus.cli.output import count, warn

if TYPE_CHECKING:
    from cursus.run.dumps import Watch

LOG_EVERY = 60.0
"""Seconds between two lines where standard error is no terminal."""


@contextmanager
def shown(watch: Watch, total: int | None) -> Iterator[Callable[[], None]]:
    """Show how far a run is while it lasts; the function that comes out counts an input.

    ``total`` inputs are to be read, None where few are and only a dump among them is worth a bar.
    """
    if not sys.stderr.isatty():
        with _logged(watch):
            yield lambda: None
        return
    with _bar(watch, total) as advance:
        yield advance


def words(watch: Watch) -> str:
    """``1,204 pages, 31 articles, 412 pages/s, 3.1 MB/s, 2:40 left``."""
    pages, size = watch.rate()
    parts = [count(watch.pages, "page"), count(watch.articles, "article"), f"{pages:,.0f} pages/s"]
    if watch.read:
        parts.append(f"{size / 1e6:,.1f} MB/s")
    left = watch.left()
    if left is not None:
        parts.append(f"{clock(left)} left")
    return ", ".join(parts)


def clock(seconds: float) -> str:
    """``0:07``, ``2:40``, ``5:00:00``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def _logged(watch: Watch) -> Iterator[None]:
    done = threading.Event()

    def log() -> None:
        while not done.wait(LOG_EVERY):
            if watch.pages:
                warn(f"cursus: {watch.name}: {words(watch)}")

    thread = threading.Thread(target=log, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextmanager
def _bar(watch: Watch, total: int | None) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Words(ProgressColumn):
        """The dump that is being read, else how many inputs are done."""

        def render(self, task: Task) -> Text:
            if watch.pages:
                share = f"{watch.read / watch.size:4.0%} of " if watch.size else ""
                return Text(f"{share}{watch.name}: {words(watch)}", overflow="ellipsis", no_wrap=True)
            return Text("reading")

    inputs = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) if total is not None else ()
    # lines about articles go above the bar on a terminal, and stay in the output where that is a file
    with Progress(
        Words(), *inputs, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
    ) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)
