"""(Document, Claims) → Findings, and the contradictions among claims."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.check.conflicts import Conflict, find_conflicts
from cursus.claim import Claim, Document, Finding


def check(document: Document, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """What every rule has to say about a document, ordered by place, but for what its own comments keep quiet. Never
    raises for a failing rule: that becomes a finding of the rule ``internal``."""
    from cursus.check.engine import run
    from cursus.check.ignore import audible
    from cursus.check.rules import rules

    return audible(document.source, run(rules(), document, claims))


__all__ = ["Conflict", "check", "find_conflicts"]
