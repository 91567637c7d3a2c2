"""A candidate for a name, and when it is beyond doubt that it is the one meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cursus.web.reconcile.kinds import Kind

NEAR = 12.0
"""A candidate whose name fits as well but for so many points is a namesake."""


SURE = 85.0
"""A name that fits less well (an initial for a name, a transcription far off) needs something beside it that tells namesakes apart."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``name_score`` is from 0 to 100 and says how well the name fits; ``fits`` that it is the same name; ``whole`` that the name asked for
    can single somebody out at all. ``agreed`` are properties of which a value is what the query says, ``single`` those among them that
    tell namesakes apart, ``apart`` those that contradict it, ``other`` those that say something else."""

    id: str
    name: str
    kind: Kind
    description: str
    name_score: float
    fits: bool
    whole: bool
    agreed: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    tie: tuple[Any, ...] = ()

    @property
    def score(self) -> float:
        """From 0 to 100: the name, nearer to 100 with everything that agrees, halved by a contradiction."""
        score = self.name_score
        for _ in self.agreed:
            score += (100 - score) * 0.25
        score *= 0.9 ** len(self.other) * 0.5 ** len(self.apart)
        return round(score, 2)

    def to_json(self, *, match: bool) -> dict[str, Any]:
        features: list[dict[str, Any]] = [{"id": "name", "value": round(self.name_score, 2)}]
        features += [{"id": name, "value": True} for name in self.agreed]
        features += [{"id": name, "value": False} for name in (*self.apart, *self.other)]
        return {
            "id": self.id, "name": self.name, "description": self.description, "type": [self.kind.brief],
            "score": self.score, "match": match, "features": features,
        }  # fmt: skip


def ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best first."""
    return sorted(candidates, key=lambda c: (-c.score, *c.tie, c.id))


def certain(candidates: Sequence[Candidate]) -> str:
    """The id of the only candidate that can be meant, "" where there is none, or any doubt.

    Its name must be the same name and more than a part of one, and nothing told of it may contradict the query. Whoever has nearly as
    good a name is a namesake and leaves a doubt, unless something contradicts that one, or what tells namesakes apart agrees for the
    first alone; and always where it agrees for the other alone.
    """
    if not candidates:
        return ""
    first, *others = ordered(candidates)
    if not first.fits or not first.whole or first.apart or (first.name_score < SURE and not first.single):
        return ""
    return "" if any(_namesake(other, first) for other in others) else first.id


def _namesake(other: Candidate, first: Candidate) -> bool:
    if not other.fits and other.name_score < first.name_score - NEAR:
        return False
    if set(other.single) - set(first.agreed):
        return True
    return not other.apart and not set(first.single) - set(other.agreed)
