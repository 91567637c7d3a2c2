"""Long lists in pieces: claims, articles, findings and works, each piece beginning behind a row's own number or name, so that nothing
is left out or told twice while others write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, and_, or_, select

from cursus.claim import Claim, Finding
from cursus.store import codec, identity
from cursus.store.review.model import State
from cursus.store.review.states import states_in
from cursus.store.rows import DocumentRow
from cursus.store.schema import claim_works, claims, documents, finding_claims, findings, works
from cursus.store.store import Store, claims_where, document_query, finding_query, finding_ref
from cursus.store.units import claims_of_unit


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: every field that is given has to hold. ``first`` and ``last`` are ISO days that the date must touch."""

    person: str | None = None
    document: str | None = None
    property: str | None = None
    status: str | None = None
    stance: str | None = None
    unit: str | None = None
    source: str | None = None
    score: float | None = None
    first: str | None = None
    last: str | None = None


def claims_after(store: Store, wanted: ClaimFilter, after: int, limit: int) -> list[tuple[int, Claim, State]]:
    """Claims in the order in which they came in, behind number ``after``, each with its number and how it stands."""
    c = claims.c
    where: list[ColumnElement[bool]] = [c.n > after]
    for column, value in (
        (c.document_id, wanted.document), (c.property, wanted.property), (c.status, wanted.status), (c.stance, wanted.stance),
    ):  # fmt: skip
        if value is not None:
            where.append(column == value)
    if wanted.score is not None:
        where.append(c.score >= wanted.score)
    if wanted.unit is not None:
        where.append(claims_of_unit(wanted.unit))
    if wanted.source is not None:
        where.append(c.id.in_(select(claim_works.c.claim_id).where(claim_works.c.work == wanted.source)))
    if wanted.first is not None:
        where.append(and_(c.edtf.is_not(None), or_(c.latest.is_(None), c.latest >= wanted.first)))
    if wanted.last is not None:
        where.append(and_(c.edtf.is_not(None), or_(c.earliest.is_(None), c.earliest <= wanted.last)))
    with store._read() as connection:
        if wanted.person is not None:
            where.append(c.person_id.in_(identity.members(connection, wanted.person)))
        query = select(c.id, c.n).where(*where).order_by(c.n).limit(limit)
        numbers = {row.id: row.n for row in connection.execute(query)}
        found = {one.id: one for one in claims_where(connection, c.id.in_(list(numbers)))}
        at = states_in(connection, numbers)
    return [(n, found[i], at[i]) for i, n in numbers.items()]


def documents_after(store: Store, after: tuple[str, str], limit: int) -> list[DocumentRow]:
    """Articles by path and id, behind a path and an id."""
    path, one = after
    c = documents.c
    query = document_query().where(or_(c.path > path, and_(c.path == path, c.id > one))).order_by(c.path, c.id)
    with store._read() as connection:
        return [DocumentRow(**row._mapping) for row in connection.execute(query.limit(limit))]


def findings_after(
    store: Store, after: int, limit: int, *, document: str | None = None, rule: str | None = None,
    level: str | None = None, person: str | None = None,
) -> list[tuple[int, Finding]]:  # fmt: skip
    """Findings in the order in which they came in, behind a number, each with its number."""
    c = findings.c
    query: Select[Any] = finding_query(c.n).where(c.n > after)
    for column, value in ((c.document_id, document), (c.rule, rule), (c.level, level)):
        if value is not None:
            query = query.where(column == value)
    with store._read() as connection:
        if person is not None:
            one = identity.members(connection, person)
            theirs = (
                select(finding_claims.c.finding_id)
                .join(claims, claims.c.id == finding_claims.c.claim_id)
                .where(claims.c.person_id.in_(one))
            )
            query = query.where(documents.c.person_id.in_(one) | c.id.in_(theirs))
        rows = connection.execute(query.order_by(c.n).limit(limit)).all()
    return [(row.n, codec.finding_from_row(row.record, finding_ref(row))) for row in rows]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A cited work: its id, what it is called, what is known of it (CSL names), and how many claims rest on it."""

    id: str
    label: str
    fields: dict[str, Any]


def works_after(store: Store, after: str, limit: int, words: str = "") -> list[WorkRow]:
    """Works by id, behind an id; with ``words``, those whose title, author or publisher holds all of them."""
    query = select(works.c.id, works.c.label, works.c.record).where(works.c.id > after)
    for word in words.casefold().split():
        query = query.where(works.c.words.contains(word, autoescape=True))
    with store._read() as connection:
        rows = connection.execute(query.order_by(works.c.id).limit(limit)).all()
    return [WorkRow(row.id, row.label, orjson.loads(row.record)) for row in rows]


def work(store: Store, work_id: str) -> WorkRow | None:
    """The work with this id."""
    with store._read() as connection:
        query = select(works.c.id, works.c.label, works.c.record).where(works.c.id == work_id)
        row = connection.execute(query).first()
    return None if row is None else WorkRow(row.id, row.label, orjson.loads(row.record))
