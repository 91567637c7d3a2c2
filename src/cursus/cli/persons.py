"""``cursus persons``: who is in the database."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import print_json, say, table, warn
from cursus.store.rows import PersonRow


@click.command()
@click.argument("query", required=False, default="")
@options.database
@click.option("--limit", "-n", type=click.IntRange(min=1), default=50, show_default=True)
@options.as_json
def command(query: str, db: str, limit: int, json_: bool) -> int:
    """List persons: those an article is about first, then those with most claims.

    QUERY finds names that have words beginning with its words, in any spelling and script, accents or not.
    """
    from cursus.store import open_store

    with open_store(db, readonly=True) as store:
        rows = store.persons(query, limit=limit)
        total = store.count_persons(query)
    if json_:
        print_json([person_json(row) for row in rows])
        return 0
    if not rows:
        warn(f"cursus: no person called {query!r} in {db}" if query else f"cursus: no persons in {db}")
        return 0
    print_persons(rows)
    if total > len(rows):
        say(f"{len(rows)} of {total:,}; --limit shows more")
    return 0


def person_json(row: PersonRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "names": list(row.names),
        "birth": row.birth,
        "death": row.death,
        "claims": row.claims,
        "documents": row.documents,
        "subject": row.subject,
    }


def print_persons(rows: list[PersonRow]) -> None:
    lines = []
    for row in rows:
        life = f"{row.birth or ''}–{row.death or ''}" if row.birth or row.death else ""
        others = ", ".join(row.names[1:4])
        lines.append((row.id, row.name, life, str(row.claims), str(row.documents), others))
    table(lines, ("id", "name", "life", "claims", "articles", "also"))
