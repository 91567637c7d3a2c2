"""``cursus backup``: a copy of the database as it is at one moment, and proof that it is sound."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import count, print_json, say, warn


@click.command()
@click.argument("out", type=click.Path(dir_okay=False))
@options.database
@click.option("--check", is_flag=True, help="Make no copy; look whether OUT is a sound one.")
@click.option("--force", is_flag=True, help="Take the place of a file that is there.")
@options.as_json
def command(out: str, db: str, check: bool, force: bool, json_: bool) -> int:
    """Copy the database to the file OUT, at any time, while others read and write.

    The copy is the database as it was at one moment, between two writes. It is checked before it gets its name; nothing is left
    behind where it fails. To restore, stop what uses the database and put the copy in its place.

    \b
    cursus backup /backups/war-2024-05-01.db
    cursus backup --check /backups/war-2024-05-01.db
    cursus serve --db /backups/war-2024-05-01.db --read-only

    Exit status: 0 the copy is sound; 1 it is not; 2 there is none.
    """
    from cursus.store.backup import backup, faults

    if not check:
        backup(db, out, force=force)
    wrong, counts = faults(out)
    if json_:
        print_json(
            {"file": out, "sound": not wrong, "faults": wrong, "claims": counts.claims, "documents": counts.documents}
        )
    elif wrong:
        for words in wrong[:20]:
            warn(f"{out}: {words}")
        warn(f"cursus: {out} has {count(len(wrong), 'fault')}")
    else:
        say(f"{out} is sound: {count(counts.documents, 'article')}, {count(counts.claims, 'claim')}")
    return 1 if wrong else 0
