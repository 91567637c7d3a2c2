"""What went wrong, as a page."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cursus.web.render import page

_TITLES = {400: "That cannot be asked", 404: "Nothing here"}
_log = logging.getLogger("cursus.web")


def refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if detail in ("", "Not Found"):
        detail = "There is no page at this address."
    return _page(status, _TITLES.get(status, "That did not work"), detail)


def store_failed(request: Request, error: Exception) -> Response:
    _log.error("%s", error)
    detail = "The database could not be read. The terminal that runs the site says why."
    return _page(503, "No answer from the database", detail)


def failed(request: Request, error: Exception) -> Response:
    _log.error("a fault in Cursus at %s", request.url.path, exc_info=error)
    return _page(500, "Something broke", "This is a fault in Cursus. The terminal that runs the site says more.")


def _page(status: int, title: str, detail: str) -> Response:
    return page("errors/error.html", status, title=title, detail=detail, code=status)
