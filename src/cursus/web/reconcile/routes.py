"""The addresses of the reconciliation API. Every error is JSON in plain words."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Store, StoreError
from cursus.web.auth.access import Access
from cursus.web.exchange import RECONCILE
from cursus.web.form import form_of
from cursus.web.reconcile import suggest
from cursus.web.reconcile.candidate import certain, ordered
from cursus.web.reconcile.extend import extended
from cursus.web.reconcile.kinds import KINDS, PERSON, PROPERTIES, UNIT, kind_of
from cursus.web.reconcile.manifest import manifest
from cursus.web.reconcile.people import people
from cursus.web.reconcile.preview import preview
from cursus.web.reconcile.questions import Query, extension, queries, whole
from cursus.web.reconcile.units import units
from cursus.web.render import page, person_url, unit_url

LARGEST = 1024 * 1024
"""Bytes of a form: fifty queries with all their properties are far from it."""
_LONGEST = 500
_ASKED = ("queries", "query", "extend")
_log = logging.getLogger("cursus.web")
Handler = Callable[[Request], Response]


def routes(store: Store, access: Access) -> list[Route]:
    def service(request: Request, given: dict[str, str]) -> Response:
        asked = [name for name in _ASKED if name in given]
        if "callback" in given:
            raise HTTPException(400, "There is no JSONP here: any page could read the answer. Ask with CORS.")
        if len(asked) > 1:
            raise HTTPException(400, f"One thing at a time: {' or '.join(asked)}.")
        if not asked:
            return _json(manifest(str(request.base_url).rstrip("/"), with_token=access.team))
        text = given[asked[0]]
        if asked == ["extend"]:
            return _json(extended(store, extension(text)))
        if asked == ["query"]:
            raise HTTPException(400, 'Single queries went with version 0.1; send queries={"q0": {"query": …}}.')
        return _json({key: {"result": candidates(store, query)} for key, query in queries(text).items()})

    async def endpoint(request: Request) -> Response:
        if request.method == "POST":
            given = {name: values[-1] for name, values in (await form_of(request, LARGEST)).items()}
            given = {**request.query_params, **given}
        else:
            given = dict(request.query_params)
        return await run_in_threadpool(service, request, given)

    def entity(request: Request) -> Response:
        kinds = _kinds(request)
        return _json({"result": suggest.entities(store, _text(request, "prefix"), kinds, _start(request))})

    def properties(request: Request) -> Response:
        return _json({"result": suggest.properties(_text(request, "prefix"), _start(request))})

    def kinds(request: Request) -> Response:
        return _json({"result": suggest.kinds(_text(request, "prefix"), _start(request))})

    def proposed(request: Request) -> Response:
        wanted = _kinds(request)
        limit = whole(request.query_params.get("limit") or 0, "limit", 0)
        return _json(suggest.proposed("" if len(wanted) != 1 else wanted[0], limit))

    def flyout(request: Request) -> Response:
        wanted = _text(request, "id")
        found = suggest.described(store, request.path_params["what"], wanted)
        if found is None:
            raise HTTPException(404, "There is nothing with this id.")
        told = page("reconcile/flyout.html", name=found[0], description=found[1])
        return _json({"id": wanted, "html": bytes(told.body).decode()})

    def previewed(request: Request) -> Response:
        found = preview(store, _text(request, "id"))
        return page("reconcile/preview.html", 200 if found else 404, shown=found)

    def view(request: Request) -> Response:
        wanted = _text(request, "id")
        return RedirectResponse(unit_url(wanted) if kind_of(wanted) is UNIT else person_url(wanted), 302)

    def told(request: Request) -> Response:
        found = PROPERTIES.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such property.")
        return _json({**found.brief, "description": found.description, "type": KINDS[found.of].brief})

    def answers(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def in_thread(request: Request) -> Response:
            return await run_in_threadpool(handler, request)

        return _plainly(in_thread)

    return [
        Route(RECONCILE, _plainly(endpoint), methods=["GET", "POST"]),
        Route(f"{RECONCILE}/suggest/entity", answers(entity)),
        Route(f"{RECONCILE}/suggest/property", answers(properties)),
        Route(f"{RECONCILE}/suggest/type", answers(kinds)),
        Route(f"{RECONCILE}/flyout/{{what}}", answers(flyout)),
        Route(f"{RECONCILE}/properties", answers(proposed)),
        Route(f"{RECONCILE}/properties/{{id}}", answers(told)),
        Route(f"{RECONCILE}/preview", answers(previewed)),
        Route(f"{RECONCILE}/view", answers(view)),
    ]


def candidates(store: Store, query: Query) -> list[dict[str, Any]]:
    """The answer to one query: the best first, with ``match`` on one at most."""
    found = people(store, query) if PERSON.id in query.kinds else []
    found += units(store, query) if UNIT.id in query.kinds else []
    sure = certain(found)
    return [one.to_json(match=one.id == sure) for one in ordered(found)[: query.limit]]


def _plainly(handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A handler whose refusals are JSON."""

    @functools.wraps(handler)
    async def plain(request: Request) -> Response:
        try:
            return await handler(request)
        except HTTPException as error:
            return _refused(error.status_code, error.detail)
        except StoreError as error:
            _log.error("%s", error)
            return _refused(503, "The database could not be read.")

    return plain


def _refused(status: int, detail: str) -> Response:
    return _json({"status": "error", "code": status, "message": detail}, status)


def _json(data: Any, status: int = 200) -> Response:
    try:
        body = orjson.dumps(data)
    except orjson.JSONEncodeError:  # an id out of an address may hold what is no Unicode
        body = orjson.dumps({"status": "error", "code": 400, "message": "That is no Unicode text."})
        status = 400
    return Response(body, status, media_type="application/json")


def _text(request: Request, name: str) -> str:
    given = request.query_params.get(name, "")
    if "\x00" in given or len(given) > _LONGEST:
        raise HTTPException(400, f"{name} is a text of at most {_LONGEST} characters.")
    return given


def _start(request: Request) -> int:
    return min(whole(request.query_params.get("cursor") or 0, "cursor", 0), 10_000)


def _kinds(request: Request) -> tuple[str, ...]:
    """The types asked for, all where none is. Raises 400 for one that there is not."""
    given = [one for one in request.query_params.getlist("type") if one]
    for kind in given:
        if kind not in KINDS:
            raise HTTPException(400, f"There is no type {kind[:_LONGEST]!r}; types are {', '.join(KINDS)}.")
    return tuple(dict.fromkeys(given)) or tuple(KINDS)
