"""Cited works: their list, and each with what it supports, where it is cited, and whether it is still there."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.check.reliability import rating
from cursus.claim import Claim
from cursus.store import Store
from cursus.store.links import LinkRow, link_rows
from cursus.store.parts import light_documents
from cursus.store.same_work import words_of
from cursus.store.sources import (
    CitedIn,
    WorkRow,
    cited_in,
    claims_resting_on,
    count_resting_on,
    count_works,
    list_works,
    work,
)
from cursus.web import asked
from cursus.web.claim_sheet import claim_sheet
from cursus.web.exports import Sheet, sheet
from cursus.web.kept import Kept, keeping
from cursus.web.render import page, source_url

PAGE_SIZE, _CLAIMS = 60, 50
_AT_ONCE = 500
_WORDINGS = 24
"""Articles whose own wording of the work is shown."""


def routes(store: Store, kept: Kept) -> list[Route]:
    def sources(request: Request) -> Response:
        words = asked.words(request)
        if wanted := asked.export_format(request):
            return sheet(wanted, "sources", Sheet(_COLUMNS, map(_row, _all_works(store, words))))
        number, total = asked.page_number(request), count_works(store, words)
        turn = asked.turn(request, number, total, PAGE_SIZE)
        found = list_works(store, words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        ratings = {w.id: said[0] for w in found if (said := rating(w.as_fields())) is not None}
        return page("sources/list.html", works=found, total=total, turn=turn, words=words, ratings=ratings)

    def source(request: Request) -> Response:
        wanted = request.path_params["id"]
        found = work(store, wanted)
        if found is None:
            raise HTTPException(404, "No article here cites such a work.")
        if found.id != wanted:
            return RedirectResponse(source_url(found.id), 302)
        alone = request.query_params.get("alone") == "1"
        if kind := asked.export_format(request):
            return sheet(kind, f"source-{found.id}", claim_sheet(_all_claims(store, found.id, alone)))
        number = asked.page_number(request)
        only = count_resting_on(store, found.id, alone=True)
        turn = asked.turn(request, number, only if alone else found.claims, _CLAIMS)
        claims = claims_resting_on(store, found.id, _CLAIMS, (number - 1) * _CLAIMS, alone=alone)
        places = cited_in(store, found.id)
        said = rating(found.as_fields())
        return page(
            "sources/source.html", work=found, claims=claims, alone=alone, only=only, turn=turn, places=places,
            wordings=_wordings(store, places), links=_links(store, found), rating=said[0] if said else None,
        )  # fmt: skip

    return [Route("/sources", sources), Route("/source/{id}", keeping(store, kept, source))]


def _wordings(store: Store, places: list[CitedIn]) -> dict[str, list[CitedIn]]:
    """How the work is cited: each different wording, with the entries that have it."""
    ids = list(dict.fromkeys(p.document for p in places))[:_WORDINGS]
    articles = light_documents(store, ids)
    out: dict[str, list[CitedIn]] = {}
    for place in places:
        article = articles.get(place.document)
        if article is not None and place.citation < len(article.citations):
            out.setdefault(words_of(article.citations[place.citation], place.part), []).append(place)
    return out


def _links(store: Store, found: WorkRow) -> list[LinkRow]:
    """What was seen at the addresses of the work and of its archived copy."""
    urls = [url for url in (found.get("URL"), found.get("archive-url")) if url]
    seen = link_rows(store, urls) if urls else {}
    return [seen.get(url) or LinkRow(url) for url in urls]


_COLUMNS = ("id", "title", "author", "outlet", "issued", "url", "archive_url", "claims", "articles")


def _row(w: WorkRow) -> tuple[object, ...]:
    return (
        w.id, w.label, w.get("author"), w.outlet, w.get("issued"), w.get("URL"), w.get("archive-url"), w.claims, w.articles,
    )  # fmt: skip


def _all_works(store: Store, words: str) -> Iterator[WorkRow]:
    at = 0
    while found := list_works(store, words, _AT_ONCE, at):
        yield from found
        at += _AT_ONCE


def _all_claims(store: Store, work_id: str, alone: bool) -> Iterator[Claim]:
    at = 0
    while found := claims_resting_on(store, work_id, _AT_ONCE, at, alone=alone):
        yield from found
        at += _AT_ONCE
