"""Findings as GitHub's workflow commands: a log line that becomes a note at the line of the file."""

from __future__ import annotations

from cursus.claim import Finding

_LEVELS = {"error": "error", "warning": "warning", "notice": "notice", "info": "notice"}
_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_FIELD = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def line(finding: Finding) -> str:
    """One command, without line end. GitHub's documentation of ``::error`` has the syntax."""
    fields = {
        "file": finding.document.path, "line": str(finding.line), "col": str(finding.column), "title": f"cursus {finding.rule}",
    }  # fmt: skip
    told = ",".join(f"{key}={value.translate(_FIELD)}" for key, value in fields.items())
    return f"::{_LEVELS[finding.level]} {told}::{finding.message.translate(_TEXT)}"
