"""``cursus documents``: the stored articles."""

from __future__ import annotations

from dataclasses import asdict

import click

from cursus.cli import options
from cursus.cli.output import print_json, table, warn


@click.command()
@options.database
@options.as_json
def command(db: str, json_: bool) -> int:
    """List the stored articles, ordered by path."""
    from cursus.store import open_store
    from cursus.store.address import shown

    with open_store(db, readonly=True) as store:
        rows = store.documents()
    if json_:
        print_json([asdict(row) for row in rows])
    elif not rows:
        warn(f"cursus: no articles in {shown(db)}")
    else:
        lines = [(r.id, r.path, r.form, str(r.claims), str(r.findings), r.revision or "", r.title) for r in rows]
        table(lines, ("id", "path", "form", "claims", "findings", "revision", "title"))
    return 0
