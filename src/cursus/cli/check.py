"""``cursus check``: what is wrong with articles, for people and for editors' tools."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from cursus.check.baseline import dump as dump_baseline
from cursus.check.baseline import load as load_baseline
from cursus.check.baseline import unknown
from cursus.check.settings import LEVELS, Settings, SettingsError, find, load, preset
from cursus.claim import Document, Finding
from cursus.cli import options
from cursus.cli.findings import PRINTERS, Text
from cursus.cli.output import count, warn
from cursus.cli.progress import shown
from cursus.cli.reports import FEW
from cursus.export.whole import whole_file
from cursus.page import Problem
from cursus.read.dump import Wanted
from cursus.run import inputs
from cursus.run.inputs import Found
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner
from cursus.run.reading import Reading


@click.command(context_settings={"default_map": {"only": "all"}})
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--format", "format_", type=click.Choice(list(PRINTERS)), default="text", show_default=True)
@click.option(
    "--level", type=click.Choice(LEVELS), default="info", show_default=True, help="Leave out what weighs less."
)
@click.option("--rule", "-r", "speaking", multiple=True, metavar="RULE", help="Only this rule; may be given again.")
@click.option("--preset", "preset_", metavar="NAME", help="Which rules speak: default, wikipedia, fandom, research.")
@click.option("--config", metavar="FILE", help="A configuration file; without it, the nearest .cursus.toml.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file holds.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found to this file, as known from now on.")
@click.option("--fix", is_flag=True, help="Write the certain repairs into the files (of -, to standard output).")
@click.option("--diff", "diff_", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@options.choosing
@options.reading
def command(
    paths: tuple[str, ...],
    format_: str,
    level: str,
    speaking: tuple[str, ...],
    preset_: str | None,
    config: str | None,
    baseline: str | None,
    write_baseline: str | None,
    fix: bool,
    diff_: bool,
    strict: bool,
    wanted: Wanted,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
) -> int:
    """Check articles (files, folders, dumps, or - for standard input); nothing is stored.

    Prints file:line:column: level rule message, ordered by file and place. Lines and columns count from 1, columns in
    characters. `cursus rules` lists the rules, `cursus rules RULE` explains one.

    \b
    cursus check article.wikitext            what is wrong with it
    cursus check --fix --diff drafts/        what could be repaired with certainty
    cursus check - < article.wikitext        in a pipe
    cursus check --format sarif . > out      for an editor or a code host
    cursus check dump.xml.bz2 --only military --level error

    Exit status: 0 no errors; 1 errors were found, or part of the input could not be read; 2 nothing could be read.
    """
    if fix and paths == ("-",) and not diff_ and format_ != "text":
        raise click.UsageError("--fix writes the article to standard output; there is no room for findings there")
    try:
        settings = _settings(config, preset_, baseline, speaking)
        known = load_baseline(Path(settings.baseline)) if settings.baseline else Counter()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    found = inputs.find(paths)
    found.inputs.sort(key=lambda given: given.name)
    workers = jobs or os.cpu_count() or 1
    wanted_levels = LEVELS[: LEVELS.index(level) + 1]
    piped = fix and paths == ("-",) and not diff_
    quiet = piped or diff_
    report = _Report(_Silent() if quiet else PRINTERS[format_](), [] if write_baseline else None)
    report.failed += [Problem(p.name, p.reason, p.remedy) for p in found.missing]
    with LocalRunner(workers, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner:
        repair = None
        if fix or diff_:
            from cursus.cli.repair import Repair

            repair = Repair(runner, settings, {given.name: given.path for given in found.inputs}, write=not diff_)
        reading = Reading(
            runner,
            wanted=wanted,
            max_bytes=max_bytes,
            failed=report.failed,
            read=repair.run if repair is not None else None,
        )
        with shown(reading.watch, len(found.inputs) if len(found.inputs) > FEW else None) as advance:
            for result in reading.run(found.inputs):
                report.failed += result.problems
                if result.document is not None:
                    heard = [
                        f
                        for f in settings.apply(result.findings)
                        if f.level in wanted_levels and (not speaking or f.rule in speaking)
                    ]
                    report.take(result.document, heard, unknown(heard, known))
                advance()
    if repair is not None:
        report.failed += repair.failed
        report.failed += [_unrepaired(name) for name in reading.dumps]
        report.repaired = repair.done
    report.printer.end()
    if write_baseline and report.all is not None:
        with whole_file(write_baseline) as out:
            out.write(dump_baseline(report.all).encode("utf-8", "surrogatepass"))
        warn(f"{count(len(report.all), 'finding')} written to {write_baseline}")
    for problem in report.failed:
        warn(f"cursus: {problem}")
    report.summary(found)
    if not report.articles:
        return 2 if report.failed or not reading.dumps else 0
    if write_baseline:
        return 1 if report.failed else 0
    return 1 if report.failed or report.levels["error"] or (strict and report.levels["warning"]) else 0


def _unrepaired(name: str) -> Problem:
    return Problem(name, "is a dump, no page of which is repaired", "export the pages to be repaired as files")


def _settings(config: str | None, preset_: str | None, baseline: str | None, only: Sequence[str]) -> Settings:
    """What the options and the nearest configuration file say; an option wins."""
    from cursus.check.engine import rule_id
    from cursus.check.rules import rules
    from cursus.cli.rules import named

    known = [rule_id(rule) for rule in rules()]
    for name in only:
        named(name)
    path = Path(config) if config else find(Path.cwd())
    settings = load(path, known) if path is not None else Settings()
    if preset_ is not None:
        settings = Settings({**settings.levels, **preset(preset_).levels}, settings.baseline)
    return Settings(settings.levels, baseline or settings.baseline)


class _Silent(Text):
    """Says nothing: a diff or an article stands alone in the output."""

    def take(self, finding: Finding, source: str) -> None:
        pass


@dataclass
class _Report:
    """What was found so far."""

    printer: Text
    all: list[Finding] | None = None
    """Every finding, where somebody wants them all at the end."""
    failed: list[Problem] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    known: int = 0
    repaired: int = 0

    def take(self, document: Document, heard: Sequence[Finding], new: Sequence[Finding]) -> None:
        self.articles += 1
        if self.all is not None:
            self.all += heard
        self.known += len(heard) - len(new)
        for finding in new:
            self.levels[finding.level] += 1
            self.printer.take(finding, document.source)

    def summary(self, found: Found) -> None:
        """What a person wants to know at the end; on standard error, so that the findings stay alone in the output."""
        if not self.articles and not found.inputs and not found.missing:
            warn("cursus: nothing to read here: no .txt, .wikitext, .html or .xml file; give files or another folder")
            return
        parts = [count(self.levels[level], level) for level in ("error", "warning", "notice")]
        if self.known:
            parts.append(f"{self.known:,} known")
        if self.repaired:
            parts.append(f"{self.repaired:,} repaired")
        warn(f"{count(self.articles, 'article')}: {', '.join(parts)}")
