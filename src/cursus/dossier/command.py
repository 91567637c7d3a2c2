"""Who commanded a unit on a day: certain, possible, or no evidence, each with the claims that bound it.

A posting is known by what its claims say of days. It is **certain** on a day that one claim covers from end to end, or that lies between a
claim of its beginning and a claim of its end (a posting goes on unless somebody says that it broke off: Security Force Monitor's
rule). It is **possible** where a vague date may mean the day, between two days on which it is known, and behind a beginning whose end
nobody tells; that last only until something closes it: the person's own end or death, or the beginning of somebody else. What is
known by one end never fills the gap silently: the answer says which end is missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cursus.claim import Claim
from cursus.dossier.days import Days, days_of, ordinal
from cursus.store import Store
from cursus.store.unit_pages import deaths_of, standing_for
from cursus.store.units import UnitRow
from cursus.text.roles import find_roles

CERTAIN, POSSIBLE, NONE = "certain", "possible", "no evidence"

_SAID = frozenset({"asserted", "reported"})
_NOT_COMMAND = ("deputy", "second", "third", "vice", "assistant", "honorary", "colonel-in-chief", "colonel-commandant")
_FAR = 40 * 366
"""Days behind a beginning, or before an end, beyond which nobody is thought to hold a post still, or already."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held the post: how surely on the day asked for, why in words, and the claims that say so. ``first`` and
    ``last`` are the ISO days between which claims place the posting (None: nobody says)."""

    person: str
    name: str
    certainty: str
    why: str
    claims: tuple[Claim, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Command:
    """The answer: who held it, the certain before the possible; the nearest known ``before`` and ``after``; those of whom
    nobody says when (``undated``), and what is said but denied or only alleged (``doubted``)."""

    unit: UnitRow
    day: str
    holders: tuple[Holder, ...]
    before: Holder | None
    after: Holder | None
    undated: tuple[Holder, ...]
    doubted: tuple[Claim, ...]

    @property
    def certainty(self) -> str:
        return self.holders[0].certainty if self.holders else NONE


@dataclass
class _Posting:
    """What is known of one person at the unit."""

    person: str
    name: str
    dated: list[tuple[Claim, Days]]
    undated: list[Claim]
    death: int | None = None

    @property
    def known(self) -> list[tuple[Claim, Days]]:
        return sorted(self.dated, key=lambda pair: (pair[1].first, pair[1].last, pair[0].id))


def is_command(role: str | None) -> bool:
    """Whether a role leads a unit, and leads it alone: no deputy, no honorary colonel."""
    heads = [r for r in find_roles(role or "") if r.kind == "command"]
    return bool(heads) and not heads[0].id.removeprefix("role:").startswith(_NOT_COMMAND)


def who_commanded(store: Store, unit: UnitRow, day: str, role: str | None = None) -> Command:
    """Who commanded a unit on an ISO day; with ``role``, who held that role. Raises ValueError for a day that is none."""
    return _answer(store, unit, day, [c for c in store.postings(unit.key) if _wanted(c, role)])


def who_served(store: Store, unit: UnitRow, day: str, person: str | None = None) -> Command:
    """Who was with a unit on an ISO day without commanding it: everybody, or one person. One posting does not end another.

    Raises ValueError for a day that is none."""
    told = [c for c in store.postings(unit.key) if not is_command(c.qualifier("role"))]
    if person is not None:
        row = store.person(person)
        mine = {c.id for c in store.claims(person=row.id, property="posting")} if row is not None else set()
        told = [c for c in told if c.id in mine]
    return _answer(store, unit, day, told, alone=False)


def _answer(store: Store, unit: UnitRow, day: str, told: Sequence[Claim], *, alone: bool = True) -> Command:
    """``alone``: one holder at a time, so that the next one's beginning is the end of the last."""
    asked = datetime.date.fromisoformat(day).toordinal()
    claims = [c for c in told if c.status != "rejected"]
    said = [c for c in claims if c.stance in _SAID]
    doubted = tuple(c for c in claims if c.stance not in _SAID)
    postings = _postings(store, said)
    found = [_holder(p, asked, postings if alone else ()) for p in postings]
    on_the_day = sorted(
        (h for h in found if h.certainty != NONE), key=lambda h: (h.certainty != CERTAIN, h.first or "", h.person)
    )
    others = [h for h in found if h.certainty == NONE and (h.first or h.last)]
    before = max(
        (h for h in others if (h.last or h.first or "") < day), key=lambda h: h.last or h.first or "", default=None
    )
    after = min(
        (h for h in others if (h.first or h.last or "9") > day), key=lambda h: h.first or h.last or "9", default=None
    )
    undated = tuple(_undated(p) for p in postings if not p.dated)
    return Command(unit, day, tuple(on_the_day), before, after, undated, doubted)


