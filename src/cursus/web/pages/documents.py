"""The articles: their list, and each with its claims beside the text."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cursus.claim import Claim
from cursus.dossier import Entry
from cursus.dossier.group import single
from cursus.dossier.references import evidence
from cursus.store import Store
from cursus.web.article import entries, views
from cursus.web.beside import beside
from cursus.web.kept import Kept, keeping
from cursus.web.render import page


def routes(store: Store, kept: Kept) -> list[Route]:
    def documents(request: Request) -> Response:
        return page("documents/list.html", documents=store.documents(), problems=store.problems())

    def document(request: Request) -> Response:
        article = store.document(request.path_params["id"])
        row = store.document_row(request.path_params["id"])
        if article is None or row is None:
            raise HTTPException(404, "There is no such article here.")
        claims = store.claims(document=article.id)
        chosen = request.query_params.get("claim", "")
        findings = store.findings(document=article.id)
        return page(
            "documents/document.html",
            document=article,
            row=row,
            subject=store.person(row.person) if row.person else None,
            views=views(article, claims, chosen),
            singles=_singles(claims),
            chosen=next((c for c in claims if c.id == chosen), None),
            cites=entries(article, claims),
            findings=findings,
            beside=beside(article, findings),
        )

    return [
        Route("/documents", keeping(store, kept, documents)),
        Route("/document/{id}", keeping(store, kept, document)),
    ]


def _singles(claims: list[Claim]) -> dict[str, Entry]:
    return {claim.id: single(evidence(claim, None)) for claim in claims}
