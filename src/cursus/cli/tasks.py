"""The files of a verb that reads articles without storing them, as work for the reading processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cursus.page import Problem
from cursus.run import inputs
from cursus.run.inputs import Input, Unreadable
from cursus.run.local import Task


def tasks(given: Sequence[Input], max_bytes: int, failed: list[Problem]) -> Iterator[Task]:
    """One task for each file, in order; what gives no bytes is added to ``failed``."""
    for one in given:
        try:
            yield Task(inputs.load(one, max_bytes), one.name)
        except Unreadable as error:
            failed.append(Problem(error.name, error.reason, error.remedy))
