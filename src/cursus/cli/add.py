"""``cursus add``: read articles and store what they claim."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace

import click

from cursus.cli import options
from cursus.cli.engine import Engine, add_on_spark, engine_options
from cursus.cli.from_wiki import Fetching, fetching_options, sorted_out, wiki_reports
from cursus.cli.output import warn
from cursus.cli.progress import shown
from cursus.cli.reports import FEW, JsonReports, Lines, Tally
from cursus.read.dump import Wanted
from cursus.run.ingest import Ingest
from cursus.run.inputs import find
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner
from cursus.store import Counts


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH|ADDRESS...|-")
@options.database
@options.choosing
@fetching_options
@options.reading
@engine_options
@click.option("--again", is_flag=True, help="Read what is stored already anew, and fetch pages of wikis anew.")
@options.as_json
def command(
    paths: tuple[str, ...],
    db: str,
    wanted: Wanted,
    fetching: Fetching,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
    engine: Engine,
    again: bool,
    json_: bool,
) -> int:
    """Read articles (files, folders, dumps, addresses of a wiki, or - for standard input) and store what they claim.

    The same bytes again change nothing; other bytes under the same path, or of the same page, replace the article and
    say what appeared, vanished and changed. An interrupted run goes on where it was when it is started again.

    A dump is a MediaWiki XML export of any size, plain or packed (.gz, .bz2, .xz, .zst, .7z). It is read as a stream, and
    of its pages only those that may be biographies:

    \b
      cursus add enwiki-pages-articles-multistream.xml.bz2 --only military
      cursus add dump.xml.7z --category "Ottoman generals" --category "Egyptian generals"
      cursus add dump.xml.bz2 --titles-from names.txt
      curl -s https://example.org/dump.xml.gz | cursus add -

    The address of a page of a wiki gets its newest revision, with oldid= that one; the address of a category its articles:

    \b
      cursus add https://en.wikipedia.org/wiki/Mikhail_Skobelev
      cursus add https://de.wikipedia.org/wiki/Kategorie:General --depth 1
      cursus add --wiki https://en.wikipedia.org --category "Ottoman generals"

    On a Spark cluster, whose machines see the files and the result under the same paths:

    \b
      cursus add --engine spark --master spark://host:7077 enwiki-pages-articles-multistream.xml.bz2
      cursus add --engine spark --parquet out dump.xml.bz2 && cursus load out

    Exit status: 0 all was read; 1 part of it could not be; 2 nothing could be.
    """
    addresses, files = sorted_out(paths, wanted, fetching)
    of_wiki = Wanted()
    if fetching.wiki is not None:  # then categories and titles are that wiki's, and say nothing about dumps
        of_wiki, wanted = wanted, replace(wanted, categories=(), titles=None)
    found = find(files, base=options.folder_of(db))
    limits = Limits(cpu=timeout, wall=2 * timeout, memory=memory)
    if engine.name == "spark":
        if addresses or fetching.wiki is not None:
            raise click.UsageError("pages of a running wiki are read by one machine; leave out --engine spark")
        return add_on_spark(
            found, db, engine, wanted=wanted, limits=limits, max_bytes=max_bytes, again=again, json_=json_
        )
    workers = jobs or os.cpu_count() or 1
    tally = Tally()
    out: JsonReports | Lines = JsonReports(db) if json_ else Lines(db, len(found.inputs) + len(addresses))
    with (
        LocalRunner(workers, limits) as runner,
        Ingest(db, runner, max_bytes=max_bytes, again=again, wanted=wanted) as ingest,
    ):
        counts: Counts | None = None
        try:
            for report in ingest.missing(found.missing):
                tally.note(report)
                out.report(report, tally)
            with shown(ingest.watch, len(found.inputs) if len(found.inputs) > FEW else None) as advance:
                for report in ingest.run(found.inputs):
                    tally.note(report)
                    out.report(report, tally)
                    advance()
                if addresses or fetching.wiki is not None:
                    for report in wiki_reports(ingest, addresses, of_wiki, fetching):
                        tally.note(report)
                        out.report(report, tally)
                        advance()
            counts = ingest.counts()
        finally:
            out.end(tally, ingest.passed, found, counts)
    return _status(tally, ingest.passed)


def _status(tally: Tally, passed: Counter[str]) -> int:
    failed = tally.statuses["unreadable"]
    if not failed:
        if tally.statuses or passed:
            return 0
        warn("cursus: nothing to read here: no .txt, .wikitext, .html or .xml file; give files or another folder")
        return 2
    return 1 if failed < tally.statuses.total() or passed else 2
