"""What becomes of an article that was read, wherever: it is stored, or its problem noted, and reported.

The database is made when the first article is there to be stored: a run that can read nothing leaves nothing behind.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from cursus.claim import Claim
from cursus.page import PageResult, Problem
from cursus.store import ArticleError, Change, Counts, Store, open_store
from cursus.store.marks import stored
from cursus.store.write import article_person


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one article, or of an input that gave none.

    ``status`` is ``added``, ``replaced``, ``unchanged`` or ``unreadable``; ``person`` is the name of the person whom
    the article is about, None where it is about nobody. ``findings`` counts them by level. ``asked`` is the title that
    was asked for, where a redirect of a wiki led on from there.
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
    asked: str = ""

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
        if self.asked:
            data["asked"] = self.asked
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


class Keeper:
    """A database to be added to. Use it as a context manager. ``again`` stores anew what is stored already."""

    def __init__(self, url: str, *, again: bool = False) -> None:
        self.again = again
        self._url = url
        self._store: Store | None = None
        self._troubled: set[str] = set()
        self._unsaved: list[Problem] = []
        if os.path.exists(url.removeprefix("sqlite:///")):
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            self._store.close()

    def counts(self) -> Counts | None:
        """What the database holds; None where none was made."""
        return self._store.counts() if self._store is not None else None

    def _open(self) -> Store:
        """The database, opened or made; what could not be read before it was there is noted in it now."""
        if self._store is None:
            self._store = open_store(self._url)
            self._troubled |= {p.path for p in self._store.problems() if p.document_id is None}
            for problem in self._unsaved:
                self._store.add_problem(problem)
            self._unsaved.clear()
        return self._store

    def unchanged(self, path: str, title: str = "") -> Report:
        """The report on an input or article that is stored as it is; what was once wrong with it is forgotten."""
        self._forget(path)
        return Report(path, "unchanged", title)

    def known(self, sha256: str) -> str | None:
        """The id of the article of these bytes, if it is stored; None also where all are to be read again."""
        return None if self.again or self._store is None else stored(self._store, [sha256]).get(sha256)

    def revision_at(self, path: str) -> str | None:
        """Which revision of the article at a path is stored; None also where all are to be read again."""
        return None if self.again or self._store is None else self._store.revision_at(path)

    def _forget(self, name: str) -> None:
        if name in self._troubled:
            self._troubled.discard(name)
            self._open().clear_problem(name)

    def unread(self, problem: Problem) -> Report:
        """Note what could not be read, and report it."""
        self._troubled.add(problem.path)
        if self._store is not None:
            self._store.add_problem(problem)
        else:
            self._unsaved.append(problem)
        return Report(problem.path, "unreadable", problems=(problem,))

    def keep(self, name: str, result: PageResult) -> Report:
        """Store an article that was read from an input of this name, or note why there is none."""
        document = result.document
        if document is None:
            return self.unread(result.problems[0] if result.problems else Problem(name, "gave no article"))
        try:
            change = self._open().add(document, result.claims, result.findings, result.problems, again=self.again)
        except ArticleError as error:
            return self.unread(Problem(document.path, error.reason, error.remedy))
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
