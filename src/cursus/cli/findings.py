"""Findings in the formats that people and their tools read: text, JSON, SARIF, GitHub's workflow commands."""

from __future__ import annotations

from typing import Protocol

from cursus.claim import Finding
from cursus.cli.output import clean, coloured, one_line, print_json, say

COLOURS = {"error": "red", "warning": "yellow", "notice": "blue", "info": "white"}


class Printer(Protocol):
    """Takes findings as they come, with the source they are about, and ends when there are no more."""

    def take(self, finding: Finding, source: str) -> None: ...

    def end(self) -> None: ...


class Text:
    """``file:line:column: level rule message``, at once."""

    def take(self, finding: Finding, source: str) -> None:
        place = f"{clean(finding.document.path)}:{finding.line}:{finding.column}"
        say(f"{place}: {coloured(finding.level, COLOURS[finding.level])} {finding.rule} {one_line(finding.message)}")

    def end(self) -> None:
        pass


class GitHub(Text):
    def take(self, finding: Finding, source: str) -> None:
        from cursus.export.github import line

        say(clean(line(finding)))


class Json(Text):
    """One array, by file and place."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def take(self, finding: Finding, source: str) -> None:
        self._found.append(finding)

    def end(self) -> None:
        from cursus.contract import finding_to_json

        self._found.sort(key=lambda f: (f.document.path, f.line, f.column, f.code, f.id))
        print_json([finding_to_json(f) for f in self._found])


class Sarif(Text):
    """One log, with the manual of every rule."""

    def __init__(self) -> None:
        self._found: list[tuple[Finding, str]] = []

    def take(self, finding: Finding, source: str) -> None:
        self._found.append((finding, source))

    def end(self) -> None:
        from cursus import __version__
        from cursus.check.engine import rule_id
        from cursus.check.rules import rules
        from cursus.export.sarif import log

        known = [(rule_id(rule), rule.CODE, rule.LEVEL, rule.__doc__ or "") for rule in rules()]
        print_json(log(self._found, known, __version__))


PRINTERS: dict[str, type[Text]] = {"text": Text, "json": Json, "sarif": Sarif, "github": GitHub}
