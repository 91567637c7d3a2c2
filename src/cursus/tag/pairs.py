"""Which rank, role and organisation belongs to which person: features of a pair of mentions, and a logistic regression.

Only mentions of one paragraph are paired. What speaks for a pair is where the two stand: how far apart, what stands between
them, and whether another of the same kind is nearer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Final

from cursus.tag.model import RELATIONS, Mention, Paragraph, Relation
from cursus.text.tokens import Token

_CODE: Final = {"Person": "P", "Rank": "R", "Organization": "O", "Role": "T"}
_RELATION_OF: Final = {kind: relation for relation, kind in RELATIONS.items()}
_FAR: Final = 60
"""Words. Two mentions further apart than this are no pair."""

_STOP: Final = re.compile(r"[.!?]['\"”’)]?\s+(?=[\"“'‘(]?[A-Z])")


def pairs(mentions: Sequence[Mention]) -> Iterator[tuple[str, int, int]]:
    """(relation, person, other) of every two mentions that could be related."""
    people = [i for i, m in enumerate(mentions) if m.kind == "Person"]
    for other, mention in enumerate(mentions):
        relation = _RELATION_OF.get(mention.kind)
        if relation is not None:
            for person in people:
                yield relation, person, other


class Scene:
    """The mentions of a paragraph with the words around them, for describing its pairs."""

    def __init__(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._words = [token.low or token.text for token in tokens]
        starts = [token.start for token in tokens]
        self._from = [bisect_left(starts, m.start) for m in mentions]
        self._to = [bisect_left(starts, m.end) for m in mentions]
        stops = [match.end() for match in _STOP.finditer(text) if not _inside(mentions, match.start())]
        self._sentence = [bisect_left(stops, m.start + 1) for m in mentions]
        order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
        self._order = order
        self._rank = {place: i for i, place in enumerate(order)}

    def features(self, person: int, other: int) -> list[str] | None:
        """What speaks for or against the pair; None where the two are too far apart."""
        first, second = (person, other) if self._rank[person] < self._rank[other] else (other, person)
        gap = self._words[self._to[first] : self._from[second]]
        if len(gap) > _FAR:
            return None
        way = "+" if first == person else "-"
        between = [self.mentions[self._order[k]].kind for k in range(self._rank[first] + 1, self._rank[second])]
        kinds = "".join(_CODE[k] for k in between)
        kind = self.mentions[other].kind
        crossed = self._sentence[second] - self._sentence[first]
        signs = "".join(w for w in gap if not w[0].isalnum())[:6]
        distance = (
            len(gap) if len(gap) < 4 else 4 + (len(gap) > 6) + (len(gap) > 10) + (len(gap) > 20) + (len(gap) > 35)
        )
        out = [
            "bias",
            f"w{way}",
            f"d{way}{distance}",
            f"k{way}{kinds[:5]}",
            f"s{way}{min(crossed, 2)}",
            f"g{way}{signs}",
            f"p{way}{min(between.count('Person'), 3)}",
            f"o{way}{min(between.count(kind), 3)}",
            f"ks{way}{kinds[:3]}{min(crossed, 2)}",
            f"ps{way}{min(between.count('Person'), 2)}{min(crossed, 2)}",
            f"pd{way}{min(between.count('Person'), 2)}{distance}",
            f"n{way}{self._nearest(person, other)}",
            f"nn{way}{self._nearest(person, other)}{self._nearest(other, person)}",
            f"ns{way}{self._nearest(other, person)}{min(crossed, 2)}",
            f"r{way}{self._around(first, second)}",
        ]
        if len(gap) <= 4:
            out.append(f"t{way}{' '.join(gap)}")
        out += [f"b{way}{word}" for word in dict.fromkeys(gap[:12])]
        if gap:
            out += [f"f{way}{gap[0]}", f"l{way}{gap[-1]}"]
        words = self._words[self._from[other] : self._to[other]]
        if words:
            out += [f"h{way}{words[-1]}", f"i{way}{words[0]}", f"hp{words[-1]}{min(len(between), 2)}"]
        return out

    def _nearest(self, one: int, of: int) -> str:
        """How many mentions of the kind of ``of`` are nearer to ``one`` than it is, and on which side the nearest stands."""
        wanted = self.mentions[of].kind
        mine = self._distance(one, of)
        nearer = [
            k
            for k, m in enumerate(self.mentions)
            if m.kind == wanted and k != of and k != one and self._distance(one, k) < mine
        ]
        if not nearer:
            return "0"
        same = any(self._sentence[k] == self._sentence[one] for k in nearer)
        return f"{min(len(nearer), 3)}{'s' if same else 'x'}"

    def _distance(self, a: int, b: int) -> int:
        if self._from[a] > self._from[b]:
            a, b = b, a
        return self._from[b] - self._to[a]

    def _around(self, first: int, second: int) -> str:
        """The kinds of the mentions before and behind the pair."""
        before, behind = self._rank[first] - 1, self._rank[second] + 1
        left = _CODE[self.mentions[self._order[before]].kind] if before >= 0 else "<"
        right = _CODE[self.mentions[self._order[behind]].kind] if behind < len(self._order) else ">"
        return left + right


def _inside(mentions: Sequence[Mention], at: int) -> bool:
    return any(m.start <= at <= m.end for m in mentions)


def relate(
    scene: Scene, weights: Mapping[str, Mapping[str, float]], thresholds: Mapping[str, float]
) -> tuple[Relation, ...]:
    """The relations between the mentions that are likely enough, in the order of the mentions."""
    out = []
    for kind, person, other in pairs(scene.mentions):
        names = scene.features(person, other)
        if names is None:
            continue
        known = weights[kind]
        total = sum([known.get(name, 0.0) for name in names])
        chance = 1 / (1 + exp(-max(min(total, 30.0), -30.0)))
        if chance >= thresholds[kind]:
            out.append(Relation(kind, person, other, round(chance, 3)))
    return tuple(out)


def related(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the persons to whom no rank, role or organisation belongs: Security Force Monitor's annotators
    mark nobody else."""
    tied = {relation.person for relation in paragraph.relations}
    keep = [i for i, m in enumerate(paragraph.mentions) if m.kind != "Person" or i in tied]
    place = {old: new for new, old in enumerate(keep)}
    relations = tuple(Relation(r.kind, place[r.person], place[r.other], r.score) for r in paragraph.relations)
    return replace(paragraph, mentions=tuple(paragraph.mentions[i] for i in keep), relations=relations)
