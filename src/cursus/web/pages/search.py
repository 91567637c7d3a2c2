"""Search: people, units, battles, sources and the words of quotes, with filters; names and units while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Found, PersonRow, Store
from cursus.store.filters import (
    STANCES,
    BattleRow,
    Filters,
    claims_of_battle,
    count_battles,
    find_claims,
    find_persons,
    list_battles,
)
from cursus.store.sources import list_works
from cursus.store.unit_pages import list_units
from cursus.web import asked
from cursus.web.claim_sheet import claim_sheet
from cursus.web.exports import Sheet, sheet
from cursus.web.kept import Kept, keeping
from cursus.web.question import question
from cursus.web.render import battle_url, count, page, person_url, source_url, unit_url

T = TypeVar("T")

_SUGGESTIONS, _OTHER_SUGGESTIONS = 8, 3
_FEW, _HITS, _PAGE = 6, 30, 50
_AT_ONCE = 500
"""Rows of a file that are asked for at once."""
_KINDS = ("people", "quotes", "battles")


def routes(store: Store, kept: Kept) -> list[Route]:
    def search(request: Request) -> Response:
        words, filters, kind = asked.words(request), _filters(request), request.query_params.get("kind", "")
        if kind not in ("", *_KINDS):
            raise HTTPException(400, "A search is for kind=people, kind=quotes or kind=battles.")
        if not kind and (who := question(words)) is not None:
            return RedirectResponse(f"/who?{urlencode({'unit': who.unit, 'on': who.when})}", 302)
        if wanted := asked.export_format(request):
            return _export(store, wanted, kind, words, filters)
        if kind:
            return _list(store, request, kind, words, filters)
        return page(
            "search/search.html",
            words=words,
            q=words,
            filters=filters,
            stances_known=STANCES,
            **_overview(store, words, filters),
        )

    def suggest(request: Request) -> Response:
        words = asked.words(request)
        found = store.find(words, _SUGGESTIONS) if words else []
        return JSONResponse(
            {
                "q": words,
                "persons": [_suggestion(one) for one in found],
                "others": list(_others(store, words)) if words else [],
            }
        )

    def battle(request: Request) -> Response:
        name = request.path_params["name"]
        claims = claims_of_battle(store, name)
        if not claims:
            raise HTTPException(404, "No claim names a battle like that.")
        if wanted := asked.export_format(request):
            return sheet(wanted, "battle", claim_sheet(claims))
        return page("search/battle.html", name=name, claims=claims, address=battle_url(name))

    return [
        Route("/search", search),
        Route("/search/suggest", suggest),
        Route("/battle/{name:path}", keeping(store, kept, battle)),
    ]


def _filters(request: Request) -> Filters:
    """The filters of an address. Raises 400 for one that cannot be meant."""
    said = {name: asked.words(request, name) for name in ("rank", "branch", "country", "unit", "stance", "reviewed")}
    years = {"first": asked.words(request, "from"), "last": asked.words(request, "to")}
    for year in years.values():
        if year and not (year.isascii() and year.isdigit() and len(year) <= 4):
            raise HTTPException(400, "A year is a number of at most four digits.")
    if said["stance"] not in ("", *STANCES):
        raise HTTPException(400, f"A stance is one of {', '.join(STANCES)}.")
    if said["reviewed"] not in ("", "yes", "no"):
        raise HTTPException(400, "Reviewed is yes or no.")
    return Filters(**said, **years, prop=asked.words(request, "property"))


def _overview(store: Store, words: str, filters: Filters) -> dict[str, Any]:
    """The first of everything that is found."""
    out: dict[str, Any] = {
        "people": [],
        "total": 0,
        "units": [],
        "battles": [],
        "works": [],
        "hits": [],
        "claims": [],
        "most": _HITS,
    }
    if filters.any:
        if filters.of_persons or words:
            people, out["total"] = find_persons(store, words, filters, _SUGGESTIONS)
            out["people"] = [(person, "") for person in people]
        out["claims"] = find_claims(store, words, filters, _HITS)
    elif words:
        found = store.find(words, _SUGGESTIONS)
        out["people"] = [(f.person, _reason(f)) for f in found]
        out["total"] = store.count_persons(words)
        out["units"], out["battles"] = list_units(store, words, _FEW)[0], list_battles(store, words, _FEW)
        out["works"], out["hits"] = list_works(store, words, _FEW), store.search(words, _HITS)
    return out


def _reason(found: Found) -> str:
    return found.reason if found.spelling != found.person.name or found.why in ("sound", "letter") else ""


def _list(store: Store, request: Request, kind: str, words: str, filters: Filters) -> Response:
    number = asked.page_number(request)
    at = (number - 1) * _PAGE
    values: dict[str, Any] = {"people": [], "claims": [], "battles": []}
    if kind == "people":
        values["people"], total = find_persons(store, words, filters, _PAGE, at)
    elif kind == "battles":
        values["battles"], total = list_battles(store, words, _PAGE, at), count_battles(store, words)
    else:
        found = find_claims(store, words, filters, _PAGE + 1, at)
        values["claims"], total = found[:_PAGE], at + len(found)
    turn = asked.turn(request, number, total, _PAGE)
    return page(
        "search/list.html",
        kind=kind,
        words=words,
        q=words,
        filters=filters,
        stances_known=STANCES,
        turn=turn,
        total=total,
        **values,
    )


def _export(store: Store, wanted: str, kind: str, words: str, filters: Filters) -> Response:
    if kind == "people":
        columns = ("id", "name", "names", "birth", "death", "claims", "articles")
        return sheet(
            wanted,
            "people",
            Sheet(columns, map(_person, _all(lambda n, at: find_persons(store, words, filters, n, at)[0]))),
        )
    if kind == "battles":
        rows = _all(lambda n, at: list_battles(store, words, n, at))
        return sheet(wanted, "battles", Sheet(("name", "persons", "claims"), map(_battle, rows)))
    return sheet(wanted, "claims", claim_sheet(_all(lambda n, at: find_claims(store, words, filters, n, at))))


def _all(ask: Callable[[int, int], list[T]]) -> Iterator[T]:
    at = 0
    while found := ask(_AT_ONCE, at):
        yield from found
        at += _AT_ONCE


def _person(p: PersonRow) -> tuple[object, ...]:
    return p.id, p.name, list(p.names), p.birth, p.death, p.claims, p.documents


def _battle(b: BattleRow) -> tuple[object, ...]:
    return b.name, b.persons, b.claims


def _suggestion(found: Found) -> dict[str, str]:
    person = found.person
    return {
        "name": person.name,
        "url": person_url(person.id),
        "note": count(person.claims, "claim"),
        "spelling": found.spelling if found.spelling != person.name else "",
        "reason": found.reason,
    }


def _others(store: Store, words: str) -> Iterator[dict[str, str]]:
    for unit in list_units(store, words, _OTHER_SUGGESTIONS)[0]:
        yield {"name": unit.name, "url": unit_url(unit.key), "note": "unit"}
    for battle in list_battles(store, words, _OTHER_SUGGESTIONS):
        yield {"name": battle.name, "url": battle_url(battle.name), "note": "battle"}
    for work in list_works(store, words, _OTHER_SUGGESTIONS):
        yield {"name": work.label, "url": source_url(work.id), "note": "source"}
