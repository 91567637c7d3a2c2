"""Inputs → pieces, and whether a folder holds a part of the same run already."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cursus.export.parquet import Manifest, ParquetError, read_manifest
from cursus.export.parquet.folder import WORK, part_path, write_whole
from cursus.export.parquet.schema import TABLES
from cursus.export.parquet.store import clear
from cursus.read.sniff import is_dump
from cursus.run.dumps import Watch
from cursus.run.inputs import Input
from cursus.run.spark.cut import cut
from cursus.run.spark.piece import Files, Order, Piece, Stretch, Work, piece_from_json, piece_to_json
from cursus.run.spark.spool import spool
from cursus.run.spark.task import DONE, Done, done_from_json, done_path

STRETCH = 32 << 20
"""Bytes of a dump, as it lies on the disk, that one task reads at most: what is lost with a worker is small."""
LEAST = 256 << 10
PER_CORE = 4
"""Tasks for each core at least, so that no core waits for another at the end."""
FILES = 64
_SNIFF = 4096


@dataclass(frozen=True, slots=True)
class Sizes:
    """How finely to cut: into ``partitions`` pieces for each dump where given, else as many as the cores ask for."""

    cores: int
    partitions: int | None = None

    def of(self, size: int) -> int:
        if self.partitions is not None:
            return self.partitions
        return max(1, min(max(self.cores * PER_CORE, -(-size // STRETCH)), size // LEAST))


class Plan:
    """The pieces of one run, kept in its folder, so that a run that was interrupted goes on with the same ones.

    Opening it empties a folder of another run; ``finished`` is the result where the same run made it before. Raises
    ParquetError where the folder holds something else.
    """

    def __init__(self, inputs: Iterable[Input], order: Order, max_bytes: int) -> None:
        self._inputs = [Input(os.path.abspath(i.path), i.name) for i in inputs]
        self._order, self._max_bytes = order, max_bytes
        self._path = os.path.join(order.folder, WORK, "plan.json")
        self.mark = _mark(self._inputs, order, max_bytes)
        self._earlier = _earlier(self._path, self.mark)
        self.finished = _finished(order.folder, self.mark)
        if self._earlier is None and self.finished is None:
            clear(order.folder)
            os.makedirs(os.path.join(order.folder, DONE))

    def pieces(self, sizes: Sizes, watch: Watch) -> list[Piece]:
        """In the order of the inputs; those of the earlier attempt, whatever the sizes, where there was one. ``watch``
        tells how far a dump is that has to be unpacked for it."""
        if self._earlier is not None:
            return self._earlier
        works = _works(self._inputs, self._order, sizes, self._max_bytes, watch)
        pieces = [Piece(number, work) for number, work in enumerate(works)]
        data = {"mark": self.mark, "pieces": [piece_to_json(piece) for piece in pieces]}
        write_whole(self._path, json.dumps(data, indent=1).encode())
        return pieces


def parts_done(folder: str, pieces: Iterable[Piece]) -> dict[int, Done]:
    """What an earlier attempt at the same run finished."""
    done: dict[int, Done] = {}
    for piece in pieces:
        path = Path(done_path(folder, piece.number))
        if path.exists() and all(os.path.exists(part_path(folder, table, piece.number)) for table in TABLES):
            done[piece.number] = done_from_json(path.read_bytes())
    return done


def count_done(folder: str) -> int:
    return len(os.listdir(os.path.join(folder, DONE)))


def _mark(inputs: list[Input], order: Order, max_bytes: int) -> str:
    """What makes a run the same run: the same bytes, as far as the disk can say, read by the same rules."""
    parts: list[object] = [order.version, order.wanted.key(), order.limits, max_bytes]
    for given in inputs:
        try:
            status = os.stat(given.path)
            parts.append((given.path, given.name, status.st_size, status.st_mtime_ns))
        except OSError:
            parts.append((given.path, given.name))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _finished(folder: str, mark: str) -> Manifest | None:
    try:
        manifest = read_manifest(folder)
    except ParquetError:
        return None
    return manifest if manifest.run == mark else None


def _earlier(path: str, mark: str) -> list[Piece] | None:
    try:
        data = json.loads(Path(path).read_bytes())
        return [piece_from_json(piece) for piece in data["pieces"]] if data["mark"] == mark else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _works(inputs: list[Input], order: Order, sizes: Sizes, max_bytes: int, watch: Watch) -> Iterator[Work]:
    files: list[tuple[str, str]] = []
    for number, given in enumerate(inputs):
        dump = _is_dump(given.path)
        if files and (dump or len(files) == FILES):
            yield Files(tuple(files), max_bytes)
            files = []
        if dump:
            yield from _dump(given, os.path.join(order.folder, WORK, f"pages-{number}"), order, sizes, watch)
        else:
            files.append((given.path, given.name))
    if files:
        yield Files(tuple(files), max_bytes)


def _dump(given: Input, folder: str, order: Order, sizes: Sizes, watch: Watch) -> Iterator[Work]:
    size = os.path.getsize(given.path)
    most = sizes.of(size)
    whole = [Stretch(given.path, given.name, 0, size)]
    stretches = whole if most == 1 else cut(given.path, given.name, size, most)
    if stretches is not None:
        yield from stretches
    else:
        yield from spool(given.path, given.name, folder, order.wanted, sizes.cores, watch)


def _is_dump(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return is_dump(file.read(_SNIFF))
    except OSError:
        return False  # reading it will say what is wrong
