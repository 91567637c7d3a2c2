"""The front page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cursus.store import Store
from cursus.web.kept import Kept, keeping
from cursus.web.render import page

_PEOPLE = 12


def routes(store: Store, kept: Kept) -> list[Route]:
    def front(request: Request) -> Response:
        return page("front/front.html", people=store.persons(limit=_PEOPLE), counts=store.counts())

    return [Route("/", keeping(store, kept, front))]
