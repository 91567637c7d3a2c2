"""Claims by conditions, article by article, without building records: what exports of any size are written from.

:func:`rows` gives the claims as the dictionaries of the contract (:mod:`cursus.contract`), in the store's order: by the article's
path and id, then by place. Memory holds the claims of some articles, whatever the size of the database.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from cursus.claim import Citation, Claim, DocumentRef
from cursus.store import codec, identity
from cursus.store.schema import claims, documents, links
from cursus.store.store import Store
from cursus.store.units import claims_of_unit

Json = dict[str, Any]

_ARTICLES_AT_ONCE = 64
_DOCUMENT = ("id", "path", "title", "url", "revision", "sha256", "licence")
"""What the contract says of an article, in its order."""
_COUNTRY_OF = ("citizenship", "allegiance")


@dataclass(frozen=True, slots=True)
class Pick:
    """Conditions that a claim has to meet, each of them where it names anything at all.

    ``persons`` are ids, meaning all who are one with them; ``units`` are keys of units (:class:`~cursus.store.units.UnitRow`),
    ``countries`` codes (``LY``) of states that a claim gives a person as citizenship or allegiance: all claims about such persons.
    ``first`` and ``last`` are ISO days, "" for none: claims whose date may lie between them; a claim without a date meets neither.
    ``reviewed`` are claims that somebody decided about.
    """

    persons: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    reviewed: bool = False


def rows(store: Store, pick: Pick) -> Iterator[Json]:
    """The claims that meet the conditions as the contract has them, keys in its order, all of one state of the database.

    The parts that belong to an article (``document``) are one dictionary for all its claims: do not change it.
    """
    for document, found in _found(store, pick):
        for row in found:
            yield _json(row, document)


def records(store: Store, pick: Pick) -> Iterator[Claim]:
    """The same claims as records."""
    for document, found in _found(store, pick):
        d = document
        ref = DocumentRef(d["id"], d["path"], d["title"], d["sha256"], d["url"], d["revision"], d["licence"])
        for row in found:
            yield codec.claim_from_row(row, ref)


def lines(store: Store, pick: Pick) -> Iterator[bytes]:
    """The same claims as lines of JSON, each with its line end: some hundred claims at a time."""
    dumps, option = orjson.dumps, orjson.OPT_APPEND_NEWLINE
    for document, found in _found(store, pick):
        yield b"".join([dumps(_json(row, document), option=option) for row in found])


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim does not say of its article: language, the revision's moment, the day it came in, whom it is owed to, and a
    copy of its address in an archive where one is known, with the copy's day."""

    lang: str
    timestamp: str | None
    day: str
    attribution: str | None
    copy: str | None
    copy_day: str | None


def source(store: Store, document_id: str) -> Source | None:
    """More of an article than its claims say; None where there is none (any more)."""
    d, link = documents.c, links.c
    query = select(d.lang, d.timestamp, d.added, d.attribution, link.copy, link.copy_day)
    joined = query.select_from(documents.outerjoin(links, link.url == d.url)).where(d.id == document_id)
    with store._read() as connection:
        row = connection.execute(joined).first()
    return None if row is None else Source(row[0], row[1], row[2][:10], row[3], row[4], row[5])


@dataclass(frozen=True, slots=True)
class Cited:
    """Of an article what an export says of its sources: the input, the revision's moment, and the entries of its reference lists."""

    source: str
    timestamp: str | None
    citations: tuple[Citation, ...]


def cited(store: Store, document_id: str) -> Cited | None:
    """The reference lists of an article, without the map from text to source that makes a Document large."""
    d = documents.c
    with store._read() as connection:
        row = connection.execute(select(d.record, d.timestamp).where(d.id == document_id)).first()
    if row is None:
        return None
    record = zlib.decompress(row[0])
    # A quotation mark inside a string is escaped: unescaped, these keys are the Document's own.
    entries = record[record.index(b'"citations":[') + 12 : record.index(b',"links":[')]
    begin = record.index(b'"source":') + 9
    given = record[begin : record.index(b',"runs":[')]
    return Cited(orjson.loads(given), row[1], tuple(codec._citation(entry) for entry in orjson.loads(entries)))


def text_of(store: Store, document_id: str) -> str:
    """The kept text of an article; "" where there is none (any more)."""
    with store._read() as connection:
        return connection.execute(select(documents.c.text).where(documents.c.id == document_id)).scalar() or ""


