"""A ``<ref>`` that is never closed, or one inside another. What follows it disappears from the page or is shown in red.

Not reported: ``<ref>`` in comments, ``<nowiki>`` and code samples.

FAIL (wikitext):

    Berg led the battery.<ref>Holm, ''The Winter War'', p. 3. She fell ill in the spring.

PASS (wikitext):

    Berg led the battery.<ref>Holm, ''The Winter War'', p. 3.</ref> <nowiki><ref></nowiki> is how a footnote begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import faults

CODE = "L7"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    return faults(context, "unclosed-ref", "ref-in-ref")
