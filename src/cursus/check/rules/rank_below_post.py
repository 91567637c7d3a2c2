"""A rank that does not go with the post: a lieutenant who commands an army, a general who commands a company.

Perhaps the rank is of another year, the unit of another name, or the post an acting one. Odd, not wrong.

FAIL (claims):

    posting | commander of the 3rd Army | 1914 | prose | | role=commander | unit=3rd Army | rank=lieutenant

PASS (claims):

    posting | commander of the 3rd Army | 1914 | prose | | role=commander | unit=3rd Army | rank=lieutenant general
    posting | commander of the 3rd Company | 1904 | prose | | role=commander | unit=3rd Company | rank=captain
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span
from cursus.text.ranks import read_rank
from cursus.text.roles import find_roles
from cursus.text.units import read_unit

CODE = "K9"
LEVEL = "info"
_GRADES = {3: (1, 5), 4: (2, 6), 5: (3, 7), 6: (4, 8), 7: (5, 9), 8: (6, 10), 9: (6, 10), 10: (6, 10)}
"""Size of a unit (3 company, 4 battalion, 5 regiment, 6 brigade, 7 division, 8 corps …) → the officer grades (OF-1 to OF-10) that have
led one somewhere; wide on purpose, as wars promote."""

_LEADS = frozenset({"role:commander", "role:commanding-officer"})
_OFFICER = re.compile(r"rank:OF-(\d+)/")


def _grade(rank: str | None) -> int | None:
    """The NATO grade of an officer's rank by its id (``rank:OF-6/…``)."""
    match = _OFFICER.match(rank) if rank else None
    return int(match[1]) if match else None


def check(context: Context) -> Iterator[Problem]:
    for claim in context.claims:
        if claim.property != "posting":
            continue
        rank, unit, role = (claim.qualifier(name) for name in ("rank", "unit", "role"))
        if not rank or not unit or not role:
            continue
        heads = find_roles(role)
        found, grade = read_unit(unit), _grade(read_rank(rank))
        if found is None or found.kind != "unit" or not heads or heads[0].id not in _LEADS:
            continue
        allowed = _GRADES.get(found.level)
        if allowed and grade and not allowed[0] <= grade <= allowed[1]:
            yield Problem(f"{rank} as {role} of {unit}", (claim_span(claim),), claims=(claim.id,))
