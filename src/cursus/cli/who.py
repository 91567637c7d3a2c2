"""``cursus who``: who commanded a unit on a day."""

from __future__ import annotations

import datetime
from typing import Any

import click

from cursus.claim import Claim
from cursus.cli import options
from cursus.cli.output import bold, clean, coloured, count, dim, one_line, print_json, say, table, warn
from cursus.dossier.command import Command, Holder

_COLOURS = {"certain": "green", "possible": "yellow", "no evidence": "white"}


@click.command()
@click.argument("unit", required=False, default="")
@click.option(
    "--on", "day", metavar="YYYY-MM-DD", help="The day to ask about; without it, the units that fit are listed."
)
@click.option("--role", metavar="WORDS", help="Who held this role there, instead of its command.")
@options.database
@options.as_json
def command(unit: str, day: str | None, role: str | None, db: str, json_: bool) -> int:
    """Say who commanded UNIT on a day: certain, possible, or no evidence, each with the claims that bound it.

    UNIT is a name in any of its spellings, or words of it. What is known by one end only never fills a gap silently.

    \b
    cursus who "4th Infantry Regiment" --on 1881-02-01
    cursus who "Combined Fleet" --on 1904-05-01 --json
    cursus who division                              units whose names hold the word

    Exit status: 0 somebody, certainly or possibly; 1 no evidence; 2 no such unit, or no such day.
    """
    from cursus.dossier.command import who_commanded
    from cursus.store import open_store
    from cursus.store.address import shown

    if day is not None:
        try:
            datetime.date.fromisoformat(day)
        except ValueError as error:
            raise click.UsageError(f"{day!r} is no day; write for example 1881-02-01") from error
    with open_store(db, readonly=True) as store:
        units = store.units(unit)
        if not units:
            raise click.ClickException(f"no posting in {shown(db)} names a unit like {unit!r}")
        if day is None:
            if json_:
                print_json(
                    [{"unit": u.key, "name": u.name, "names": list(u.names), "postings": u.postings} for u in units]
                )
            else:
                table([(u.name, str(u.postings), ", ".join(u.names[1:4])) for u in units], ("unit", "postings", "also"))
            return 0
        answer = who_commanded(store, units[0], day, role)
    if json_:
        print_json(_json(answer))
    else:
        _print(answer)
        if len(units) > 1:
            warn(f"also called like that: {', '.join(clean(u.name) for u in units[1:6])}")
    return 0 if answer.holders else 1


def _print(answer: Command) -> None:
    say(f"{bold(one_line(answer.unit.name))} on {answer.day}: {coloured(answer.certainty, _COLOURS[answer.certainty])}")
    for holder in answer.holders:
        _holder(holder, f"{coloured(holder.certainty.ljust(8), _COLOURS[holder.certainty])} ")
    for what, nearest in (("before", answer.before), ("after", answer.after)):
        if nearest is not None:
            _holder(nearest, f"{what:8} ")
    for holder in answer.undated:
        _holder(holder, f"{'undated':8} ")
    for claim in answer.doubted:
        say(f"  {claim.stance:8} {bold(one_line(claim.person.name))}")
        _quote(claim)


def _holder(holder: Holder, lead: str) -> None:
    known = " to ".join(d for d in dict.fromkeys((holder.first, holder.last)) if d)
    why = ", ".join(w for w in (holder.why, f"known {known}" if known else "") if w)
    say(f"  {lead}{bold(one_line(holder.name))}  {dim(clean(holder.person))}  {why}")
    for claim in holder.claims[:4]:
        _quote(claim)
    if len(holder.claims) > 4:
        say(dim(f"             and {count(len(holder.claims) - 4, 'more claim')}"))


def _quote(claim: Claim) -> None:
    notes = "".join(f"[{s.label}]" for s in claim.citations)
    say(f"           “{one_line(claim.quote.exact, 110)}”{notes}  {dim(f'{clean(claim.document.path)} {claim.id}')}")


def _json(answer: Command) -> dict[str, Any]:
    return {
        "unit": {"key": answer.unit.key, "name": answer.unit.name, "names": list(answer.unit.names)},
        "day": answer.day,
        "certainty": answer.certainty,
        "holders": [_holder_json(h) for h in answer.holders],
        "before": None if answer.before is None else _holder_json(answer.before),
        "after": None if answer.after is None else _holder_json(answer.after),
        "undated": [_holder_json(h) for h in answer.undated],
        "doubted": [c.id for c in answer.doubted],
    }


def _holder_json(holder: Holder) -> dict[str, Any]:
    return {
        "person": {"id": holder.person, "name": holder.name}, "certainty": holder.certainty, "why": holder.why,
        "first": holder.first, "last": holder.last, "claims": [c.id for c in holder.claims],
    }  # fmt: skip
