"""Persons that a name may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cursus.claim import Claim
from cursus.match.names import Name, prepared, score, threshold
from cursus.store import Store
from cursus.store.fold import fold
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
_MOST_LEFT_OUT = 6
"""Words of a name of which each may be left out in turn."""


def people(store: Store, query: Query) -> list[Candidate]:
    """Persons called so, in any script, each compared with what else the query says."""
    if not query.words or len(query.words) > _LONGEST:
        return []
    asked = prepared(query.words)
    named: list[tuple[PersonRow, float]] = []
    for words, at_last in _ways(query.words, asked):
        if at_last and any(fit >= threshold() for _, fit in named):
            break
        known = {row.id for row, _ in named}
        rows = [found.person for found in store.find(words, max(LOOKED_AT, query.limit))]
        named += [(row, _fit(asked, row)) for row in rows if row.id not in known]
    properties = sorted({name for one, _ in query.known for name in one.claims})
    told = told_of(store, [row.id for row, _ in named], properties) if properties else {}
    whole = len(asked.words) > 1
    return [_candidate(row, fit, whole, query, told.get(row.id, ())) for row, fit in named if fit > 0]


def _ways(said: str, asked: Name) -> Iterator[tuple[str, bool]]:
    """What to look for, as the search wants every word: the words as they are, without titles and initials, and at last, where nobody
    fits so far, without one of them each."""
    yield said, False
    strong = [word for word in asked.words if len(word) > 1 or not word.isascii()]
    if " ".join(strong).casefold() != said.casefold() and len(strong) > 1:
        yield " ".join(strong), False
    if 2 < len(strong) <= _MOST_LEFT_OUT:
        for number in range(len(strong)):
            yield " ".join(strong[:number] + strong[number + 1 :]), True


def _fit(asked: Name, row: PersonRow) -> float:
    """How well the best spelling fits; one that is the same but for accents fits wholly, whatever its letters."""
    same = fold(asked.text)
    return max((1.0 if fold(name) == same else score(asked, prepared(name))[0] for name in row.names), default=0.0)


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
