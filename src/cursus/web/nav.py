"""The parts of the site that every page leads to."""

from __future__ import annotations

NAV = (
    ("/persons", "People"),
    ("/units", "Units"),
    ("/sources", "Sources"),
    ("/documents", "Articles"),
    ("/review", "Review"),
)
"""Address and words, in order."""
