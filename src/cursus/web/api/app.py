"""The API as routes: what is asked is checked against the table of operations, then answered, with an ``ETag`` or as a problem."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from cursus import __version__
from cursus.store import Store, StoreError
from cursus.web.api.openapi import BASE, openapi
from cursus.web.api.operations import OPERATIONS
from cursus.web.api.spec import Asked, Operation, Problem
from cursus.web.auth.access import needs
from cursus.web.form import body_of
from cursus.web.kept import Kept, Made
from cursus.web.render import page

_LONGEST_NAME = 2000
"""Characters of an address whose answer is kept."""
Endpoint = Callable[[Request], Awaitable[Response]]

_TITLES = {404: "Nothing here", 405: "Not that way", 403: "Not allowed", 413: "Too large", 415: "No JSON"}
_log = logging.getLogger("cursus.web")


def routes(store: Store, kept: Kept) -> list[Route | Mount]:
    """Everything under ``/api``."""

    def docs(request: Request) -> Response:
        return page("api/docs.html", spec=openapi(), base=BASE, operations=OPERATIONS)

    by_path: dict[str, list[Operation]] = {}
    for one in OPERATIONS:
        by_path.setdefault(_pattern(one), []).append(one)
    # One route for all that an address can do: asked for anything else, it says all of it.
    inside = [
        Route(f"/v1{p}", _by_method(store, kept, some), methods=[o.method for o in some]) for p, some in by_path.items()
    ]
    inner = Starlette(
        routes=[*inside, Route("/v1/openapi.json", _description), Route("/docs", docs)],
        exception_handlers={
            HTTPException: _refused,
            Problem: _problem,
            StoreError: _store_failed,
            Exception: _failed,
        },
    )
    return [Mount("/api", app=inner)]


def _pattern(one: Operation) -> str:
    """The path as the router takes it: the id of a person, or the key of a unit, may hold slashes."""
    return one.path.replace("{id}", "{id:path}") if one.ids and not one.ids[0].pattern else one.path


def _by_method(store: Store, kept: Kept, some: Sequence[Operation]) -> Endpoint:
    endpoints = {o.method: _endpoint(store, kept, o) for o in some}

    async def answer(request: Request) -> Response:
        return await endpoints["GET" if request.method == "HEAD" else request.method](request)

    return answer


def _endpoint(store: Store, kept: Kept, one: Operation) -> Endpoint:
    async def answer(request: Request) -> Response:
        viewer = needs(request, one.role)
        path = {f.name: request.path_params[f.name] for f in one.ids}
        for given in one.ids:
            given.from_words(path[given.name])
        query = _query(request, one)
        body = await _body(request, one) if one.body else {}
        asked = Asked(store, viewer, path, query, body)
        if one.method != "GET" or not one.keeps:
            return json_answer(await run_in_threadpool(one.handler, asked))
        # On the event loop: it is answered in less time than handing it to a thread would take.
        now = store.stamp()
        tag = _etag(str(now if one.judged else now.content), request)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        name = f"{request.url.path}?{request.url.query}"
        made = None if one.judged else kept.get(name, tag)
        if made is None:
            told = json_answer(await run_in_threadpool(one.handler, asked), tag)
            if one.judged or len(name) > _LONGEST_NAME:
                return told
            made = await run_in_threadpool(kept.put, name, tag, told)
        return unpacked(made, request, {"ETag": tag})

    return answer


def json_answer(told: Any, tag: str = "", status: int = 200, media_type: str = "application/json") -> Response:
    """A value as JSON; text that is no Unicode is made some."""
    try:
        body = orjson.dumps(told)
    except orjson.JSONEncodeError:
        body = orjson.dumps(_storable(told))
    return Response(body, status, {"ETag": tag} if tag else None, media_type)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_storable(k): _storable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(v) for v in value]
    return value


def unpacked(made: Made, request: Request, headers: dict[str, str]) -> Response:
    """An answer that was kept, as this caller can take it."""
    told = {**headers, "Content-Type": made.media_type, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.packed, made.status, {**told, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(made.packed), made.status, told)


def _query(request: Request, one: Operation) -> dict[str, Any]:
    """What stands behind the question mark, checked. Raises Problem 400."""
    known = {f.name: f for f in one.query}
    out: dict[str, Any] = {f.name: f.default for f in one.query if f.default is not None}
    seen: set[str] = set()
    for name, words in request.query_params.multi_items():
        if name not in known:
            raise Problem(400, "That cannot be asked", "There is no such parameter here.", parameter=name[:100])
        if name in seen:
            raise Problem(400, "That cannot be asked", f"{name} is given twice.", parameter=name)
        seen.add(name)
        out[name] = known[name].from_words(words)
    for given in one.query:
        if given.required and given.name not in seen:
            raise Problem(400, "That cannot be asked", f"{given.name} is missing.", parameter=given.name)
    return out


async def _body(request: Request, one: Operation) -> dict[str, Any]:
    """The body, checked. Raises Problem 400, HTTPException 413 or 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send JSON, and say so: Content-Type: application/json.")
    try:
        given = orjson.loads(await body_of(request))
    except orjson.JSONDecodeError:
        raise Problem(400, "That cannot be asked", "The body is no JSON.") from None
    if not isinstance(given, dict):
        raise Problem(400, "That cannot be asked", "The body must be an object.")
    known = {f.name: f for f in one.body}
    for name in given:
        if name not in known:
            raise Problem(400, "That cannot be asked", "There is no such field here.", parameter=name[:100])
    for field in one.body:
        if field.required and field.name not in given:
            raise Problem(400, "That cannot be asked", f"{field.name} is missing.", parameter=field.name)
    return {name: known[name].checked(value) for name, value in given.items()}


def _etag(stamp: str, request: Request) -> str:
    """The same for the same question to the same state of the database, by the same version of this program."""
    asked = f"{__version__}\x1f{stamp}\x1f{request.url.path}\x1f{request.url.query}"
    return f'W/"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:20]}"'


async def _description(request: Request) -> Response:
    return json_answer(openapi())


# what went wrong ----------------------------------------------------------------------------------------------------------
def _as_problem(status: int, title: str, detail: str, headers: Any = None, **more: Any) -> Response:
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    answer = json_answer(told, status=status, media_type="application/problem+json")
    for name, value in (headers or {}).items():
        answer.headers[name] = value
    return answer


async def _problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        return await _failed(request, error)
    return _as_problem(error.status, error.title, error.detail, **error.more)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return await _failed(request, error)
    detail = error.detail
    if error.status_code == 404 and detail == "Not Found":
        detail = f"There is nothing at this address; see {BASE}/openapi.json."
    return _as_problem(error.status_code, _TITLES.get(error.status_code, "That did not work"), detail, error.headers)


async def _store_failed(request: Request, error: Exception) -> Response:
    _log.error("%s", error)
    return _as_problem(503, "No answer from the database", "Try again; the terminal that runs the site says why.")


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("a fault in Cursus at %s", request.url.path, exc_info=error)
    return _as_problem(500, "Something broke", "This is a fault in Cursus. The terminal that runs the site says more.")
