"""Who is whom: two persons side by side, made one, kept apart, or left open; and what was decided, to be taken back."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.store import PersonRow, Store
from cursus.store.decisions import KINDS, DecisionError, decide, find_decision, history, undo
from cursus.store.review.errors import ReviewError
from cursus.web.auth.access import needs, viewer_of
from cursus.web.form import form_of, local_path, one
from cursus.web.render import page

_MOST = 200


def routes(store: Store) -> list[Route]:
    def show(request: Request) -> Response:
        return _show(request, request.query_params.get("a", ""), request.query_params.get("b", ""))

    def _show(request: Request, a: str, b: str, error: str = "", status: int = 200) -> Response:
        one_, other = _person(store, a), _person(store, b)
        found = store.find(request.query_params.get("q", "")[:200], 8) if request.query_params.get("q") else []
        return page(
            "review/people.html",
            status,
            a=one_,
            b=other,
            given=(a[:300], b[:300]),
            found=[f.person for f in found],
            words=request.query_params.get("q", "")[:200],
            claims={p.id: store.claims(person=p.id)[:40] for p in (one_, other) if p is not None},
            decisions=history(store, one_.id if one_ else None, undone=True)[-_MOST:][::-1],
            error=error,
            viewer=viewer_of(request),
        )

    async def decide_people(request: Request) -> Response:
        needs(request, "reviewer")
        form = await form_of(request)
        a, b, kind, note = (one(form, name).strip() for name in ("a", "b", "kind", "note"))
        author = needs(request, "reviewer").name
        if kind not in KINDS:
            raise HTTPException(400, "Same, different, or unsure?")
        try:
            await run_in_threadpool(decide, store, a, b, kind, note=" ".join(note.split())[:1000], author=author)
        except DecisionError as error:
            words = f"{error.reason[:1].upper()}{error.reason[1:]}; {error.remedy}."
            return await run_in_threadpool(_show, request, a, b, words, 409)
        return RedirectResponse("/review/people", 303)

    async def take_back(request: Request) -> Response:
        viewer = needs(request, "reviewer")
        form = await form_of(request)
        n = one(form, "n")
        if not (n.isascii() and n.isdigit() and len(n) < 16):
            raise HTTPException(400, "Which decision? Its number is missing.")
        try:
            await run_in_threadpool(_undo, int(n), viewer.name, viewer.may("admin"))
        except ReviewError as error:
            raise HTTPException(403, f"{error.reason}.") from None
        except DecisionError:
            raise HTTPException(409, "That decision does not hold any more.") from None
        return RedirectResponse(local_path(one(form, "next") or "/review/people"), 303)

    def _undo(n: int, author: str, any_: bool) -> None:
        own_or_admin(store, n, author, any_)
        undo(store, n, author=author)

    return [
        Route("/review/people", show, methods=["GET"]),
        Route("/review/people", decide_people, methods=["POST"]),
        Route("/review/people/undo", take_back, methods=["POST"]),
    ]


def own_or_admin(store: Store, n: int, author: str, admin: bool) -> None:
    """Raises ReviewError where a decision about persons is somebody else's, and one is no admin."""
    found = find_decision(store, n)
    if found is not None and found.author != author and not admin:
        raise ReviewError(store.path, f"Decision {n} is {found.author or 'somebody'}’s", "ask them, or an admin")


def _person(store: Store, person_id: str) -> PersonRow | None:
    return store.person(person_id.strip()) if person_id.strip() else None
