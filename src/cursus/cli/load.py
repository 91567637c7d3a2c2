"""``cursus load``: store what a folder of Parquet files holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from cursus.cli import options
from cursus.cli.progress import shown
from cursus.cli.reports import FEW, JsonReports, Lines, Tally
from cursus.run.dumps import Watch
from cursus.run.inputs import Found
from cursus.run.keep import Keeper


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@options.database
@click.option("--again", is_flag=True, help="Store articles anew whose text is stored already.")
@options.as_json
def command(folders: tuple[str, ...], db: str, again: bool, json_: bool) -> int:
    """Store what folders of Parquet files hold: those of cursus add --engine spark, or of cursus export.

    \b
      cursus add --engine spark --parquet out enwiki-pages-articles-multistream.xml.bz2
      cursus load out
      cursus export --format parquet -o copy && cursus load copy --db other.db

    Nothing in the files is trusted: every article is checked as if it had just been read. Articles whose text is stored
    are passed by, so that an interrupted run goes on where it was when it is started again.

    Exit status: 0 all was stored; 1 part of it could not be; 2 a folder is damaged or none of Cursus.
    """
    tally = Tally()
    with plainly(), Keeper(db, again=again) as keeper:
        out: JsonReports | Lines = JsonReports(db) if json_ else Lines(db, _articles_in(folders))
        store(keeper, folders, out, tally, Found())
    return 1 if tally.statuses["unreadable"] else 0


def _articles_in(folders: Iterable[str]) -> int:
    """How many articles the folders hold. Raises ParquetError."""
    from cursus.export.parquet import read_manifest

    return sum(read_manifest(folder).rows("documents") for folder in folders)


def store(keeper: Keeper, folders: Iterable[str], out: JsonReports | Lines, tally: Tally, found: Found) -> None:
    """Store the articles of the folders, with reports and progress. Raises ParquetError."""
    from cursus.export.parquet import read_manifest
    from cursus.run.load import load_folder

    counts = None
    passed: Counter[str] = Counter()
    number = _articles_in(folders)
    try:
        with shown(Watch(), number if number > FEW else None) as advance:
            for folder in folders:
                for report in load_folder(keeper, folder):
                    tally.note(report)
                    out.report(report, tally)
                    advance()
                passed.update(dict(read_manifest(folder).passed))
        counts = keeper.counts()
    finally:
        out.end(tally, passed, found, counts)


@contextmanager
def plainly() -> Iterator[None]:
    """What is wrong with a folder or with Spark as the command's error."""
    from cursus.export.parquet import ParquetError
    from cursus.run.spark.errors import SparkError

    try:
        yield
    except (ParquetError, SparkError) as error:
        raise click.ClickException(str(error)) from error
