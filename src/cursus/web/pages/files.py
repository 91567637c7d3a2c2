"""Static files, and what programs ask of a site."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Store
from cursus.web.assets import asset, asset_url
from cursus.web.kept import Kept

_FOR_GOOD = "public, max-age=31536000, immutable"


def routes(store: Store, kept: Kept) -> list[Route]:
    def static(request: Request) -> Response:
        found = asset(request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such file.")
        return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _FOR_GOOD})

    def favicon(request: Request) -> Response:
        return RedirectResponse(asset_url("icon.svg"), 302)

    def robots(request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")

    def health(request: Request) -> Response:
        counts = store.counts()
        return JSONResponse({"status": "ok", "documents": counts.documents, "claims": counts.claims})

    return [
        Route("/static/{name}", static),
        Route("/favicon.ico", favicon),
        Route("/robots.txt", robots),
        Route("/healthz", health),
    ]
