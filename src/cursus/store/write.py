"""The writing half of the store: what happens inside the one transaction that an article takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from cursus.claim import Claim, Document, Finding
from cursus.page import Problem
from cursus.store import codec, identity, lookup
from cursus.store.dialects import dialect_of
from cursus.store.errors import QuoteError
from cursus.store.fold import fold
from cursus.store.review.keys import Keys, with_keys
from cursus.store.schema import claims, documents, finding_claims, findings, inputs, names, persons, posts, problems
from cursus.store.stamp import content_changed
from cursus.store.units import post_columns
from cursus.store.works import forget_works, index_works

STANDARD_INPUT = "-"
"""The path of what was piped in: two such articles have nothing to do with each other."""

_FRONT = frozenset({"title", "infobox", "lead"})


def verify_quotes(document: Document, found: Iterable[Claim]) -> None:
    """Refuse an article one of whose claims does not quote its text word for word. Raises QuoteError."""
    for claim in found:
        quote = claim.quote
        if claim.document.id != document.id:
            raise QuoteError(
                document.path, f"claim {claim.id} belongs to another document", "please report this with the file"
            )
        if (
            not 0 <= quote.start < quote.end <= len(document.text)
            or document.text[quote.start : quote.end] != quote.exact
        ):
            raise QuoteError(
                document.path,
                f"claim {claim.id} ({claim.rule}) does not quote the article word for word",
                "please report this with the file",
            )


def article_person(found: Sequence[Claim]) -> str | None:
    """The person whom an article is about: the one with most claims in its title, box and lead, then in all of it."""
    front = Counter(c.person.id for c in found if c.origin in _FRONT)
    everywhere = Counter(c.person.id for c in found)
    if not everywhere:
        return None
    first = {c.person.id: -i for i, c in reversed(list(enumerate(found)))}
    return max(everywhere, key=lambda p: (front[p], everywhere[p], first[p]))


def find_earlier(connection: Connection, document: Document) -> str | None:
    """The id of the stored article that this one is a new text of: the same path, else the same address."""
    wanted = []
    if document.path != STANDARD_INPUT:
        wanted.append(documents.c.path == document.path)
    if document.url:
        wanted.append(documents.c.url == document.url)
    for condition in wanted:
        found = connection.execute(select(documents.c.id).where(condition).order_by(documents.c.id)).scalars().first()
        if found is not None:
            return str(found)
    return None


def remove_document(connection: Connection, document_id: str) -> set[str]:
    """Delete an article with everything that hangs on it; returns the persons whose claims fell."""
    touched = set(
        connection.execute(select(claims.c.person_id).distinct().where(claims.c.document_id == document_id)).scalars()
    )
    forget_works(connection, document_id)
    connection.execute(delete(documents).where(documents.c.id == document_id))
    return touched


def insert_document(
    connection: Connection,
    document: Document,
    found: Sequence[Claim],
    said: Sequence[Finding],
    troubles: Sequence[Problem],
    keys: Keys,
) -> set[str]:
    """Insert an article with its claims, findings and problems; returns the persons that it has claims about."""
    connection.execute(
        insert(documents),
        {
            "id": document.id, "path": document.path, "title": document.title, "sha256": document.sha256,
            "form": document.form, "lang": document.lang, "url": document.url, "revision": document.revision,
            "timestamp": document.timestamp, "licence": document.licence, "attribution": document.attribution,
            "person_id": article_person(found), "added": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "text": document.text, "record": codec.dump_document(document),
        },
    )  # fmt: skip
    people = {c.person.id: c.person.name for c in found}
    if people:
        rows = [{"id": i, "name": n, "claims": 0, "documents": 0, "articles": 0} for i, n in people.items()]
        connection.execute(dialect_of(connection).insert(persons).on_conflict_do_nothing(), rows)
        claimed = with_keys([codec.claim_columns(c) for c in found], keys)
        connection.execute(insert(claims), claimed)
        dialect_of(connection).index_quotes(connection, claimed)
        at_units = post_columns(found)
        if at_units:
            connection.execute(insert(posts), at_units)
    index_works(connection, document, found)
    if said:
        connection.execute(insert(findings), [codec.finding_columns(f) for f in said])
        known = {c.id for c in found}
        links = [{"finding_id": f.id, "claim_id": c} for f in said for c in dict.fromkeys(f.claims) if c in known]
        if links:
            connection.execute(insert(finding_claims), links)
    for trouble in troubles:
        insert_problem(connection, trouble, document.id)
    return set(people)


def insert_problem(connection: Connection, problem: Problem, document_id: str | None = None) -> None:
    connection.execute(
        insert(problems),
        {"path": problem.path, "reason": problem.reason, "remedy": problem.remedy, "document_id": document_id},
    )


def clear_problems(connection: Connection, path: str) -> None:
    """Forget why a path could not be read."""
    gone = connection.execute(delete(problems).where(problems.c.path == path, problems.c.document_id.is_(None)))
    if gone.rowcount:
        content_changed(connection)


def remember_input(connection: Connection, sha256: str, path: str, articles: int) -> None:
    """Note that every article of an input is in; what the path held before is forgotten."""
    connection.execute(delete(inputs).where((inputs.c.path == path) | (inputs.c.sha256 == sha256)))
    connection.execute(insert(inputs), {"sha256": sha256, "path": path, "documents": articles})


@dataclass
class _Standing:
    """What the claims about one person amount to."""

    claims: int
    documents: set[str]
    called: Counter[tuple[bool, str]]
    spelled: dict[str, None]
    dates: dict[str, tuple[Any, ...]]


def refresh_persons(connection: Connection, ids: Iterable[str]) -> None:
    """Derive the rows of ``persons`` and ``names`` anew from the claims and the decisions; a person without claims is no
    more.

    The usual name is the one that articles about the person use, then the most frequent one. The order in which
    articles came in plays no part.
    """
    content_changed(connection)
    joined = identity.groups(connection, ids)
    group_of = {i: tuple(group) for i, group in joined.items()}
    wanted = sorted(group_of)
    for first in range(0, len(wanted), 500):
        batch = wanted[first : first + 500]
        _refresh(connection, sorted({i for one in batch for i in group_of[one]}), group_of)


def _refresh(connection: Connection, wanted: list[str], group_of: dict[str, tuple[str, ...]]) -> None:
    query = (
        select(
            claims.c.person_id, claims.c.person_name, claims.c.document_id, claims.c.property, claims.c.value,
            claims.c.edtf, claims.c.stance, claims.c.score, claims.c.id, claims.c.status,
            documents.c.person_id.label("about"),
        )
        .join(documents, documents.c.id == claims.c.document_id)
        .where(claims.c.person_id.in_(wanted))
        .order_by(documents.c.path, documents.c.id, claims.c.start, claims.c.id)
    )  # fmt: skip
    found = connection.execute(query).all()
    there = dict.fromkeys(row.person_id for row in found)
    about = {row.about for row in found}
    stands = {i: identity.stands_for(about, [m for m in group_of[i] if m in there]) for i in there}
    standing: dict[str, _Standing] = {}
    for row in found:
        s = standing.setdefault(stands[row.person_id], _Standing(0, set(), Counter(), {}, {}))
        s.claims += 1
        s.documents.add(row.document_id)
        s.called[row.about == row.person_id, row.person_name] += 1
        if row.status == "rejected":
            continue
        if row.property == "name":
            s.spelled[row.value] = None
        if row.property in ("birth", "death") and row.edtf:
            best = (row.stance == "asserted", row.score)
            if row.property not in s.dates or best > s.dates[row.property][0]:
                s.dates[row.property] = (best, row.edtf)
    by_person = select(documents.c.person_id, func.count()).where(documents.c.person_id.in_(wanted))
    articles: Counter[str] = Counter()
    for person, number in connection.execute(by_person.group_by(documents.c.person_id)):
        articles[stands.get(person, person)] += number
    connection.execute(delete(names).where(names.c.person_id.in_(wanted)))
    people, entries = [], []
    for person, s in standing.items():
        name = min(s.called, key=lambda k: (not k[0], -s.called[k], k[1]))[1]
        people.append({
            "key": person, "name": name, "claims": s.claims, "documents": len(s.documents), "articles": articles[person],
            "birth": s.dates.get("birth", (0, None))[1], "death": s.dates.get("death", (0, None))[1], "same_as": None,
        })  # fmt: skip
        called = dict.fromkeys(n for _, n in sorted(s.called))
        spellings = tuple(dict.fromkeys([name, *s.spelled, *called]))
        entries.append(lookup.Entry(person, articles[person], s.claims, spellings, tuple(map(fold, spellings))))
    ranks = lookup.update(connection, [i for i in wanted if i not in standing], entries)
    gone = [i for i in wanted if i not in there]
    if gone:
        connection.execute(delete(persons).where(persons.c.id.in_(gone)))
    if not standing:
        return
    connection.execute(persons.update().where(persons.c.id == bindparam("key")), people)
    merged = [{"key": i, "one": one} for i, one in stands.items() if i != one]
    if merged:
        joins = {"same_as": bindparam("one"), "claims": 0, "documents": 0, "articles": 0, "birth": None, "death": None}
        connection.execute(persons.update().where(persons.c.id == bindparam("key")).values(joins), merged)
    rows = [
        {"person_id": e.person_id, "position": i, "name": name, "folded": folded, "rank": ranks[e.person_id]}
        for e in entries
        for i, (name, folded) in enumerate(zip(e.names, e.folded, strict=True))
    ]
    connection.execute(insert(names), rows)
