"""What an extractor yields: a fact with the words it rests on, before footnotes, stance, date and identity are
settled."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import Final, Literal

from cursus.claim import Bounds, Date, Span


@dataclass(frozen=True, slots=True)
class Who:
    """A person the article speaks of. ``name`` as the article gives it at its fullest, ``target`` the page a link
    leads to."""

    name: str
    target: str | None = None
    subject: bool = False


AUTO: Final = "auto"
"""Of a draft's date or stance: to be found in the clause that carries the fact."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact.

    ``quote`` is the stretch of the text that states it, ``fact`` the words that carry it (by default the quote):
    footnotes, stance and date are looked up from there. ``date`` is AUTO (bind from the clause), None (undated) or a
    Date. ``stance`` is AUTO or given, with ``says`` where somebody is named. ``score`` 0 takes the rule's own from
    ``vocab/scores.tsv``. ``steps`` tell how the value was made from the words.
    """

    property: str
    text: str
    quote: Span
    rule: str
    who: Who
    id: str | None = None
    qualifiers: tuple[tuple[str, str | Bounds], ...] = ()
    fact: Span | None = None
    date: Date | Literal["auto"] | None = AUTO
    stance: str = AUTO
    says: str | None = None
    origin: str | None = None
    score: float = 0.0
    steps: tuple[str, ...] = ()

    @builtins.property
    def carried(self) -> Span:
        """The words that carry the fact."""
        return self.fact or self.quote
