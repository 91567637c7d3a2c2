"""The article gives two dates or places of birth or death that cannot both be right.

Not reported: a year beside a day in it, approximate dates within a few years, the Julian beside the Gregorian day,
and a place said with more detail ("Ajdabiya" and "Ajdabiya, Libya"). A date of the running text counts only where it
stands right by the word for birth or death, and looks like a slip of the other: further down "he" may be another.

FAIL (claims):

    birth | Ulm | 1850-03-02 | infobox
    birth | Ulm | 1851 | lead

PASS (claims):

    birth | Ulm, Württemberg | 1850-03-02 | infobox
    birth | Ulm | 1850 | lead
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span

CODE = "K4"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    for conflict in context.conflicts:
        if conflict.kind in ("date", "place"):
            yield Problem(
                conflict.message, tuple(map(claim_span, conflict.claims)), claims=tuple(c.id for c in conflict.claims)
            )
