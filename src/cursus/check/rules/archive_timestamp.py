"""The timestamp in an archive's address cannot be: no such day, before 1996, or after the article's own revision.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/19140503000000/https://example.org/b |archive-date=3 May 1914}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b |archive-date=3 May 2014}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.archives import timestamp
from cursus.check.context import Context, span
from cursus.check.days import shift
from cursus.check.engine import Problem

CODE = "A2"
LEVEL = "error"
_FIRST = "1996-01-01"


def check(context: Context) -> Iterator[Problem]:
    revision = context.revision_day
    for citation, field in context.fields("archive-url"):
        stamp = timestamp(field.value)
        if stamp is None or len(stamp.digits) < 8:
            continue
        label = citation.label or None
        if stamp.day is None:
            yield Problem(f"the archive address holds no day: {stamp.digits}", (span(field),), label)
        elif stamp.day < _FIRST:
            yield Problem(f"the archive address says {stamp.day}, before web archives", (span(field),), label)
        elif revision and stamp.day > shift(revision, 2):
            yield Problem(
                f"the archive address says {stamp.day}, after this revision of {revision}", (span(field),), label
            )
