"""A footnote name that MediaWiki does not take: a bare number, unbalanced quotation marks, an unknown attribute.

FAIL (wikitext):

    Berg led the battery.<ref name="3">Holm, ''The Winter War'', p. 3.</ref>

PASS (wikitext):

    Berg led the battery.<ref name="holm3">Holm, ''The Winter War'', p. 3.</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import faults

CODE = "L6"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    return faults(context, "bad-ref-name")
