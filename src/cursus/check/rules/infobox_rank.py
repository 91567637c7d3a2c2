"""The infobox gives a lower rank than the article says the person reached, or a higher one that the article never
mentions.

The box is meant to show the highest rank. One of the two is out of date.

Not reported: honorary, brevet, acting and posthumous ranks, and ranks of grades that the tables do not know.

FAIL (claims):

    rank | major general | | infobox | rank:OF-7/major-general
    rank | lieutenant general | 2011 | lead | rank:OF-8/lieutenant-general

PASS (claims):

    rank | lieutenant general | | infobox | rank:OF-8/lieutenant-general
    rank | major general | 2009 | text | rank:OF-7/major-general
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cursus.check.context import Context
from cursus.check.engine import Problem
from cursus.check.rules.common import claim_span
from cursus.claim import Claim

CODE = "K4"
LEVEL = "warning"
_GRADE = re.compile(r"rank:(?P<kind>OF|OR|WO)-?(?P<number>\d+)")
_REACHED = re.compile(
    r"\b(?:(?:he|she) was (?:promoted|raised|advanced|commissioned|made)|"
    r"(?:he|she) (?:became|retired as|attained|reached)|his promotion|her promotion|"
    r"with the rank of|holding the rank of)",
    re.IGNORECASE,
)
_KINDS = {"OR": 0, "WO": 20, "OF": 40}


def check(context: Context) -> Iterator[Problem]:
    ranks: dict[str, list[Claim]] = {}
    for claim in context.claims:
        if claim.property == "rank" and claim.stance == "asserted" and claim.qualifier("kind") in (None, "substantive"):
            ranks.setdefault(claim.person.id, []).append(claim)
    for mine in ranks.values():
        boxed = [(g, c) for c in mine if c.origin == "infobox" and (g := grade(c)) is not None]
        told = [(g, c) for c in mine if _told(c) and (g := grade(c)) is not None]
        if not boxed or not told:
            continue
        top, high = max(boxed, key=lambda x: x[0]), max(told, key=lambda x: x[0])
        if high[0] > top[0]:
            message = f"the infobox says {top[1].value.text}, the article {high[1].value.text}"
            yield Problem(message, (claim_span(top[1]), claim_span(high[1])), claims=(top[1].id, high[1].id))


def _told(claim: Claim) -> bool:
    """Whether the article says that the person reached the rank, not only calls somebody by it."""
    return claim.origin == "lead" or (claim.origin == "prose" and _REACHED.search(claim.quote.exact) is not None)


def grade(claim: Claim) -> int | None:
    """A rank's grade as a number that orders all grades, None where its id does not tell."""
    match = _GRADE.match(claim.value.id or "")
    return _KINDS[match["kind"]] + int(match["number"]) if match else None
