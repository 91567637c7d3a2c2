"""``cursus export``: every claim of the database in a format of the field."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from cursus.cli import options
from cursus.cli.load import plainly
from cursus.cli.output import count, warn
from cursus.export import FOLDERS, FORMATS
from cursus.export.whole import whole_file


@click.command()
@options.database
@click.option("--format", "format_", type=click.Choice([*FORMATS, *FOLDERS]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here, all or nothing, instead of to standard output.")
def command(db: str, format_: str, output: str | None) -> int:
    """Write every claim: one JSON object a line, ordered by article and place. The same articles give the same bytes.

    As parquet the whole database becomes a folder of tables, which cursus load reads back:

    \b
      cursus export -o claims.jsonl
      cursus export --format parquet -o tables
    """
    from cursus.store import open_store

    if format_ in FOLDERS:
        if output is None or output == "-":
            raise click.UsageError(f"--format {format_} writes a folder; name it with --output")
        with plainly(), open_store(db, readonly=True) as store:
            rows = import_module(FOLDERS[format_]).write_store(store, output)
        warn(f"{count(rows.rows('documents'), 'article')} written to {output}")
        return 0
    writer = import_module(FORMATS[format_])
    with open_store(db, readonly=True) as store:
        if output is None or output == "-":
            writer.write(store.iter_claims(), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return 0
        with whole_file(output) as out:
            written = writer.write(store.iter_claims(), out)
    warn(f"{count(written, 'claim')} written to {output}")
    return 0
