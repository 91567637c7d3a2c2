"""Taking a decision about claims, and taking one back: each in one transaction that writes the log and derives from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select, update

from cursus.store.review.correct import sensible, tidy
from cursus.store.review.derive import derive, touch
from cursus.store.review.errors import NoSuchClaim, ReviewError, StaleClaim
from cursus.store.review.log import event_in, newest_in
from cursus.store.review.model import ACTIONS, DEFAULT_SCOPE, SCOPES, STATUS, Changes, Event, State
from cursus.store.review.states import states_in
from cursus.store.schema import claims, persons, reviews
from cursus.store.store import Store
from cursus.store.write import refresh_persons

MOST_AT_ONCE = 200
"""Claims that one decision may name."""
_LOOKED_AT = (
    "id", "person_id", "person_name", "property", "value", "edtf", "stance", "status", "version", "review", "floor", "fact",
    "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: the events written (none where it says what held already), and how the named claims stand now;
    ``touched`` counts all claims whose state changed."""

    events: tuple[Event, ...]
    states: dict[str, State]
    touched: int


def review(
    store: Store,
    claim_id: str,
    kind: str,
    *,
    scope: str | None = None,
    changes: Changes | None = None,
    note: str = "",
    author: str = "",
    version: int | None = None,
    also: Sequence[str] = (),
) -> Outcome:
    """Accept, reject or correct a claim, and the claims ``also`` named, which say the same in other words.

    ``scope`` ``fact`` decides about the fact wherever it is stated, ``sentence`` about these words; a rejection is about the fact
    and the others about the sentence, unless said. With ``version``, the number that the claim had when it was looked at.

    Raises NoSuchClaim; StaleClaim where the claim has another version by now; ReviewError for what cannot be decided.
    """
    if kind not in ACTIONS:
        raise ReviewError(store.path, f"{kind[:40]!r} is no decision", f"write one of {', '.join(ACTIONS)}")
    wide = scope or DEFAULT_SCOPE[kind]
    if wide not in SCOPES:
        raise ReviewError(store.path, f"{wide[:40]!r} is no scope", f"write one of {', '.join(SCOPES)}")
    if (kind == "correct") != (changes is not None):
        raise ReviewError(store.path, "a correction says what is corrected, and nothing else does", "see the help")
    ids = list(dict.fromkeys((claim_id, *also)))
    if len(ids) > MOST_AT_ONCE:
        raise ReviewError(store.path, f"one decision names {MOST_AT_ONCE} claims at most", "decide in parts")
    after: dict[str, Any] = {"status": STATUS[kind]}
    if changes is not None:
        after["changes"] = sensible(store.path, changes)
    said = tidy(store.path, note, "a note")
    with store._write() as connection:
        found = _claims(connection, store.path, ids)
        before = {r.id: State(r.id, r.status, r.version, r.review, r.floor, r.fact, r.sentence) for r in found}
        if version is not None and before[claim_id].version != version:
            raise StaleClaim(store.path, claim_id, before[claim_id].version)
        if changes is not None:
            after["changes"] |= _person(connection, store.path, claim_id, changes)
        rows = _rows(found, kind, wide, after, said, author)
        if all(_holds(connection, before[row["claim_id"]], row) for row in rows):
            return Outcome((), before, 0)
        written = _append(connection, rows)
        changed = derive(connection, {row["fact"] for row in rows})
        if changed.moved:
            refresh_persons(connection, changed.moved)
        touch(connection, changed.persons, written[-1].n)
        return Outcome(tuple(written), {i: changed.states[i] for i in ids}, len(changed.claims))


