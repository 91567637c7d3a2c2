"""The dossier of one person."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cursus.dossier import build
from cursus.dossier.build import NoSuchPerson
from cursus.store import Store
from cursus.web.render import page


def routes(store: Store) -> list[Route]:
    def person(request: Request) -> Response:
        try:
            dossier = build(store, request.path_params["id"])
        except NoSuchPerson:
            raise HTTPException(404, "There is no such person here.") from None
        return page("dossier/dossier.html", dossier=dossier, person=dossier.person)

    return [Route("/person/{id:path}", person)]
