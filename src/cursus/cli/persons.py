"""``cursus persons``: who is in the database."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import print_json, say, table, warn
from cursus.store.rows import Found, PersonRow


@click.command()
@click.argument("query", required=False, default="")
@options.database
@click.option("--limit", "-n", type=click.IntRange(min=1), default=50, show_default=True)
@options.as_json
def command(query: str, db: str, limit: int, json_: bool) -> int:
    """List persons: those an article is about first, then those with most claims.

    QUERY finds names that have words beginning with its words, in any spelling and script, accents or not; then names
    that sound so, then those that are one letter away.
    """
    from cursus.store import open_store
    from cursus.store.address import shown

    with open_store(db, readonly=True) as store:
        found = store.find(query, limit=limit) if query.strip() else []
        rows = [hit.person for hit in found] if query.strip() else store.persons(limit=limit)
        total = store.count_persons(query)
    if json_:
        matched = [{"spelling": hit.spelling, "reason": hit.reason, "score": hit.score} for hit in found]
        print_json([person_json(row) | why for row, why in zip(rows, matched or [{}] * len(rows), strict=True)])
        return 0
    if not rows:
        warn(f"cursus: no person called {query!r} in {shown(db)}" if query else f"cursus: no persons in {shown(db)}")
        return 0
    print_persons(rows)
    if total > len(rows):
        say(f"{len(rows)} of {total:,}; --limit shows more")
    return 0


def found_json(found: Found) -> dict[str, object]:
    """A person found by name: who, the spelling that matched and why, and what is known in numbers."""
    row = person_json(found.person)
    return {
        "person": {"id": row.pop("id"), "name": row.pop("name")},
        "spelling": found.spelling,
        "why": found.why,
        "reason": found.reason,
        "score": found.score,
        **row,
    }


def life(row: PersonRow) -> str:
    """``1843–1882``, as far as it is known."""
    return f"{row.birth or ''}–{row.death or ''}" if row.birth or row.death else ""


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
        others = ", ".join(row.names[1:4])
        lines.append((row.id, row.name, life(row), str(row.claims), str(row.documents), others))
    table(lines, ("id", "name", "life", "claims", "articles", "also"))
