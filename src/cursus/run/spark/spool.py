"""A dump that has to be unpacked from its start → files of pages that tasks read side by side.

The driver unpacks it and keeps the pages that are wanted. That is one pass at the speed of the packing, some hundred times
faster than what the tasks do with the pages; and of a whole Wikipedia the wanted pages are a small part.
"""

from __future__ import annotations

import dataclasses
import gzip
import os
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from cursus.export.parquet.folder import write_whole
from cursus.read.dump import DumpError, DumpReader, Page, Site, Wanted
from cursus.read.dump.wanted import TAKEN
from cursus.run.dumps import Watch
from cursus.run.spark.piece import Spooled

PIECE_TEXT = 4 << 20
"""Characters of the pages of one file, about two minutes of work."""
_FIELDS = tuple(f.name for f in dataclasses.fields(Page) if f.name != "site")


def spool(path: str, name: str, folder: str, wanted: Wanted, threads: int, watch: Watch) -> Iterator[Spooled]:
    """Write the pages of a dump to files in ``folder``, which is made; one Spooled per file, in order.

    An error of the dump goes with the last of them, as it comes behind the last page that could be read. ``watch`` tells
    how far it is.
    """
    os.makedirs(folder, exist_ok=True)
    number, batch, size = 0, [], 0
    error: DumpError | None = None
    with open(path, "rb") as source:
        reader = DumpReader(source, name, wanted=wanted, threads=threads)
        pages = iter(reader)
        watch.name, watch.size, watch.begun = name, os.path.getsize(path), time.monotonic()
        while True:
            try:
                page = next(pages, None)
            except DumpError as met:
                page, error = None, met
            if page is not None:
                batch.append(page)
                size += len(page.text)
                watch.read, watch.pages, watch.articles = reader.read, reader.passed.total(), reader.passed[TAKEN]
            if page is None or size >= PIECE_TEXT:
                last = page is None
                target = os.path.join(folder, f"pages-{number:05d}.gz")
                _write(target, batch)
                problem = (error.path or name, error.reason, error.remedy) if error is not None else None
                passed = tuple((kind, n) for kind, n in sorted(reader.passed.items()) if kind != TAKEN)
                yield Spooled(target, name, problem if last else None, passed if last else ())
                number, batch, size = number + 1, [], 0
                if last:
                    return


def _write(path: str, pages: list[Page]) -> None:
    site = pages[0].site if pages else None
    lines = [orjson.dumps(site), *(orjson.dumps({name: getattr(p, name) for name in _FIELDS}) for p in pages)]
    write_whole(path, gzip.compress(b"\n".join(lines), 1, mtime=0))


def read_spooled(path: str) -> Iterator[Page]:
    """Read back what :func:`spool` wrote."""
    first, *lines = gzip.decompress(Path(path).read_bytes()).split(b"\n")
    data = orjson.loads(first)
    site = None
    if data is not None:
        site = Site(**{**data, "namespaces": tuple((key, name) for key, name in data["namespaces"])})
    for line in lines:
        yield Page(**orjson.loads(line), site=site)