def _wanted(claim: Claim, role: str | None) -> bool:
    told = claim.qualifier("role")
    if role is None:
        return is_command(told)
    return told is not None and role.casefold() in told.casefold()


def _postings(store: Store, claims: Iterable[Claim]) -> list[_Posting]:
    """One posting for each person, those who were made one as one."""
    told = list(claims)
    called = standing_for(store, list(dict.fromkeys(c.person.id for c in told)))
    died = deaths_of(store, list(dict.fromkeys(one for one, _ in called.values())))
    out: dict[str, _Posting] = {}
    for claim in told:
        key, name = called.get(claim.person.id, (claim.person.id, claim.person.name))
        posting = out.get(key)
        if posting is None:
            death = [d for d in map(_death, died.get(key, ())) if d is not None]
            posting = out[key] = _Posting(key, name, [], [], max(death, default=None))
        days = days_of(claim.date, "posting") if claim.date is not None else None
        if days is None:
            posting.undated.append(claim)
        else:
            posting.dated.append((claim, days))
    return list(out.values())


def _death(claim: Claim) -> int | None:
    return ordinal(claim.date.latest) if claim.date is not None and claim.stance in _SAID else None


def _holder(posting: _Posting, day: int, everybody: Sequence[_Posting]) -> Holder:
    certainty, why, claims = _judge(posting, day, everybody)
    known = [d for _, d in posting.known]
    first = _iso(min((d.first for d in known), default=None))
    last = _iso(max((d.last for d in known), default=None))
    return Holder(posting.person, posting.name, certainty, why, claims, first, last)


def _judge(posting: _Posting, day: int, everybody: Sequence[_Posting]) -> tuple[str, str, tuple[Claim, ...]]:
    known = posting.known
    covering = [
        c
        for c, d in known
        if d.sure_first is not None and d.sure_last is not None and d.sure_first <= day <= d.sure_last
    ]
    if covering:
        return CERTAIN, "a source covers the day", tuple(covering)
    before = [(c, d) for c, d in known if d.last < day]
    after = [(c, d) for c, d in known if d.first > day]
    began = [(c, d) for c, d in before if not d.open_start and d.open_end]
    ended = [(c, d) for c, d in after if not d.open_end and d.open_start]
    closed = [d for _, d in before if not d.open_end]
    reopened = [d for _, d in after if not d.open_start]
    unbroken = not closed and not reopened
    if began and ended and unbroken and not _somebody_else(posting, began[-1][1].last, ended[0][1].first, everybody):
        return CERTAIN, "between its beginning and its end", (began[-1][0], ended[0][0])
    vague = [c for c, d in known if d.first <= day <= d.last]
    if vague:
        return POSSIBLE, "a date may mean this day", tuple(vague)
    if posting.death is not None and posting.death < day:
        return NONE, "dead by then", ()
    if before and after and unbroken:
        return POSSIBLE, "known before and after", (before[-1][0], after[0][0])
    if before and not closed and before[-1][1].open_end and day - before[-1][1].last <= _FAR:
        other = _somebody_else(posting, before[-1][1].last, day, everybody)
        if other is None:
            return POSSIBLE, "known before; nobody says until when", (before[-1][0],)
        return NONE, f"{other} came after", (before[-1][0],)
    if after and not reopened and after[0][1].open_start and after[0][1].first - day <= _FAR:
        other = _somebody_else(posting, day, after[0][1].first, everybody)
        if other is None:
            return POSSIBLE, "known later; nobody says since when", (after[0][0],)
        return NONE, f"{other} came before", (after[0][0],)
    return NONE, "", ()


def _somebody_else(posting: _Posting, low: int, high: int, everybody: Sequence[_Posting]) -> str | None:
    """The name of another who is known to have held the post on some day between two."""
    for other in everybody:
        if other is not posting and any(low < d.last and d.first <= high for _, d in other.dated):
            return other.name
    return None


def _undated(posting: _Posting) -> Holder:
    return Holder(posting.person, posting.name, POSSIBLE, "nobody says when", tuple(posting.undated), None, None)


def _iso(day: int | None) -> str | None:
    return None if day is None else datetime.date.fromordinal(day).isoformat()
