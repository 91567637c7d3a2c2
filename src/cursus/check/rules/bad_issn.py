"""An ISSN that cannot be one: not eight characters, or a wrong check digit.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |issn=1234-5678}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite journal |title=The battery |journal=War Studies |issn=2049-3630}}</ref>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "I2"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for citation, field in context.fields("ISSN"):
        reason = fault(field.value)
        if reason:
            yield Problem(f"ISSN {field.value}: {reason}", (span(field),), citation.label or None)


def fault(issn: str) -> str:
    """Why a number is no ISSN, "" when it is one (ISO 3297)."""
    digits = re.sub(r"[\s‐–—-]", "", issn).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return "an ISSN has eight digits, the last of which may be X"
    total = sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
    return "" if total % 11 == 0 else "the check digit does not fit"
