"""Search: names and quotes, and names while they are typed."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cursus.store import Found, Store
from cursus.web import asked
from cursus.web.kept import Kept
from cursus.web.render import count, page, person_url

_SUGGESTIONS = 8
_HITS = 60


def routes(store: Store, kept: Kept) -> list[Route]:
    def search(request: Request) -> Response:
        words = asked.words(request)
        people = store.find(words, _SUGGESTIONS) if words else []
        found = store.search(words, _HITS) if words else []
        total = store.count_persons(words) if words else 0
        more = f"/persons?{urlencode({'q': words})}"
        return page("search/search.html", q=words, people=people, total=total, hits=found, most=_HITS, more=more)

    def suggest(request: Request) -> Response:
        words = asked.words(request)
        people = store.find(words, _SUGGESTIONS) if words else []
        return JSONResponse({"q": words, "persons": [_suggestion(found) for found in people]})

    return [Route("/search", search), Route("/search/suggest", suggest)]


def _suggestion(found: Found) -> dict[str, str]:
    person = found.person
    return {
        "name": person.name,
        "url": person_url(person.id),
        "note": count(person.claims, "claim"),
        "spelling": found.spelling if found.spelling != person.name else "",
        "reason": found.reason,
    }
