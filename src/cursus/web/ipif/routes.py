"""The addresses of the API. The objects are those that ``cursus export --format ipif`` writes."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.claim import DocumentRef
from cursus.contract import claim_to_json
from cursus.export.ipif import factoid, source_of, statement
from cursus.export.rdf.terms import NS
from cursus.store import Store, StoreError
from cursus.store.factoids import Asked, Order, Ref, Told, people, refs_of_persons, refs_of_sources, sources, told
from cursus.store.factoids import told_by_id as one_told
from cursus.web.exchange import IPIF
from cursus.web.ipif.asked import claim_of, wanted
from cursus.web.kept import Kept, keeping

Json = dict[str, Any]
LEVEL = 1
PROFILE = "https://raw.githubusercontent.com/GVogeler/prosopogrAPhI/master/level1.json"
DESCRIPTION: Json = {
    "description": "What military biographies assert, each claim with its words and its article. "
    "What an article denies, doubts or only reports is not here.",
    "provider": "Cursus",
    "vocabs": [NS],
    "complianceLevel": LEVEL,
    "formats": ["application/json"],
}
_LINK = f'<{PROFILE}>;rel="profile"'
_LONGEST = 2000
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_log = logging.getLogger("cursus.web")
T = TypeVar("T")
Handler = Callable[[Request], Response]
Finder = Callable[[Store, Asked, Order, int, int], tuple[int, list[T]]]


def routes(store: Store, kept: Kept) -> list[Route]:
    def describe(request: Request) -> Response:
        return _json(DESCRIPTION)

    def listed(kind: str, find: Finder[T], made: Callable[[list[T]], Iterable[Json]]) -> Handler:
        def handler(request: Request) -> Response:
            page = wanted(request, kind)
            total, found = find(store, page.asked, page.order, page.size, page.offset)
            return _page(kind, page.size, page.page, total, made(found))

        return handler

    def person(request: Request) -> Response:
        found = people(store, Asked(person=_id(request)), Order("id"), 1, 0)[1]
        return _one(_persons(store, found))

    def source(request: Request) -> Response:
        found = sources(store, Asked(source=_id(request)), Order("id"), 1, 0)[1]
        return _one(_sources(store, found))

    def statement_(request: Request) -> Response:
        found = one_told(store, _id(request))
        return _one([_statement(found)] if found else [])

    def factoid_(request: Request) -> Response:
        found = one_told(store, claim_of(_id(request)))
        return _one([_factoid(found)] if found else [])

    def nothing(request: Request) -> Response:
        raise HTTPException(404, "There is nothing at this address.")

    def door(request: Request) -> Response:
        return RedirectResponse(f"{IPIF}/describe", 303)

    lists = {
        "persons": listed("persons", people, lambda found: _persons(store, found)),
        "sources": listed("sources", sources, lambda found: _sources(store, found)),
        "statements": listed("statements", told, lambda found: map(_statement, found)),
        "factoids": listed("factoids", told, lambda found: map(_factoid, found)),
    }
    single = {"persons": person, "sources": source, "statements": statement_, "factoids": factoid_}
    return [
        Route(IPIF, _plainly(door), methods=_METHODS),
        Route(f"{IPIF}/describe", _plainly(describe), methods=_METHODS),
        *(Route(f"{IPIF}/{kind}", _reading(store, kept, handler), methods=_METHODS) for kind, handler in lists.items()),
        *(Route(f"{IPIF}/{kind}/{{id:path}}", _plainly(handler), methods=_METHODS) for kind, handler in single.items()),
        Route(f"{IPIF}/{{rest:path}}", _plainly(nothing), methods=_METHODS),
    ]


# objects -----------------------------------------------------------------------------------------------------------
def _row(found: Told) -> Json:
    """A claim as the contract has it, about whoever stands for its person."""
    row = claim_to_json(found.claim)
    row["person"] = {**row["person"], "id": found.person}
    return row


def _statement(found: Told) -> Json:
    return statement(_row(found))


def _factoid(found: Told) -> Json:
    return factoid(_row(found), _moment(found.added))


def _moment(added: str) -> str:
    return f"{added[:10]}T00:00:00Z"


def _ref(ref: Ref) -> Json:
    """A factoid as other objects refer to it, with everybody and everything that it joins."""
    row = {"id": ref.claim, "person": {"id": ref.person}, "document": {"id": ref.document}}
    made = factoid(row, "")
    return {name: made[name] for name in ("@id", "person-ref", "source-ref", "statement-refs")}


def _persons(store: Store, found: list[tuple[str, str]]) -> list[Json]:
    refs: dict[str, list[Json]] = {person: [] for person, _ in found}
    for ref in refs_of_persons(store, list(refs)):
        refs[ref.person].append(_ref(ref))
    return [{"@id": person, "label": name, "factoid-refs": refs[person]} for person, name in found]


def _sources(store: Store, found: list[tuple[DocumentRef, str]]) -> list[Json]:
    refs: dict[str, list[Json]] = {document.id: [] for document, _ in found}
    for ref in refs_of_sources(store, list(refs)):
        refs[ref.document].append(_ref(ref))
    return [source_of(_document(document), refs[document.id], _moment(added)) for document, added in found]


def _document(document: DocumentRef) -> Json:
    return {
        "id": document.id, "path": document.path, "title": document.title, "url": document.url,
        "revision": document.revision,
    }  # fmt: skip


# answers -----------------------------------------------------------------------------------------------------------
def _plainly(handler: Handler) -> Handler:
    """A handler that reads only, whose refusals are JSON as the specification has it."""

    @functools.wraps(handler)
    def plain(request: Request) -> Response:
        try:
            if request.method not in ("GET", "HEAD"):
                raise HTTPException(
                    501, "This service is of compliance level 1: everything can be asked, nothing changed."
                )
            return handler(request)
        except HTTPException as error:
            return _refused(error.status_code, error.detail)
        except StoreError as error:
            _log.error("%s", error)
            return _refused(503, "The database could not be read.")

    return plain


def _reading(store: Store, kept: Kept, handler: Handler) -> Callable[[Request], Any]:
    """A list, kept for as long as nothing changes; see :mod:`cursus.web.kept`."""
    plain = _plainly(handler)
    reading = keeping(store, kept, plain)

    @functools.wraps(handler)
    async def answer(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return plain(request)
        try:
            response = await reading(request)
        except StoreError as error:
            _log.error("%s", error)
            return _refused(503, "The database could not be read.")
        response.headers["Link"] = _LINK
        return response

    return answer


_TITLES = {400: "Bad Request", 404: "Not Found", 501: "Not Implemented", 503: "Service Unavailable"}


def _refused(status: int, detail: str) -> Response:
    body = {"status": status, "title": _TITLES.get(status, "Error"), "detail": detail, "type": "about:blank"}
    return _json(body, status)


def _json(data: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(data), status, {"Link": _LINK}, "application/json")


def _page(name: str, size: int, page: int, total: int, items: Iterable[Json]) -> Response:
    return _json({"protocol": {"size": size, "page": page, "totalHits": total}, name: list(items)})


def _one(found: list[Json]) -> Response:
    if not found:
        raise HTTPException(404, "There is nothing with this id.")
    return _json(found[0])


def _id(request: Request) -> str:
    given = str(request.path_params["id"])
    if not given or "\x00" in given or len(given) > _LONGEST:
        raise HTTPException(404, "There is nothing with this id.")
    return given
