"""What is remembered of cited addresses: their state over time, and the copies that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select

from cursus.store.schema import links
from cursus.store.stamp import content_changed
from cursus.store.store import Store

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What is known of one address. ``state`` is ``new``, ``alive``, ``failing``, ``dead``, ``closed`` or ``moved`` (it leads to
    another page by now); ``failures`` are the ISO days of the failures that count; ``reason`` says in words what was seen last,
    ``status`` with which HTTP status; ``checked`` and ``due`` are ISO days; ``final`` is where redirects led. ``copy`` and
    ``copy_day`` name an archived copy, ``asked`` is the day on which archives were asked."""

    url: str
    state: str = "new"
    failures: tuple[str, ...] = ()
    status: int | None = None
    reason: str = ""
    checked: str | None = None
    due: str | None = None
    final: str | None = None
    copy: str | None = None
    copy_day: str | None = None
    asked: str | None = None

    def is_due(self, today: str) -> bool:
        return self.due is None or self.due <= today


def link_rows(store: Store, urls: Sequence[str] | None = None) -> dict[str, LinkRow]:
    """What is known of these addresses, or of all."""
    out: dict[str, LinkRow] = {}
    with store._read() as connection:
        if urls is None:
            return {row.url: _row(row) for row in connection.execute(select(links).order_by(links.c.url))}
        for first in range(0, len(urls), _AT_ONCE):
            query = select(links).where(links.c.url.in_(urls[first : first + _AT_ONCE]))
            out |= {row.url: _row(row) for row in connection.execute(query)}
    return out


def save_link(store: Store, row: LinkRow) -> None:
    """Remember an address, in place of what was known of it."""
    values = {**asdict(row), "failures": " ".join(row.failures)}
    with store._write() as connection:
        connection.execute(delete(links).where(links.c.url == row.url))
        connection.execute(insert(links), values)
        content_changed(connection)


def _row(row: object) -> LinkRow:
    values = row._asdict()  # type: ignore[attr-defined]
    return LinkRow(**{**values, "failures": tuple(values["failures"].split())})
