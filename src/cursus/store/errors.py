"""What can go wrong between Cursus and its database, in words for the person at the keyboard."""

from __future__ import annotations


class StoreError(Exception):
    """A database that cannot be opened, read or written. ``str()`` is one plain line: where, what, what to do."""

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{path}: {reason}" + (f"; {remedy}" if remedy else ""))


class ArticleError(StoreError):
    """An article that cannot be stored as it is; nothing of it was. ``path`` is the article's."""


class QuoteError(ArticleError):
    """An article whose claims do not quote it word for word."""


class UnstorableText(StoreError):
    """Text that this kind of database cannot hold."""


class ReadOnly(StoreError):
    """A database that may be read and not be written to."""
