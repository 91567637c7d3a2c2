"""Persons and claims by what is known of them: rank, branch, country, unit, years; claims by stance and review, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, func, or_, select, text

from cursus.claim import Claim
from cursus.store import people
from cursus.store.dialects import dialect_of
from cursus.store.find import Search
from cursus.store.fold import quote_words
from cursus.store.rows import PersonRow
from cursus.store.schema import claims, documents, lookup, persons, posts
from cursus.store.store import Store, claims_where
from cursus.text.units import unit_key

_AT_ONCE = 400
_MOST_NAMED = 1000
"""So many persons of a name are looked through for those who meet the conditions."""
_MOST_QUOTES = 2000
_FEW_PERSONS = 300
_COUNTRY = ("allegiance", "citizenship")
_CAREER = ("rank", "posting", "service", "battle", "event", "membership")
STANCES = ("asserted", "reported", "alleged", "denied", "possible")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions, "" for none: words of a ``rank``, a ``branch``, a ``unit``; a ``country`` by words or code; ``first`` and ``last`` are
    years. Of claims alone: a ``stance``, a property (``prop``), and ``reviewed`` ("yes" or "no")."""

    rank: str = ""
    branch: str = ""
    country: str = ""
    unit: str = ""
    first: str = ""
    last: str = ""
    stance: str = ""
    reviewed: str = ""
    prop: str = ""

    @property
    def of_persons(self) -> bool:
        """Whether any condition is about persons."""
        return bool(self.rank or self.branch or self.country or self.unit or self.first or self.last)

    @property
    def any(self) -> bool:
        return self.of_persons or bool(self.stance or self.reviewed or self.prop)


def find_persons(
    store: Store, words: str, filters: Filters, limit: int, offset: int = 0
) -> tuple[list[PersonRow], int]:
    """Persons called so, in the order of :meth:`Store.find`, who meet the conditions, and how many there are; without words all
    who do. Of a name that more than a thousand bear, the first thousand are looked through."""
    with store._read() as connection:
        subjects = _subjects(connection, filters) if filters.of_persons else None
        if words.strip():
            fitting = [i for i in _called(connection, words) if subjects is None or i in subjects]
        elif subjects is not None:
            fitting = _in_order(connection, subjects)
        else:
            counted = select(func.count()).select_from(persons).where(persons.c.same_as.is_(None))
            page = select(persons).where(persons.c.same_as.is_(None)).order_by(*_ORDER).limit(limit).offset(offset)
            rows = connection.execute(page).all()
            return people.person_rows(connection, rows), int(connection.execute(counted).scalar_one())
        some = fitting[offset : offset + limit]
        known = {r.id: r for r in connection.execute(select(persons).where(persons.c.id.in_(some)))}
        return people.person_rows(connection, [known[i] for i in some]), len(fitting)


_ORDER = (persons.c.articles.desc(), persons.c.claims.desc(), persons.c.name, persons.c.id)


def _called(connection: Connection, words: str) -> list[str]:
    ranks = [place.rank for place in Search(connection, words).places(_MOST_NAMED)]
    ids: dict[int, str] = {}
    for first in range(0, len(ranks), _AT_ONCE):
        query = (
            select(lookup.c.rank, lookup.c.person_id)
            .join(persons, persons.c.id == lookup.c.person_id)
            .where(lookup.c.rank.in_(ranks[first : first + _AT_ONCE]), persons.c.same_as.is_(None))
        )
        ids |= {row.rank: row.person_id for row in connection.execute(query)}
    return [ids[rank] for rank in ranks if rank in ids]


def _in_order(connection: Connection, ids: set[str]) -> list[str]:
    query = select(persons.c.id).where(persons.c.same_as.is_(None), _one_of(connection, "persons.id", ids))
    return list(connection.execute(query.order_by(*_ORDER)).scalars())


def _one_of(connection: Connection, column: str, values: Iterable[str]) -> ColumnElement[bool]:
    """A column is one of any number of values: one parameter for all."""
    dialect = dialect_of(connection)
    condition = text(dialect.one_of(column, "values")).bindparams(values=dialect.many(sorted(values)))
    return cast(ColumnElement[bool], condition)


def find_claims(store: Store, words: str, filters: Filters, limit: int, offset: int = 0) -> list[Claim]:
    """Claims whose quote holds all the words, the best first, that meet the conditions; without words by number, the newest first."""
    with store._read() as connection:
        conditions = _of_claims(filters)
        if filters.of_persons:
            subjects = _subjects(connection, filters)
            if not subjects:
                return []
            members = subjects | {i for i, one in _merged(connection).items() if one in subjects}
            # Of many persons the newest claims are found by going through the claims, not through the persons.
            column = "claims.person_id" if len(members) < _FEW_PERSONS else "claims.person_id || ''"
            conditions.append(_one_of(connection, column, members))
        asked = quote_words(words)
        if asked:
            numbers = _quoting(connection, asked, conditions)[offset : offset + limit]
        else:
            page = select(claims.c.n).where(*conditions).order_by(claims.c.n.desc()).limit(limit).offset(offset)
            numbers = list(connection.execute(page).scalars())
        place = _places(connection, numbers)
        found = [
            claim
            for first in range(0, len(numbers), _AT_ONCE)
            for claim in claims_where(connection, claims.c.n.in_(numbers[first : first + _AT_ONCE]))
        ]
        return sorted(found, key=lambda claim: place[claim.id])


