"""Repairs: the certain ones written into the source, and nothing outside the fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cursus.claim import Finding

ROUNDS = 8
"""A repair may uncover another (of two that overlap, one waits); so many times a source is read again."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A source with its repairs, the findings that were repaired, and those whose repair has to wait for another round."""

    text: str
    done: tuple[Finding, ...]
    waiting: tuple[Finding, ...]


def repair(source: str, findings: Iterable[Finding]) -> Repaired:
    """Apply the fixes of findings, first come first served where two overlap; the same change twice is made once."""
    fixable = [f for f in findings if f.fix is not None and _inside(f, source)]
    fixable.sort(key=lambda f: (f.fix.source_start, f.fix.source_end, f.fix.text, f.id) if f.fix else (0, 0, "", ""))
    parts: list[str] = []
    done: list[Finding] = []
    waiting: list[Finding] = []
    place = 0
    last: tuple[int, int, str] | None = None
    for finding in fixable:
        fix = finding.fix
        if fix is None:
            continue
        change = (fix.source_start, fix.source_end, fix.text)
        if change == last:
            done.append(finding)
        elif fix.source_start < place or (last is not None and fix.source_start == last[0]):
            waiting.append(finding)
        else:
            parts += (source[place : fix.source_start], fix.text)
            place = fix.source_end
            done.append(finding)
            last = change
    parts.append(source[place:])
    return Repaired("".join(parts), tuple(done), tuple(waiting))


def _inside(finding: Finding, source: str) -> bool:
    fix = finding.fix
    return fix is not None and 0 <= fix.source_start <= fix.source_end <= len(source)


def diff(before: str, after: str, path: str) -> Iterator[str]:
    """A unified diff, line by line, each with its line end."""
    name = path.lstrip("/")
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
