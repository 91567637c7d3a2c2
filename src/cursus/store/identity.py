"""Who is whom: persons that decisions made one, as a group with one person who stands for it.

Claims keep the person that their article names. A group is derived: whoever decisions call the same, directly or by way of
others; taking a decision back takes the group apart again, and nothing was lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, or_, select, text

from cursus.store.schema import decisions

_MOST = 400
"""So many ids go into one question to the database."""


_MEMBERS = text(
    "WITH one AS (SELECT coalesce((SELECT same_as FROM persons WHERE id = :id), CAST(:id AS TEXT)) AS id) "
    "SELECT 0 AS place, id FROM one UNION ALL SELECT 1, p.id FROM persons p JOIN one ON p.same_as = one.id ORDER BY 1, 2"
)


def members(connection: Connection, person_id: str) -> list[str]:
    """Everybody who is one with a person, the one who stands for them first; the person alone where nobody decided so."""
    return [row[1] for row in connection.execute(_MEMBERS, {"id": person_id})]


def groups(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Person → all who are one with them by the decisions that hold, in order; for every id given and everybody reached.
    Ids that no person has (any more) are among them: they still join others."""
    wanted = sorted(set(ids))
    if connection.execute(select(func.count()).select_from(decisions)).scalar_one() == 0:
        return {i: [i] for i in wanted}
    out: dict[str, list[str]] = {}
    for start in wanted:
        if start in out:
            continue
        group = {start}
        edge = [start]
        while edge:
            found = _joined(connection, edge) - group
            group |= found
            edge = sorted(found)
        ordered = sorted(group)
        out.update(dict.fromkeys(ordered, ordered))
    return out


def _joined(connection: Connection, ids: list[str]) -> set[str]:
    """Whom decisions of the kind "same" join to any of these."""
    out: set[str] = set()
    for first in range(0, len(ids), _MOST):
        some = ids[first : first + _MOST]
        holds = (decisions.c.kind == "same") & decisions.c.undone.is_(None)
        touching = or_(decisions.c.a.in_(some), decisions.c.b.in_(some))
        for a, b in connection.execute(select(decisions.c.a, decisions.c.b).where(holds, touching)):
            out.update((a, b))
    return out


def stands_for(about: Iterable[str], group: Iterable[str]) -> str:
    """Who of a group stands for it: one whom an article is about, then one known beyond a single article, then by id.

    It does not depend on how much is known about each, so that an address stays as more comes in."""
    subjects = set(about)
    return min(group, key=lambda i: (i not in subjects, "~" in i, i))
