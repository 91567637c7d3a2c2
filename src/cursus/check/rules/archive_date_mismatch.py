"""The archive date is not the day in the archive's address.

The address is the truth: the archive itself wrote its timestamp. A day's difference is the time zone.

FAIL (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/20140503000000/https://example.org/b |archive-date=3 May 2013}}</ref>

PASS (wikitext):

    Berg led the battery.<ref>{{cite web |title=Berg |url=https://example.org/b |website=Harbour Times
    |archive-url=https://web.archive.org/web/20140503230000/https://example.org/b |archive-date=4 May 2014}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.archives import timestamp
from cursus.check.context import Context, days_of, first, span
from cursus.check.days import shift
from cursus.check.engine import Problem
from cursus.check.rules.common import replaced
from cursus.check.style import restyled

CODE = "D10"
LEVEL = "error"


def check(context: Context) -> Iterator[Problem]:
    for citation, fields, address in context.works_with("archive-url"):
        dated = first(fields, "archive-date")
        days, stamp = days_of(dated), timestamp(address.value)
        if dated is None or days is None or not days.day or stamp is None or stamp.day is None:
            continue
        if not shift(stamp.day, -1) <= days.first <= shift(stamp.day, 1):
            right = restyled(stamp.day, dated.value)
            yield Problem(
                f"archive date {dated.value}, but the address says {stamp.day}",
                (span(dated), span(address)),
                citation.label or None,
                suggestion=f"write {right or stamp.day}",
                fix=replaced(context, dated, right) if right else None,
            )
