"""What a relative phrase says, whatever its language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """``kind`` is ``same``, ``offset`` (``count`` units on, or back if negative), ``season`` (``code``; count 0 that, 1 the next, -1 the last, 2 unsaid),
    ``after`` (some time later), ``span`` (from the anchor, ``count`` units long), ``within`` or ``age``. ``unit`` is ``day``, ``week``, ``month`` or ``year``."""

    kind: str
    unit: str = ""
    count: int = 0
    half: bool = False
    code: int = 0
