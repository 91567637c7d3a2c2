"""What became of each row of an infobox: read, known and not read, known to hold nothing for a claim, or not
understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from cursus.claim import Claim, Document, Row
from cursus.extract.infobox.rows import kind_of, plain

READ: Final = "read"
UNREAD: Final = "unread"
NO_CLAIM: Final = "no-claim"
UNKNOWN: Final = "unknown"
STATES = (READ, UNREAD, NO_CLAIM, UNKNOWN)
"""``read``: a claim rests on it. ``unread``: the table knows the field, no claim came of this value ("none", a number of
children, words that the field's reader does not take). ``no-claim``: the table knows it, and claims have no place for
what it holds (a caption, a height). ``unknown``: the table does not know the parameter; its row is kept as it stands."""


@dataclass(frozen=True, slots=True)
class Use:
    """One row and what became of it, one of :data:`STATES`."""

    row: Row
    state: str


def uses(document: Document, claims: Iterable[Claim]) -> Iterator[Use]:
    """What became of every row of the document's infoboxes, in order, by the claims that were made of the document."""
    of_box = sorted((claim for claim in claims if claim.origin == "infobox"), key=lambda claim: claim.quote.start)
    starts = [claim.quote.start for claim in of_box]
    reach = list(accumulate((claim.quote.end for claim in of_box), max))
    words = " \n ".join(value for claim in of_box for _, value in claim.qualifiers if isinstance(value, str))
    for row in document.rows:
        kind = kind_of(row)
        if kind is None:
            yield Use(row, UNKNOWN)
        elif kind[0] == "none":
            yield Use(row, NO_CLAIM)
        else:
            value = plain(document.text[row.items[0].start : row.items[0].end]) if row.items else ""
            before = bisect_left(starts, row.end)
            quoted = before > 0 and reach[before - 1] > row.start
            yield Use(row, READ if quoted or (len(value) > 1 and value in words) else UNREAD)
