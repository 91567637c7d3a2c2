"""The list of people."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cursus.store import Store
from cursus.web import asked
from cursus.web.kept import Kept
from cursus.web.render import count, page

PAGE_SIZE = 50


def routes(store: Store, kept: Kept) -> list[Route]:
    def persons(request: Request) -> Response:
        words, number = asked.words(request), asked.page_number(request)
        total = store.count_persons(words)
        last = max(-(-total // PAGE_SIZE), 1)
        if number > last:
            raise HTTPException(404, f"This list has {count(last, 'page')}.")
        people = store.persons(words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        base = {"q": words} if words else {}
        links = {n: f"/persons?{urlencode({**base, 'page': n})}" for n in (number - 1, number + 1) if 1 <= n <= last}
        return page("persons/persons.html", people=people, total=total, number=number, last=last, links=links, q=words)

    return [Route("/persons", persons)]
