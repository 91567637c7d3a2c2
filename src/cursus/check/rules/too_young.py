"""A rank, command or battle dated to the person's childhood.

The date of one of them is wrong, or the fact is somebody else's, often the father's.

Only the infobox, the lead and tables are looked at: further down "he" may be another.

Not reported: approximate dates of birth, honorary ranks of royal children, and facts of the years of a cadet.

FAIL (claims):

    birth | | 1850-03-02 | infobox
    battle | Siege of Ulm | 1856 | infobox

PASS (claims):

    birth | | 1850-03-02 | infobox
    battle | Siege of Ulm | 1866 | infobox
"""

from __future__ import annotations

from collections.abc import Iterator

from cursus.check.conflicts import Interval, interval
from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span, short
from cursus.claim import Claim

CODE = "K2"
LEVEL = "warning"
_YOUNGEST = 10
_PROPERTIES = frozenset({"rank", "posting", "battle"})
_ORIGINS = frozenset({"infobox", "lead", "table"})


def check(context: Context) -> Iterator[Problem]:
    births: dict[str, tuple[Claim, Interval]] = {}
    for claim in context.claims:
        when = interval(claim.date) if claim.property == "birth" and claim.stance == "asserted" else None
        if when and when.exact and when.first.year > 1 and when.last.year < 9000:
            births.setdefault(claim.person.id, (claim, when))
    for claim in context.claims:
        birth = births.get(claim.person.id)
        when = interval(claim.date) if _counts(claim) else None
        if (
            birth is None
            or when is None
            or not when.exact
            or when.first.year <= 1
            or when == birth[1]  # the date is that of the birth, and the rank part of a name
            or claim.qualifier("kind") == "honorary"
        ):
            continue
        if when.last.year - birth[1].first.year < _YOUNGEST and when.last >= birth[1].first:
            age = when.last.year - birth[1].first.year
            yield Problem(
                f"{short(claim.value.text or claim.property)} at the age of {age} or less",
                (claim_span(claim), claim_span(birth[0])),
                claims=(claim.id, birth[0].id),
            )


def _counts(claim: Claim) -> bool:
    return claim.property in _PROPERTIES and claim.origin in _ORIGINS and claim.stance == "asserted"
