"""``cursus problems``: what could not be read, or not in full."""

from __future__ import annotations

from dataclasses import asdict

import click

from cursus.cli import options
from cursus.cli.output import clean, print_json, say


@click.command()
@options.database
@options.as_json
def command(db: str, json_: bool) -> int:
    """List what could not be read, or not in full, with the reason and what to do about it."""
    from cursus.store import open_store

    with open_store(db, readonly=True) as store:
        problems = store.problems()
    if json_:
        print_json([asdict(p) for p in problems])
    else:
        for problem in problems:
            say(clean(str(problem)))
        if not problems:
            say("none")
    return 0
