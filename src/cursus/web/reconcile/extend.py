"""Data extension: what is told of entities, as values of a table's cells.

A cell cannot say who denies or doubts something, so what is denied, alleged or only possible never becomes a value; what the article
reports that others say does, where it is asked for. Values that contradict each other stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cursus.claim import Claim
from cursus.dossier.glance import grade
from cursus.store import Store
from cursus.store.fold import fold
from cursus.store.told import told_of
from cursus.store.unit_pages import units_called
from cursus.store.units import UnitRow
from cursus.text.units import unit_key
from cursus.web.reconcile.kinds import KINDS, UNIT_PREFIX
from cursus.web.reconcile.questions import STANCES, Extension, Wanted
from cursus.web.render import online, safe_url

Json = dict[str, Any]
Value = dict[str, str | int]

SETTINGS: tuple[Json, ...] = (
    {
        "name": "limit", "label": "Limit", "type": "number", "default": 0,
        "help_text": "The most values of a row; 0 for all",
    },
    {
        "name": "stances", "label": "What counts", "type": "select", "default": "asserted",
        "help_text": "What is denied, alleged or only possible never counts",
        "choices": [
            {"value": "asserted", "name": "What the article states"},
            {"value": "told", "name": "Also what it reports that others say"},
        ],
    },
    {
        "name": "dates", "label": "With dates", "type": "checkbox", "default": False,
        "help_text": "Put the date behind the value, in brackets, as EDTF",
    },
)  # fmt: skip
"""What a user may set for each property, as the manifest tells it."""
_EVERYTHING = ("birth", "death", "posting", "rank", "name")
"""Properties by which it is looked up which articles say something of a person."""


def extended(store: Store, asked: Extension) -> Json:
    """The answer to an extension: the properties, and a row of values for each entity. An unknown id has empty cells."""
    persons = [one for one in asked.ids if not one.startswith(UNIT_PREFIX)]
    wanted = asked.wanted
    claims = {name for w in wanted for name in w.property.claims}
    if any(w.property.id == "article" for w in wanted):
        claims.update(_EVERYTHING)
    told = told_of(store, persons, sorted(claims)) if claims else {}
    units = {row.key: row for row in units_called(store, [one for one in asked.ids if one.startswith(UNIT_PREFIX)])}
    rows = {one: {w.property.id: _cell(w, told.get(one, ()), units.get(one)) for w in wanted} for one in asked.ids}
    return {"meta": [_meta(w) for w in wanted], "rows": rows}


def _meta(wanted: Wanted) -> Json:
    found = wanted.property
    return {**found.brief, "type": KINDS[found.type].brief} if found.type else {**found.brief}


def _cell(wanted: Wanted, told: Sequence[Claim], unit: UnitRow | None) -> list[Value]:
    if unit is not None:
        values = _of_unit(wanted, unit)
    else:
        mine = [c for c in told if c.stance in wanted.stances and (c.property in wanted.property.claims)]
        if wanted.property.id == "article":
            mine = [c for c in told if c.stance in STANCES["told"]]
        values = _once(_PERSON[wanted.property.id](wanted, mine)) if wanted.property.id in _PERSON else []
    return values[: wanted.limit] if wanted.limit else values


def _of_unit(wanted: Wanted, unit: UnitRow) -> list[Value]:
    if wanted.property.id == "unit-name":
        return [{"str": name} for name in unit.names]
    return [{"int": unit.postings}] if wanted.property.id == "postings" else []


def _once(values: Iterable[Value]) -> list[Value]:
    seen: dict[tuple[tuple[str, str | int], ...], Value] = {}
    for value in values:
        seen.setdefault(tuple(value.items()), value)
    return list(seen.values())


def _by_date(told: Iterable[Claim]) -> list[Claim]:
    """By the first day on which it may be true; without a date last."""
    return sorted(told, key=lambda c: (_first(c) is None, _first(c) or "", _last(c) or "", c.id))


def _first(claim: Claim) -> str | None:
    return (claim.date.earliest or claim.date.latest) if claim.date is not None else None


def _last(claim: Claim) -> str | None:
    return (claim.date.latest or claim.date.earliest) if claim.date is not None else None


def _said(wanted: Wanted, text: str, claim: Claim) -> Value:
    dated = wanted.dates and claim.date is not None
    return {"str": f"{text} ({claim.date.edtf})" if dated and claim.date is not None else text}


def _texts(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    return [_said(wanted, c.value.text, c) for c in _by_date(told) if c.value.text]


def _dates(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    """Every date but the years and months of days that are told, too."""
    said = [c.date.edtf for c in _by_date(told) if c.date is not None]
    return [{"str": edtf} for edtf in said if not any(other.startswith(f"{edtf}-") for other in said)]


def _names(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    return [{"str": c.value.text} for c in told if c.value.text]


def _units(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    """Each unit once, under the name that it is first called by; an entity of its own, so that dates have no place."""
    named: dict[str, str] = {}
    for claim in _by_date(told):
        if unit := claim.qualifier("unit"):
            named.setdefault(unit_key(unit), unit)
    return [{"id": key, "name": name} for key, name in named.items()]


def _rank(wanted: Wanted, claim: Claim) -> Value:
    kind = claim.qualifier("kind") or ""
    plain = kind in ("", "substantive") or kind in claim.value.text.casefold()
    return _said(wanted, claim.value.text if plain else f"{claim.value.text}, {kind}", claim)


def _highest(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    """The ranks of the highest grade, each once and in its fullest words; none where no grade is known: what is highest cannot be
    said then."""
    graded = [(found, c) for c in _by_date(told) if (found := grade(c.value.id)) is not None]
    top = max((found for found, _ in graded), default=None)
    once: dict[tuple[str, str], Claim] = {}
    for found, claim in graded:
        if found == top:
            once.setdefault((fold(claim.value.text), claim.qualifier("kind") or ""), claim)
    fuller = [
        claim
        for (words, kind), claim in once.items()
        if not any(kind == other and set(words.split()) < set(more.split()) for more, other in once)
    ]
    return [_rank(wanted, claim) for claim in fuller]


def _latest(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    """The ranks of the last day that any rank is told of."""
    dated = [(day, c) for c in _by_date(told) if (day := _last(c)) is not None]
    newest = max((day for day, _ in dated), default="")
    return [_rank(wanted, c) for day, c in dated if day == newest]


def _articles(wanted: Wanted, told: Sequence[Claim]) -> list[Value]:
    return [{"str": url} for c in told if (url := safe_url(online(c.document)))]


_PERSON: dict[str, Callable[[Wanted, Sequence[Claim]], list[Value]]] = {
    "rank": _highest, "rank-latest": _latest, "unit": _units, "posting": _texts, "branch": _texts, "country": _texts,
    "allegiance": _texts, "born": _dates, "died": _dates, "birth-place": _texts, "death-place": _texts, "name": _names,
    "award": _texts, "battle": _texts, "article": _articles,
}  # fmt: skip
