"""``cursus annotate``: persons, ranks, posts and units marked in articles, for annotators to use and correct."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click

from cursus.claim import Document
from cursus.cli import options
from cursus.cli.output import count, warn
from cursus.export.whole import whole_file
from cursus.page import Problem
from cursus.run import inputs
from cursus.run.limits import Limits
from cursus.run.local import LocalRunner, Task
from cursus.tag import brat
from cursus.tag.model import Paragraph
from cursus.tag.pairs import related
from cursus.tag.tagger import Tagger, shipped
from cursus.tag.weights import WeightsError, unpack

_PROSE = frozenset(("paragraph", "item", "caption", "quotation"))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--out", required=True, metavar="DIR", help="The folder to write to; made where it is not there.")
@click.option("--weights", metavar="FILE", help="Weights of your own, from `cursus train`.")
@click.option("--posted", is_flag=True, help="Leave out persons to whom no rank, post or unit belongs.")
@click.option("--overwrite", is_flag=True, help="Replace annotations that the folder holds already.")
@options.reading
def command(
    paths: tuple[str, ...],
    out: str,
    weights: str | None,
    posted: bool,
    overwrite: bool,
    jobs: int | None,
    timeout: int,
    memory: int,
    max_bytes: int,
) -> int:
    """Mark who holds which rank and post in articles (files, folders, or - for standard input), as brat standoff.

    Of each article the folder gets its text (.txt) and what is marked in it (.ann): Person, Rank, Organization and Role, and
    the relations has_rank, has_role and is_posted, each from a person. The annotation.conf beside them lets brat show and edit
    them; `cursus train --from DIR` learns from what was corrected.

    \b
    cursus annotate articles/ --out marked
    cursus annotate articles/ --out marked --posted
    cursus annotate article.wikitext --out marked --weights mine.bin

    Exit status: 0 all was read; 1 part of it could not be; 2 nothing could be.
    """
    tagger = load_tagger(weights)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    found = inputs.find(paths)
    failed = [Problem(p.name, p.reason, p.remedy) for p in found.missing]
    workers = min(jobs or os.cpu_count() or 1, max(len(found.inputs), 1))
    written = marked = 0
    names: set[str] = set()
    with LocalRunner(workers, Limits(cpu=timeout, wall=2 * timeout, memory=memory)) as runner:
        for outcome in runner.run(_tasks(found.inputs, max_bytes, failed)):
            if outcome.result is None:
                continue
            failed += outcome.result.problems
            document = outcome.result.document
            if document is None:
                continue
            target = folder / _name(document.path, names)
            if not overwrite and target.with_name(f"{target.name}.ann").exists():
                raise click.ClickException(
                    f"{target}.ann is there already, and somebody may have corrected it; "
                    "give another folder, or --overwrite"
                )
            parts = annotate(document, tagger)
            if posted:
                parts = [(at, related(paragraph)) for at, paragraph in parts]
            _write(f"{target}.txt", document.text)
            _write(f"{target}.ann", brat.write(document.text, parts))
            written += 1
            marked += sum(len(paragraph.mentions) for _, paragraph in parts)
    for problem in failed:
        warn(f"cursus: {problem}")
    if not written:
        warn("cursus: nothing was annotated; give files or a folder with .txt, .wikitext, .html or .xml files")
        return 2
    _write(str(folder / "annotation.conf"), brat.configuration())
    warn(f"{count(written, 'article')} with {count(marked, 'mention')} written to {folder}")
    return 1 if failed else 0


def load_tagger(weights: str | None) -> Tagger:
    """The tagger with the weights of a file, or with those that come with Cursus. Raises ClickException."""
    if weights is None:
        return shipped()
    try:
        return Tagger(unpack(Path(weights).read_bytes()))
    except WeightsError as error:
        raise click.ClickException(f"{weights}: {error}") from error


def annotate(document: Document, tagger: Tagger) -> list[tuple[int, Paragraph]]:
    """What is marked in the prose of a document: where each paragraph begins, and its mentions."""
    return [
        (block.start, tagger.tag(document.text[block.start : block.end], document.path))
        for block in document.blocks
        if block.kind in _PROSE
    ]


def _tasks(given: list[inputs.Input], max_bytes: int, failed: list[Problem]) -> Iterator[Task]:
    for one in given:
        try:
            yield Task(inputs.load(one, max_bytes), one.name)
        except inputs.Unreadable as error:
            failed.append(Problem(error.name, error.reason, error.remedy))


_UNSAFE = re.compile(r"[^\w.-]+")
_EXTENSION = re.compile(r"\.(?:txt|wikitext|wiki|mediawiki|html?|xml)(?=$|#)", re.IGNORECASE)


def _name(path: str, taken: set[str]) -> str:
    """A file name for an article, without extension; a number tells apart what would be called the same."""
    plain = _UNSAFE.sub("_", _EXTENSION.sub("", path)).strip("._") or "article"
    name, n = plain[:150], 1
    while name.casefold() in taken:
        n += 1
        name = f"{plain[:150]}-{n}"
    taken.add(name.casefold())
    return name


def _write(path: str, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode("utf-8", "replace"))
