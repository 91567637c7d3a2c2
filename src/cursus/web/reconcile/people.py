"""Persons that a name may mean."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.claim import Claim
from cursus.match.names import prepared, score, threshold
from cursus.store import Store
from cursus.store.rows import PersonRow
from cursus.store.told import told_of
from cursus.text.dates.words import say
from cursus.web.reconcile.agree import AGREES, APART, OTHER, SINGLES, verdict
from cursus.web.reconcile.candidate import Candidate
from cursus.web.reconcile.kinds import PERSON
from cursus.web.reconcile.questions import Query
from cursus.web.render import count

LOOKED_AT = 30
"""Persons found by name whose names are compared letter by letter; the search has them in its own order already."""
_LONGEST = 200
"""Characters beyond which words are no name."""
_LIFE = ("birth", "death")


def people(store: Store, query: Query) -> list[Candidate]:
    """Persons called so, in any script, each compared with what else the query says."""
    if not query.words or len(query.words) > _LONGEST:
        return []
    asked = prepared(query.words)
    rows = [found.person for found in store.find(query.words, max(LOOKED_AT, query.limit))]
    named = [(row, max((score(asked, prepared(name))[0] for name in row.names), default=0.0)) for row in rows]
    properties = sorted({name for one, _ in query.known for name in one.claims})
    told = told_of(store, [row.id for row, _ in named], properties) if properties else {}
    whole = len(asked.words) > 1
    return [_candidate(row, fit, whole, query, told.get(row.id, ())) for row, fit in named if fit > 0]


def _candidate(row: PersonRow, fit: float, whole: bool, query: Query, told: Sequence[Claim]) -> Candidate:
    said: dict[str, list[str]] = {AGREES: [], SINGLES: [], APART: [], OTHER: []}
    stated = [c for c in told if c.stance in ("asserted", "reported")]
    for one, values in query.known:
        if found := verdict(one, values, stated):
            said[found].append(one.id)
    return Candidate(
        row.id, row.name, PERSON, life(row), fit * 100, fit >= threshold(), whole, (*said[AGREES], *said[SINGLES]),
        tuple(said[SINGLES]), tuple(said[APART]), tuple(said[OTHER]), (not row.subject, -row.claims),
    )  # fmt: skip


def life(row: PersonRow) -> str:
    """What tells namesakes apart at a glance: the dates of their lives, and how much is told of them."""
    dates = [f"{word} {say(edtf)}" for word, edtf in (("born", row.birth), ("died", row.death)) if edtf]
    known = f"{count(row.claims, 'claim')} in {count(row.documents, 'article')}"
    return "; ".join([*dates, known])
