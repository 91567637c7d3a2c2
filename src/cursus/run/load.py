"""From a folder of Parquet to the database: what a Spark run, or another database, found."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from cursus.export.parquet import Packed, UnsoundError, read_folder
from cursus.page import Problem
from cursus.run.keep import Keeper, Report

MEMORY = 4 << 30
"""Bytes of address space on top of what the process has, for files that say one size and unfold to another."""


def load_folder(keeper: Keeper, folder: str) -> Iterator[Report]:
    """Store the articles of a folder; a Report each. An article whose text is stored is passed by, so that a run that
    was interrupted goes on where it was.

    An article that does not hold together becomes a problem; a file that is damaged raises ParquetError, and what came
    before it is stored.
    """
    with _limited_memory(MEMORY):
        for packed in read_folder(folder):
            yield _keep(keeper, packed)


def _keep(keeper: Keeper, packed: Packed) -> Report:
    if packed.document is not None and keeper.known(str(packed.document["sha256"])) is not None:
        return keeper.unchanged(packed.path, str(packed.document["title"]))
    try:
        result = packed.result()
    except UnsoundError as error:
        return keeper.unread(Problem(packed.path, f"{error} ({packed.where})", "write the folder again"))
    return keeper.keep(packed.path, result)


@contextmanager
def _limited_memory(more: int) -> Iterator[None]:
    """Let the process take so much more address space, where the system can say how much it has, and no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        with open("/proc/self/statm", "rb") as status:
            limit = int(status.read().split()[0]) * resource.getpagesize() + more
    except OSError:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit if soft == resource.RLIM_INFINITY else min(limit, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
