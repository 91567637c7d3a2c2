"""From files to the database: read what is new, store it, and report on every article.

The database is made when the first article is there to be stored: a run that can read nothing leaves nothing behind. An
input whose bytes are known is passed by unread, which is how an interrupted run goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from cursus.claim import Claim
from cursus.page import PageResult, Problem
from cursus.run.inputs import Input, Unreadable, load
from cursus.run.local import LocalRunner, Task
from cursus.store import ArticleError, Change, Counts, Store, open_store
from cursus.store.write import article_person


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one article, or of an input that gave none.

    ``status`` is ``added``, ``replaced``, ``unchanged`` or ``unreadable``; ``person`` is the name of the person whom
    the article is about, None where it is about nobody. ``findings`` counts them by level.
    """

    path: str
    status: str
    title: str = ""
    document_id: str | None = None
    person: str | None = None
    persons: int = 0
    claims: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    change: Change | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def stored(self) -> bool:
        return self.status in ("added", "replaced")

    @property
    def notable(self) -> bool:
        """Whether it needs a look even among many: replaced, about nobody, or with a problem."""
        return self.status in ("replaced", "unreadable") or bool(self.problems) or (self.stored and self.person is None)

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "path": self.path,
            "status": self.status,
            "title": self.title or None,
            "document": self.document_id,
            "person": self.person,
            "persons": self.persons,
            "claims": self.claims,
            "findings": dict(sorted(self.findings.items())),
            "problems": [{"path": p.path, "reason": p.reason, "remedy": p.remedy} for p in self.problems],
        }
        if self.change is not None and self.change.kind == "replaced":
            data["appeared"] = [_brief(c) for c in self.change.appeared]
            data["vanished"] = [_brief(c) for c in self.change.vanished]
            data["changed"] = [{"before": _brief(a), "after": _brief(b)} for a, b in self.change.changed]
        return data


def _brief(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "person": {"id": claim.person.id, "name": claim.person.name},
        "property": claim.property,
        "value": claim.value.text,
        "date": claim.date.edtf if claim.date else None,
        "stance": claim.stance,
    }


@dataclass
class _SoFar:
    """One input: how many articles it gave, whether they are parts of it (as a dump's are), whether it was whole."""

    articles: int = 0
    several: bool = False
    whole: bool = True

    def note(self, report: Report, name: str, result: PageResult, sha256: str) -> None:
        if report.document_id is None:
            self.whole = self.whole and report.path != name
        else:
            self.articles += 1
            self.several = self.several or (result.document is not None and result.document.sha256 != sha256)


class Ingest:
    """One run of adding. Use it as a context manager; :meth:`run` yields a Report per article, in order."""

    def __init__(self, url: str, runner: LocalRunner, *, max_bytes: int, again: bool = False) -> None:
        self._url = url
        self._runner = runner
        self._max_bytes = max_bytes
        self._again = again
        self._store: Store | None = None
        self._troubled: set[str] = set()
        self._unsaved: list[Problem] = []
        if os.path.exists(url.removeprefix("sqlite:///")):
            self._open()

    def __enter__(self) -> Ingest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            self._store.close()

    def counts(self) -> Counts | None:
        """What the database holds; None where none was made."""
        return self._store.counts() if self._store is not None else None

    def missing(self, paths: Iterable[Unreadable]) -> list[Report]:
        """Reports about paths that lead nowhere."""
        return [self._trouble(Problem(p.name, p.reason, p.remedy)) for p in paths]

    def run(self, inputs: Iterable[Input]) -> Iterator[Report]:
        early: deque[tuple[int, Report]] = deque()
        under_way: deque[tuple[int, str]] = deque()

        def tasks() -> Iterator[Task]:
            for number, given in enumerate(inputs):
                try:
                    data = load(given, self._max_bytes)
                except Unreadable as error:
                    early.append((number, self._trouble(Problem(error.name, error.reason, error.remedy))))
                    continue
                sha256 = hashlib.sha256(data).hexdigest()
                if not self._again and self._store is not None and self._store.knows_input(sha256):
                    early.append((number, self._known(given.name)))
                    continue
                under_way.append((number, sha256))
                yield Task(data, given.name)

        so_far = _SoFar()
        for outcome in self._runner.run(tasks()):
            number, sha256 = under_way[0]
            while early and early[0][0] < number:
                yield early.popleft()[1]
            if outcome.result is not None:
                report = self._store_result(outcome.task.name, outcome.result)
                so_far.note(report, outcome.task.name, outcome.result, sha256)
                yield report
            else:
                self._finish(outcome.task.name, sha256, so_far)
                under_way.popleft()
                so_far = _SoFar()
        yield from (report for _, report in early)

    def _open(self) -> Store:
        """The database, opened or made; what could not be read before it was there is noted in it now."""
        if self._store is None:
            self._store = open_store(self._url)
            self._troubled |= {p.path for p in self._store.problems() if p.document_id is None}
            for problem in self._unsaved:
                self._store.add_problem(problem)
            self._unsaved.clear()
        return self._store

    def _finish(self, name: str, sha256: str, so_far: _SoFar) -> None:
        """An input is done: if it was whole, it needs no second look, and what was once wrong with it is forgotten."""
        if self._store is None or not so_far.whole:
            return
        if so_far.several:
            self._store.remember_input(sha256, name, so_far.articles)
        self._forget(name)

    def _known(self, name: str) -> Report:
        self._forget(name)
        return Report(name, "unchanged")

    def _forget(self, name: str) -> None:
        if name in self._troubled:
            self._troubled.discard(name)
            self._open().clear_problem(name)

    def _trouble(self, problem: Problem) -> Report:
        self._troubled.add(problem.path)
        if self._store is not None:
            self._store.add_problem(problem)
        else:
            self._unsaved.append(problem)
        return Report(problem.path, "unreadable", problems=(problem,))

    def _store_result(self, name: str, result: PageResult) -> Report:
        document = result.document
        if document is None:
            return self._trouble(result.problems[0] if result.problems else Problem(name, "gave no article"))
        try:
            change = self._open().add(document, result.claims, result.findings, result.problems, again=self._again)
        except ArticleError as error:
            return self._trouble(Problem(document.path, error.reason, error.remedy))
        if change.kind == "unchanged":
            return Report(document.path, "unchanged", document.title, change.document_id)
        people = {c.person.id: c.person.name for c in result.claims}
        about = article_person(result.claims)
        return Report(
            document.path,
            change.kind,
            document.title,
            change.document_id,
            people[about] if about is not None else None,
            len(people),
            len(result.claims),
            Counter(f.level for f in result.findings),
            change,
            result.problems,
        )
