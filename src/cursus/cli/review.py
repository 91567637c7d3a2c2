"""``cursus review``: decide about claims where scripts want to; people have the site for it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Any

import click

from cursus.cli import options
from cursus.cli.output import bold, clean, count, dim, one_line, print_json, say, warn

KINDS = ("unreviewed", "changed", "conflicting", "low")
STANCES = ("asserted", "reported", "alleged", "denied", "possible")
STALE = 3

_author = click.option(
    "--by", "author", envvar="CURSUS_USER", metavar="NAME", help="Who decides; your login, unless given."
)
_note = click.option("--note", default="", metavar="WORDS", help="Why; kept with the decision.")
_scope = click.option(
    "--scope",
    type=click.Choice(["fact", "sentence"]),
    help="The fact, whoever states it, or this sentence; a rejection is about the fact, the others about the sentence.",
)
_version = click.option(
    "--if-version", "version", type=int, metavar="N", help="Only while the claim has this version; else exit status 3."
)


@click.group(invoke_without_command=True)
@options.database
@click.option("--kind", type=click.Choice(KINDS), default="unreviewed", show_default=True, help="Which queue.")
@click.option("--person", metavar="ID", help="Only claims about this person.")
@click.option("--property", "prop", metavar="NAME", help="Only claims of this property.")
@click.option("--limit", "-n", type=click.IntRange(1, 500), default=20, show_default=True)
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, db: str, kind: str, person: str | None, prop: str | None, limit: int, json_: bool
) -> int:
    """List claims that wait for a decision, and decide.

    What is rejected leaves the dossiers and stays in the database; what is corrected shows the correction with what the source
    says. A decision survives a new revision of its article as long as the sentence stays, and everything can be taken back.

    \b
    cursus review --kind low                         the claims the reader was least sure of
    cursus review accept 9f0c12ab34cd56ef
    cursus review reject 9f0c12ab34cd56ef --note "the other Petrov"
    cursus review correct 9f0c12ab34cd56ef --date 1896-01 --value "vice admiral"
    cursus review undo 17
    cursus review log

    Exit status: 0 done; 2 it cannot be; 3 the claim was changed meanwhile (--if-version).
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from cursus.store import open_store
    from cursus.store.review.queue import queue, tally

    with open_store(db, create=False, readonly=True) as store:
        page = queue(store, kind, person=person, property=prop, limit=limit)
        numbers = tally(store)
    if json_:
        from cursus.contract import claim_to_json

        print_json([{**claim_to_json(i.claim), "version": i.state.version} for i in page.items])
        return 0
    for item in page.items:
        c = item.claim
        date = f"  {c.date.edtf}" if c.date else ""
        say(f"{bold(c.id)}  {one_line(c.person.name)}: {clean(c.property)} {one_line(c.value.text)}{date}")
        say(f"    {dim(one_line(c.quote.exact, 110))}")
    warn(", ".join(f"{n:,} {name}" for name, n in numbers.items()))
    return 0


def _decide(kind: str, db: str, ids: tuple[str, ...], json_: bool, **given: Any) -> int:
    from cursus.store import open_store
    from cursus.store.review.decide import review
    from cursus.store.review.errors import StaleClaim

    author = given.pop("author") or _login()
    with open_store(db, create=False) as store:
        claim = store.claim(ids[0])
        try:
            done = review(store, claim.id if claim else ids[0], kind, author=author, also=ids[1:], **given)
        except StaleClaim as error:
            warn(f"cursus: {error}")
            return STALE
    _say_outcome(done, json_)
    return 0


def _deciding(kind: str, line: str) -> Callable[..., int]:
    @click.argument("ids", metavar="CLAIM...", nargs=-1, required=True)
    @_scope
    @_note
    @_author
    @_version
    @options.database
    @options.as_json
    def decided(
        ids: tuple[str, ...],
        scope: str | None,
        note: str,
        author: str | None,
        version: int | None,
        db: str,
        json_: bool,
    ) -> int:
        return _decide(kind, db, ids, json_, scope=scope, note=note, author=author, version=version)

    decided.__doc__ = line
    return decided


