"""Persons found by name: first those who are spelled so, then those whose name sounds so, then one letter away.

The list is a row of stages, each in the order of ``rank`` or of likeness, each without the persons of those before:

1. the whole name, of persons whom an article is about (of anybody where the name has several words);
2. all words, then all words as beginnings, of persons whom an article is about;
3. the same sound, likewise;
4. to 5. the same of everybody else;
6. one letter away, of anybody.

A stage is asked only when those before did not fill the page, and for no more than is missing. Stages by sound and by
letter are of at most :data:`MOST_ALIKE` persons, so that a search takes a bounded time however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from cursus.match.words import words as words_of_name
from cursus.store.alike import Alike, of_same_sound, one_letter_away
from cursus.store.dialects import Clause, Group, Wanted, dialect_of
from cursus.store.fold import fold
from cursus.store.lookup import LONGEST_WORD, RANK_END, SUBJECTS_END
from cursus.store.schema import lookup, names

MOST_ALIKE = 48
_MOST_WORDS = 12
"""Words of a query that are looked for; a longer one is no name."""
_ALL, _SUBJECTS, _OTHERS = (0, RANK_END), (0, SUBJECTS_END), (SUBJECTS_END, RANK_END)


@dataclass(frozen=True, slots=True)
class Place:
    """A person in the list of results: why (``name``, ``words``, ``begins``, ``sound``, ``letter``) and how surely."""

    rank: int
    why: str
    score: float = 1.0


class Search:
    """One query against the index of names. Every answer is of the state that the connection sees."""

    def __init__(self, connection: Connection, query: str) -> None:
        self._connection, self._query = connection, query
        self._dialect = dialect_of(connection)
        self.folded = fold(query)
        self.words = tuple(word[:LONGEST_WORD] for word in self.folded.split()[:_MOST_WORDS])

    # the list ------------------------------------------------------------------------------------------------------
    def places(self, limit: int, offset: int = 0) -> list[Place]:
        """The results from ``offset`` on."""
        if not self.words or limit <= 0:
            return []
        need = offset + limit
        found: dict[int, Place] = {}
        for stage in self._stages():
            for place in stage(need):
                found.setdefault(place.rank, place)
            if len(found) >= need:
                break
        return list(found.values())[offset:need]

    def count(self) -> int:
        """How many results there are in all."""
        if not self.words:
            return 0
        wanted = self._dialect.names(Wanted((self._beginnings,)))
        spelled = self._connection.execute(self._dialect.counted, {"wanted": wanted}).scalar_one()
        by_sound = sum(len(self._by_sound(part)) for part in (_SUBJECTS, _OTHERS))
        return int(spelled) + by_sound + len(self._by_letter())

    def _stages(self) -> Iterator[Callable[[int], Sequence[Place]]]:
        whole, begun = (self._exact,), (self._beginnings,)
        yield self._by_name
        for part in (_SUBJECTS, _OTHERS):
            # of the names in the first stage all words fit too: so many more are asked for
            yield lambda need, part=part: self._ranked("words", Wanted(whole), part, 2 * need)  # type: ignore[misc]
            yield lambda need, part=part: self._ranked("begins", Wanted(begun, whole), part, need)  # type: ignore[misc]
            yield lambda _, part=part: self._by_sound(part)  # type: ignore[misc]
        yield lambda _: self._by_letter()

    def _by_name(self, need: int) -> list[Place]:
        n = names.c
        end = RANK_END if len(self.words) > 1 else SUBJECTS_END
        query = select(n.rank).distinct().where(n.folded == self.folded, n.rank < end).order_by(n.rank).limit(need)
        return [Place(rank, "name") for rank in self._connection.execute(query).scalars()]

    def _ranked(self, why: str, wanted: Wanted, part: tuple[int, int], most: int) -> list[Place]:
        low, high = part
        bound = {"wanted": self._dialect.names(wanted), "low": low, "high": high, "most": most}
        return [Place(rank, why) for rank in self._connection.execute(self._dialect.ranked, bound).scalars()]

    # as spelled ----------------------------------------------------------------------------------------------------
    @property
    def _exact(self) -> Clause:
        return tuple(((word, False),) for word in self.words)

    @property
    def _beginnings(self) -> Clause:
        return tuple(((word, True),) for word in self.words)

    # as it sounds --------------------------------------------------------------------------------------------------
    @cached_property
    def _sounds(self) -> tuple[Alike, ...]:
        """For every word that carries identity: the words that may be meant, its own spelling among them."""
        meant = words_of_name(self._query)[:_MOST_WORDS]
        out = []
        for number, word in enumerate(meant, 1):
            found = of_same_sound(self._connection, word, typing=number == len(meant))
            out.append(found | {own: 1.0 for own in [fold(word)[:LONGEST_WORD]] if own})
        return tuple(out)

    @property
    def _sounding(self) -> Clause:
        return tuple(tuple((word, False) for word in alike) for alike in self._sounds)

    def _by_sound(self, part: tuple[int, int]) -> list[Place]:
        if not any(len(alike) > 1 for alike in self._sounds) or not all(self._sounds):
            return []
        return self._alike("sound", Wanted((self._sounding,), (self._beginnings,)), part, self._sounds)

    # one letter away -----------------------------------------------------------------------------------------------
    @cached_property
    def _letters(self) -> tuple[Alike, ...]:
        return tuple(one_letter_away(self._connection, word) for word in self.words)

    def _by_letter(self) -> list[Place]:
        """One word may be misspelt, the others stand as they are, or sound so."""
        clauses: list[Clause] = []
        for number, alike in enumerate(self._letters):
            if alike:
                wrong: Group = tuple((word, False) for word in alike)
                clauses.append((*self._beginnings[:number], wrong, *self._beginnings[number + 1 :]))
        if not clauses:
            return []
        unless = [self._beginnings]
        if self._by_sound(_ALL):
            unless.append(self._sounding)
        scores = tuple(alike | {word: 1.0} for word, alike in zip(self.words, self._letters, strict=True))
        return self._alike("letter", Wanted(tuple(clauses), tuple(unless)), _ALL, scores)

    def _alike(self, why: str, wanted: Wanted, part: tuple[int, int], scores: Sequence[Alike]) -> list[Place]:
        """The first persons by rank, then ordered by likeness to the tenth."""
        found = self._ranked(why, wanted, part, MOST_ALIKE)
        query = select(lookup.c.rank, lookup.c.words).where(lookup.c.rank.in_([place.rank for place in found]))
        places = [Place(row.rank, why, likeness(row.words, scores)) for row in self._connection.execute(query)]
        return sorted(places, key=lambda place: (-round(place.score, 1), place.rank))

    # why -----------------------------------------------------------------------------------------------------------
    def spelling(self, place: Place, spellings: Sequence[str]) -> str:
        """The spelling of the person's name that matched: the first of the best."""
        if place.why == "name":
            return next(name for name in spellings if fold(name) == self.folded)
        if place.why in ("words", "begins"):
            return max(spellings, key=lambda name: self._fit(fold(name).split()))
        scores = self._sounds if place.why == "sound" else self._letters
        return max(spellings, key=lambda name: (likeness(fold(name), scores), self._fit(fold(name).split())))

    def _fit(self, spelled: Sequence[str]) -> tuple[int, int]:
        """How many words of the query a name has, as beginnings and whole."""
        begun = sum(any(word.startswith(asked) for word in spelled) for asked in self.words)
        return begun, sum(asked in spelled for asked in self.words)


def likeness(words: str, scores: Sequence[Alike]) -> float:
    """The mean, over the words asked for, of the best fitting word among these folded ones."""
    have = set(words.split())
    best = [
        max((score for word, score in alike.items() if all(w in have for w in word.split())), default=0.0)
        for alike in scores
    ]
    return sum(best) / max(len(best), 1)
