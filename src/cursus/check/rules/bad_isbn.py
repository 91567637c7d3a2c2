"""An ISBN that cannot be one: wrong length, wrong characters, wrong check digit, wrong prefix.

The book cannot be found by it. Look at the title page; a digit is usually mistyped.

Not reported: numbers that the editor has marked as printed so ("((0-…))", ``ignore-isbn-error``).

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Karl Holm (1996). The Winter War. Northern Press. p. 195. ISBN 0-312-16087-8.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. Karl Holm (1996). The Winter War. Northern Press. p. 195. ISBN 0-312-16087-9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem

CODE = "I1"
LEVEL = "error"
_SPACES = re.compile(r"[\s\u00ad\u2010-\u2015−-]+")


def check(context: Context) -> Iterator[Problem]:
    for citation, field in context.fields("ISBN"):
        source = context.document.source[field.source_start : field.source_end]
        reason = fault(field.value)
        if reason and "((" not in source and "{{" not in source:
            yield Problem(f"ISBN {field.value}: {reason}", (span(field),), citation.label or None)


def fault(isbn: str) -> str:
    """Why a number is no ISBN, "" when it is one (ISO 2108)."""
    digits = _SPACES.sub("", isbn).upper()
    if not re.fullmatch(r"[0-9X]*", digits):
        return "it holds other characters than digits"
    if len(digits) == 10:
        if "X" in digits[:-1]:
            return "X stands before the end"
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        return "" if total % 11 == 0 else "the check digit does not fit"
    if len(digits) == 13:
        if "X" in digits or digits[:3] not in ("978", "979"):
            return "an ISBN of 13 digits begins with 978 or 979"
        total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits))
        return "" if total % 10 == 0 else "the check digit does not fit"
    return f"it has {len(digits)} digits, an ISBN has 10 or 13"
