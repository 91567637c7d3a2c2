"""A footnote without content: ``<ref></ref>``, or ``<ref />`` without a name.

FAIL (wikitext):

    Berg led the battery.<ref></ref>

PASS (wikitext):

    Berg led the battery.<ref>Holm, ''The Winter War'', p. 3.</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import faults

CODE = "L5"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    return faults(context, "empty-ref")
