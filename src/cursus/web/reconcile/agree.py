"""Whether what is told of a person is what a query says beside the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cursus.claim import Claim
from cursus.store.fold import fold
from cursus.text.countries import country_id
from cursus.text.ranks import read_rank
from cursus.text.units import unit_key
from cursus.web.question import day_bounds
from cursus.web.reconcile.kinds import Property

AGREES, SINGLES, APART, OTHER = "agrees", "singles", "apart", "other"
"""It is so; it is so, and few people of one name share it; it cannot be so; something else is told, which excludes nothing."""
_SLACK = 2
"""Years that two dates of one birth or death may lie apart by error."""


def verdict(asked: Property, values: Sequence[str], told: Sequence[Claim]) -> str:
    """What the claims of a person say to the values asked for; "" where they say nothing, or the values cannot be read."""
    mine = [c for c in told if c.property in asked.claims]
    return _RULES[asked.id](values, mine) if mine and values else ""


def _days(values: Sequence[str], told: Sequence[Claim]) -> str:
    wanted = [days for value in values if (days := day_bounds(value)) is not None]
    spans = [(c.date.earliest, c.date.latest) for c in told if c.date is not None]
    known = [(low, high) for low, high in spans if low is not None and high is not None]
    if not wanted or not known:
        return ""
    best = OTHER if any(_near(days, span) for days in wanted for span in known) else APART
    for days in wanted:
        for low, high in known:
            if days == (low, high) and low == high:
                return SINGLES
            if days[0] <= high and low <= days[1]:
                best = AGREES
    return best


def _near(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return int(one[0][:4]) - _SLACK <= int(other[1][:4]) and int(other[0][:4]) - _SLACK <= int(one[1][:4])


def _same(key: Callable[[str], str | None], found: str = AGREES) -> Callable[[Sequence[str], Sequence[Claim]], str]:
    """A rule: one of the values has the key, or the words, of one that is told."""

    def rule(values: Sequence[str], told: Sequence[Claim]) -> str:
        mine = {fold(c.value.text) for c in told} | {c.value.id for c in told if c.value.id}
        wanted = {fold(value) for value in values} | {k for value in values if (k := key(value)) is not None}
        return found if mine & (wanted | set(values)) else OTHER

    return rule


def _units(values: Sequence[str], told: Sequence[Claim]) -> str:
    mine = {unit_key(unit) for c in told if (unit := c.qualifier("unit"))}
    if not mine:
        return ""
    wanted = {value if value.startswith("unit:") else unit_key(value) for value in values}
    return SINGLES if mine & wanted else OTHER


def _branch(name: str) -> str | None:
    return unit_key(name, "branch")


_RULES: dict[str, Callable[[Sequence[str], Sequence[Claim]], str]] = {
    "rank": _same(read_rank), "branch": _same(_branch), "country": _same(country_id), "unit": _units, "born": _days,
    "died": _days,
}  # fmt: skip
