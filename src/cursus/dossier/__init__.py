"""What is known of one person, ready to be read: grouped, in order, contradictions side by side. No HTML, no SQL."""

from __future__ import annotations

from cursus.dossier.build import build
from cursus.dossier.model import (
    Bar,
    Contradiction,
    Cover,
    Dossier,
    Entry,
    Evidence,
    Fact,
    Gap,
    Lane,
    NameGroup,
    Reference,
    Spelling,
    Stretch,
    Theme,
    Tie,
    Timeline,
)
from cursus.dossier.published import to_json

__all__ = [
    "Bar",
    "Contradiction",
    "Cover",
    "Dossier",
    "Entry",
    "Evidence",
    "Fact",
    "Gap",
    "Lane",
    "NameGroup",
    "Reference",
    "Spelling",
    "Stretch",
    "Theme",
    "Tie",
    "Timeline",
    "build",
    "to_json",
]
