"""A command, battle or schooling dated after the person's death.

Only the infobox, the lead and tables are looked at: further down "he" may be another.

Not reported: awards, promotions and events after death, which happen, and dates that overlap the year of death.

FAIL (claims):

    death | | 1870-09-02 | infobox
    posting | commander of the third battery | 1874 | infobox

PASS (claims):

    death | | 1870-09-02 | infobox
    posting | commander of the third battery | 1870 | infobox
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.conflicts import Interval, interval
from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span, short
from cursus.claim import Claim

CODE = "K6"
LEVEL = "warning"
_PROPERTIES = frozenset({"posting", "battle", "education", "service"})
_ORIGINS = frozenset({"infobox", "lead", "table"})


def check(context: Context) -> Iterator[Problem]:
    deaths: dict[str, tuple[Claim, Interval]] = {}
    for claim in context.claims:
        when = interval(claim.date) if _is_death(claim) else None
        if when and when.exact and when.first.year > 1 and when.last.year < 9000:
            deaths.setdefault(claim.person.id, (claim, when))
    for claim in context.claims:
        death = deaths.get(claim.person.id)
        when = interval(claim.date) if _counts(claim) else None
        if death and when and when.exact and when.first.year > death[1].last.year:
            yield Problem(
                f"{short(claim.value.text or claim.property)} is dated after the death",
                (claim_span(claim), claim_span(death[0])),
                claims=(claim.id, death[0].id),
            )


def _counts(claim: Claim) -> bool:
    return claim.property in _PROPERTIES and claim.origin in _ORIGINS and claim.stance == "asserted"


def _is_death(claim: Claim) -> bool:
    return claim.property == "death" and claim.origin in ("infobox", "lead") and claim.stance == "asserted"
