"""What can go wrong between Cursus and its database, in words for the person at the keyboard."""

from __future__ import annotations


class StoreError(Exception):
    """A database that cannot be opened, read or written. ``str()`` is one plain line: where, what, what to do."""

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{path}: {reason}" + (f"; {remedy}" if remedy else ""))


class QuoteError(StoreError):
    """An article whose claims do not quote it word for word; nothing of it was stored."""
