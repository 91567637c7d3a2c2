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
from cursus.web.api import app as api
from cursus.web.api.fast import FastClaims
from cursus.web.auth import pages as accounts
from cursus.web.auth.access import Access, Door
from cursus.web.guard import Guard
from cursus.web.ipif import routes as ipif
from cursus.web.kept import Kept
from cursus.web.pages import FAMILIES
from cursus.web.reconcile import routes as reconcile
from cursus.web.review import pages as review
from cursus.web.review import people


def create_app(store: Store, hosts: Sequence[str] | None = None, access: Access | None = None) -> ASGIApp:
    """The site over an open store. Without ``access`` it can only be read, by anybody.

    ``hosts`` are the names under which it answers (without port); None for any. A site on the loopback address must
    name them: a page elsewhere could otherwise point a name of its own at it and read it through the visitor's browser.
    """
    kept, used = Kept(), access or Access()
    site = Starlette(
        routes=[
            *(route for family in FAMILIES for route in family.routes(store, kept)),
            *review.routes(store),
            *people.routes(store),
            *accounts.routes(store, used),
            *api.routes(store, kept),
            *reconcile.routes(store, used),
            *ipif.routes(store, kept),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={
            HTTPException: errors.refused,
            StoreError: errors.store_failed,
            Exception: errors.failed,
        },
    )
    # Around the whole application: its own middleware would not see the answer to an unforeseen error.
    return Guard(Door(FastClaims(site, store), store, used), hosts, writes=used.writes or used.team)
