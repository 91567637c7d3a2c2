"""The only SQL of Cursus: articles with their claims and findings in one database, never half-written."""

from __future__ import annotations

from cursus.page import Problem
from cursus.store.errors import ArticleError, QuoteError, StoreError
from cursus.store.rows import Change, Counts, DocumentRow, Found, Hit, PersonRow, Snippet
from cursus.store.store import Store, open_store

__all__ = [
    "ArticleError",
    "Change",
    "Counts",
    "DocumentRow",
    "Found",
    "Hit",
    "PersonRow",
    "Problem",
    "QuoteError",
    "Snippet",
    "Store",
    "StoreError",
    "open_store",
]
