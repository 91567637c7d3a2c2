"""What ``cursus add`` says about every article: lines for people, or one JSON value that is written as it comes.

Neither keeps the reports: a dump may give a hundred thousand of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cursus.claim import Claim
from cursus.cli.output import bold, clean, coloured, count, dim, one_line, say, warn
from cursus.run.inputs import Found
from cursus.run.keep import Report
from cursus.store import Counts
from cursus.store.address import shown

FEW = 20
"""Up to so many articles each get a line; of more only those that need a look."""
MOST_CHANGES = 8
"""So many appeared, vanished and changed claims are printed of an article; ``--json`` has them all."""

_COLOURS = {"added": "green", "replaced": "yellow", "unchanged": "white", "unreadable": "red"}
_PASSED = {
    "other": ("other article", ""),
    "redirect": ("redirect", ""),
    "elsewhere": ("page outside the articles", "pages outside the articles"),
}


@dataclass
class Tally:
    """What became of all that was read so far."""

    statuses: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    findings: int = 0
    nobody: int = 0

    def note(self, report: Report) -> None:
        self.statuses[report.status] += 1
        if report.stored:
            self.claims += report.claims
            self.findings += sum(report.findings.values())
            self.nobody += report.person is None


class Lines:
    """Reports for people: a line for each of a few, of many only those that need a look."""

    def __init__(self, db: str, inputs: int) -> None:
        self._db, self._inputs = shown(db), inputs

    def report(self, report: Report, tally: Tally) -> None:
        if report.status == "unreadable":
            _complain(report)
        elif report.notable or tally.statuses.total() <= FEW >= self._inputs:
            _print(report)

    def end(self, tally: Tally, passed: Counter[str], found: Found, counts: Counts | None) -> None:
        _summary(tally, passed, found)
        if counts is not None:
            holds = (count(counts.documents, "article"), count(counts.persons, "person"), count(counts.claims, "claim"))
            say(f"{bold(self._db)} holds {', '.join(holds)}, {count(counts.findings, 'finding')}")


class JsonReports:
    """One JSON object, written piece by piece; it is whole even where the run ends early."""

    def __init__(self, db: str) -> None:
        self._first = True
        self._write('{\n  "database": ', shown(db), ',\n  "inputs": [')

    def report(self, report: Report, tally: Tally) -> None:
        if report.status == "unreadable":
            _complain(report)
        self._write("\n    " if self._first else ",\n    ", report.as_json(), indent="    ")
        self._first = False

    def end(self, tally: Tally, passed: Counter[str], found: Found, counts: Counts | None) -> None:
        holds = None
        if counts is not None:
            holds = {
                "documents": counts.documents,
                "persons": counts.persons,
                "claims": counts.claims,
                "findings": counts.findings,
            }
        self._write(
            ("]" if self._first else "\n  ]") + ',\n  "passed": ', {kind: passed[kind] for kind in _PASSED}, indent="  "
        )
        self._write(',\n  "skipped": ', dict(sorted(found.skipped.items())), indent="  ")
        self._write(',\n  "holds": ', holds, "\n}\n", indent="  ")
        sys.stdout.buffer.flush()

    def _write(self, before: str, value: Any, after: str = "", indent: str = "") -> None:
        import orjson

        body = orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n" + indent.encode())
        sys.stdout.flush()
        sys.stdout.buffer.write(before.encode() + body + after.encode())


def _complain(report: Report) -> None:
    for problem in report.problems:
        warn(f"cursus: {problem}")


def _print(report: Report) -> None:
    """One line about an article, and what a new text of it changed."""
    status = coloured(f"{report.status:10}", _COLOURS[report.status])
    asked = f" (redirected from {one_line(report.asked)})" if report.asked else ""
    say(f"{status} {one_line(report.path)}{asked}{_holds(report)}")
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


def _summary(tally: Tally, passed: Counter[str], found: Found) -> None:
    parts = [f"{tally.statuses[status]:,} {status}" for status in _COLOURS if tally.statuses[status]]
    stored = tally.statuses["added"] + tally.statuses["replaced"]
    if parts:
        brought = f": {count(tally.claims, 'claim')}, {count(tally.findings, 'finding')}" if stored else ""
        say(f"{', '.join(parts)}{brought}")
    if tally.nobody and tally.statuses.total() > 1:
        say(f"no person found in {count(tally.nobody, 'article')}")
    left = [count(passed[kind], *words) for kind, words in _PASSED.items() if passed[kind]]
    if left:
        say(dim(f"left out of {count(passed.total(), 'page')}: {', '.join(left)}"))
    if found.skipped:
        say(dim(f"passed over: {found.skipped_words()}"))
