"""Certain repairs, written into files: read, repair, read again, until nothing is left to repair."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cursus.check.fixes import ROUNDS, diff, repair
from cursus.check.settings import Settings
from cursus.cli.output import clean, say
from cursus.export.whole import whole_file
from cursus.page import PageResult, Problem
from cursus.run.inputs import STANDARD_INPUT
from cursus.run.local import LocalRunner, Task


class Repair:
    """Repairs articles one after the other. ``paths`` leads from an input's name to its file; without ``write`` the
    changes are shown as a diff. ``done`` counts the findings repaired, ``failed`` says which files could not be."""

    def __init__(self, runner: LocalRunner, settings: Settings, paths: Mapping[str, str], *, write: bool) -> None:
        self._runner = runner
        self._settings = settings
        self._paths = paths
        self._write = write
        self.done = 0
        self.failed: list[Problem] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[PageResult]:
        """What is left to say about each article after its repair."""
        for task in tasks:
            yield from self._one(task)

    def _one(self, task: Task) -> list[PageResult]:
        data = task.data
        results: list[PageResult] = []
        for _ in range(ROUNDS):
            results = [o.result for o in self._runner.run([Task(data, task.name)]) if o.result is not None]
            changed = self._round(data, results)
            if changed is None:
                break
            data = changed
        if data != task.data:
            self._put(task, data)
        elif self._write and self._paths[task.name] == STANDARD_INPUT:
            sys.stdout.buffer.write(data)
        return results

    def _round(self, data: bytes, results: list[PageResult]) -> bytes | None:
        """The bytes after one round of repairs; None where there is nothing (more) to repair."""
        document = results[0].document if len(results) == 1 else None
        if document is None or document.form != "wikitext":
            return None
        mended = repair(document.source, self._settings.apply(results[0].findings))
        if not mended.done:
            return None
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if mark + document.source.encode("utf-8", "surrogatepass") != data:
            self.failed.append(Problem(document.path, "is not UTF-8, so it was not repaired", "save it as UTF-8"))
            return None
        self.done += len(mended.done)
        return mark + mended.text.encode("utf-8", "surrogatepass")

    def _put(self, task: Task, data: bytes) -> None:
        path = self._paths[task.name]
        if not self._write:
            for line in diff(task.data.decode("utf-8-sig"), data.decode("utf-8-sig"), task.name):
                say(clean(line.rstrip("\n")))
        elif path == STANDARD_INPUT:
            sys.stdout.buffer.write(data)
        elif Path(path).read_bytes() != task.data:
            self.failed.append(Problem(task.name, "was changed meanwhile and is left as it is", "run it again"))
        else:
            with whole_file(path) as out:
                out.write(data)
