"""Logging in and out, and who one is."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Store
from cursus.store.accounts import (
    LONGEST_PASSWORD,
    SESSION,
    check_password,
    close_session,
    list_users,
    open_session,
)
from cursus.store.throttle import failed, keys, succeeded, wait
from cursus.web.auth.access import COOKIE, Access, viewer_of
from cursus.web.form import form_of, local_path, one
from cursus.web.render import page

_WRONG = "That name and password do not belong together."


def routes(store: Store, access: Access) -> list[Route]:
    """The pages of accounts; none where nobody logs in."""

    def show(request: Request) -> Response:
        return _form(local_path(request.query_params.get("next", "/")))

    async def log_in(request: Request) -> Response:
        form = await form_of(request)
        return await run_in_threadpool(_log_in, request, one(form, "name"), one(form, "password"), one(form, "next"))

    def _log_in(request: Request, name: str, password: str, target: str) -> Response:
        there = local_path(target)
        if len(name) > 200 or len(password) > LONGEST_PASSWORD:
            return _form(there, error=_WRONG, status=403)
        counted = keys(name, request.client.host if request.client else "")
        seconds = wait(store, counted)
        if seconds:
            error = f"Too many attempts. Try again in {seconds} seconds."
            return _form(there, name, error, 429, {"Retry-After": str(seconds)})
        user = check_password(store, name, password)
        if user is None:
            failed(store, counted)
            return _form(there, name, _WRONG, 403)
        succeeded(store, counted)
        answer = RedirectResponse(there, 303)
        answer.set_cookie(
            COOKIE, open_session(store, user), max_age=int(SESSION.total_seconds()), path="/", httponly=True,
            samesite="lax", secure=request.url.scheme == "https",
        )  # fmt: skip
        return answer

    async def log_out(request: Request) -> Response:
        viewer = viewer_of(request)
        if viewer is not None and viewer.session:
            await run_in_threadpool(close_session, store, viewer.session)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    def account(request: Request) -> Response:
        viewer = viewer_of(request)
        users = list_users(store) if access.team and viewer is not None and viewer.may("admin") else []
        return page("auth/account.html", viewer=viewer, users=users, team=access.team)

    pages = [Route("/account", account)]
    if access.team:
        pages += [
            Route("/login", show, methods=["GET"]),
            Route("/login", log_in, methods=["POST"]),
            Route("/logout", log_out, methods=["POST"]),
        ]
    return pages


def _form(
    target: str, name: str = "", error: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    return page("auth/login.html", status, headers, target=target, name=name, error=error)
