"""``cursus infobox``: which parameters of infoboxes are read, and which are not understood."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import click

from cursus.claim import Document, line_column
from cursus.cli import options
from cursus.cli.output import count, one_line, print_json, table, warn
from cursus.cli.tasks import tasks
from cursus.extract.infobox.coverage import READ, STATES, UNKNOWN, UNREAD, Use, uses
from cursus.page import PageResult, Problem
from cursus.run import inputs
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner

_EXAMPLE = 60


@dataclass
class _Parameter:
    """What was seen of one parameter of one box."""

    box: str
    name: str
    states: Counter[str] = field(default_factory=Counter)
    example: dict[str, Any] | None = None

    def note(self, use: Use, document: Document) -> None:
        self.states[use.state] += 1
        if self.example is None and use.state != READ:
            row = use.row
            line, column = line_column(document.source, document.source_span(row.start, row.end)[0])
            value = one_line(document.text[row.value_start : row.value_end], 200)
            self.example = {"path": document.path, "line": line, "column": column, "value": value}


@dataclass
class _Report:
    articles: int = 0
    others: int = 0
    parameters: dict[tuple[str, str], _Parameter] = field(default_factory=dict)

    def take(self, result: PageResult) -> None:
        document = result.document
        if document is None:
            return
        if not document.rows or not result.claims:
            self.others += 1
            return
        self.articles += 1
        for use in uses(document, result.claims):
            name = use.row.key or use.row.label or "(no label)"
            key = (use.row.box, name)
            self.parameters.setdefault(key, _Parameter(*key)).note(use, document)

    def ordered(self, state: str | None = None) -> list[_Parameter]:
        """Those with rows in a state, the most frequent first."""
        found = [p for p in self.parameters.values() if state is None or p.states[state]]
        return sorted(
            found, key=lambda p: (-(p.states[state] if state else p.states.total()), p.box.casefold(), p.name)
        )

    def totals(self) -> Counter[str]:
        return sum((p.states for p in self.parameters.values()), Counter())


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--all", "all_", is_flag=True, help="List every parameter, also those that are read.")
@options.reading
@options.as_json
def command(
    paths: tuple[str, ...], all_: bool, jobs: int | None, timeout: int, memory: int, max_bytes: int, json_: bool
) -> int:
    """Say which parameters of the infoboxes of articles are read, and which are not understood. Nothing is stored.

    A parameter that is not understood makes no claim; its row is kept in the text of the article. Of a parameter that
    is known, a value may still make no claim: "none", a number of children, words that are no date.

    \b
    cursus infobox article.wikitext          what is not understood in it
    cursus infobox --all articles/           every parameter, with counts
    cursus infobox --json dump.xml.bz2       for a script

    Exit status: 0 all was read; 1 part of it could not be; 2 nothing could be.
    """
    found = inputs.find(paths)
    failed = [Problem(p.name, p.reason, p.remedy) for p in found.missing]
    report = _Report()

    workers = min(jobs or os.cpu_count() or 1, max(len(found.inputs), 1))
    with LocalRunner(workers, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner:
        for outcome in runner.run(tasks(found.inputs, max_bytes, failed)):
            if outcome.result is not None:
                failed += outcome.result.problems if outcome.result.document is None else ()
                report.take(outcome.result)
    if json_:
        print_json(_as_json(report))
    else:
        _print(report, all_)
    for problem in failed:
        warn(f"cursus: {problem}")
    if not report.articles and not report.others:
        return 2
    return 1 if failed else 0


def _as_json(report: _Report) -> dict[str, Any]:
    totals = report.totals()
    return {
        "articles": report.articles,
        "without_box": report.others,
        "rows": {state: totals[state] for state in STATES},
        "parameters": [
            {
                "box": p.box,
                "parameter": p.name,
                **{state.replace("-", "_"): p.states[state] for state in STATES},
                "example": p.example,
            }
            for p in report.ordered()
        ],
    }


def _print(report: _Report, all_: bool) -> None:
    if all_:
        table(
            [(p.name, p.box, *(str(p.states[state]) for state in STATES), _example(p)) for p in report.ordered()],
            ("parameter", "box", *STATES, "example that made no claim"),
        )
    else:
        table(
            [(p.name, p.box, str(p.states[UNKNOWN]), _example(p)) for p in report.ordered(UNKNOWN)],
            ("not understood", "box", "rows", "for example"),
        )
    totals = report.totals()
    known = totals[READ] + totals[UNREAD]
    warn(
        f"{count(report.articles, 'article')} with an infobox of a person, {count(report.others, 'other')}: "
        f"{count(totals.total(), 'row')}, {totals[READ]:,} of {known:,} in known fields read, "
        f"{totals[UNKNOWN]:,} not understood"
    )


def _example(parameter: _Parameter) -> str:
    example = parameter.example
    if example is None:
        return ""
    return f"{example['path']}:{example['line']}: {one_line(example['value'], _EXAMPLE)}"
