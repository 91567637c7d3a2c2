"""Which persons are worth comparing: those who share two words of a name, by sound.

Where so many share them that comparing all would be endless, only those are compared who share something more: a year of
birth or of death, or a unit. Nothing is lost by that, for a name alone never makes one person of two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from cursus.match.judge import Candidate, judge
from cursus.match.keys import keys
from cursus.match.people import Profile

LARGEST = 60
"""So many persons sharing two words of a name are compared each with each."""
_MOST_KEYS = 6


def candidates(people: Sequence[Profile]) -> Iterator[Candidate]:
    """Every two persons whose names agree, weighed; each pair once, in the order of their ids."""
    for a, b in sorted(pairs(people)):
        found = judge(people[a], people[b])
        if found is not None:
            yield found


def pairs(people: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs of places in ``people`` that may be one person."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for block in sorted(_blocks(person.names)):
            blocks[block].append(place)
    out: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST:
            out.update(combinations(members, 2))
        else:
            out.update(_finer(people, members))
    return out


def _blocks(names: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for name in names:
        parts = sorted(set(keys(name)))[:_MOST_KEYS]
        found.update(combinations(parts, 2))
        if len(parts) == 1 and not name.isascii():
            found.add((parts[0],))  # a whole name written as one word
    return found


def _finer(people: Sequence[Profile], members: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs within one crowded block that share a year of birth or of death, or a unit."""
    finer: dict[str, list[int]] = defaultdict(list)
    for place in members:
        for mark in sorted(_marks(people[place])):
            finer[mark].append(place)
    return {pair for shared in finer.values() for pair in combinations(shared[: 4 * LARGEST], 2)}


def _marks(person: Profile) -> set[str]:
    years = {
        f"{kind}{fact.edtf[:4]}"
        for kind, facts in (("*", person.births), ("†", person.deaths))
        for fact in facts
        if fact.edtf
    }
    return years | {post.unit for post in person.posts}
