"""``cursus rules``: what the checks look for, and the manual page of each rule."""

from __future__ import annotations

import difflib
import inspect

import click

from cursus.cli import options
from cursus.cli.findings import COLOURS
from cursus.cli.output import bold, coloured, print_json, say, table


def named(name: str) -> str:
    """The id of a rule as the user wrote it: its id or its code. Raises UsageError with the nearest name."""
    from cursus.check.engine import rule_id
    from cursus.check.rules import rules

    known = {rule_id(rule): rule for rule in rules()}
    wanted = name.strip().lower().replace("_", "-")
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, known, 1)
    raise click.UsageError(f"no such rule: {name}; " + (f"did you mean {near[0]}?" if near else "see `cursus rules`"))


@click.command()
@click.argument("rule", required=False, default="")
@options.as_json
def command(rule: str, json_: bool) -> int:
    """List the rules of `cursus check`, or print the manual page of one.

    \b
    cursus rules
    cursus rules archive-before-publication
    """
    from cursus.check.engine import rule_id
    from cursus.check.rules import rules

    pages = {rule_id(r): r for r in rules()}
    if rule:
        pages = {named(rule): pages[named(rule)]}
    if json_:
        print_json([
            {"rule": id_, "code": r.CODE, "level": r.LEVEL, "manual": inspect.cleandoc(r.__doc__ or "")}
            for id_, r in pages.items()
        ])  # fmt: skip
    elif rule:
        for id_, r in pages.items():
            say(f"{bold(id_)}  {coloured(r.LEVEL, COLOURS[r.LEVEL])}  {r.CODE}\n")
            say(inspect.cleandoc(r.__doc__ or ""))
    else:
        table(
            [(id_, r.LEVEL, r.CODE, (r.__doc__ or "").strip().split("\n")[0]) for id_, r in pages.items()],
            ("rule", "level", "code", "what it finds"),
        )
    return 0