def undo(store: Store, n: int | None = None, *, author: str = "", only_own: bool = False) -> Outcome:
    """Take a decision back with all that were taken in one go with it: number ``n``, or the author's newest one.

    The claims stand again as the decisions before it left them. Raises NoSuchClaim where there is no such decision, or it is taken
    back already; ReviewError where ``only_own`` and it is somebody else's.
    """
    with store._write() as connection:
        found = newest_in(connection, author or None) if n is None else event_in(connection, n)
        if found is None or found.kind == "undo" or found.undone is not None:
            what = "there is no decision to take back" if n is None else f"no decision {n} holds"
            raise NoSuchClaim(store.path, what, "see: cursus review log")
        if only_own and found.author != author:
            raise ReviewError(
                store.path, f"decision {found.n} is {found.author or 'somebody'}’s", "ask them, or an admin"
            )
        batch = found.batch or found.n
        together = (reviews.c.batch == batch) | (reviews.c.n == batch)
        whole = select(reviews.c.n).where(together, reviews.c.undone.is_(None), reviews.c.kind != "undo")
        events = [event_in(connection, i) for i in connection.execute(whole.order_by(reviews.c.n)).scalars().all()]
        targets = [e for e in events if e is not None]
        rows = [
            {
                "kind": "undo", "scope": e.scope, "fact": e.fact, "sentence": e.sentence, "claim_id": e.claim_id,
                "person_id": e.person_id, "property": e.property, "before": orjson.dumps(dict(e.after)).decode(),
                "after": orjson.dumps(dict(e.before)).decode(), "note": "", "author": author, "decided": _now(), "undoes": e.n,
            }
            for e in targets
        ]  # fmt: skip
        written = _append(connection, rows)
        for event in written:
            connection.execute(update(reviews).where(reviews.c.n == event.undoes).values(undone=event.n))
        changed = derive(connection, {e.fact for e in targets})
        if changed.moved:
            refresh_persons(connection, changed.moved)
        touch(connection, changed.persons, written[-1].n)
        ids = [e.claim_id for e in targets]
        return Outcome(tuple(written), states_in(connection, ids), len(changed.claims))


def _claims(connection: Connection, path: str, ids: Sequence[str]) -> list[Any]:
    query = select(*(claims.c[name] for name in _LOOKED_AT)).where(claims.c.id.in_(ids))
    found = {row.id: row for row in connection.execute(query)}
    for one in ids:
        if one not in found:
            raise NoSuchClaim(
                path, f"no claim has the id {one[:40]}", "its article may have been read anew: search for it"
            )
    return [found[i] for i in ids]


def _person(connection: Connection, path: str, claim_id: str, changes: Changes) -> dict[str, Any]:
    """Whom a claim is about instead: somebody known by id, or somebody new by name, known by this claim alone."""
    if changes.person is not None:
        name = connection.execute(select(persons.c.name).where(persons.c.id == changes.person)).scalar()
        if name is None:
            raise ReviewError(path, f"no person has the id {changes.person[:60]}", "find ids with: cursus persons NAME")
        return {"person": {"id": changes.person, "name": str(name)}}
    if changes.person_name is not None:
        name = tidy(path, changes.person_name, "a name")
        if not name:
            raise ReviewError(path, "a person needs a name", "write one")
        slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split()) or "somebody"
        return {"person": {"id": f"{slug[:80]}~{claim_id[:8]}", "name": name}}
    return {}


def _rows(
    found: Sequence[Any], kind: str, scope: str, after: dict[str, Any], note: str, author: str
) -> list[dict[str, Any]]:
    now, seen, out = _now(), set(), []
    for row in found:
        about = (row.fact, row.sentence if scope == "sentence" else "")
        if about in seen:
            continue
        seen.add(about)
        before = {
            "status": row.status, "value": row.value, "date": row.edtf, "stance": row.stance,
            "person": {"id": row.person_id, "name": row.person_name},
        }  # fmt: skip
        out.append({
            "kind": kind, "scope": scope, "fact": row.fact, "sentence": row.sentence, "claim_id": row.id,
            "person_id": row.person_id, "property": row.property, "before": orjson.dumps(before).decode(),
            "after": orjson.dumps(after).decode(), "note": note, "author": author, "decided": now, "undoes": None,
        })  # fmt: skip
    return out


def _holds(connection: Connection, at: State, row: dict[str, Any]) -> bool:
    """Whether the decision that holds says just this."""
    event = None if at.review is None else event_in(connection, at.review)
    return (
        event is not None
        and (event.kind, event.scope, event.note) == (row["kind"], row["scope"], row["note"])
        and dict(event.after) == orjson.loads(row["after"])
    )


def _append(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[Event]:
    written: list[Event] = []
    for row in rows:
        batch = written[0].n if written else None
        n = connection.execute(insert(reviews).returning(reviews.c.n), {**row, "batch": batch}).scalar_one()
        shown = {**row, "before": orjson.loads(row["before"]), "after": orjson.loads(row["after"])}
        written.append(Event(n=n, batch=batch, **shown))
    return written


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
