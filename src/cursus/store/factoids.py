"""Claims as an exchange of prosopographies asks for them: by person, source, statement and factoid, a page at a time.

Only what articles assert is there, and nothing that a reviewer rejected. A person is whoever stands for all that decisions made one. Every
answer is one question for a page and one for how many there are; nothing else is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    null,
    or_,
    select,
    text,
)

from cursus.claim import Claim, DocumentRef
from cursus.store.dialects import dialect_of
from cursus.store.fold import fold, quote_words
from cursus.store.schema import claims, documents, names, persons
from cursus.store.store import Store, claims_where

Slot = Mapping[str, tuple[str, ...]]
"""Where a part of a statement comes from: "" for a claim's value, or a qualifier's name → the properties whose claims have it there."""
ANY = "*"
"""Asked of a part of a statement: that it is there at all."""
_MOST_IDS = 400
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions that have to hold for one claim, its person and its article together; "" for none.

    ``person``, ``source`` and ``claim`` are ids (a source's may be its address). ``near_person``, ``near_source``, ``near_claim`` and
    ``near_statement`` are words that something of these holds. ``quote`` are words of the quote, ``parts`` slots with the word that each
    holds. ``first`` and ``last`` are ISO days between which the date lies, ``dated`` that there is one.
    """

    person: str = ""
    source: str = ""
    claim: tuple[str, ...] = ()
    near_person: str = ""
    near_source: str = ""
    near_claim: str = ""
    near_statement: str = ""
    quote: str = ""
    parts: tuple[tuple[Slot, str], ...] = ()
    first: str = ""
    last: str = ""
    dated: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: a name of :data:`COLUMNS`, or a slot."""

    column: str = "created"
    slot: Slot = field(default_factory=dict)
    down: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, who stands for its person, and the moment its article came in."""

    claim: Claim
    person: str
    added: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A claim by its id, with who and which article it is about and from."""

    claim: str
    person: str
    document: str


def told(store: Store, asked: Asked, order: Order, limit: int, offset: int) -> tuple[int, list[Told]]:
    """Claims that meet the conditions: how many, and those of one page."""
    with store._read() as connection:
        where = _conditions(connection, asked)
        total = connection.execute(select(func.count()).select_from(claims).where(*where)).scalar_one()
        query = select(claims.c.id).where(*where)
        if order.column == "person":
            query = query.join(persons, persons.c.id == claims.c.person_id)
        query = query.order_by(*_sorted(_column(connection, order), order.down), claims.c.n)
        ids = list(connection.execute(query.limit(limit).offset(offset)).scalars())
        return int(total), _told(connection, ids)


def told_by_id(store: Store, claim: str) -> Told | None:
    """The claim with this id, where it is among those that are exchanged."""
    found = told(store, Asked(claim=(claim,)), Order(), 1, 0)[1]
    return found[0] if found else None


def people(store: Store, asked: Asked, order: Order, limit: int, offset: int) -> tuple[int, list[tuple[str, str]]]:
    """Persons of whom such a claim is told: how many, and the ids and names of one page."""
    with store._read() as connection:
        where = _conditions(connection, asked)
        if asked.label:
            where.append(_head().in_(_apart(select(persons.c.id).where(_holds(persons.c.name, asked.label)))))
        joined = select(_head()).select_from(claims).join(persons, persons.c.id == claims.c.person_id)
        heads = joined.where(*where).distinct()
        by = persons.c.name if order.column == "label" else persons.c.id
        query = select(persons.c.id, persons.c.name, func.count().over()).where(persons.c.id.in_(_apart(heads)))
        query = query.order_by(*_sorted(by, order.down), persons.c.id).limit(limit).offset(offset)
        rows = connection.execute(query).all()
        if rows or not offset:
            return (int(rows[0][2]) if rows else 0), [(row.id, row.name) for row in rows]
        total = connection.execute(select(func.count()).select_from(heads.subquery())).scalar_one()
        return int(total), []


def sources(
    store: Store, asked: Asked, order: Order, limit: int, offset: int
) -> tuple[int, list[tuple[DocumentRef, str]]]:
    """Articles with such a claim: how many, and those of one page with the moment they came in."""
    d = documents.c
    with store._read() as connection:
        where: list[ColumnElement[bool]] = [
            d.id.in_(_apart(select(claims.c.document_id).where(*_conditions(connection, asked))))
        ]
        if asked.label:
            where.append(_holds(_label(), asked.label))
        total = connection.execute(select(func.count()).select_from(documents).where(*where)).scalar_one()
        by = {"created": d.added, "label": _label(), "uris": d.url}.get(order.column, d.id)
        query = select(d.id, d.path, d.title, d.sha256, d.url, d.revision, d.licence, d.added).where(*where)
        query = query.order_by(*_sorted(by, order.down), d.id).limit(limit).offset(offset)
        return int(total), [(DocumentRef(*row[:7]), row.added) for row in connection.execute(query)]


def refs_of_persons(store: Store, ids: Sequence[str]) -> list[Ref]:
    """Every exchanged claim of these persons, who stand for others, too, in the order of their coming in."""
    p = persons.c
    return _refs(store, ids, lambda some: p.id.in_(some) & p.same_as.is_(None) | p.same_as.in_(some))


def refs_of_sources(store: Store, ids: Sequence[str]) -> list[Ref]:
    """Every exchanged claim from these articles, in the order of their coming in."""
    return _refs(store, ids, claims.c.document_id.in_)


def _refs(store: Store, ids: Sequence[str], among: Callable[[list[str]], ColumnElement[bool]]) -> list[Ref]:
    c = claims.c
    query = select(c.n, c.id, _head(), c.document_id).join(persons, persons.c.id == c.person_id).where(*_exchanged())
    out: list[tuple[int, Ref]] = []
    with store._read() as connection:
        for first in range(0, len(ids), _MOST_IDS):
            found = connection.execute(query.where(among(list(ids[first : first + _MOST_IDS]))))
            out += [(row[0], Ref(*row[1:])) for row in found]
    return [ref for _, ref in sorted(out, key=lambda pair: pair[0])]


# conditions --------------------------------------------------------------------------------------------------------
def _exchanged() -> list[ColumnElement[bool]]:
    return [claims.c.stance == "asserted", claims.c.status != "rejected"]


def _head() -> ColumnElement[Any]:
    """Who stands for the person of a row of ``persons``."""
    return func.coalesce(persons.c.same_as, persons.c.id)


def _apart(query: Select[Any]) -> Select[Any]:
    """A question within a question that shares no table with it, even where both read one of the same name."""
    return query.correlate(None)


def _label() -> ColumnElement[Any]:
    return case((documents.c.title != "", documents.c.title), else_=documents.c.path)


def _conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    c = claims.c
    out = _exchanged()
    out += [c.id == one for one in asked.claim]
    if asked.person:
        out.append(c.person_id.in_(_one_with(persons.c.id == asked.person)))
    if asked.source:
        out.append(c.document_id.in_(_by_id_or_address(asked.source)))
    if asked.near_person:
        out.append(c.person_id.in_(_one_with(_names_hold(asked.near_person))))
    if asked.near_source:
        held = or_(*(_holds(documents.c[name], asked.near_source) for name in ("id", "title", "path", "url")))
        out.append(c.document_id.in_(_apart(select(documents.c.id).where(held))))
    if asked.near_claim:
        added = _apart(select(documents.c.id).where(_holds(documents.c.added, asked.near_claim)))
        out.append(_holds(c.id, asked.near_claim) | c.document_id.in_(added))
    if asked.near_statement:
        spoken = (_holds(column, asked.near_statement) for column in (c.property, c.value, c.id))
        out.append(or_(_quote(connection, asked.near_statement), *spoken))
    if asked.quote:
        out.append(_quote(connection, asked.quote))
    out += [_part(connection, slot, word) for slot, word in asked.parts]
    if asked.dated or asked.first or asked.last:
        out.append(c.edtf.is_not(None))
    if asked.first:
        out.append(func.coalesce(c.latest, c.earliest) >= asked.first)
    if asked.last:
        out.append(func.coalesce(c.earliest, c.latest) <= asked.last)
    return out


def _one_with(condition: ColumnElement[bool]) -> Select[Any]:
    """Everybody who is one with a person of whom the condition holds."""
    meant = persons.alias("meant")
    head = func.coalesce(meant.c.same_as, meant.c.id)
    return _apart(select(meant.c.id).where(head.in_(_apart(select(_head()).where(condition)))))


def _names_hold(words: str) -> ColumnElement[bool]:
    folded = fold(words)
    held = _holds(persons.c.id, words)
    if not folded:
        return held
    return held | persons.c.id.in_(select(names.c.person_id).where(names.c.folded.contains(folded, autoescape=True)))


def _by_id_or_address(wanted: str) -> Select[Any]:
    """An article by its id, or by its address, with or without the revision that a permanent link names."""
    plain, _, revision = wanted.rpartition("oldid=")
    either = (documents.c.id == wanted) | (documents.c.url == wanted)
    if plain:
        either = either | ((documents.c.url == plain.rstrip("?&")) & (documents.c.revision == revision))
    return _apart(select(documents.c.id).where(either))


def _quote(connection: Connection, words: str) -> ColumnElement[bool]:
    if words == ANY:
        return claims.c.quote != ""
    wanted = quote_words(words)[:_MOST_WORDS]
    if not wanted:
        return false()
    dialect = dialect_of(connection)
    value: BindParameter[str] = bindparam("quoted", dialect.quotes(wanted), unique=True)
    return cast(ColumnElement[bool], text(dialect.quote_matches).bindparams(value).self_group())


def _source(connection: Connection, name: str) -> ColumnElement[Any]:
    return dialect_of(connection).qualifier(claims.c.record, name) if name else claims.c.value


def _part(connection: Connection, slot: Slot, word: str) -> ColumnElement[bool]:
    """A part of a statement holds a word, or is there at all."""
    each = []
    for name, properties in slot.items():
        source = _source(connection, name)
        held = and_(source.is_not(None), source != "") if word == ANY else _holds(source, word)
        each.append(claims.c.property.in_(properties) & held)
    return or_(false(), *each)


def _holds(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """A column holds a word, whatever its case. Databases know the case of Latin letters without accents; of any other word the usual
    ways to write it are looked for."""
    if word == ANY:
        return column.is_not(None)
    if word.isascii():
        return column.icontains(word, autoescape=True)
    ways = dict.fromkeys((word, word.lower(), word.upper(), word.title()))
    return or_(*(column.contains(way, autoescape=True) for way in ways))


# order -------------------------------------------------------------------------------------------------------------
COLUMNS: dict[str, ColumnElement[Any]] = {
    "created": claims.c.n, "id": claims.c.id, "person": _head(), "document": claims.c.document_id,
    "property": claims.c.property, "quote": claims.c.quote, "date": func.coalesce(claims.c.earliest, claims.c.latest),
}  # fmt: skip
"""What claims are sorted by. They are numbered as they come in, so that "created" needs no sorting."""


def _column(connection: Connection, order: Order) -> ColumnElement[Any]:
    if not order.slot:
        return COLUMNS[order.column]
    whens = [(claims.c.property.in_(of), func.nullif(_source(connection, name), "")) for name, of in order.slot.items()]
    return case(*whens, else_=null())


def _sorted(column: ColumnElement[Any], down: bool) -> tuple[ColumnElement[Any]]:
    """What has none of it stands last, in either direction."""
    return ((column.desc() if down else column.asc()).nulls_last(),)


def _told(connection: Connection, ids: Iterable[str]) -> list[Told]:
    wanted = list(ids)
    found: dict[str, Told] = {}
    for first in range(0, len(wanted), _MOST_IDS):
        some = claims.c.id.in_(wanted[first : first + _MOST_IDS])
        query = (
            select(claims.c.id, _head(), documents.c.added)
            .join(persons, persons.c.id == claims.c.person_id)
            .join(documents, documents.c.id == claims.c.document_id)
            .where(some)
        )
        more = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
        found |= {claim.id: Told(claim, *more[claim.id]) for claim in claims_where(connection, some)}
    return [found[one] for one in wanted]
