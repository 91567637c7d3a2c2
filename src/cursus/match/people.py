"""What is known of a person when two are compared: spellings, dates, posts, relatives, and the pages about them.

Claims denied, or only thought possible, say nothing about who somebody is and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cursus.claim import Claim
from cursus.text.roles import find_roles
from cursus.text.units import read_unit, unit_key

PROPERTIES = ("name", "birth", "death", "posting", "relative", "battle", "award", "rank")
"""What of a person's claims is looked at."""

_SAID = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its date (EDTF, None where there is none) and the claim that says so."""

    value: str
    edtf: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a unit. ``unit`` is the key under which its spellings agree; ``specific`` says that the unit is one of its
    kind and no whole service; ``head`` that one person at a time holds the role."""

    words: str
    role: str
    unit: str
    specific: bool
    head: bool
    edtf: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as the claims show them. ``pages`` are the articles about the person, each as ``wiki|title``; a page of an
    unknown wiki has none. ``claims`` is how many there are in all."""

    id: str
    name: str
    names: tuple[str, ...]
    births: tuple[Fact, ...] = ()
    deaths: tuple[Fact, ...] = ()
    posts: tuple[Post, ...] = ()
    relatives: tuple[Fact, ...] = ()
    battles: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    pages: tuple[str, ...] = ()
    claims: int = 0


def profile(person: str, name: str, claims: Iterable[Claim], pages: Iterable[str] = (), count: int = 0) -> Profile:
    """The profile that a person's claims give, whatever their order."""
    facts: dict[str, list[Fact]] = {}
    posts: list[Post] = []
    names: dict[str, None] = {name: None}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.stance not in _SAID or claim.status == "rejected":
            continue
        edtf = claim.date.edtf if claim.date else None
        names[claim.person.name] = None
        if claim.property == "name":
            if claim.qualifier("kind") not in ("nickname", "style"):
                names[claim.value.text] = None
        elif claim.property == "posting":
            post = _post(claim, edtf)
            if post is not None:
                posts.append(post)
        else:
            value = claim.value.text
            if claim.property == "relative":
                value = f"{claim.qualifier('kind') or 'relative'}: {value}"
            facts.setdefault(claim.property, []).append(Fact(value, edtf, claim.id))
    return Profile(
        person,
        name,
        tuple(names),
        births=tuple(facts.get("birth", ())),
        deaths=tuple(facts.get("death", ())),
        posts=tuple(posts),
        relatives=tuple(facts.get("relative", ())),
        battles=tuple(facts.get("battle", ())),
        others=tuple(facts.get("award", ())) + tuple(facts.get("rank", ())),
        pages=tuple(dict.fromkeys(pages)),
        claims=count,
    )


def _post(claim: Claim, edtf: str | None) -> Post | None:
    unit = claim.qualifier("unit")
    if not unit:
        return None
    role = claim.qualifier("role") or ""
    found = find_roles(role)
    match = read_unit(unit)
    specific = match is not None and match.kind not in ("branch", "arm") and not match.generic
    head = bool(found) and found[0].kind in ("command", "office") and not found[0].plural
    role_id = found[0].id if found else role.casefold()
    return Post(claim.value.text, role_id, unit_key(unit), specific, head, edtf, claim.id)