def _found(store: Store, pick: Pick) -> Iterator[tuple[Json, list[Row[Any]]]]:
    """Articles as the contract names them, with the rows of their claims."""
    with store._read() as connection:
        conditions = _conditions(connection, pick)
        columns = select(*(claims.c[name] for name in codec.CLAIM_COLUMNS))
        for some in _articles(connection, pick, conditions):
            theirs = columns.where(claims.c.document_id.in_(list(some)), *conditions)
            order = (claims.c.document_id, claims.c.start, claims.c.end, claims.c.id)
            by_article: dict[str, list[Row[Any]]] = {}
            for row in connection.execute(theirs.order_by(*order)).all():
                by_article.setdefault(row[0], []).append(row)
            for document_id, document in some.items():
                if document_id in by_article:
                    yield document, by_article[document_id]


def _articles(connection: Connection, pick: Pick, conditions: list[ColumnElement[bool]]) -> Iterator[dict[str, Json]]:
    """The articles that may have such claims, in order, some at a time: from the last one on, so that none are remembered."""
    d = documents.c
    query: Select[Any] = select(*(d[name] for name in _DOCUMENT))
    if pick.documents:
        query = query.where(d.id.in_(pick.documents))
    elif conditions and (pick.persons or pick.units or pick.countries):
        query = query.where(d.id.in_(select(claims.c.document_id).where(*conditions)))
    query = query.order_by(d.path, d.id).limit(_ARTICLES_AT_ONCE)
    last: tuple[str, str] | None = None
    while True:
        behind = query
        if last is not None:
            behind = query.where(or_(d.path > last[0], and_(d.path == last[0], d.id > last[1])))
        found = connection.execute(behind).all()
        if not found:
            return
        yield {row[0]: dict(zip(_DOCUMENT, row, strict=True)) for row in found}
        last = found[-1].path, found[-1].id


def _conditions(connection: Connection, pick: Pick) -> list[ColumnElement[bool]]:
    c = claims.c
    out: list[ColumnElement[bool]] = []
    if pick.persons:
        members = {m for person in pick.persons for m in identity.members(connection, person)}
        out.append(c.person_id.in_(sorted(members)))
    if pick.countries:
        from_there = select(c.person_id).where(
            c.property.in_(_COUNTRY_OF), c.value_id.in_([f"country:{code}" for code in pick.countries])
        )
        out.append(c.person_id.in_(from_there))
    if pick.units:
        out.append(or_(*(claims_of_unit(unit) for unit in pick.units)))
    for column, wanted in ((c.property, pick.properties), (c.stance, pick.stances), (c.document_id, pick.documents)):
        if wanted:
            out.append(column.in_(wanted))
    if pick.first:
        out.append(c.edtf.is_not(None) & (c.latest.is_(None) | (c.latest >= pick.first)))
    if pick.last:
        out.append(c.edtf.is_not(None) & (c.earliest.is_(None) | (c.earliest <= pick.last)))
    if pick.reviewed:
        out.append(c.status != "unreviewed")
    return out


def _json(row: Sequence[Any], document: Json) -> Json:
    """A row of the table as :func:`cursus.contract.claim_to_json` would have its claim."""
    (
        _, claim_id, person_id, person_name, prop, value, value_id, edtf, earliest, latest,
        stance, origin, rule, start, end, quote, score, status, record, source,
    ) = row  # fmt: skip
    data = orjson.loads(record)
    date = None
    if edtf is not None:
        text, starts, ends, date_rule, anchor = data["date"]
        date = {
            "edtf": edtf, "text": text, "earliest": earliest, "latest": latest, "starts": starts, "ends": ends,
            "rule": date_rule, "anchor": anchor,
        }  # fmt: skip
    low, high = data["source"]
    out: Json = {
        "id": claim_id,
        "person": {"id": person_id, "name": person_name},
        "property": prop,
        "value": {"text": value, "id": value_id},
        "qualifiers": data["qualifiers"],
        "date": date,
        "stance": stance,
        "says": data["says"],
        "quote": {
            "exact": quote, "start": start, "end": end, "source_start": low, "source_end": high, "section": data["section"],
        },
        "origin": origin,
        "rule": rule,
        "citations": [{"label": label, "name": name, "scope": scope} for label, name, scope in data["citations"]],
        "document": document,
        "score": score,
        "status": status,
    }  # fmt: skip
    if source is not None:
        corrected = codec._corrected(orjson.loads(source), person_name, value, edtf, stance)
        if corrected:
            out["corrected"] = dict(corrected)
    return out
