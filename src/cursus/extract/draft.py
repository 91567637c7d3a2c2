"""What an extractor yields: a fact with the words it rests on, before footnotes, stance, date and identity are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from cursus.claim import Bounds, Date, Span


@dataclass(frozen=True, slots=True)
class Who:
    """A person the article speaks of. ``name`` as the article gives it at its fullest, ``target`` the page a link leads to."""

    name: str
    target: str | None = None
    subject: bool = False


class _Auto:
    """The mark for "find it in the clause"."""

    def __repr__(self) -> str:
        return "AUTO"


AUTO = _Auto()


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact.

    ``quote`` is the stretch of the text that states it, ``fact`` the words that carry it (by default the quote): footnotes,
    stance and date are looked up from there. ``date`` is AUTO (bind from the clause), None (undated) or a Date. ``stance``
    and ``says`` are AUTO or given. ``steps`` tell how the value was made from the words.
    """

    property: str
    text: str
    quote: Span
    rule: str
    who: Who
    id: str | None = None
    qualifiers: tuple[tuple[str, str | Bounds], ...] = ()
    fact: Span | None = None
    date: Date | None | _Auto = AUTO
    stance: str | _Auto = AUTO
    says: str | None = None
    origin: str | None = None
    score: float = 0.8
    steps: tuple[str, ...] = field(default=())

    @property
    def carried(self) -> Span:
        return self.fact or self.quote
