"""``cursus search``: persons by name, then words in the quotes behind the claims."""

from __future__ import annotations

import click

from cursus.cli import options
from cursus.cli.output import bold, clean, count, dim, one_line, print_json, say, warn, wrapped
from cursus.cli.persons import found_json, life
from cursus.store.rows import Found, Hit


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.database
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="So many of each kind.")
@options.as_json
def command(words: tuple[str, ...], db: str, limit: int, json_: bool) -> int:
    """Find persons called WORDS, then quotes that hold all of them; each word may be the beginning of one.

    A name is found in any script and order, with or without accents: first as it is spelled, then by its sound, then
    with one letter wrong. Each line says which spelling matched, and how.

    \b
      cursus search hifter            finds Khalifa Haftar, خليفة حفتر
      cursus search "rear adm"        finds quotes with "rear admiral"
      cursus search zhukof --json     the reasons and scores for a script
    """
    from cursus.store import open_store
    from cursus.store.address import shown

    asked = " ".join(words)
    with open_store(db, readonly=True) as store:
        people = store.find(asked, limit=limit)
        hits = store.search(asked, limit=limit)
    if json_:
        print_json([*({"kind": "person", **found_json(found)} for found in people), *map(_as_json, hits)])
        return 0
    if not people and not hits:
        warn(f"cursus: no person and no quote in {shown(db)} fits {asked!r}")
    for found in people:
        _person(found)
    for hit in hits:
        _quote(hit)
    return 0


def _person(found: Found) -> None:
    row = found.person
    lived = f"  {life(row)}" if life(row) else ""
    known = f"{count(row.claims, 'claim')} from {count(row.documents, 'article')}"
    say(f"{bold(one_line(row.name))}  {clean(row.id)}{lived}  {dim(known)}")
    say(dim(f"    {one_line(found.reason)}"))


def _quote(hit: Hit) -> None:
    others = f"  and {hit.others} more" if hit.others else ""
    fact = one_line(f"{hit.property} {hit.value}".strip(), 70)
    say(f"{hit.claim_id}  {bold(one_line(hit.person.name))}  {fact}{dim(others)}")
    say(wrapped("".join(f"«{s.text}»" if s.match else s.text for s in hit.snippet), "    "))
    say(dim(f"    {clean(hit.document_title)}"))


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "kind": "quote",
        "claim": hit.claim_id,
        "person": {"id": hit.person.id, "name": hit.person.name},
        "property": hit.property,
        "value": hit.value,
        "document": {"id": hit.document_id, "title": hit.document_title},
        "snippet": [{"text": s.text, "match": s.match} for s in hit.snippet],
        "others": hit.others,
    }
