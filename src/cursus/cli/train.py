"""``cursus train``: weights for the tagger from annotated paragraphs and from corrected annotations."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cursus.cli.output import count, warn
from cursus.export.whole import whole_file
from cursus.tag import brat
from cursus.tag.annotation import Loaded, load
from cursus.tag.model import Paragraph
from cursus.tag.weights import pack

_SHOWN = 10
"""Problems that are printed; the rest is counted."""


@click.command()
@click.option(
    "--annotation",
    "annotations",
    multiple=True,
    metavar="FILE",
    help="Annotated paragraphs (JSON Lines); repeatable. The project's own are in annotation/paragraphs.jsonl.",
)
@click.option("--corpus", envvar="CURSUS_CORPUS", metavar="DIR", help="Where the articles of --annotation are.")
@click.option(
    "--from", "folders", multiple=True, metavar="DIR", help="Brat standoff, as corrected by annotators; repeatable."
)
@click.option("--out", default="tagger.bin", show_default=True, metavar="FILE", help="Where the weights go.")
@click.option(
    "--copies",
    type=click.IntRange(0, 4),
    default=1,
    show_default=True,
    help="Altered copies of each paragraph to learn from: other names, ranks, posts and units in the same sentences.",
)
def command(annotations: tuple[str, ...], corpus: str | None, folders: tuple[str, ...], out: str, copies: int) -> int:
    """Train the tagger anew. The same paragraphs give the same weights; it takes some minutes and needs the train extra
    (pip install 'cursus[train]').

    \b
    cursus train --annotation annotation/paragraphs.jsonl --corpus ../corpus --out mine.bin
    cursus train --annotation annotation/paragraphs.jsonl --corpus ../corpus --from corrected --out mine.bin
    cursus train --from corrected --out mine.bin
    cursus annotate articles/ --out marked --weights mine.bin

    Of brat's files the paragraphs are learned from that hold a mention: annotators leave most of an article unread.

    Exit status: 0 all was learned from; 1 part of the annotation could not be used; 2 nothing could.
    """
    if not annotations and not folders:
        raise click.UsageError("say what to learn from: --annotation FILE with --corpus DIR, or --from DIR")
    if annotations and not corpus:
        raise click.UsageError("--annotation holds no text; say with --corpus where the articles are")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums in one order, whatever the machine
    try:
        from cursus.tag.augment import copies as altered
        from cursus.tag.train import train
    except ImportError as error:
        raise click.ClickException(f"training needs {error.name}: pip install 'cursus[train]'") from error
    loaded = [load(Path(file), Path(corpus or ".")) for file in annotations]
    loaded += [_folder(folder) for folder in folders]
    problems = [problem for one in loaded for problem in one.problems]
    for problem in problems[:_SHOWN]:
        warn(f"cursus: {problem}")
    if len(problems) > _SHOWN:
        warn(f"cursus: and {len(problems) - _SHOWN} more like these")
    paragraphs: list[Paragraph] = [p for one in loaded for p in one.paragraphs]
    if not any(p.mentions for p in paragraphs):
        raise click.ClickException("there is no annotated paragraph to learn from")
    data = pack(train([*paragraphs, *altered(paragraphs, copies)], say=warn))
    with whole_file(out) as file:
        file.write(data)
    warn(f"{count(len(paragraphs), 'paragraph')} learned; {len(data) / 1e6:.1f} MB written to {out}")
    return 1 if problems else 0


def _folder(folder: str) -> Loaded:
    if not Path(folder).is_dir():
        raise click.ClickException(f"{folder}: there is no such folder")
    return brat.read_folder(Path(folder))
