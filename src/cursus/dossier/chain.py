"""A person's superiors and subordinates on a day: as far as units and their commanders tell, and as articles say themselves.

A superior is who commanded the unit that somebody served in, or, of its commander, the unit that it was part of by its name. The answer is
as sure as the less sure of the two postings. Rank alone makes nobody anybody's superior.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cursus.claim import Claim
from cursus.dossier.command import CERTAIN, NONE, POSSIBLE, is_command, who_commanded, who_served
from cursus.dossier.units import above, below, posts_of
from cursus.store import Store
from cursus.store.unit_pages import units_called
from cursus.store.units import UnitRow

_UNITS = 12
"""Units of one person, and parts of one unit, that are asked about."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody above or below: by which unit (None where an article says it without one), how surely, and the claims that say so:
    those about the person asked for, and those about this one."""

    person: str
    name: str
    unit: UnitRow | None
    certainty: str
    why: str
    own: tuple[Claim, ...]
    theirs: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A unit that the person was with on the day, and how surely."""

    unit: UnitRow
    certainty: str
    commanding: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The answer for one day."""

    day: str
    posts: tuple[Post, ...]
    superiors: tuple[Link, ...]
    subordinates: tuple[Link, ...]


def chain(store: Store, person: str, claims: Sequence[Claim], day: str) -> Chain:
    """Who was above and below a person on an ISO day; ``claims`` are theirs. Raises ValueError for a day that is none."""
    datetime.date.fromisoformat(day)
    posts = tuple(_posts(store, person, claims, day))
    up: list[Link] = []
    down: list[Link] = []
    for post in posts:
        for unit in above(store, post.unit)[:1] if post.commanding else [post.unit]:
            up += _commanders(store, person, post, unit, day)
        if post.commanding:
            down += _serving(store, person, post, day)
            for unit in below(store, post.unit)[:_UNITS]:
                down += _commanders(store, person, post, unit, day)
        for claim in post.claims:
            if told := claim.qualifier("superior"):
                up.append(Link("", told, post.unit, post.certainty, "the article says so", (claim,), ()))
    return Chain(day, posts, _once(up), _once(down))


def _posts(store: Store, person: str, claims: Sequence[Claim], day: str) -> Iterable[Post]:
    mine = posts_of([c for c in claims if c.status != "rejected"])
    for unit in units_called(store, list(mine)[:60]):
        commanding = [c for c in mine[unit.key] if is_command(c.qualifier("role"))]
        for held, kind in (
            (who_commanded(store, unit, day) if commanding else None, True),
            (who_served(store, unit, day, person), False),
        ):
            found = None if held is None else next((h for h in held.holders if h.person == person), None)
            if found is not None and found.certainty != NONE:
                yield Post(unit, found.certainty, kind, found.claims)


def _commanders(store: Store, person: str, post: Post, unit: UnitRow, day: str) -> list[Link]:
    return [
        Link(h.person, h.name, unit, _weaker(post.certainty, h.certainty), h.why, post.claims, h.claims)
        for h in who_commanded(store, unit, day).holders
        if h.person != person
    ]


def _serving(store: Store, person: str, post: Post, day: str) -> list[Link]:
    return [
        Link(h.person, h.name, post.unit, _weaker(post.certainty, h.certainty), h.why, post.claims, h.claims)
        for h in who_served(store, post.unit, day).holders
        if h.person != person
    ]


def _weaker(one: str, other: str) -> str:
    return CERTAIN if one == other == CERTAIN else POSSIBLE


def _once(links: Sequence[Link]) -> tuple[Link, ...]:
    """Each person once, where they are surest."""
    found: dict[str, Link] = {}
    for link in sorted(links, key=lambda one: one.certainty != CERTAIN):
        found.setdefault(link.person or link.name, link)
    return tuple(found.values())
