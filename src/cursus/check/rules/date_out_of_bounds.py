"""A date of a reference that cannot be: accessed before Wikipedia began (15 January 2001), archived before web
archives began (1996), or later than the article itself.

"Later than the article" is measured against the revision that was read, where its date is known; never against
today, so that the same bytes always give the same findings.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 1987. Retrieved May 20, 1997.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 1987. Retrieved May 20, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, days_of, span
from cursus.check.days import shift
from cursus.check.engine import Problem

CODE = "D3"
LEVEL = "error"
_FIRST_ACCESS = "2001-01-15"
_FIRST_ARCHIVE = "1996-01-01"


def check(context: Context) -> Iterator[Problem]:
    revision = context.revision_day
    for citation, field in context.fields("accessed", "archive-date", "issued"):
        label = citation.label or None
        days = days_of(field)
        if days is None:
            continue
        if field.name == "accessed" and days.last < _FIRST_ACCESS:
            yield Problem(
                f"accessed {field.value}, before {_FIRST_ACCESS}, when Wikipedia began", (span(field),), label
            )
        elif field.name == "archive-date" and days.last < _FIRST_ARCHIVE:
            yield Problem(f"archived {field.value}, before there were web archives (1996)", (span(field),), label)
        elif revision is None:
            continue
        elif field.name == "issued":
            if days.first > shift(revision, 366):
                yield Problem(
                    f"published {field.value}, more than a year after this revision of {revision}",
                    (span(field),),
                    label,
                )
        elif days.first > shift(revision, 2):
            verb = "accessed" if field.name == "accessed" else "archived"
            yield Problem(f"{verb} {field.value}, after this revision of {revision}", (span(field),), label)
