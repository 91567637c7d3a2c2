"""``cursus match``: who of the database may be one person, and what was decided about it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Any

import click

from cursus.cli import options
from cursus.cli.output import bold, clean, coloured, count, dim, one_line, print_json, say, warn
from cursus.match.judge import Candidate

VERDICTS = ("same", "possible", "name", "different")
_WORDS = {
    "same": "one person, it seems",
    "possible": "perhaps one person",
    "name": "nothing but the name",
    "different": "two, it seems",
}
_COLOURS = {"same": "green", "possible": "yellow", "name": "white", "different": "red"}
_SIGNS = {"strong": "+", "weak": "·", "against": "-"}

_author = click.option(
    "--by", "author", envvar="CURSUS_USER", metavar="NAME", help="Who decides; your login, unless given."
)
_note = click.option("--note", default="", metavar="WORDS", help="Why; kept with the decision.")


@click.group(invoke_without_command=True)
@options.database
@click.option("--person", metavar="ID", help="Only candidates for this person.")
@click.option(
    "--verdict",
    type=click.Choice(VERDICTS),
    multiple=True,
    help="Only these; same and possible, unless given. Repeatable.",
)
@click.option("--decided", is_flag=True, help="Also those about whom something is decided.")
@click.option("--limit", "-n", type=click.IntRange(min=1), default=50, show_default=True)
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, db: str, person: str | None, verdict: tuple[str, ...], decided: bool, limit: int, json_: bool
) -> int:
    """List persons who may be one, with what speaks for it and against it; nothing is joined before somebody decides.

    A name alone never makes two persons one. A name and a shared posting, or a birth or death on the same day, make it
    likely; weaker signs make it possible.

    \b
    cursus match                                     candidates, the likeliest first
    cursus match same khalifa-haftar khalifa-hifter --note "same command in 1987"
    cursus match different john-smith~1f2e john-smith~99aa
    cursus match undo                                take the last decision back
    cursus match decisions                           what holds, who decided, and why
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from cursus.match.block import candidates
    from cursus.store import open_store
    from cursus.store.decisions import history, profiles

    with open_store(db, readonly=True) as store:
        known = {(d.a, d.b): d.kind for d in history(store)}
        people = profiles(store)
        if person is not None:
            one = store.person(person)
            if one is None:
                raise click.ClickException(f"no person has the id {person}; find ids with: cursus persons NAME")
            person = one.id
    wanted = verdict or ("same", "possible")
    found = [
        c
        for c in candidates(people)
        if c.verdict in wanted and (person is None or person in (c.a.id, c.b.id)) and (decided or _pair(c) not in known)
    ]
    found.sort(key=lambda c: (VERDICTS.index(c.verdict), -_strong(c), -c.score, c.a.id, c.b.id))
    if json_:
        print_json([_json(c, known.get(_pair(c))) for c in found[:limit]])
        return 0
    for candidate in found[:limit]:
        _print(candidate, known.get(_pair(candidate)))
    if len(found) > limit:
        say(f"{limit} of {len(found):,}; --limit shows more")
    if not found:
        warn(f"cursus: no candidates among {count(len(people), 'person')}")
    return 0


def _pair(candidate: Candidate) -> tuple[str, str]:
    a, b = sorted((candidate.a.id, candidate.b.id))
    return a, b


def _strong(candidate: Candidate) -> int:
    return sum(e.weight == "strong" for e in candidate.evidence)


def _json(candidate: Candidate, decision: str | None) -> dict[str, Any]:
    return {
        "a": {"id": candidate.a.id, "name": candidate.a.name, "claims": candidate.a.claims},
        "b": {"id": candidate.b.id, "name": candidate.b.name, "claims": candidate.b.claims},
        "verdict": candidate.verdict,
        "score": candidate.score,
        "spelling": list(candidate.spelling),
        "evidence": [
            {"weight": e.weight, "kind": e.kind, "text": e.words, "claims": list(e.claims)} for e in candidate.evidence
        ],
        "decision": decision,
    }


def _print(candidate: Candidate, decision: str | None) -> None:
    told = f"  {dim('decided: ' + decision)}" if decision else ""
    say(f"{coloured(_WORDS[candidate.verdict], _COLOURS[candidate.verdict])}{told}")
    for person in (candidate.a, candidate.b):
        say(f"  {bold(one_line(person.name))}  {clean(person.id)}  {dim(count(person.claims, 'claim'))}")
    mine, theirs = candidate.spelling
    say(f"    {_SIGNS['weak']} the name: {one_line(mine)} ~ {one_line(theirs)} ({candidate.score:.2f})")
    for evidence in candidate.evidence:
        say(f"    {_SIGNS[evidence.weight]} {one_line(evidence.words)}  {dim(' '.join(evidence.claims))}")


def _deciding(kind: str, line: str) -> Callable[..., int]:
    @click.argument("a")
    @click.argument("b")
    @options.database
    @_note
    @_author
    @options.as_json
    def decided(a: str, b: str, db: str, note: str, author: str | None, json_: bool) -> int:
        from cursus.store import open_store
        from cursus.store.decisions import decide

        with open_store(db, create=False) as store:
            decision = decide(store, a, b, kind, note=note, author=author or _login())
        _say_decision(decision, json_)
        return 0

    decided.__doc__ = line
    return decided


command.command("same")(_deciding("same", "Join two persons: their dossier is one. Every claim stays as it is."))
command.command("different")(_deciding("different", "Keep two persons apart: nothing will join them."))
command.command("unsure")(_deciding("unsure", "Note that nobody can tell, so that they are not asked about again."))


@command.command("undo")
@click.argument("n", type=int, required=False)
@options.database
@_author
@options.as_json
def undo_command(n: int | None, db: str, author: str | None, json_: bool) -> int:
    """Take back decision N, or the newest one. What it joined falls apart into what it was."""
    from cursus.store import open_store
    from cursus.store.decisions import undo

    with open_store(db, create=False) as store:
        _say_decision(undo(store, n, author=author or _login()), json_)
    return 0


@command.command("decisions")
@click.argument("person", required=False)
@options.database
@click.option("--all", "undone", is_flag=True, help="Also those that were taken back.")
@options.as_json
def decisions_command(person: str | None, db: str, undone: bool, json_: bool) -> int:
    """List what was decided, oldest first; of one person, or of everybody."""
    from cursus.store import open_store
    from cursus.store.address import shown
    from cursus.store.decisions import history

    with open_store(db, readonly=True) as store:
        found = history(store, person, undone=undone)
    if json_:
        from dataclasses import asdict

        print_json([asdict(d) for d in found])
        return 0
    for decision in found:
        _say_decision(decision, False)
    if not found:
        warn(f"cursus: no decisions in {shown(db)}")
    return 0


def _say_decision(decision: Any, json_: bool) -> None:
    if json_:
        from dataclasses import asdict

        print_json(asdict(decision))
        return
    by = f" by {one_line(decision.author)}" if decision.author else ""
    back = f"  taken back {decision.undone} by {one_line(decision.undone_by or '?')}" if decision.undone else ""
    note = f"  {one_line(decision.note)}" if decision.note else ""
    say(
        f"{decision.n:>4}  {decision.kind:9}  {clean(decision.a)}  {clean(decision.b)}  {dim(decision.decided + by)}{note}{back}"
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "")
