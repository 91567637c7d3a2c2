"""The site as one ASGI application."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from cursus.store import Store, StoreError
from cursus.web.guard import Guard
from cursus.web.pages import Pages


def create_app(store: Store, hosts: Sequence[str] | None = None) -> ASGIApp:
    """The site over an open store.

    ``hosts`` are the names under which it answers (without port); None for any. A site on the loopback address must
    name them: a page elsewhere could otherwise point a name of its own at it and read it through the visitor's browser.
    """
    pages = Pages(store)
    routes = [
        Route("/", pages.front),
        Route("/persons", pages.persons),
        Route("/person/{id:path}", pages.person),
        Route("/claim/{id}", pages.claim),
        Route("/documents", pages.documents),
        Route("/document/{id}", pages.document),
        Route("/search", pages.search),
        Route("/search/suggest", pages.suggest),
        Route("/static/{name}", pages.static),
        Route("/favicon.ico", pages.favicon),
        Route("/robots.txt", pages.robots),
        Route("/healthz", pages.health),
    ]
    site = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={
            HTTPException: pages.refused,
            StoreError: pages.store_failed,
            Exception: pages.failed,
        },
    )
    # Around the whole application: its own middleware would not see the answer to an unforeseen error.
    return Guard(site, hosts)
