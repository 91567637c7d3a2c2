"""The engine below the rules: what a rule sees, what it says, and how that becomes findings.

A rule is a module with ``CODE``, ``LEVEL`` and a generator ``check(context) -> Iterator[Problem]``; its id is its
file name with dashes. The engine knows no rule. A rule that fails is reported as a finding of its own and keeps no
other from running.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from cursus.check.context import Context
from cursus.claim import Claim, Document, DocumentRef, Finding, Fix, Place, document_ref
from cursus.contract import finding_id


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say. ``spans`` are places of the source, the first one the place that is reported.

    ``level`` overrides the rule's own; ``citation`` is the label of the footnote, ``claims`` the ids of the claims
    it is about.
    """

    message: str
    spans: tuple[tuple[int, int], ...]
    citation: str | None = None
    claims: tuple[str, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None
    level: str | None = None


class Rule(Protocol):
    """The module of a rule."""

    __name__: str
    __doc__: str | None
    CODE: str
    LEVEL: str

    def check(self, context: Context) -> Iterator[Problem]: ...


def rule_id(rule: Rule) -> str:
    """ "archive-before-publication" for the module ``archive_before_publication``."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def run(rules: Sequence[Rule], document: Document, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """The findings of all rules, ordered by place in the source, then by rule."""
    context = Context(document, tuple(claims))
    ref = document_ref(document)
    lines = _Lines(document.source)
    found: dict[str, Finding] = {}
    for rule in rules:
        name = rule_id(rule)
        problems: list[Problem] = []
        try:
            problems.extend(rule.check(context))
        except MemoryError:
            raise
        except Exception as error:  # one broken rule must not silence the others
            finding = _internal(name, error, ref, document, lines)
            found[finding.id] = finding
        for problem in problems:
            finding = _finding(name, rule.CODE, problem.level or rule.LEVEL, problem, ref, document, lines)
            found.setdefault(finding.id, finding)
    return tuple(
        sorted(found.values(), key=lambda f: (f.spans[0].source_start, f.spans[0].source_end, f.rule, f.message))
    )


class _Lines:
    """Where the lines of a source begin; the same answer as :func:`cursus.claim.line_column`, found by halving."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", source))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _finding(
    rule: str, code: str, level: str, problem: Problem, ref: DocumentRef, document: Document, lines: _Lines
) -> Finding:
    source = document.source
    spans = tuple(Place(a, b, source[a:b]) for a, b in (_within(s, len(source)) for s in problem.spans or ((0, 0),)))
    line, column = lines.place(spans[0].source_start)
    return Finding(
        id=finding_id(document.sha256, rule, spans, problem.message),
        rule=rule,
        code=code,
        level=level,
        message=problem.message,
        document=ref,
        line=line,
        column=column,
        spans=spans,
        citation=problem.citation,
        claims=problem.claims,
        suggestion=problem.suggestion,
        fix=problem.fix,
    )


def _within(span: tuple[int, int], length: int) -> tuple[int, int]:
    start = min(max(span[0], 0), length)
    return start, min(max(span[1], start), length)


def _internal(rule: str, error: Exception, ref: DocumentRef, document: Document, lines: _Lines) -> Finding:
    words = " ".join(str(error).split())[:160]
    problem = Problem(f"the rule {rule} failed: {type(error).__name__}{': ' + words if words else ''}", ((0, 0),))
    return _finding("internal", "", "info", problem, ref, document, lines)