command.command("accept")(
    _deciding("accept", "Say that claims say what their source says. Several ids are one decision.")
)
command.command("reject")(_deciding("reject", "Say that claims are wrong. Several ids are one decision."))


@command.command("correct")
@click.argument("claim")
@click.option("--value", help="The value instead.")
@click.option("--date", help='The date instead, as EDTF (1916-04-29, 1916~, 1914/1918); "" for none.')
@click.option("--stance", type=click.Choice(STANCES), help="How it is said instead.")
@click.option("--person", metavar="ID", help="Whom it is about instead.")
@click.option("--new-person", metavar="NAME", help="Whom it is about instead, somebody not known so far.")
@_scope
@_note
@_author
@_version
@options.database
@options.as_json
def correct_command(
    claim: str, value: str | None, date: str | None, stance: str | None, person: str | None, new_person: str | None,
    scope: str | None, note: str, author: str | None, version: int | None, db: str, json_: bool,
) -> int:  # fmt: skip
    """Say what a claim should say. What its source says is kept beside it."""
    from cursus.store.review.model import Changes

    changes = Changes(value, date, stance, person, new_person)
    given = {"scope": scope, "changes": changes, "note": note, "author": author, "version": version}
    return _decide("correct", db, (claim,), json_, **given)


@command.command("undo")
@click.argument("n", type=int, required=False)
@_author
@options.database
@options.as_json
def undo_command(n: int | None, author: str | None, db: str, json_: bool) -> int:
    """Take back decision N, or your newest one."""
    from cursus.store import open_store
    from cursus.store.review.decide import undo

    with open_store(db, create=False) as store:
        _say_outcome(undo(store, n, author=author or _login()), json_)
    return 0


@command.command("log")
@click.argument("claim", required=False)
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=50, show_default=True)
@options.database
@options.as_json
def log_command(claim: str | None, limit: int, db: str, json_: bool) -> int:
    """List what was decided, the newest first; or the history of one claim, the oldest first."""
    from cursus.store import open_store
    from cursus.store.review.errors import NoSuchClaim
    from cursus.store.review.log import events_of, log
    from cursus.store.review.states import state

    with open_store(db, create=False, readonly=True) as store:
        if claim is None:
            events = log(store, limit=limit)
        else:
            found = store.claim(claim)
            at = state(store, found.id) if found else None
            if at is None:
                raise NoSuchClaim(store.path, f"no claim has the id {claim}", "find ids with: cursus review")
            events = events_of(store, at)
    _say_events(events, json_)
    return 0


def _say_outcome(done: Any, json_: bool) -> None:
    if json_:
        from dataclasses import asdict

        states = {i: {"status": s.status, "version": s.version} for i, s in done.states.items()}
        print_json({"events": [asdict(e) for e in done.events], "claims": states, "touched": done.touched})
        return
    if not done.events:
        warn("cursus: that is decided already")
    _say_events(done.events, False)
    if done.touched > len(done.events):
        say(dim(f"      {count(done.touched, 'claim')} in all"))


def _say_events(events: Any, json_: bool) -> None:
    if json_:
        from dataclasses import asdict

        print_json([asdict(e) for e in events])
        return
    for e in events:
        by = f" by {one_line(e.author)}" if e.author else ""
        undoes = f" {e.undoes}" if e.undoes else ""
        back = f"  (taken back by {e.undone})" if e.undone else ""
        told = "" if e.kind == "undo" else _changes(e)
        note = f"  {one_line(e.note)}" if e.note else ""
        say(
            f"{e.n:>5}  {e.kind}{undoes}  {clean(e.claim_id)}  {one_line(e.property)}{told}  {dim(e.decided + by)}{note}{back}"
        )


def _changes(event: Any) -> str:
    changes = event.after.get("changes", {})
    said = [f"{name}: {_plain(event.before.get(name))} → {_plain(value)}" for name, value in changes.items()]
    return "  " + "; ".join(said) if said else f" {one_line(str(event.before.get('value', '')), 40)}"


def _plain(value: Any) -> str:
    return one_line(str(value["name"] if isinstance(value, dict) else value or "none"), 60)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "")
