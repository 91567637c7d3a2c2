"""What each address answers. Every function here reads the store, picks a template and nothing more."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from cursus.claim import Claim
from cursus.dossier import Entry, build
from cursus.dossier.build import NoSuchPerson
from cursus.dossier.group import single
from cursus.dossier.references import evidence
from cursus.store import Found, Store
from cursus.web.article import entries, views
from cursus.web.assets import asset, asset_url
from cursus.web.beside import beside
from cursus.web.render import count, page, person_url

PAGE_SIZE = 50
_SUGGESTIONS = 8
_HITS = 60
_PARAGRAPH = 4000
_LONGEST_QUERY = 200
_LAST_PAGE = 100_000
_FOR_GOOD = "public, max-age=31536000, immutable"
_log = logging.getLogger("cursus.web")


def _query(request: Request) -> str:
    """The words searched for. Raises 400 where they are too long to be a search."""
    words = " ".join(request.query_params.get("q", "").replace("\x00", " ").split())
    if len(words) > _LONGEST_QUERY:
        raise HTTPException(400, f"A search may have {_LONGEST_QUERY} characters; this one has {len(words):,}.")
    return words


def _page_number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= _LAST_PAGE):
        raise HTTPException(400, "The page must be a number, 1 for the first.")
    return int(given)


class Pages:
    """The handlers; they share the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # lists ---------------------------------------------------------------------------------------------------------
    def front(self, request: Request) -> Response:
        people = self.store.persons(limit=12)
        return page("front.html", people=people, counts=self.store.counts())

    def persons(self, request: Request) -> Response:
        words, number = _query(request), _page_number(request)
        total = self.store.count_persons(words)
        last = max(-(-total // PAGE_SIZE), 1)
        if number > last:
            raise HTTPException(404, f"This list has {count(last, 'page')}.")
        people = self.store.persons(words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        base = {"q": words} if words else {}
        links = {n: f"/persons?{urlencode({**base, 'page': n})}" for n in (number - 1, number + 1) if 1 <= n <= last}
        return page("persons.html", people=people, total=total, number=number, last=last, links=links, q=words)

    def documents(self, request: Request) -> Response:
        return page("documents.html", documents=self.store.documents(), problems=self.store.problems())

    def search(self, request: Request) -> Response:
        words = _query(request)
        people = self.store.find(words, _SUGGESTIONS) if words else []
        found = self.store.search(words, _HITS) if words else []
        total = self.store.count_persons(words) if words else 0
        more = f"/persons?{urlencode({'q': words})}"
        return page("search.html", q=words, people=people, total=total, hits=found, most=_HITS, more=more)

    def suggest(self, request: Request) -> Response:
        words = _query(request)
        people = self.store.find(words, _SUGGESTIONS) if words else []
        return JSONResponse({"q": words, "persons": [_suggestion(found) for found in people]})

    # one thing -----------------------------------------------------------------------------------------------------
    def person(self, request: Request) -> Response:
        try:
            dossier = build(self.store, request.path_params["id"])
        except NoSuchPerson:
            raise HTTPException(404, "There is no such person here.") from None
        return page("dossier.html", dossier=dossier, person=dossier.person)

    def claim(self, request: Request) -> Response:
        wanted = request.path_params["id"]
        found = self.store.claims_like(wanted, limit=10)
        if len(found) == 1 and found[0].id != wanted:
            return RedirectResponse(f"/claim/{found[0].id}", 302)
        if len(found) != 1:
            return page("no_claim.html", 404, wanted=wanted, found=found)
        claim = found[0]
        item = evidence(claim, self.store.document(claim.document.id), _PARAGRAPH)
        row = self.store.document_row(claim.document.id)
        return page("claim.html", claim=claim, item=item, entry=single(item), row=row)

    def document(self, request: Request) -> Response:
        document = self.store.document(request.path_params["id"])
        row = self.store.document_row(request.path_params["id"])
        if document is None or row is None:
            raise HTTPException(404, "There is no such article here.")
        claims = self.store.claims(document=document.id)
        chosen = request.query_params.get("claim", "")
        findings = self.store.findings(document=document.id)
        return page(
            "document.html",
            document=document,
            row=row,
            subject=self.store.person(row.person) if row.person else None,
            views=views(document, claims, chosen),
            singles=_singles(claims),
            chosen=next((c for c in claims if c.id == chosen), None),
            cites=entries(document, claims),
            findings=findings,
            beside=beside(document, findings),
        )

    # the rest ------------------------------------------------------------------------------------------------------
    def static(self, request: Request) -> Response:
        found = asset(request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such file.")
        return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _FOR_GOOD})

    def favicon(self, request: Request) -> Response:
        return RedirectResponse(asset_url("icon.svg"), 302)

    def robots(self, request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")

    def health(self, request: Request) -> Response:
        counts = self.store.counts()
        return JSONResponse({"status": "ok", "documents": counts.documents, "claims": counts.claims})

    # what went wrong -----------------------------------------------------------------------------------------------
    def refused(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        title = {400: "That cannot be asked", 404: "Nothing here"}.get(status, "That did not work")
        if detail in ("", "Not Found"):
            detail = "There is no page at this address."
        return page("error.html", status, title=title, detail=detail, code=status)

    def store_failed(self, request: Request, error: Exception) -> Response:
        _log.error("%s", error)
        detail = "The database could not be read. The terminal that runs the site says why."
        return page("error.html", 503, title="No answer from the database", detail=detail, code=503)

    def failed(self, request: Request, error: Exception) -> Response:
        _log.error("a fault in Cursus at %s", request.url.path, exc_info=error)
        detail = "This is a fault in Cursus. The terminal that runs the site says more."
        return page("error.html", 500, title="Something broke", detail=detail, code=500)


def _singles(claims: list[Claim]) -> dict[str, Entry]:
    return {claim.id: single(evidence(claim, None)) for claim in claims}


def _suggestion(found: Found) -> dict[str, str]:
    person = found.person
    return {
        "name": person.name,
        "url": person_url(person.id),
        "note": count(person.claims, "claim"),
        "spelling": found.spelling if found.spelling != person.name else "",
        "reason": found.reason,
    }
