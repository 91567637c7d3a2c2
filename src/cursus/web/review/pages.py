"""The pages of reviewing. What is posted comes back to where it came from, so that everything works without a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.store import Store
from cursus.store.review.correct import STANCES
from cursus.store.review.decide import review, undo
from cursus.store.review.errors import NoSuchClaim, ReviewError, StaleClaim
from cursus.store.review.log import events_of, find_event, log
from cursus.store.review.model import Changes
from cursus.store.review.queue import KINDS, queue, tally
from cursus.store.review.states import state
from cursus.web.auth.access import needs, viewer_of
from cursus.web.form import form_of, local_path, one
from cursus.web.render import page
from cursus.web.review.shown import Cards, line, lines, said_the_same

PAGE = 10
_LOG_PAGE = 50
_TITLES = {
    "unreviewed": "Not looked at yet", "changed": "Changed since", "conflicting": "In contradiction", "low": "Least sure",
}  # fmt: skip
_GONE = "There is no such claim. Its article may have been read anew since; search for it."


def routes(store: Store) -> list[Route]:
    def show_queue(request: Request) -> Response:
        asked = request.query_params
        kind, person, prop = asked.get("kind", "unreviewed"), asked.get("person") or None, asked.get("property") or None
        try:
            found = queue(store, kind, person=person, property=prop, after=asked.get("after"), limit=PAGE)
        except ValueError as error:
            raise HTTPException(400, str(error)) from None
        cards = Cards(store)
        items = [
            cards.card(i.claim, i.state, find_event(store, i.state.floor) if i.state.again else None)
            for i in found.items
        ]
        base = {"kind": kind} | ({"person": person} if person else {}) | ({"property": prop} if prop else {})
        return page(
            "review/queue.html",
            kind=kind,
            kinds=[(k, _TITLES[k]) for k in KINDS],
            cards=items,
            person=store.person(person) if person else None,
            property=prop,
            tally=tally(store),
            here=f"/review?{urlencode(base)}",
            more=f"/review?{urlencode({**base, 'after': found.next})}" if found.next else "",
            viewer=viewer_of(request),
            **_flash(request),
        )

    def show_claim(request: Request) -> Response:
        return _claim(request, request.path_params["id"])

    def _claim(request: Request, claim_id: str, error: str = "", status: int = 200) -> Response:
        claim = store.claim(claim_id)
        at = state(store, claim.id) if claim is not None else None
        if claim is None or at is None:
            raise HTTPException(404, _GONE)
        history = events_of(store, at)
        back = next((e for e in history if e.n == at.floor), None) if at.again else None
        return page(
            "review/claim.html",
            status,
            card=Cards(store).card(claim, at, back),
            history=lines(history),
            also=said_the_same(store, claim),
            stances=STANCES,
            error=error,
            here=f"/review/claim/{claim.id}",
            viewer=viewer_of(request),
            **_flash(request),
        )

    def show_history(request: Request) -> Response:
        asked = request.query_params
        before = asked.get("before", "")
        if before and not (before.isascii() and before.isdigit() and len(before) < 16):
            raise HTTPException(400, "The place in the log must be a number.")
        author, person = asked.get("by") or None, asked.get("person") or None
        found = log(store, author=author, person=person, before=int(before) if before else None, limit=_LOG_PAGE + 1)
        base = ({"by": author} if author else {}) | ({"person": person} if person else {})
        older = {**base, "before": str(found[_LOG_PAGE - 1].n)} if len(found) > _LOG_PAGE else None
        return page(
            "review/history.html",
            lines=lines(found[:_LOG_PAGE]),
            by=author,
            person=store.person(person) if person else None,
            older=f"/review/history?{urlencode(older)}" if older else "",
            here=f"/review/history?{urlencode(base)}" if base else "/review/history",
            viewer=viewer_of(request),
            **_flash(request),
        )

    async def decide_claim(request: Request) -> Response:
        needs(request, "reviewer")
        return await run_in_threadpool(_decide, request, await form_of(request))

    def _decide(request: Request, form: dict[str, list[str]]) -> Response:
        claim_id, kind = request.path_params["id"], one(form, "action")
        try:
            changes = _changes(store, claim_id, form) if kind == "correct" else None
            done = review(
                store, claim_id, kind, scope=one(form, "scope") or None, changes=changes, note=one(form, "note"),
                author=needs(request, "reviewer").name, version=_version(form), also=form.get("also", ()),
            )  # fmt: skip
        except StaleClaim:
            return _claim(
                request, claim_id, "Somebody decided about this claim meanwhile. Look at it as it is now.", 409
            )
        except NoSuchClaim:
            raise HTTPException(404, _GONE) from None
        except ReviewError as error:
            return _claim(request, claim_id, _sentence(error), 400)
        return _back(one(form, "next"), {"done": str(done.events[0].n)} if done.events else {"done": "0"})

    async def take_back(request: Request) -> Response:
        needs(request, "reviewer")
        return await run_in_threadpool(_undo, request, await form_of(request))

    def _undo(request: Request, form: dict[str, list[str]]) -> Response:
        viewer, n = needs(request, "reviewer"), one(form, "n")
        if not (n.isascii() and n.isdigit() and len(n) < 16):
            raise HTTPException(400, "Which decision? Its number is missing.")
        try:
            done = undo(store, int(n), author=viewer.name, only_own=not viewer.may("admin"))
        except NoSuchClaim:
            raise HTTPException(409, "That decision does not hold any more.") from None
        except ReviewError as error:
            raise HTTPException(403, _sentence(error)) from None
        return _back(one(form, "next"), {"done": str(done.events[0].n)})

    def _flash(request: Request) -> dict[str, Any]:
        n = request.query_params.get("done", "")
        event = find_event(store, int(n)) if n.isascii() and n.isdigit() and len(n) < 16 else None
        return {"done": None if event is None else line(event), "nothing_new": n == "0"}

    return [
        Route("/review", show_queue),
        Route("/review/history", show_history),
        Route("/review/undo", take_back, methods=["POST"]),
        Route("/review/claim/{id}", show_claim, methods=["GET"]),
        Route("/review/claim/{id}", decide_claim, methods=["POST"]),
    ]


def _changes(store: Store, claim_id: str, form: Mapping[str, list[str]]) -> Changes:
    """What the form of corrections changes: the fields that differ from what the claim says now."""
    claim = store.claim(claim_id)
    given = {name: values[0].strip() for name, values in form.items()}
    if claim is None:
        return Changes(value=given.get("value"))
    known = {"value": claim.value.text, "date": claim.date.edtf if claim.date else "", "stance": claim.stance}
    kept = dict(claim.corrected)
    changed: dict[str, str | None] = {
        name: given[name]
        for name in known
        if name in given and (given[name] != known[name] or (name in kept and given[name] != kept[name]))
    }
    person = given.get("person", "")
    if person and person != claim.person.id:
        changed["person"] = person
    elif "person" in kept and not given.get("new_person"):
        changed["person"] = claim.person.id
    changed["person_name"] = given.get("new_person") or None
    return Changes(**changed)


def _version(form: Mapping[str, list[str]]) -> int | None:
    given = form.get("version", [""])[0]
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise HTTPException(400, "The version must be a number.")
    return int(given)


def _back(target: str, told: Mapping[str, str]) -> Response:
    there, _, mark = local_path(target or "/review").partition("#")
    path, _, query = there.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return RedirectResponse(f"{path}?{'&'.join([*kept, urlencode(told)])}{'#' + mark if mark else ''}", 303)


def _sentence(error: ReviewError) -> str:
    words = f"{error.reason}; {error.remedy}" if error.remedy else error.reason
    return words[:1].upper() + words[1:] + "."
