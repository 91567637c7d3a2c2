"""Comments in an article that tell the checks to be quiet, as yamllint has them for its files.

``<!-- cursus: ignore RULE … -->`` speaks of the findings that begin on its own line, or, where it is alone on its line, on
the next one. ``disable`` and ``enable`` speak of everything behind them. Without a rule, all rules are meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from cursus.claim import Finding

_COMMENT = re.compile(r"<!--[ \t]*cursus:[ \t]*(ignore|disable|enable)\b([^<>\n]{0,400}?)-->")


@dataclass(frozen=True, slots=True)
class Comment:
    """One such comment: what it orders, for which rules (none: for all), and where it stands."""

    order: str
    rules: tuple[str, ...]
    start: int
    end: int


def comments(source: str) -> Iterator[Comment]:
    """The comments of a source, in order."""
    if "cursus:" not in source:
        return
    for match in _COMMENT.finditer(source):
        yield Comment(match[1], tuple(re.findall(r"[\w-]+", match[2])), match.start(), match.end())


@dataclass
class Silence:
    """Which findings the comments of a source keep quiet."""

    _lines: dict[int, set[str]] = field(default_factory=dict)
    _switches: list[tuple[int, bool, tuple[str, ...]]] = field(default_factory=list)

    @classmethod
    def of(cls, source: str) -> Silence:
        silence = cls()
        line, counted = 1, 0
        for comment in comments(source):
            line += source.count("\n", counted, comment.start)
            counted = comment.start
            if comment.order == "ignore":
                alone = not _rest_of_line(source, comment).strip()
                silence._lines.setdefault(line + alone, set()).update(comment.rules or ("",))
            else:
                silence._switches.append((comment.end, comment.order == "disable", comment.rules))
        return silence

    def covers(self, finding: Finding) -> bool:
        quiet = self._lines.get(finding.line, ())
        if finding.rule in quiet or "" in quiet:
            return True
        place = finding.spans[0].source_start if finding.spans else 0
        off = False
        for at, disabled, rules in self._switches:
            if at > place:
                break
            if not rules or finding.rule in rules:
                off = disabled
        return off


def unknown_rules(source: str, known: Collection[str]) -> Iterator[tuple[Comment, str]]:
    """Names in comments that no rule has: a slip of the pen that would silence nothing."""
    for comment in comments(source):
        for name in comment.rules:
            if name not in known:
                yield comment, name


def audible(source: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that no comment of the source keeps quiet."""
    found = tuple(findings)
    if "cursus:" not in source:
        return found
    silence = Silence.of(source)
    return tuple(f for f in found if not silence.covers(f))


def _rest_of_line(source: str, comment: Comment) -> str:
    """The line of a comment without the comment."""
    start = source.rfind("\n", 0, comment.start) + 1
    end = source.find("\n", comment.end)
    return source[start : comment.start] + source[comment.end : len(source) if end < 0 else end]
