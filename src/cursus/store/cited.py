"""From the footnotes that a claim names to the entries of its article's reference list."""

from __future__ import annotations

from cursus.claim import Citation, Support


def find_citation(support: Support, citations: tuple[Citation, ...]) -> int:
    """The index of the entry that a footnote means: by its name where it has one, else by its label; -1 for none."""
    if support.name is not None:
        for index, citation in enumerate(citations):
            if citation.name == support.name:
                return index
    for index, citation in enumerate(citations):
        if citation.label == support.label and not citation.group:
            return index
    for index, citation in enumerate(citations):
        if citation.label == support.label:
            return index
    return -1
