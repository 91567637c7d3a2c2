"""``cursus search``: words in the quotes behind the claims."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import bold, clean, dim, one_line, print_json, say, warn, wrapped
from cursus.store.rows import Hit


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.database
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True)
@options.as_json
def command(words: tuple[str, ...], db: str, limit: int, json_: bool) -> int:
    """Find quotes that hold all the WORDS, best match first; the last word may be the beginning of one."""
    from cursus.store import open_store

    with open_store(db, readonly=True) as store:
        hits = store.search(" ".join(words), limit=limit)
    if json_:
        print_json([_as_json(hit) for hit in hits])
        return 0
    if not hits:
        warn(f"cursus: no quote in {db} holds {' '.join(words)!r}")
    for hit in hits:
        others = f"  and {hit.others} more" if hit.others else ""
        fact = one_line(f"{hit.property} {hit.value}".strip(), 70)
        say(f"{hit.claim_id}  {bold(one_line(hit.person.name))}  {fact}{dim(others)}")
        say(wrapped("".join(f"«{s.text}»" if s.match else s.text for s in hit.snippet), "    "))
        say(dim(f"    {clean(hit.document_title)}"))
    return 0


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "claim": hit.claim_id,
        "person": {"id": hit.person.id, "name": hit.person.name},
        "property": hit.property,
        "value": hit.value,
        "document": {"id": hit.document_id, "title": hit.document_title},
        "snippet": [{"text": s.text, "match": s.match} for s in hit.snippet],
        "others": hit.others,
    }
