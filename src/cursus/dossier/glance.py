"""The facts at a glance: what a reader wants first, never more than the entries say."""

from __future__ import annotations

from collections.abc import Sequence

from cursus.dossier.group import fold
from cursus.dossier.model import Entry, Fact

_LINES = (
    ("Born", "birth"),
    ("Died", "death"),
    ("Citizenship", "citizenship"),
    ("Allegiance", "allegiance"),
    ("Branch", "branch"),
    ("Service", "service"),
    ("Highest rank stated", "rank"),
    ("Last posting stated", "posting"),
)
_TIMELESS = frozenset({"citizenship", "allegiance", "branch"})
"""Lines that name each value once; when it was so is left to the chapters."""
_MOST = 4


def glance(told: Sequence[Entry]) -> tuple[Fact, ...]:
    """One fact for each line that any entry speaks to; denied and merely possible ones are left to the chapters."""
    out = []
    for label, prop in _LINES:
        mine = [e for e in told if e.property == prop and e.stance in ("asserted", "reported")]
        if prop == "rank":
            mine = _highest(mine)
        elif prop == "posting":
            mine = [e for e in mine if e.latest or e.earliest][-1:]
        values: dict[str, str] = {}
        for entry in mine:
            if words := _words(entry):
                values.setdefault(words, entry.id)
        for words in list(values):
            if any(_within(words, other) for other in values):
                del values[words]
        if values:
            shown = tuple((words, entry_id) for words, entry_id in list(values.items())[:_MOST])
            out.append(Fact(label, shown, any(e.contradicted for e in mine)))
    return tuple(out)


def _highest(ranks: list[Entry]) -> list[Entry]:
    """The entries of the highest grade that the rank table knows; none where it knows none of them."""
    graded = [(found, e) for e in ranks if (found := grade(e.claims[0].claim.value.id)) is not None]
    if not graded:
        return []
    top = max(found for found, _ in graded)
    return [e for found, e in graded if found == top][:1]


def grade(rank: str | None) -> tuple[int, int] | None:
    """NATO's order from a rank id such as ``rank:OF-6/brigadier-general``: officers above other ranks."""
    code = (rank or "").removeprefix("rank:").partition("/")[0]
    kind, dash, number = code.partition("-")
    if not dash or not number.isdigit() or kind not in ("OR", "WO", "OF"):
        return None
    return ("OR", "WO", "OF").index(kind), int(number)


def _within(words: str, other: str) -> bool:
    """Whether the other words say all of these and more."""
    return set(fold(words).split()) < set(fold(other).split())


def _words(entry: Entry) -> str:
    if entry.property in _TIMELESS:
        return entry.value
    if entry.property in ("birth", "death"):
        return ", ".join(part for part in (entry.date, entry.value) if part)
    if entry.value and entry.date:
        return f"{entry.value} ({entry.date})"
    return entry.value or entry.date
