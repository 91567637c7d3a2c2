"""What several stretches of time cover together: where one is certain, where several are, where one is possible, and the gaps.

A stretch whose end nobody tells covers what is known of it and no more, so that a gap means: of these days nobody says anything.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from cursus.dossier.days import Days

_SHORTEST_GAP = 180
"""Days without anything that are worth telling; a shorter gap is how dates are written."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Days ``first`` to ``last``, both included. ``kind`` is ``sure``, ``overlap`` (several are sure), ``maybe`` or ``gap``."""

    first: int
    last: int
    kind: str


def cover(stretches: Iterable[Days]) -> list[Covered]:
    """From the first day that is known to the last, without a hole and without two of one kind in a row."""
    turns: dict[int, list[int]] = {}
    for days in stretches:
        _turn(turns, days.first, days.last, 0)
        if days.sure_first is not None and days.sure_last is not None:
            _turn(turns, days.sure_first, days.sure_last, 1)
    out: list[Covered] = []
    possible = sure = 0
    edges = sorted(turns)
    for day, following in itertools.pairwise(edges):
        possible += turns[day][0]
        sure += turns[day][1]
        kind = "overlap" if sure > 1 else "sure" if sure else "maybe" if possible else "gap"
        if kind == "gap" and following - day < _SHORTEST_GAP:
            kind = "maybe"
        if out and out[-1].kind == kind:
            out[-1] = Covered(out[-1].first, following - 1, kind)
        else:
            out.append(Covered(day, following - 1, kind))
    return out


def _turn(turns: dict[int, list[int]], first: int, last: int, which: int) -> None:
    turns.setdefault(first, [0, 0])[which] += 1
    turns.setdefault(last + 1, [0, 0])[which] -= 1
