"""The articles: their list, and each with its claims beside the text."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cursus.claim import Claim
from cursus.dossier import Entry
from cursus.dossier.group import single
from cursus.dossier.references import evidence
from cursus.store import Store
from cursus.store.parts import list_documents
from cursus.web import asked
from cursus.web.article import entries, views
from cursus.web.beside import beside
from cursus.web.exports import Sheet, sheet
from cursus.web.kept import Kept, keeping
from cursus.web.long_article import Parts
from cursus.web.render import page

_PAGE, _PROBLEMS, _AT_ONCE = 100, 100, 500


def routes(store: Store, kept: Kept) -> list[Route]:
    def documents(request: Request) -> Response:
        words = asked.words(request)
        if wanted := asked.export_format(request):
            return sheet(wanted, "articles", Sheet(_COLUMNS, _rows(store, words)))
        number = asked.page_number(request)
        found, total = list_documents(store, words, _PAGE, (number - 1) * _PAGE)
        turn = asked.turn(request, number, total, _PAGE)
        problems = store.problems() if number == 1 and not words else []
        return page(
            "documents/list.html", documents=found, total=total, turn=turn, words=words, problems=problems[:_PROBLEMS],
            more_problems=max(len(problems) - _PROBLEMS, 0),
        )  # fmt: skip

    def document(request: Request) -> Response:
        article = store.document(request.path_params["id"])
        row = store.document_row(request.path_params["id"])
        if article is None or row is None:
            raise HTTPException(404, "There is no such article here.")
        claims = store.claims(document=article.id)
        chosen = request.query_params.get("claim", "")
        findings = store.findings(document=article.id)
        placed, cites = beside(article, findings), entries(article, claims)
        parts = Parts(views(article, claims, chosen), cites, placed)
        number = _page_of(request, parts, chosen)
        if number > parts.last:
            raise HTTPException(404, "This article has no such page.")
        part = parts.part(number)
        return page(
            "documents/document.html",
            document=article,
            row=row,
            subject=store.person(row.person) if row.person else None,
            part=part,
            singles=_singles([c for v in part.views for c in v.claims]),
            chosen=next((c for c in claims if c.id == chosen), None),
            footnotes=len(cites),
            findings=len(findings),
            beside=placed,
        )

    return [
        Route("/documents", keeping(store, kept, documents)),
        Route("/document/{id}", keeping(store, kept, document)),
    ]


_COLUMNS = ("id", "title", "path", "url", "revision", "licence", "attribution", "sha256", "claims", "findings", "added")


def _rows(store: Store, words: str) -> Iterator[tuple[object, ...]]:
    at = 0
    while found := list_documents(store, words, _AT_ONCE, at)[0]:
        yield from (tuple(getattr(row, name) for name in _COLUMNS) for row in found)
        at += _AT_ONCE


def _page_of(request: Request, parts: Parts, chosen: str) -> int:
    """The page asked for: by its number, by a claim, or by a footnote."""
    cite = request.query_params.get("cite", "")
    if "page" in request.query_params or not (chosen or cite):
        return asked.page_number(request)
    if chosen:
        return parts.of_claim(chosen)
    return parts.of_cite(int(cite)) if cite.isascii() and cite.isdigit() and len(cite) < 7 else 1


def _singles(claims: list[Claim]) -> dict[str, Entry]:
    return {claim.id: single(evidence(claim, None)) for claim in claims}
