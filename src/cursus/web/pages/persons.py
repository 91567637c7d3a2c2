"""The list of people."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Store
from cursus.web import asked
from cursus.web.kept import Kept
from cursus.web.render import page

PAGE_SIZE = 50


def routes(store: Store, kept: Kept) -> list[Route]:
    def persons(request: Request) -> Response:
        words = asked.words(request)
        if asked.export_format(request):  # one list of people has one address as a file, whichever page leads there
            return RedirectResponse(
                f"/search?{urlencode({'kind': 'people', 'q': words, 'format': asked.export_format(request)})}", 302
            )
        number = asked.page_number(request)
        total = store.count_persons(words)
        turn = asked.turn(request, number, total, PAGE_SIZE)
        people = store.persons(words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        return page("persons/persons.html", people=people, total=total, turn=turn, q=words)

    return [Route("/persons", persons)]
