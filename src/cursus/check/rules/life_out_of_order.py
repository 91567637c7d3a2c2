"""Died before born, or at an age that nobody reaches.

Not reported: dates that only may be so, such as "c. 1850", and dates of baptism and burial. Only the
infobox and the lead are compared: dates further down are often those of kin.

FAIL (claims):

    birth | | 1850-03-02 | infobox
    death | | 1840-05-01 | lead

FAIL (claims):

    birth | | 1750 | infobox
    death | | 1902 | infobox

PASS (claims):

    birth | | 1850-03-02 | infobox
    death | | 1850 | lead
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.conflicts import interval
from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span
from cursus.claim import Claim

CODE = "K1"
LEVEL = "error"
_OLDEST = 123
_OWN = frozenset({"infobox", "lead", "title"})


def check(context: Context) -> Iterator[Problem]:
    for conflict in context.conflicts:
        if conflict.kind == "order" and all(c.origin in _OWN for c in conflict.claims):
            yield Problem(
                conflict.message, tuple(map(claim_span, conflict.claims)), claims=tuple(c.id for c in conflict.claims)
            )
    people: dict[str, list[Claim]] = {}
    for claim in context.claims:
        if claim.property in ("birth", "death") and claim.stance == "asserted" and claim.origin in _OWN:
            people.setdefault(claim.person.id, []).append(claim)
    for mine in people.values():
        birth = next(((c, i) for c in mine if c.property == "birth" and (i := interval(c.date)) and i.exact), None)
        death = next(((c, i) for c in mine if c.property == "death" and (i := interval(c.date)) and i.exact), None)
        if birth and death and birth[1].last.year > 1 and death[1].first.year - birth[1].last.year > _OLDEST:
            age = death[1].first.year - birth[1].last.year - 1
            yield Problem(
                f"died at the age of {age} or more",
                (claim_span(birth[0]), claim_span(death[0])),
                claims=(birth[0].id, death[0].id),
            )
