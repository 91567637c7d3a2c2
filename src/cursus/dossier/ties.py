"""People connected with a person: relatives, superiors, those before and after them in a post, and whoever an article names them
with."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.claim import Claim
from cursus.dossier.model import Tie
from cursus.dossier.words import property_label
from cursus.store import Store
from cursus.store.rows import PersonRow
from cursus.store.ties import TIED, claims_naming, only_person_called

_POSTED = (("superior", "served under"), ("predecessor", "came after"), ("successor", "was followed by"))
"""Qualifiers of a posting that name another person, and how."""
_SAID = frozenset({"asserted", "reported"})


def ties(store: Store, person: PersonRow, told: Sequence[Claim]) -> tuple[Tie, ...]:
    """Each person once for each way of being connected, in the order of the claims; then what others' claims say."""
    found: dict[tuple[str, str], Tie] = {}
    for claim in told:
        if claim.stance not in _SAID:
            continue
        if claim.property in TIED:
            _add(found, Tie(claim.value.text, property_label(claim.property, claim.qualifier("kind")), claim))
        elif claim.property == "posting":
            for name, how in _POSTED:
                if other := claim.qualifier(name):
                    _add(found, Tie(other, how, claim))
    mine = {c.id for c in told}
    for claim in claims_naming(store, person.names):
        if claim.id not in mine and claim.stance in _SAID:
            how = f"names them as {property_label(claim.property, claim.qualifier('kind')).lower()}"
            _add(found, Tie(claim.person.name, how, claim, claim.person.id, told_by_them=True))
    known = only_person_called(store, [t.name for t in found.values() if not t.told_by_them])
    return tuple(
        t if t.told_by_them or known.get(t.name, person.id) == person.id else Tie(t.name, t.how, t.claim, known[t.name])
        for t in found.values()
    )


def _add(found: dict[tuple[str, str], Tie], tie: Tie) -> None:
    found.setdefault((tie.name.casefold(), tie.how), tie)
