"""``cursus export``: every claim of the database in a format of the field."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import BinaryIO, cast

import click

from cursus.cli import options
from cursus.cli.output import count, warn
from cursus.export import FORMATS


@click.command()
@options.database
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write here, all or nothing, instead of to standard output.")
def command(db: str, format_: str, output: str | None) -> int:
    """Write every claim: one JSON object a line, ordered by article and place.

    The same articles give the same bytes.
    """
    from cursus.store import open_store

    writer = import_module(FORMATS[format_])
    with open_store(db, readonly=True) as store:
        if output is None or output == "-":
            writer.write(store.iter_claims(), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return 0
        with _whole(output) as out:
            written = writer.write(store.iter_claims(), out)
    warn(f"{count(written, 'claim')} written to {output}")
    return 0


@contextmanager
def _whole(path: str) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is complete; an older one stays until then."""
    folder = os.path.dirname(path) or "."
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".cursus-", delete=False) as out:
        try:
            yield cast(BinaryIO, out)
            out.flush()
            os.fsync(out.fileno())
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(out.name, 0o666 & ~mask)
            os.replace(out.name, path)
        except BaseException:
            os.unlink(out.name)
            raise
