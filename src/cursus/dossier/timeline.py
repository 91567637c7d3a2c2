"""Dated entries placed on one axis, with what is certain told apart from what is possible."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from cursus.dossier.coverage import cover
from cursus.dossier.days import Days, days_of
from cursus.dossier.model import Bar, Cover, Entry, Gap, Lane, Stretch, Timeline

_LANES = (
    ("life", "Life", ("birth", "death")),
    ("service", "Service", ("service", "allegiance", "branch")),
    ("education", "Education", ("education",)),
    ("rank", "Ranks", ("rank",)),
    ("posting", "Postings", ("posting",)),
    ("membership", "Memberships", ("membership", "occupation")),
    ("battle", "Battles", ("battle",)),
    ("event", "Events", ("event",)),
    ("award", "Awards", ("award",)),
)
_COVERED = frozenset({"rank", "posting", "command"})
"""Lanes of what one always has one of: a stretch without is a gap in what is known."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_MOST_TICKS = 9
_LEAST_DAYS = 365
_MARGIN = 0.02
_VAGUEST_DAYS = 120 * 366
"""A date that could be any day of more than a lifetime is counted with the undated ones."""

Placed = tuple[Entry, Days]


def timeline(told: Sequence[Entry]) -> Timeline | None:
    """The lanes that have anything to show; None where no entry is dated. Denied entries are not drawn."""
    lane_of = {prop: key for key, _, props in _LANES for prop in props}
    lanes: dict[str, list[Entry]] = {key: [] for key, _, _ in _LANES}
    for entry in told:
        if entry.property in lane_of and entry.stance != "denied":
            lanes[lane_of[entry.property]].append(entry)
    return draw((key, title, lanes[key]) for key, title, _ in _LANES)


def draw(lanes: Iterable[tuple[str, str, Sequence[Entry]]]) -> Timeline | None:
    """Lanes of (key, title, entries) on one axis, without those that have nothing dated; None where nothing has."""
    placed: list[tuple[str, str, list[Placed]]] = []
    undated = 0
    for key, title, told in lanes:
        days = [(entry, _days(entry)) for entry in told]
        mine = [(e, d) for e, d in days if d is not None and d.last - d.first <= _VAGUEST_DAYS]
        undated += len(days) - len(mine)
        if mine:
            placed.append((key, title, mine))
    if not placed:
        return None
    everything = [days for _, _, mine in placed for _, days in mine]
    first, last = min(d.first for d in everything), max(d.last for d in everything)
    if last - first < _LEAST_DAYS:
        first, last = first - _LEAST_DAYS // 2, last + _LEAST_DAYS // 2
    margin = int((last - first) * _MARGIN) + 1
    first, last = max(first - margin, 1), min(last + margin, datetime.date.max.toordinal())
    scale = _Scale(first, last)
    drawn = tuple(_lane(scale, key, title, mine) for key, title, mine in placed)
    return Timeline(_year(first), _year(last), scale.ticks(), drawn, undated)


def _lane(scale: _Scale, key: str, title: str, mine: Sequence[Placed]) -> Lane:
    bars = tuple(scale.bar(entry, days) for entry, days in mine)
    if key not in _COVERED or len(mine) < 2:
        return Lane(key, title, bars)
    known = cover(days for entry, days in mine if entry.stance in ("asserted", "reported"))
    covers = tuple(Cover(scale.at(c.first), scale.at(c.last + 1), c.kind) for c in known)
    gaps = tuple(Gap(_iso(c.first) or "", _iso(c.last) or "") for c in known if c.kind == "gap")
    return Lane(key, title, bars, covers, gaps)


def _days(entry: Entry) -> Days | None:
    """The days of the claim that dates the entry."""
    for item in entry.claims:
        date = item.claim.date
        if date is not None and date.edtf == entry.edtf:
            return days_of(date, entry.property)
    return None


def _year(day: int) -> int:
    return datetime.date.fromordinal(day).year


def _iso(day: int | None) -> str | None:
    return None if day is None else datetime.date.fromordinal(day).isoformat()


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        self._first, self._width, self._last = first, last + 1 - first, last

    def at(self, day: int) -> float:
        return round((day - self._first) / self._width, 5)

    def bar(self, entry: Entry, days: Days) -> Bar:
        stretches = []
        if days.sure_first is None or days.sure_last is None:
            stretches.append(Stretch(self.at(days.first), self.at(days.last + 1), certain=False))
        else:
            if days.first < days.sure_first:
                stretches.append(Stretch(self.at(days.first), self.at(days.sure_first), certain=False))
            stretches.append(Stretch(self.at(days.sure_first), self.at(days.sure_last + 1), certain=True))
            if days.sure_last < days.last:
                stretches.append(Stretch(self.at(days.sure_last + 1), self.at(days.last + 1), certain=False))
        possible = _iso(days.first) or "", _iso(days.last) or ""
        sure = (_iso(days.sure_first) or "", _iso(days.sure_last) or "") if days.sure_first is not None else None
        return Bar(entry, tuple(stretches), days.open_start, days.open_end, possible, sure)

    def ticks(self) -> tuple[tuple[float, int], ...]:
        low, high = _year(self._first), _year(self._last)
        step = next((s for s in _STEPS if (high - low) / s <= _MOST_TICKS), _STEPS[-1])
        years = [y for y in range(-(-low // step) * step, high + 1, step) if y >= 1]
        days = [(datetime.date(y, 1, 1).toordinal(), y) for y in years]
        return tuple((self.at(day), y) for day, y in days if self._first <= day <= self._last)
