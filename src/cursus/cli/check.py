"""``cursus check``: what is wrong with articles, for people and for editors' tools."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from cursus.claim import Finding
from cursus.cli import options
from cursus.cli.output import clean, coloured, count, one_line, print_json, say, warn
from cursus.contract import finding_to_json
from cursus.page import Problem
from cursus.run.inputs import Found, Unreadable, find, load
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner, Task

LEVELS = ("error", "warning", "notice", "info")
_COLOURS = {"error": "red", "warning": "yellow", "notice": "blue", "info": "white"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--level", type=click.Choice(LEVELS), default="info", show_default=True, help="Leave out what weighs less."
)
@options.reading
def command(
    paths: tuple[str, ...],
    format_: str,
    level: str,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
) -> int:
    """Check articles (files, folders, or - for standard input); nothing is stored.

    Prints file:line:column: level rule message, ordered by file and place. Lines and columns count from 1, columns in
    characters.

    Exit status: 0 no errors; 1 errors were found, or part of the input could not be read; 2 nothing could be read.
    """
    found = find(paths)
    found.inputs.sort(key=lambda given: given.name)
    workers = min(jobs or os.cpu_count() or 1, max(len(found.inputs), 1))
    wanted = LEVELS[: LEVELS.index(level) + 1]
    failed = [Problem(p.name, p.reason, p.remedy) for p in found.missing]
    findings: list[Finding] = []
    articles = 0
    with LocalRunner(workers, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner:
        for outcome in runner.run(_tasks(found, max_bytes, failed)):
            if outcome.result is None:
                continue
            failed += outcome.result.problems
            articles += outcome.result.document is not None
            for finding in outcome.result.findings:
                if finding.level in wanted:
                    findings.append(finding)
                    if format_ == "text":
                        _print(finding)
    if format_ == "json":
        findings.sort(key=lambda f: (f.document.path, f.line, f.column, f.code, f.id))
        print_json([finding_to_json(f) for f in findings])
    for problem in failed:
        warn(f"cursus: {problem}")
    _summary(findings, articles, found)
    if not articles:
        return 2
    return 1 if failed or any(f.level == "error" for f in findings) else 0


def _tasks(found: Found, max_bytes: int, failed: list[Problem]) -> Iterator[Task]:
    for given in found.inputs:
        try:
            yield Task(load(given, max_bytes), given.name)
        except Unreadable as error:
            failed.append(Problem(error.name, error.reason, error.remedy))


def _print(finding: Finding) -> None:
    place = f"{clean(finding.document.path)}:{finding.line}:{finding.column}"
    say(f"{place}: {coloured(finding.level, _COLOURS[finding.level])} {finding.rule} {one_line(finding.message)}")


def _summary(findings: list[Finding], articles: int, found: Found) -> None:
    """What a person wants to know at the end; on standard error, so that the findings stay alone in the output."""
    if not articles and not found.inputs and not found.missing:
        warn("cursus: nothing to read here: no .txt, .wikitext, .html or .xml file; give files or another folder")
        return
    by_level = [count(sum(f.level == level for f in findings), level) for level in ("error", "warning", "notice")]
    warn(f"{count(articles, 'article')}: {', '.join(by_level)}")
