"""A date at its place in a text."""

from __future__ import annotations

from typing import NamedTuple

from cursus.claim import Date


class DateMatch(NamedTuple):
    """A date at ``start``..``end`` of the given text, its modifying words included; ``date.text`` is that stretch, verbatim.

    ``relative`` says that it was resolved against an anchor, which ``date.anchor`` names.
    """

    start: int
    end: int
    date: Date
    relative: bool = False
