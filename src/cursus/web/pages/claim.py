"""One claim, under its permanent address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.dossier.group import single
from cursus.dossier.references import evidence
from cursus.store import Store
from cursus.store.sources import works_cited
from cursus.web.kept import Kept, keeping
from cursus.web.render import page

_PARAGRAPH = 4000


def routes(store: Store, kept: Kept) -> list[Route]:
    def claim(request: Request) -> Response:
        wanted = request.path_params["id"]
        found = store.claims_like(wanted, limit=10)
        if len(found) == 1 and found[0].id != wanted:
            return RedirectResponse(f"/claim/{found[0].id}", 302)
        if len(found) != 1:
            return page("claim/none.html", 404, wanted=wanted, found=found)
        one = found[0]
        works = works_cited(store, [one.document.id]).get(one.document.id)
        item = evidence(one, store.document(one.document.id), _PARAGRAPH, works)
        row = store.document_row(one.document.id)
        return page("claim/claim.html", claim=one, item=item, entry=single(item), row=row)

    return [Route("/claim/{id}", keeping(store, kept, claim))]
