"""The site as one ASGI application: the routes of every part, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from cursus.store import Store, StoreError
from cursus.web import errors
from cursus.web.guard import Guard
from cursus.web.kept import Kept
from cursus.web.pages import FAMILIES


def create_app(store: Store, hosts: Sequence[str] | None = None) -> ASGIApp:
    """The site over an open store.

    ``hosts`` are the names under which it answers (without port); None for any. A site on the loopback address must
    name them: a page elsewhere could otherwise point a name of its own at it and read it through the visitor's browser.
    """
    kept = Kept()
    site = Starlette(
        routes=[route for family in FAMILIES for route in family.routes(store, kept)],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={
            HTTPException: errors.refused,
            StoreError: errors.store_failed,
            Exception: errors.failed,
        },
    )
    # Around the whole application: its own middleware would not see the answer to an unforeseen error.
    return Guard(site, hosts)
