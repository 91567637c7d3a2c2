"""``cursus import``: store what data files say, each row as a claim that quotes it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from cursus.cli import options
from cursus.cli.output import count, one_line, print_json, say, warn
from cursus.importing.formats import FORMATS, MAX_BYTES

if TYPE_CHECKING:
    from cursus.importing import Imported

_SHOWN = 20
"""So many bad rows are printed of a file; ``--json`` and cursus problems have them all."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...|-")
@options.database
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="What the files are, where their content does not tell."
)
@click.option("--dry-run", is_flag=True, help="Say what would be stored, and store nothing.")
@click.option("--again", is_flag=True, help="Store files anew that are stored already.")
@click.option("--max-bytes", type=options.Size(), default=MAX_BYTES, help="Refuse larger files unread.  [default: 64M]")
@options.as_json
def command(
    files: tuple[str, ...], db: str, format_: str | None, dry_run: bool, again: bool, max_bytes: int, json_: bool
) -> int:
    """Store what data files say: FollowTheMoney, Security Force Monitor's sheets, IPIF, and our own JSON Lines.

    The format is told by the content. Every row becomes a claim of its own, which quotes the row and names the file as its
    source; the source that a row names in turn is its footnote. The same file again changes nothing; another file under the same
    path replaces it. A row that cannot be understood is named with its line, and its neighbours are stored.

    \b
      cursus import colleague.jsonl
      cursus import entities.ftm.json --dry-run
      cursus import sheets.zip ipif.json --db other.db

    Exit status: 0 all was stored; 1 some rows or files could not be understood; 2 nothing could be done.
    """
    from cursus.importing import UnknownFormat, read

    told: list[dict[str, Any]] = []
    bad = False
    base = options.folder_of(db)
    for file in files:
        data = sys.stdin.buffer.read(max_bytes + 1) if file == "-" else _bytes(file, max_bytes)
        name = file if file == "-" else os.path.relpath(os.path.abspath(file), base)
        try:
            found = read(data, name, format_, max_bytes=max_bytes)
        except UnknownFormat as error:
            warn(f"cursus: {file}: {error}")
            told.append({"path": name, "status": "unreadable", "reason": str(error)})
            bad = True
            continue
        status = "dry run" if dry_run else _store(db, found, again)
        bad = bad or bool(found.problems)
        told.append(_report(found, status))
        if not json_:
            _print(found, status)
    if json_:
        print_json({"database": db, "files": told})
    return 1 if bad else 0


def _bytes(path: str, most: int) -> bytes:
    """A file's bytes, no more than one beyond the limit. Raises OSError."""
    with open(path, "rb") as file:
        return file.read(most + 1)


def _store(db: str, found: Imported, again: bool) -> str:
    from cursus.store import open_store

    with open_store(db) as store:
        return store.add(found.document, found.claims, (), found.problems, again=again).kind


def _report(found: Imported, status: str) -> dict[str, Any]:
    return {
        "path": found.document.path,
        "format": found.format,
        "status": status,
        "document": found.document.id,
        "persons": len({c.person.id for c in found.claims}),
        "claims": len(found.claims),
        "properties": dict(sorted(Counter(c.property for c in found.claims).items())),
        "passed": dict(sorted(found.passed.items())),
        "problems": [{"path": p.path, "reason": p.reason, "remedy": p.remedy} for p in found.problems],
    }


def _print(found: Imported, status: str) -> None:
    persons = len({c.person.id for c in found.claims})
    what = f"{count(len(found.claims), 'claim')} about {count(persons, 'person')}"
    say(f"{one_line(found.document.path)}: {found.format}, {status}: {what}")
    for reason, number in sorted(found.passed.items(), key=lambda item: (-item[1], item[0])):
        warn(f"  {number:,} not taken: {reason}")
    for problem in found.problems[:_SHOWN]:
        warn(f"  {problem.path}: {problem.reason}")
    if len(found.problems) > _SHOWN:
        warn(f"  and {len(found.problems) - _SHOWN:,} more; cursus import --json lists them all")
