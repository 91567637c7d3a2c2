"""Which claims an export is about: all, or those of some persons, properties, stances and articles."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cursus.claim import Claim
from cursus.store import Store


@dataclass(frozen=True, slots=True)
class Chosen:
    """Conditions that a claim has to meet, each of them where it names anything at all.

    ``persons`` are ids, meaning all who are one with them; ``documents`` are ids of articles. ``qids`` gives persons
    their Wikidata item, for the formats that need one.
    """

    persons: tuple[str, ...] = ()
    properties: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    qids: Mapping[str, str] = field(default_factory=dict)

    def claims(self, store: Store) -> Iterator[Claim]:
        """The claims that meet the conditions, each once, in the store's order: by article and place.

        At most one article, or the claims of the persons named, are in memory at a time.
        """
        found = self._candidates(store)
        if not (self.properties or self.stances or (self.persons and self.documents)):
            return found
        documents = frozenset(self.documents)
        return (
            c
            for c in found
            if (not self.properties or c.property in self.properties)
            and (not self.stances or c.stance in self.stances)
            and (not documents or c.document.id in documents)
        )

    def _candidates(self, store: Store) -> Iterator[Claim]:
        if self.persons:
            return _merged([store.claims(person=person) for person in dict.fromkeys(self.persons)])
        if self.documents:
            return _merged([store.claims(document=document) for document in dict.fromkeys(self.documents)])
        return store.iter_claims()


def _merged(lists: list[list[Claim]]) -> Iterator[Claim]:
    """Lists in the store's order as one, without what several of them hold."""
    last = ""
    for claim in heapq.merge(*lists, key=_place) if len(lists) > 1 else lists[0]:
        if claim.id != last:
            yield claim
        last = claim.id


def _place(claim: Claim) -> tuple[str, str, int, int, str]:
    return claim.document.path, claim.document.id, claim.quote.start, claim.quote.end, claim.id
