"""What people decide about who is whom: the same, different, or not to be told. Kept with who, when and why, and undoable.

A decision never changes a claim: it says which persons a dossier joins. A newer decision about the same two takes the place of
an older one; two who are different cannot be made one by way of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, or_, select, update

from cursus.claim import Claim
from cursus.match.people import PROPERTIES, Profile, profile
from cursus.store import identity
from cursus.store.errors import StoreError
from cursus.store.schema import decisions, documents, persons
from cursus.store.store import Store
from cursus.store.write import refresh_persons

KINDS = ("same", "different", "unsure")


class DecisionError(StoreError):
    """A decision that contradicts what is decided, or is about nobody."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about two persons (``a`` < ``b``). ``decided`` and ``undone`` are moments (ISO 8601, UTC)."""

    n: int
    kind: str
    a: str
    b: str
    note: str
    author: str
    decided: str
    undone: str | None = None
    undone_by: str | None = None


def decide(store: Store, a: str, b: str, kind: str, *, note: str = "", author: str = "") -> Decision:
    """Note that two persons are the same, are different, or cannot be told apart or together.

    Raises DecisionError: nobody has such an id, the two are one person's id, or the decision contradicts others.
    """
    a, b = sorted((a, b))
    if kind not in KINDS:
        raise DecisionError(store.path, f"{kind!r} is no decision", f"write one of {', '.join(KINDS)}")
    with store._write() as connection:
        _known(connection, store.path, a, b)
        _agrees(connection, store.path, a, b, kind)
        now = _now()
        earlier = _between(connection, a, b)
        if earlier is not None:
            if (earlier.kind, earlier.note) == (kind, note):
                return earlier
            _undo(connection, earlier.n, now, author)
        row = {"kind": kind, "a": a, "b": b, "note": note, "author": author, "decided": now}
        n = connection.execute(insert(decisions).returning(decisions.c.n), row).scalar_one()
        refresh_persons(connection, (a, b))
        return Decision(n, kind, a, b, note, author, now)


def undo(store: Store, n: int | None = None, *, author: str = "") -> Decision:
    """Take a decision back, the newest one without a number. Raises DecisionError where there is none that holds."""
    with store._write() as connection:
        holds = select(decisions).where(decisions.c.undone.is_(None)).order_by(decisions.c.n.desc())
        row = connection.execute(holds if n is None else holds.where(decisions.c.n == n)).first()
        if row is None:
            what = "no decision holds" if n is None else f"no decision {n} holds"
            raise DecisionError(store.path, what, "see `cursus match decisions`")
        now = _now()
        _undo(connection, row.n, now, author)
        refresh_persons(connection, (row.a, row.b))
        return replace(Decision(*row), undone=now, undone_by=author)


def history(store: Store, person: str | None = None, *, undone: bool = False) -> list[Decision]:
    """The decisions that hold, oldest first; with ``undone`` all there ever were; of one person, or of everybody."""
    query = select(decisions).order_by(decisions.c.n)
    if not undone:
        query = query.where(decisions.c.undone.is_(None))
    with store._read() as connection:
        if person is not None:
            one = identity.members(connection, person)
            query = query.where(or_(decisions.c.a.in_(one), decisions.c.b.in_(one)))
        return [Decision(*row) for row in connection.execute(query)]


def find_decision(store: Store, n: int) -> Decision | None:
    """The decision with this number, whether it holds or not."""
    with store._read() as connection:
        row = connection.execute(select(decisions).where(decisions.c.n == n)).first()
    return None if row is None else Decision(*row)


def profiles(store: Store) -> list[Profile]:
    """Everybody as the comparison of persons sees them, those who were made one as one; by id."""
    with store._read() as connection:
        stands = {row.id: row.same_as for row in connection.execute(select(persons.c.id, persons.c.same_as))}
        named = {
            row.id: (row.name, row.claims)
            for row in connection.execute(select(persons.c.id, persons.c.name, persons.c.claims))
            if stands[row.id] is None
        }
        pages: dict[str, list[str]] = {}
        about = select(documents.c.person_id, documents.c.url, documents.c.title).where(
            documents.c.person_id.is_not(None)
        )
        for person, url, title in connection.execute(about.order_by(documents.c.path)):
            if url:
                pages.setdefault(stands.get(person) or person, []).append(f"{_wiki(url)}|{title}")
    facts: dict[str, list[Claim]] = {}
    for prop in PROPERTIES:
        for claim in store.claims(property=prop):
            facts.setdefault(stands.get(claim.person.id) or claim.person.id, []).append(claim)
    return [
        profile(person, name, facts.get(person, ()), pages.get(person, ()), count)
        for person, (name, count) in sorted(named.items())
    ]


def _wiki(url: str) -> str:
    """The wiki that an address belongs to: its host."""
    return url.partition("://")[2].partition("/")[0].casefold()


def _known(connection: Connection, path: str, a: str, b: str) -> None:
    if a == b:
        raise DecisionError(path, f"{a} is one person already", "give the ids of two")
    found = set(connection.execute(select(persons.c.id).where(persons.c.id.in_((a, b)))).scalars())
    for one in (a, b):
        if one not in found:
            raise DecisionError(path, f"no person has the id {one}", "find ids with: cursus persons NAME")


def _agrees(connection: Connection, path: str, a: str, b: str, kind: str) -> None:
    group = identity.groups(connection, (a, b))
    direct = _between(connection, a, b)
    if kind == "same":
        opposed = _opposed(connection, group[a], group[b], but=direct)
        if opposed is not None:
            raise DecisionError(
                path,
                f"decision {opposed.n} says that {opposed.a} and {opposed.b} are different",
                f"take it back first: cursus match undo {opposed.n}",
            )
    elif b in group[a] and (direct is None or _still_joined(connection, a, b, direct)):
        raise DecisionError(
            path, f"other decisions make {a} and {b} one", "take one of them back: cursus match decisions"
        )


def _opposed(connection: Connection, one: Sequence[str], other: Sequence[str], but: Decision | None) -> Decision | None:
    """A decision that calls somebody of one group and somebody of the other different."""
    across = (decisions.c.a.in_(one) & decisions.c.b.in_(other)) | (decisions.c.a.in_(other) & decisions.c.b.in_(one))
    query = select(decisions).where(decisions.c.kind == "different", decisions.c.undone.is_(None), across)
    return next((d for d in (Decision(*r) for r in connection.execute(query)) if but is None or d.n != but.n), None)


def _still_joined(connection: Connection, a: str, b: str, without: Decision) -> bool:
    """Whether two stay one by other decisions than this."""
    nested = connection.begin_nested()
    _undo(connection, without.n, "", "")
    joined = b in identity.groups(connection, (a,))[a]
    nested.rollback()
    return joined


def _between(connection: Connection, a: str, b: str) -> Decision | None:
    query = select(decisions).where(decisions.c.a == a, decisions.c.b == b, decisions.c.undone.is_(None))
    row = connection.execute(query.order_by(decisions.c.n.desc())).first()
    return None if row is None else Decision(*row)


def _undo(connection: Connection, n: int, moment: str, author: str) -> None:
    connection.execute(update(decisions).where(decisions.c.n == n).values(undone=moment, undone_by=author))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