def _quoting(connection: Connection, asked: Sequence[str], conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    dialect = dialect_of(connection)
    ranked = connection.execute(dialect.quoted, {"wanted": dialect.quotes(asked), "most": _MOST_QUOTES}).all()
    numbers = [row[0] for row in sorted(ranked, key=lambda row: (row[1], row[0]))]
    if not conditions:
        return numbers
    fitting: set[int] = set()
    for first in range(0, len(numbers), _AT_ONCE):
        query = select(claims.c.n).where(claims.c.n.in_(numbers[first : first + _AT_ONCE]), *conditions)
        fitting.update(connection.execute(query).scalars())
    return [n for n in numbers if n in fitting]


def _places(connection: Connection, numbers: Sequence[int]) -> dict[str, int]:
    order = {n: place for place, n in enumerate(numbers)}
    out: dict[str, int] = {}
    for first in range(0, len(numbers), _AT_ONCE):
        query = select(claims.c.id, claims.c.n).where(claims.c.n.in_(numbers[first : first + _AT_ONCE]))
        out |= {row.id: order[row.n] for row in connection.execute(query)}
    return out


def _of_claims(filters: Filters) -> list[ColumnElement[bool]]:
    c = claims.c
    out: list[ColumnElement[bool]] = [c.status != "rejected"]
    if filters.stance:
        out.append(c.stance == filters.stance)
    if filters.prop:
        out.append(c.property == filters.prop)
    if filters.reviewed:
        out.append(c.status != "unreviewed" if filters.reviewed == "yes" else c.status == "unreviewed")
    out += _dated(filters)
    return out


def _dated(filters: Filters) -> list[ColumnElement[bool]]:
    """Claims whose date may lie in the years asked for. Days are ISO, so that text compares as time does."""
    c = claims.c
    out: list[ColumnElement[bool]] = []
    if filters.first:
        out.append(or_(c.latest >= f"{filters.first:0>4}-01-01", c.latest.is_(None) & c.earliest.is_not(None)))
    if filters.last:
        out.append(or_(c.earliest <= f"{filters.last:0>4}-12-31", c.earliest.is_(None) & c.latest.is_not(None)))
    return out


def _merged(connection: Connection) -> dict[str, str]:
    """Person → who stands for them, of those for whom another does."""
    query = select(persons.c.id, persons.c.same_as).where(persons.c.same_as.is_not(None))
    return {row.id: row.same_as for row in connection.execute(query)}


def _subjects(connection: Connection, filters: Filters) -> set[str]:
    """Who meets all conditions about persons, each by any claim about them or about one whom they stand for."""
    stands = _merged(connection)
    out: set[str] | None = None
    for query in _conditions(filters):
        met = {stands.get(i, i) for i in connection.execute(query.distinct()).scalars()}
        out = met if out is None else out & met
        if not out:
            break
    return out or set()


def _conditions(filters: Filters) -> Iterator[Any]:
    c = claims.c
    about = select(c.person_id).where(c.status != "rejected")
    if filters.country:
        named = _holding(c.value, filters.country)
        code = c.value_id == f"country:{filters.country.upper()}"
        yield about.where(c.property.in_(_COUNTRY), code | _all(named))
    if filters.unit:
        words = [w for w in unit_key(filters.unit).removeprefix("unit:").split("-") if w]
        at = select(posts.c.claim_id).where(*(posts.c.unit.contains(word, autoescape=True) for word in words))
        yield about.where(c.id.in_(at))
    if filters.branch:
        yield about.where(c.property == "branch", *_holding(c.value, filters.branch))
    if filters.rank:
        yield about.where(c.property == "rank", *_holding(c.value, filters.rank))
    if filters.first or filters.last:
        yield about.where(c.property.in_(_CAREER), *_dated(filters))


def _all(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    out = conditions[0]
    for condition in conditions[1:]:
        out = out & condition
    return out


def _holding(column: Any, words: str) -> list[ColumnElement[bool]]:
    return [column.icontains(word, autoescape=True) for word in words.split()[:8]]


@dataclass(frozen=True, slots=True)
class BattleRow:
    """A battle or war as claims name it: how many persons were there, by how many claims."""

    name: str
    persons: int
    claims: int


def list_battles(store: Store, words: str = "", limit: int = 50, offset: int = 0) -> list[BattleRow]:
    """Battles whose name holds all the words, those with most persons first."""
    many = func.count(claims.c.person_id.distinct())
    query = (
        select(claims.c.value, many.label("people"), func.count().label("told"))
        .where(*_battles(words))
        .group_by(claims.c.value)
        .order_by(many.desc(), claims.c.value)
        .limit(limit)
        .offset(offset)
    )
    with store._read() as connection:
        return [BattleRow(*row) for row in connection.execute(query)]


def count_battles(store: Store, words: str = "") -> int:
    """How many battles :func:`list_battles` finds in all."""
    with store._read() as connection:
        return int(
            connection.execute(select(func.count(claims.c.value.distinct())).where(*_battles(words))).scalar_one()
        )


def claims_of_battle(store: Store, name: str, limit: int = 400) -> list[Claim]:
    """What claims say of a battle, called exactly so, by article and place."""
    with store._read() as connection:
        page = (
            select(claims.c.id)
            .join(documents, documents.c.id == claims.c.document_id)
            .where(claims.c.property == "battle", claims.c.value == name, claims.c.status != "rejected")
            .order_by(documents.c.path, documents.c.id, claims.c.start, claims.c.id)
            .limit(limit)
        )
        return claims_where(connection, claims.c.id.in_(page))


def _battles(words: str) -> list[ColumnElement[bool]]:
    return [claims.c.property == "battle", claims.c.status != "rejected", *_holding(claims.c.value, words)]
