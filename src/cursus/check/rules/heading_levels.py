"""A heading skips a level, or two headings of one section are the same.

The table of contents, screen readers and links to sections rely on both.

FAIL (wikitext):

    == Life ==
    Berg led it.

    ==== Youth ====
    She was born in Oslo.

FAIL (wikitext):

    == Life ==
    Berg led it.

    == Life ==
    She was born in Oslo.

PASS (wikitext):

    == Life ==
    Berg led it.

    === Youth ===
    She was born in Oslo.

    == Works ==

    === Youth ===
    She wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem

CODE = "X1"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    document = context.document
    level = 0
    seen: set[tuple[str, ...]] = set()
    for section in document.sections[1:]:
        skips, again = bool(level) and section.level > level + 1, section.path in seen
        if skips or again:
            place = document.source_span(section.start, max(section.start + len(section.heading), section.start + 1))
            if skips:
                yield Problem(f"“{section.heading}” skips a level below the heading before it", (place,))
            if again:
                yield Problem(f"a second section “{section.heading}”", (place,))
        seen.add(section.path)
        level = section.level
