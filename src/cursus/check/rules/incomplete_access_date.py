"""An access or archive date that is not a full day.

Pages change from day to day; "accessed in 2014" does not say which state of the page was read.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 2011. Retrieved May 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 2011. Retrieved May 20, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, days_of, span
from cursus.check.engine import Problem

CODE = "D2"
LEVEL = "warning"
_NAMES = {"accessed": "access date", "archive-date": "archive date"}


def check(context: Context) -> Iterator[Problem]:
    source = context.document.source
    for citation, field in context.fields(*_NAMES):
        days = days_of(field)
        if days is not None and not days.day and not _goes_on(source, field.source_end):
            what = _NAMES[field.name]
            yield Problem(f"the {what} {field.value} is not a full day", (span(field),), citation.label or None)


def _goes_on(source: str, place: int) -> bool:
    """Whether a number follows, so that the day stands in a form that was not read whole ("2012-1-26")."""
    return source[place : place + 1] in ("-", "/", ".") and source[place + 1 : place + 2].isdigit()
