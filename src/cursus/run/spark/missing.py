"""What only the whole of a dump can tell: that it holds no article at all, or not one of the titles that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cursus.export.parquet.errors import arrow
from cursus.export.parquet.folder import part_path
from cursus.page import Problem
from cursus.read.dump import Wanted
from cursus.read.dump.wanted import OTHER, TAKEN
from cursus.run.dumps import no_article, no_title
from cursus.run.spark.piece import Files, Piece
from cursus.run.spark.task import Done


def missing(folder: str, pieces: Sequence[Piece], done: Mapping[int, Done], wanted: Wanted) -> Iterator[Problem]:
    """The problems of dumps that were read to their end, dump by dump."""
    for name, group in groupby(pieces, key=_dump):
        numbers = [piece.number for piece in group]
        if name is None or not all(done[number].whole for number in numbers):
            continue
        passed: Counter[str] = Counter()
        for number in numbers:
            passed.update(dict(done[number].passed))
        if not passed[TAKEN] + passed[OTHER]:
            yield no_article(name)
        if wanted.titles is not None:
            titles = {title for number in numbers for title in _titles(folder, number)}
            yield from (no_title(name, title) for title in sorted(wanted.titles - titles))


def _dump(piece: Piece) -> str | None:
    return None if isinstance(piece.work, Files) else piece.work.name


def _titles(folder: str, number: int) -> list[str]:
    _, pq = arrow()
    titles: list[str] = pq.read_table(part_path(folder, "documents", number), columns=["title"])["title"].to_pylist()
    return titles
