"""Two values where there can be one: two ranks in one month, two counts of the same dead.

The article tells two stories. Look at both footnotes; say what each source says.

Not reported: promotions (a rank that begins or ends then), acting and brevet ranks, one value said more exactly than
the other, numbers that their words only bound, and a statement beside its denial, which is how a dispute is told.

FAIL (claims):

    rank | major general | 2011-04 | lead
    rank | lieutenant general | 2011-04 | text

PASS (claims):

    rank | colonel | 1986 | text
    rank | lieutenant general | 2011-04 | text
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span

CODE = "K3"
LEVEL = "warning"


def check(context: Context) -> Iterator[Problem]:
    for conflict in context.conflicts:
        if conflict.kind in ("value", "number"):
            yield Problem(
                f"{conflict.property}: {conflict.message}",
                tuple(map(claim_span, conflict.claims)),
                claims=tuple(c.id for c in conflict.claims),
            )
