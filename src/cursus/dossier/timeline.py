"""The dated entries of a dossier placed on one axis, with what is certain told apart from what is possible."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from cursus.dossier.days import Days, days_of
from cursus.dossier.model import Bar, Entry, Lane, Stretch, Timeline

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
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_MOST_TICKS = 9
_LEAST_DAYS = 365
_MARGIN = 0.02
_VAGUEST_DAYS = 120 * 366
"""A date that could be any day of more than a lifetime is counted with the undated ones."""


def timeline(told: Sequence[Entry]) -> Timeline | None:
    """The lanes that have anything to show; None where no entry is dated. Denied entries are not drawn."""
    lane_of = {prop: key for key, _, props in _LANES for prop in props}
    placed: dict[str, list[tuple[Entry, Days]]] = {}
    undated = 0
    for entry in told:
        if entry.property not in lane_of or entry.stance == "denied":
            continue
        days = _days(entry)
        if days is None or days.last - days.first > _VAGUEST_DAYS:
            undated += 1
        else:
            placed.setdefault(lane_of[entry.property], []).append((entry, days))
    if not placed:
        return None
    everything = [days for mine in placed.values() for _, days in mine]
    first, last = min(d.first for d in everything), max(d.last for d in everything)
    if last - first < _LEAST_DAYS:
        first, last = first - _LEAST_DAYS // 2, last + _LEAST_DAYS // 2
    margin = int((last - first) * _MARGIN) + 1
    first, last = max(first - margin, 1), min(last + margin, datetime.date.max.toordinal())
    scale = _Scale(first, last)
    lanes = tuple(
        Lane(key, title, tuple(scale.bar(entry, days) for entry, days in placed[key]))
        for key, title, _ in _LANES
        if key in placed
    )
    return Timeline(_year(first), _year(last), scale.ticks(), lanes, undated)


def _days(entry: Entry) -> Days | None:
    """The days of the claim that dates the entry."""
    for item in entry.claims:
        date = item.claim.date
        if date is not None and date.edtf == entry.edtf:
            return days_of(date, entry.property)
    return None


def _year(day: int) -> int:
    return datetime.date.fromordinal(day).year


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
        return Bar(entry, tuple(stretches), days.open_start, days.open_end)

    def ticks(self) -> tuple[tuple[float, int], ...]:
        low, high = _year(self._first), _year(self._last)
        step = next((s for s in _STEPS if (high - low) / s <= _MOST_TICKS), _STEPS[-1])
        years = [y for y in range(-(-low // step) * step, high + 1, step) if y >= 1]
        days = [(datetime.date(y, 1, 1).toordinal(), y) for y in years]
        return tuple((self.at(day), y) for day, y in days if self._first <= day <= self._last)
