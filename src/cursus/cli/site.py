"""``cursus site``: the site as a folder of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from cursus.cli.options import database
from cursus.cli.output import count, say, warn

_FEW = 5


@click.command()
@database
@click.argument("out", type=click.Path(file_okay=False))
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes; as many as there are processors, unless given."
)
def command(db: str, out: str, jobs: int | None) -> int:
    """Write every dossier, article and unit as plain pages that are read from a folder or a stick, without a server.

    OUT is made, or made anew where it was made by this command; anything else in it is never touched. The search works
    without a server, too; what needs one (who commanded on a day, review, lists as files) is left out. The same database
    gives the same bytes.

    \b
    cursus site handover
    cursus site --db war.db /media/stick/war

    Exit status: 0 all pages were written; 1 some could not be made; 2 there is no site.
    """
    from cursus.site import SiteError, build

    try:
        with _shown() as advance:
            built = build(db, out, jobs=jobs or os.cpu_count() or 1, advance=advance)
    except SiteError as error:
        warn(f"cursus: {error}")
        return 2
    except OSError as error:
        warn(f"cursus: {error.filename or out}: {error.strerror}; choose another place")
        return 2
    for line in built.failed[:_FEW]:
        warn(f"cursus: {line}")
    if len(built.failed) > _FEW:
        warn(f"cursus: and {count(len(built.failed) - _FEW, 'page')} more could not be made")
    say(f"{count(built.pages, 'page')} in {out}; open {os.path.join(out, 'index.html')}")
    return 1 if built.failed else 0


@contextmanager
def _shown() -> Iterator[Callable[[int], None]]:
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} pages"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("pages", total=None)
        yield lambda pages: progress.advance(task, pages)
