"""One reference writes its dates in two formats: "Archived May 19, 2014. Retrieved 19 May 2014".

Not reported: an ISO date beside another format, which the wikis allow for access and archive dates.

FAIL (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 2011. Retrieved 20 May 2011.

PASS (text):

    Ada Berg

    Berg led the third battery.[1]

    References

    1. "The colonel of the battery". The Harbour Times. May 19, 2011. Retrieved May 20, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context, span
from cursus.check.engine import Problem
from cursus.check.rules.mixed_date_formats import DATES, order

CODE = "D7"
LEVEL = "notice"


def check(context: Context) -> Iterator[Problem]:
    if context.document.lang != "en":
        return
    for citation, fields in context.works:
        dated = [f for f in fields if f.name in DATES]
        if len(dated) < 2:
            continue
        dmy = [f for f in dated if order(f.value) == "dmy"]
        mdy = [f for f in dated if order(f.value) == "mdy"]
        if dmy and mdy:
            message = f"two date formats in one reference: {dmy[0].value} and {mdy[0].value}"
            yield Problem(message, (span(dmy[0]), span(mdy[0])), citation.label or None)
