"""Persons found by name: first those who are spelled so, then those whose name sounds so, then one letter away.

The list is a row of stages, each in the order of ``rank`` or of likeness, each without the persons of those before:

1. the whole name, of persons whom an article is about (of anybody where the name has several words);
2. all words, then all words as beginnings, of persons whom an article is about;
3. the same sound, of these;
4. all words, all words as beginnings, the same sound, of everybody else;
5. one letter away, of anybody, where there is next to nothing so far.

No stage is asked for more than the page needs, and the indexes give out their rows by ``rank``; the stages by sound and by
letter have at most :data:`MOST_ALIKE` persons. So a search takes a bounded time however many persons there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from cursus.match.words import words as words_of_name
from cursus.store.alike import Alike, of_same_sound, one_letter_away
from cursus.store.dialects import Clause, Group, Wanted, dialect_of
from cursus.store.fold import fold
from cursus.store.lookup import LONGEST_WORD, RANK_END, SUBJECTS_END
from cursus.store.schema import names

MOST_ALIKE = 64
FEW = 3
"""With fewer results than that, names that are one letter away are looked for."""
_MOST_WORDS = 12
"""Words of a query that are looked for; a longer one is no name."""
_ALL, _SUBJECTS, _OTHERS = (0, RANK_END), (0, SUBJECTS_END), (SUBJECTS_END, RANK_END)
Ranks = tuple[int, int]


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
        for stage in self._stages(need):
            for place in stage:
                found.setdefault(place.rank, place)
            if len(found) >= need:
                break
        else:
            if len(found) < FEW:
                found |= {place.rank: place for place in self._by_letter()}
        return list(found.values())[offset:need]

    def count(self) -> int:
        """How many results there are in all."""
        if not self.words:
            return 0
        wanted = self._dialect.names(Wanted((self._beginnings,)))
        spelled = int(self._connection.execute(self._dialect.counted, {"wanted": wanted}).scalar_one())
        so_far = spelled + len(self._by_sound)
        return so_far + (len(self._by_letter()) if so_far < FEW else 0)

    def _stages(self, need: int) -> Iterator[Iterable[Place]]:
        named = self._by_name(need)
        yield named
        # the words of the names in the first stage fit, too: so many more are asked for
        spelled = self._spelled(need + len(named))
        for part in (_SUBJECTS, _OTHERS):
            yield from spelled(part)
            yield [place for place in self._by_sound if part[0] <= place.rank < part[1]]

    def _ranked(self, wanted: Wanted, part: Ranks, most: int) -> Sequence[tuple[int, str]]:
        """The first persons that match, by rank, with all words of their names."""
        bound = {"wanted": self._dialect.names(wanted), "low": part[0], "high": part[1], "most": most}
        return [(rank, words) for rank, words in self._connection.execute(self._dialect.ranked, bound)]

    # as spelled ----------------------------------------------------------------------------------------------------
    def _by_name(self, need: int) -> list[Place]:
        n = names.c
        end = RANK_END if len(self.words) > 1 else SUBJECTS_END
        query = select(n.rank).distinct().where(n.folded == self.folded, n.rank < end).order_by(n.rank).limit(need)
        return [Place(rank, "name") for rank in self._connection.execute(query).scalars()]

    def _spelled(self, most: int) -> Callable[[Ranks], Iterator[Iterable[Place]]]:
        """From a part of the ranks to its two stages of at most so many: all words, and all words as beginnings.

        One question answers for all where there are not more; of more, each stage is asked for by itself.
        """
        begun = self._ranked(Wanted((self._beginnings,)), _ALL, most)
        whole = {rank for rank, words in begun if set(self.words) <= set(words.split())}

        def known(part: Ranks) -> Iterator[Iterable[Place]]:
            here = [rank for rank, _ in begun if part[0] <= rank < part[1]]
            yield [Place(rank, "words") for rank in here if rank in whole]
            yield [Place(rank, "begins") for rank in here if rank not in whole]

        def asked(part: Ranks) -> Iterator[Iterable[Place]]:
            yield [Place(rank, "words") for rank, _ in self._ranked(Wanted((self._exact,)), part, most)]
            only_begun = Wanted((self._beginnings,), (self._exact,))
            yield [Place(rank, "begins") for rank, _ in self._ranked(only_begun, part, most)]

        return known if len(begun) < most else asked

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
    def _sounding(self) -> Clause | None:
        """The words that may be meant, one of each; None where none but the words themselves may."""
        if not all(self._sounds) or not any(len(alike) > 1 for alike in self._sounds):
            return None
        return tuple(tuple((word, False) for word in alike) for alike in self._sounds)

    @cached_property
    def _by_sound(self) -> list[Place]:
        clause = self._sounding
        if clause is None:
            return []
        return self._alike("sound", Wanted((clause,), (self._beginnings,)), self._sounds)

    # one letter away -----------------------------------------------------------------------------------------------
    @cached_property
    def _letters(self) -> tuple[Alike, ...]:
        return tuple(one_letter_away(self._connection, word) for word in self.words)

    def _by_letter(self) -> list[Place]:
        """One word may be misspelt, the others stand as they are."""
        clauses: list[Clause] = []
        for number, alike in enumerate(self._letters):
            if alike:
                wrong: Group = tuple((word, False) for word in alike)
                clauses.append((*self._beginnings[:number], wrong, *self._beginnings[number + 1 :]))
        if not clauses:
            return []
        unless = [self._beginnings, *([self._sounding] if self._sounding else [])]
        scores = tuple(alike | {word: 1.0} for word, alike in zip(self.words, self._letters, strict=True))
        return self._alike("letter", Wanted(tuple(clauses), tuple(unless)), scores)

    def _alike(self, why: str, wanted: Wanted, scores: Sequence[Alike]) -> list[Place]:
        """The first persons by rank, then ordered by likeness to the tenth."""
        found = self._ranked(wanted, _ALL, MOST_ALIKE)
        places = [Place(rank, why, likeness(words, scores)) for rank, words in found]
        return sorted(places, key=lambda place: (-round(place.score, 1), place.rank))

    # why -----------------------------------------------------------------------------------------------------------
    def spelling(self, place: Place, spellings: Sequence[str]) -> str:
        """The spelling of the person's name that matched: the first of the best."""
        folded = {name: fold(name) for name in spellings}
        if place.why == "name":
            return next(name for name in spellings if folded[name] == self.folded)
        if place.why in ("words", "begins"):
            return max(spellings, key=lambda name: self._fit(folded[name].split()))
        scores = self._sounds if place.why == "sound" else self._letters
        return max(spellings, key=lambda name: (likeness(folded[name], scores), self._fit(folded[name].split())))

    def _fit(self, spelled: Sequence[str]) -> tuple[int, int]:
        """How many words of the query a name has, as beginnings and whole."""
        begun = sum(any(word.startswith(asked) for word in spelled) for asked in self.words)
        return begun, sum(asked in spelled for asked in self.words)


def likeness(words: str, scores: Sequence[Alike]) -> float:
    """The mean, over the words asked for, of the best fitting word among these folded ones."""
    have = set(words.split())
    best = [
        max(
            (score for word, score in alike.items() if word in have or (" " in word and set(word.split()) <= have)),
            default=0.0,
        )
        for alike in scores
    ]
    return sum(best) / max(len(best), 1)
