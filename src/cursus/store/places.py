"""Which article every claim is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from cursus.store.schema import claims

if TYPE_CHECKING:
    from cursus.store.store import Store


def articles_of_claims(store: Store) -> dict[str, str]:
    """The id of each claim → the id of its article. For all of them at once; about 150 bytes each."""
    with store._read() as connection:
        return {row[0]: row[1] for row in connection.execute(select(claims.c.id, claims.c.document_id))}
