"""Which claims an export is about: all, or those of some persons, properties, stances, articles, units, states and years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cursus.claim import Claim
from cursus.store import Store
from cursus.store.pick import Pick, lines, records, rows

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Conditions that a claim has to meet, each of them where it names anything at all.

    ``persons`` are ids, meaning all who are one with them; ``documents`` are ids of articles, ``units`` keys of units, ``countries``
    codes of states that claims give a person as citizenship or allegiance. ``first`` and ``last`` are ISO days, "" for none: claims
    whose date may lie between them. ``reviewed`` leaves only what somebody decided about. ``qids`` gives what Wikidata knows its
    item: ids of persons and of values (``rank:…``), for the formats that need one; ``create`` lets these make new items.
    """

    persons: tuple[str, ...] = ()
    properties: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    qids: Mapping[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    reviewed: bool = False
    create: bool = False

    @property
    def pick(self) -> Pick:
        """The conditions as the store has them."""
        return Pick(
            self.persons, tuple(sorted(self.properties)), tuple(sorted(self.stances)), self.documents,
            self.units, self.countries, self.first, self.last, self.reviewed,
        )  # fmt: skip

    def rows(self, store: Store) -> Iterator[Json]:
        """The claims that meet the conditions, each once, as the contract's dictionaries, in the store's order: by article and
        place. Some articles are in memory at a time."""
        return rows(store, self.pick)

    def lines(self, store: Store) -> Iterator[bytes]:
        """The same claims as lines of JSON, those of an article at a time."""
        return lines(store, self.pick)

    def claims(self, store: Store) -> Iterator[Claim]:
        """The same claims as records."""
        return records(store, self.pick)
