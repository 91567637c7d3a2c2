"""``cursus add``: read articles and store what they claim."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from cursus.claim import Claim
from cursus.cli import options
from cursus.cli.output import bold, clean, coloured, count, dim, one_line, print_json, say, warn
from cursus.run.ingest import Ingest, Report
from cursus.run.inputs import Found, find
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner
from cursus.store import StoreError

FEW = 20
"""Up to so many articles each get a line; of more only those that need a look, and a progress bar."""
MOST_CHANGES = 8
"""So many appeared, vanished and changed claims are printed of an article; ``--json`` has them all."""

_COLOURS = {"added": "green", "replaced": "yellow", "unchanged": "white", "unreadable": "red"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@options.database
@options.reading
@click.option("--again", is_flag=True, help="Read files anew whose bytes are stored already.")
@options.as_json
def command(
    paths: tuple[str, ...],
    db: str,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
    again: bool,
    json_: bool,
) -> int:
    """Read articles (files, folders, or - for standard input) and store what they claim.

    The same bytes again change nothing; other bytes under the same path, or of the same page, replace the article and
    say what appeared, vanished and changed. An interrupted run goes on where it was when it is started again.

    Exit status: 0 all was read; 1 part of it could not be; 2 nothing could be.
    """
    found = find(paths, base=options.folder_of(db))
    workers = min(jobs or os.cpu_count() or 1, max(len(found.inputs), 1))
    reports: list[Report] = []
    with (
        LocalRunner(workers, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner,
        Ingest(db, runner, max_bytes=max_bytes, again=again) as ingest,
    ):
        for report in ingest.missing(found.missing):
            reports.append(report)
            _print(report, json_)
        try:
            with _progress(found, show=not json_) as advance:
                for report in ingest.run(found.inputs):
                    reports.append(report)
                    if report.notable or len(reports) <= FEW >= len(found.inputs):
                        _print(report, json_)
                    advance()
            counts = ingest.counts()
        except StoreError:
            _summary(reports, found)
            raise
    if json_:
        print_json(
            {
                "database": db,
                "inputs": [r.as_json() for r in reports],
                "skipped": dict(sorted(found.skipped.items())),
                "holds": None
                if counts is None
                else {
                    "documents": counts.documents,
                    "persons": counts.persons,
                    "claims": counts.claims,
                    "findings": counts.findings,
                },
            }
        )
    else:
        _summary(reports, found)
        if counts is not None:
            holds = (count(counts.documents, "article"), count(counts.persons, "person"), count(counts.claims, "claim"))
            say(f"{bold(db)} holds {', '.join(holds)}, {count(counts.findings, 'finding')}")
    return _status(reports)


def _status(reports: list[Report]) -> int:
    failed = sum(r.status == "unreadable" for r in reports)
    if not failed:
        if reports:
            return 0
        warn("cursus: nothing to read here: no .txt, .wikitext, .html or .xml file; give files or another folder")
        return 2
    return 1 if failed < len(reports) else 2


def _print(report: Report, quiet: bool) -> None:
    """One line about an article, and what a new text of it changed. What is unreadable is an error message."""
    if report.status == "unreadable":
        for problem in report.problems:
            warn(f"cursus: {problem}")
        return
    if quiet:
        return
    status = coloured(f"{report.status:10}", _COLOURS[report.status])
    say(f"{status} {one_line(report.path)}{_holds(report)}")
    for problem in report.problems:
        warn(f"cursus: {problem}")
    change = report.change
    if change is not None and change.kind == "replaced":
        _list("+", "appeared", [_words(c) for c in change.appeared], "green")
        _list("-", "vanished", [_words(c) for c in change.vanished], "red")
        _list("~", "changed", [f"{_words(a)} → {_words(b)}" for a, b in change.changed], "yellow")


def _holds(report: Report) -> str:
    if not report.stored:
        return ""
    if not report.claims:
        return f"  no person found in {clean(report.title)!r}; kept as an article without claims"
    findings = sum(report.findings.values())
    errors = f" ({count(report.findings['error'], 'error')})" if report.findings["error"] else ""
    return (
        f"  {bold(one_line(report.person or report.title))}: {count(report.claims, 'claim')}"
        f" about {count(report.persons, 'person')}, {count(findings, 'finding')}{errors}"
    )


def _list(sign: str, what: str, lines: list[str], colour: str) -> None:
    for line in lines[:MOST_CHANGES]:
        say(f"  {coloured(sign, colour)} {what:8} {line}")
    if len(lines) > MOST_CHANGES:
        say(dim(f"    and {len(lines) - MOST_CHANGES} more {what}; --json lists all"))


def _words(claim: Claim) -> str:
    date = f" ({claim.date.edtf})" if claim.date else ""
    stance = f", {claim.stance}" if claim.stance != "asserted" else ""
    return one_line(f"{claim.person.name}: {claim.property} {claim.value.text}{date}{stance}".strip(), 90)


def _summary(reports: list[Report], found: Found) -> None:
    stored = [r for r in reports if r.stored]
    parts = []
    for status in ("added", "replaced", "unchanged", "unreadable"):
        number = sum(r.status == status for r in reports)
        if number:
            parts.append(f"{number:,} {status}")
    if parts:
        claims, findings = sum(r.claims for r in stored), sum(sum(r.findings.values()) for r in stored)
        brought = f": {count(claims, 'claim')}, {count(findings, 'finding')}" if stored else ""
        say(f"{', '.join(parts)}{brought}")
    nobody = sum(r.person is None for r in stored)
    if nobody and len(reports) > 1:
        say(f"no person found in {count(nobody, 'article')}")
    if found.skipped:
        say(dim(f"passed over: {found.skipped_words()}"))


@contextmanager
def _progress(found: Found, *, show: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error, if that is a terminal, while much is read. Nobody knows how much a dump holds."""
    dump = any(given.name.endswith((".xml", ".bz2", ".gz", ".xz")) for given in found.inputs)
    if not show or not sys.stderr.isatty() or (len(found.inputs) <= FEW and not dump):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn() if dump else TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # lines about articles go above the bar on a terminal, and stay in the output where that is a file
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("reading", total=None if dump else len(found.inputs))
        yield lambda: progress.advance(task)
