"""A date in a citation template in a form that the template refuses.

"3rd May 2014", "May 3 2014", "2014-5-3", "May, 2014", "1914-18". The right form says the same; a day in numbers whose order
nobody can tell ("3/5/2014") is left to the editor.

FAIL (wikitext):

    Berg led it.<ref>{{cite news |title=Berg |newspaper=Harbour Times |date=3rd May 1914}}</ref>

FAIL (wikitext):

    Berg led it.<ref>{{cite news |title=Berg |newspaper=Harbour Times |date=3/5/1914}}</ref>

PASS (wikitext):

    Berg led it.<ref>{{cite news |title=Berg |newspaper=Harbour Times |date=3 May 1914}}</ref>
    She left.<ref>{{cite book |title=The Winter War |date=c. 1914–18 |last=Holm}}</ref>
    She died.<ref>{{cite journal |title=The Winter War |date=Spring 1919 |journal=Arms |last=Holm}}</ref>
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.date_forms import fault
from cursus.check.engine import Problem
from cursus.claim import Fix

CODE = "D4"
LEVEL = "error"
_DATES = ("date", "access-date", "archive-date", "publication-date", "doi-broken-date", "pmc-embargo-date")


def check(context: Context) -> Iterator[Problem]:
    for cite, parameter in context.parameters(_DATES):
        found = fault(" ".join(parameter.value.split()))
        if found is None:
            continue
        words, right = found
        place = (parameter.start, parameter.end)
        yield Problem(
            f"{parameter.name} {parameter.value}: {words}", (place,), cite.label,
            suggestion=f"write {right}" if right else "write the month in letters",
            fix=Fix(*place, right) if right else None,
        )  # fmt: skip
