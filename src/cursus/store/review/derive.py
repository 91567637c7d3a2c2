"""From the log of decisions to the state of the claims, in the transaction that wrote the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, or_, select, update

from cursus.store.dialects import dialect_of
from cursus.store.review.correct import CORRECTABLE, corrected
from cursus.store.review.model import STATUS, State
from cursus.store.schema import claims, persons, reviews
from cursus.store.stamp import content_changed

_AT_ONCE = 400
_COLUMNS = ("id", "property", "fact", "sentence", "floor", "status", "version", "review", "source", *CORRECTABLE)
_TOLD = frozenset({"name", "birth", "death"})
"""Properties that the list of persons shows."""
_STATE = ("status", "version", "review", "source")


@dataclass
class Derived:
    """How the claims that state these facts stand (``states``), and what deriving changed: claims; persons whose dossiers show it; persons who are to be derived anew (``moved``)."""

    claims: list[str] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


def derive(connection: Connection, facts: Iterable[str]) -> Derived:
    """Bring every claim that states one of these facts to the state that the log gives it."""
    wanted = sorted(set(facts))
    out = Derived()
    for first in range(0, len(wanted), _AT_ONCE):
        _derive(connection, wanted[first : first + _AT_ONCE], out)
    return out


def facts_decided(connection: Connection, facts: Iterable[str]) -> set[str]:
    """Of these facts, those that the log knows."""
    wanted = sorted(set(facts))
    found: set[str] = set()
    for first in range(0, len(wanted), _AT_ONCE):
        query = select(reviews.c.fact).distinct().where(reviews.c.fact.in_(wanted[first : first + _AT_ONCE]))
        found.update(connection.execute(query).scalars())
    return found


def _derive(connection: Connection, facts: list[str], out: Derived) -> None:
    log: dict[str, list[Any]] = {}
    decided = select(reviews).where(reviews.c.fact.in_(facts), reviews.c.kind != "undo").order_by(reviews.c.n)
    for event in connection.execute(decided):
        log.setdefault(event.fact, []).append(event)
    plain, whole = [], []
    query = select(*(claims.c[name] for name in _COLUMNS)).where(claims.c.fact.in_(facts))
    for row in connection.execute(query.order_by(claims.c.n)).all():
        values = _values(row, log.get(row.fact, ()))
        now = {name: getattr(row, name) for name in ("status", "version", "review")} | (values or {})
        out.states[row.id] = State(
            row.id, now["status"], now["version"], now["review"], row.floor, row.fact, row.sentence
        )
        if values is None:
            continue
        out.claims.append(row.id)
        out.persons.add(row.person_id)
        if "person_id" in values:
            whole.append({"key": row.id, **{f"new_{name}": value for name, value in values.items()}})
            out.persons.add(values["person_id"])
        else:
            plain.append({"key": row.id, **{f"new_{name}": value for name, value in values.items()}})
        if values.get("person_id", row.person_id) != row.person_id:
            out.moved.update((row.person_id, values["person_id"]))
            _know(connection, values["person_id"], values["person_name"])
        elif row.property in _TOLD and ("value" in values or "rejected" in (row.status, values["status"])):
            out.moved.add(row.person_id)
    for changed, names in ((plain, _STATE), (whole, (*_STATE, *CORRECTABLE))):
        if changed:
            columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
            connection.execute(update(claims).where(claims.c.id == bindparam("key")).values(columns), changed)
    if whole:
        content_changed(connection)  # what claims say is another thing now, wherever it shows


def _values(row: Any, log: Sequence[Any]) -> dict[str, Any] | None:
    """The columns that a claim should have; None where they are as they are. Those of its words only where they change."""
    mine = [e for e in log if e.scope == "fact" or e.sentence == row.sentence]
    if not mine:
        return None
    holds = next((e for e in reversed(mine) if e.undone is None and e.n > row.floor), None)
    version = max(max(e.n, e.undone or 0) for e in mine)
    status = "unreviewed" if holds is None else STATUS[holds.kind]
    words = {name: getattr(row, name) for name in CORRECTABLE}
    source = words if row.source is None else orjson.loads(row.source)
    new: dict[str, Any] = (
        source if status != "corrected" or holds is None else corrected(source, orjson.loads(holds.after)["changes"])
    )
    kept = None if new is source else orjson.dumps(source).decode()
    if (row.status, row.version, row.review) == (status, version, holds.n if holds else None) and new == words:
        return None
    state = {"status": status, "version": version, "review": holds.n if holds else None, "source": kept}
    return state if new == words else {**state, **new}


def _know(connection: Connection, person_id: str, name: str) -> None:
    row = {"id": person_id, "name": name, "claims": 0, "documents": 0, "articles": 0}
    connection.execute(dialect_of(connection).insert(persons).on_conflict_do_nothing(), row)


def touch(connection: Connection, ids: Iterable[str], n: int) -> None:
    """Note that the dossiers of these persons, and of those who stand for them, show something new since decision ``n``."""
    some = sorted(set(ids))
    stand_for = select(persons.c.same_as).where(persons.c.id.in_(some), persons.c.same_as.is_not(None))
    connection.execute(
        update(persons).where(or_(persons.c.id.in_(some), persons.c.id.in_(stand_for))).values(changed=n)
    )
