"""Cited works, to be read: their list, one of them, the entries that cite it, and the claims that rest on it or on it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, func, or_, select

from cursus.check.rules.common import fold
from cursus.claim import Claim, Field
from cursus.store.schema import cites, claim_works, claims, documents, work_ids, works
from cursus.store.store import Store, claims_where

_AT_ONCE = 400
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A cited work as a list shows it. ``fields`` are its CSL variables as the entry that says most has them, ``text`` is that entry;
    ``claims`` and ``articles`` count what rests on it and what cites it."""

    id: str
    label: str
    type: str
    text: str
    fields: tuple[tuple[str, str], ...]
    claims: int
    articles: int

    def get(self, name: str) -> str:
        """A CSL variable, "" for none."""
        return next((value for key, value in self.fields if key == name), "")

    @property
    def outlet(self) -> str:
        return self.get("container-title") or self.get("publisher")

    def as_fields(self) -> tuple[Field, ...]:
        """The variables as a citation has them."""
        return tuple(Field(name, value, 0, 0) for name, value in self.fields)


@dataclass(frozen=True, slots=True)
class CitedIn:
    """An entry that cites a work: which one of which article."""

    document: str
    title: str
    citation: int
    part: int


def works_cited(store: Store, ids: Sequence[str]) -> dict[str, dict[int, str]]:
    """Article → entry of its list → the work that it cites, the first where it cites several."""
    out: dict[str, dict[int, str]] = {}
    with store._read() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            some = cites.c.document_id.in_(ids[first : first + _AT_ONCE])
            query = select(cites.c.document_id, cites.c.citation, cites.c.work).where(some, cites.c.part == 0)
            for document, citation, work in connection.execute(query):
                out.setdefault(document, {})[citation] = work
    return out


def list_works(store: Store, query: str = "", limit: int = 50, offset: int = 0) -> list[WorkRow]:
    """Works whose title, author or outlet holds all the words, those that most claims rest on first."""
    rest = func.count(claim_works.c.claim_id.distinct())
    if query.strip():
        chosen: Select[Any] = (
            select(works.c.id, rest.label("resting"))
            .outerjoin(claim_works, claim_works.c.work == works.c.id)
            .where(*_holding(query))
            .group_by(works.c.id)
        )
    else:
        chosen = select(claim_works.c.work.label("id"), rest.label("resting")).group_by(claim_works.c.work)
    part = chosen.order_by(rest.desc(), chosen.selected_columns[0]).limit(limit).offset(offset)
    with store._read() as connection:
        found = {row[0]: row[1] for row in connection.execute(part)}
        return _rows(connection, found)


def count_works(store: Store, query: str = "") -> int:
    """How many works :func:`list_works` finds in all."""
    counted = select(func.count()).select_from(works).where(*_holding(query))
    if not query.strip():
        counted = select(func.count(claim_works.c.work.distinct()))
    with store._read() as connection:
        return int(connection.execute(counted).scalar_one())


def work(store: Store, work_id: str) -> WorkRow | None:
    """The work with this id, or the one that this id has become part of."""
    with store._read() as connection:
        known = connection.execute(select(work_ids.c.work).where(work_ids.c.identity == work_id)).scalar()
        one = known or work_id
        resting = select(func.count(claim_works.c.claim_id.distinct())).where(claim_works.c.work == one)
        return next(iter(_rows(connection, {one: connection.execute(resting).scalar_one()})), None)


def cited_in(store: Store, work_id: str, limit: int = 400) -> list[CitedIn]:
    """The entries that cite a work, by the path of their article."""
    query = (
        select(cites.c.document_id, documents.c.title, cites.c.citation, cites.c.part)
        .join(documents, documents.c.id == cites.c.document_id)
        .where(cites.c.work == work_id)
        .order_by(documents.c.path, documents.c.id, cites.c.citation, cites.c.part)
        .limit(limit)
    )
    with store._read() as connection:
        return [CitedIn(*row) for row in connection.execute(query)]


def claims_resting_on(store: Store, work_id: str, limit: int, offset: int = 0, *, alone: bool = False) -> list[Claim]:
    """Claims with a footnote to a work, by article and place; with ``alone``, those that no other work supports."""
    with store._read() as connection:
        order = (documents.c.path, documents.c.id, claims.c.start, claims.c.end, claims.c.id)
        page = (
            select(claims.c.id)
            .join(documents, documents.c.id == claims.c.document_id)
            .where(*_resting(work_id, alone))
            .order_by(*order)
            .limit(limit)
            .offset(offset)
        )
        ids = list(connection.execute(page).scalars())
        found = [
            claim
            for first in range(0, len(ids), _AT_ONCE)
            for claim in claims_where(connection, claims.c.id.in_(ids[first : first + _AT_ONCE]))
        ]
    place = {claim_id: n for n, claim_id in enumerate(ids)}
    return sorted(found, key=lambda claim: place[claim.id])


def count_resting_on(store: Store, work_id: str, *, alone: bool = False) -> int:
    """How many claims :func:`claims_resting_on` finds in all."""
    with store._read() as connection:
        counted = select(func.count()).select_from(claims).where(*_resting(work_id, alone))
        return int(connection.execute(counted).scalar_one())


def _resting(work_id: str, alone: bool) -> list[ColumnElement[bool]]:
    """``alone``: no claim that states the same fact, this one included, rests on another work, nor does another article state it
    without a footnote. What is said without a footnote in an article that cites this work is no further witness."""
    resting = select(claim_works.c.claim_id).where(claim_works.c.work == work_id)
    out: list[ColumnElement[bool]] = [claims.c.id.in_(resting), claims.c.status != "rejected"]
    if alone:
        same, on = claims.alias("same"), claim_works.alias("rests")
        citing = select(cites.c.document_id).where(cites.c.work == work_id)
        else_where = (
            select(same.c.id)
            .outerjoin(on, on.c.claim_id == same.c.id)
            .where(
                same.c.fact == claims.c.fact,
                same.c.status != "rejected",
                or_(on.c.work != work_id, on.c.work.is_(None) & same.c.document_id.not_in(citing)),
            )
        )
        out.append(~else_where.exists())
    return out


def _holding(query: str) -> list[ColumnElement[bool]]:
    return [works.c.words.contains(word, autoescape=True) for word in fold(query).split()[:_MOST_WORDS]]


def _rows(connection: Any, found: dict[str, int]) -> list[WorkRow]:
    ids = list(found)
    articles: dict[str, int] = {}
    shown: dict[str, Any] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        counted = select(cites.c.work, func.count(cites.c.document_id.distinct())).where(cites.c.work.in_(some))
        articles |= {row[0]: row[1] for row in connection.execute(counted.group_by(cites.c.work))}
        shown |= {row.id: row for row in connection.execute(select(works).where(works.c.id.in_(some)))}
    out = []
    for one in ids:
        if one in shown:
            record = orjson.loads(shown[one].record)
            kind, text = record.pop("type"), record.pop("text")
            out.append(
                WorkRow(one, shown[one].label, kind, text, tuple(record.items()), found[one], articles.get(one, 0))
            )
    return out
