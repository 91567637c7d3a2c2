"""Units that a name may mean. A unit here is everything that is called so: which country's is not known."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from cursus.store import Store
from cursus.store.unit_pages import list_units
from cursus.store.units import UnitRow
from cursus.text.units import read_unit, unit_key
from cursus.web.reconcile.candidate import Candidate
from cursus.web.reconcile.kinds import UNIT
from cursus.web.reconcile.questions import Query
from cursus.web.render import count

_LONGEST = 300


def units(store: Store, query: Query) -> list[Candidate]:
    """Units whose names hold the words asked for."""
    if not query.words or len(query.words) > _LONGEST or query.known:
        return []
    key = unit_key(query.words)
    return [_candidate(row, key, query.words) for row in list_units(store, query.words, query.limit)[0]]


def _candidate(row: UnitRow, key: str, words: str) -> Candidate:
    found = read_unit(words)
    own = "-" in key and not (found is not None and found.generic)
    fit = 100.0 if row.key == key else min(ratio(row.key, key), 95.0)
    return Candidate(row.key, row.name, UNIT, postings(row), round(fit, 2), row.key == key, own, tie=(-row.postings,))


def postings(row: UnitRow) -> str:
    return f"{count(row.postings, 'posting')} told of"
