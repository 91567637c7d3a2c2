"""Who may do what. One place decides, before any page: whoever is not let in here reaches nothing.

Reading needs a reader, changing anything a reviewer; a page that wants more asks for it itself (:func:`needs`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cursus.store import Store
from cursus.store.accounts import ROLES, session_user, token_user
from cursus.web.exchange import asks_only, is_exchange
from cursus.web.guard import SAFE

COOKIE = "cursus_session"
OPEN = frozenset({"/login", "/favicon.ico", "/robots.txt", "/healthz"})
"""What anybody may ask for, beside the static files."""
OWN = frozenset({"/login", "/logout"})
"""What a reader may post."""
_STATIC = "/static/"
_API = "/api"
_VIEWER = "cursus.viewer"


@dataclass(frozen=True, slots=True)
class Access:
    """How a site is used: by one person at this machine (``team`` False; ``name`` signs their decisions), or by users who log in.

    ``writes`` is False where nothing may be changed: everybody is a reader then.
    """

    team: bool = False
    writes: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. ``session`` is the secret in their cookie, "" for everybody else."""

    name: str
    role: str
    session: str = ""

    def may(self, role: str) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


def viewer_of(request: HTTPConnection) -> Viewer | None:
    """Who asks; None only on pages that are open to anybody."""
    found = request.scope.get(_VIEWER)
    return found if isinstance(found, Viewer) else None


def needs(request: HTTPConnection, role: str) -> Viewer:
    """Who asks, if they have this role. Raises 403."""
    viewer = viewer_of(request)
    if viewer is None or not viewer.may(role):
        raise HTTPException(403, f"This needs the role of {role}.")
    return viewer


class Door:
    """ASGI middleware that finds out who asks, and lets in who may."""

    def __init__(self, app: ASGIApp, store: Store, access: Access) -> None:
        self.app, self.store, self.access = app, store, access
        role = "admin" if access.writes else "reader"
        self._alone = None if access.team else Viewer(access.name, role)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        viewer = self._alone or await run_in_threadpool(self._known, Headers(scope=scope))
        if viewer is not None:
            scope[_VIEWER] = viewer
        refused = self._refused(scope, viewer)
        await (self.app if refused is None else refused)(scope, receive, send)

    def _known(self, headers: Headers) -> Viewer | None:
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if kind:
            user = token_user(self.store, secret.strip()) if kind.lower() == "bearer" else None
            return None if user is None else Viewer(user.name, self._capped(user.role))
        secret = _cookie(headers.get("cookie", ""))
        user = session_user(self.store, secret) if secret else None
        return None if user is None else Viewer(user.name, self._capped(user.role), secret)

    def _capped(self, role: str) -> str:
        return role if self.access.writes else "reader"

    def _refused(self, scope: Scope, viewer: Viewer | None) -> Response | None:
        path, method = str(scope["path"]), str(scope["method"])
        safe = method in SAFE or asks_only(method, path)
        if viewer is None:
            if path in OPEN or path.startswith(_STATIC):
                return None
            if safe and not _is_api(path):
                return RedirectResponse(f"/login?next={quote(path, safe='')}", 303)
            return problem(401, "Nobody is logged in", "Send a token: Authorization: Bearer TOKEN.")
        if safe or path in OWN or viewer.may("reviewer"):
            return None
        return problem(403, "Not allowed", "This needs the role of reviewer.")


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An error as RFC 9457 has it."""
    told = dict(headers or {})
    if status == 401:
        told["WWW-Authenticate"] = 'Bearer realm="Cursus"'
    body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail}, ensure_ascii=False)
    return Response(body.encode("utf-8", "replace"), status, told, "application/problem+json")


def _is_api(path: str) -> bool:
    return path == _API or path.startswith(_API + "/") or is_exchange(path)


def _cookie(header: str) -> str:
    if COOKIE not in header:
        return ""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value
