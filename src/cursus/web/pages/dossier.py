"""The dossier of one person: its first page, and the parts that have pages of their own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cursus.dossier import Dossier, build
from cursus.dossier.build import NoSuchPerson
from cursus.store import Store
from cursus.web import asked
from cursus.web.kept import Kept, keeping
from cursus.web.layout import Layout, Place, short
from cursus.web.render import claim_url, page, person_url

_NOBODY = "There is no such person here."


def routes(store: Store, kept: Kept) -> list[Route]:
    def person(request: Request) -> Response:
        wanted = request.path_params["id"]
        try:
            dossier = build(store, wanted)
        except NoSuchPerson:
            raise HTTPException(404, _NOBODY) from None
        if dossier.person.id != wanted:
            asked_for = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(person_url(dossier.person.id) + asked_for, 302)
        layout = Layout(dossier)
        if claim := request.query_params.get("claim"):
            return RedirectResponse(_place_url(dossier, layout, claim), 302)
        if entry := request.query_params.get("entry"):
            return _entry(layout, entry)
        part = request.query_params.get("part", "")
        return _part(layout, Place(part, asked.page_number(request))) if part else _first(layout)

    return [Route("/person/{id:path}", keeping(store, kept, person, by_person=True))]


def _first(layout: Layout) -> Response:
    timeline = layout.dossier.timeline
    posted = any(
        e.property == "posting" and dict(e.details).get("unit") for t in layout.dossier.themes for e in t.entries
    )
    return _page(
        "dossier/dossier.html", layout, Place(), timeline=None if timeline is None else short(timeline), posted=posted
    )


def _part(layout: Layout, place: Place) -> Response:
    last = layout.parts().get(place.part)
    if last is None or place.number > last:
        raise HTTPException(404, "This dossier has no such part.")
    if place.part == "timeline":
        return _page("dossier/whole_timeline.html", layout, place, timeline=layout.dossier.timeline)
    if place.part == "contradictions":
        return _page("dossier/conflicts.html", layout, place, conflicts=layout.conflicts_of(place), last=last)
    if place.part == "findings":
        return _page("dossier/findings.html", layout, place, findings=layout.findings_of(place), last=last)
    return _page("dossier/chapter.html", layout, place, chapter=layout.chapter(place), last=last)


def _entry(layout: Layout, entry_id: str) -> Response:
    for theme in layout.dossier.themes:
        for entry in theme.entries:
            if entry.id == entry_id:
                return _page("dossier/entry.html", layout, Place("entry"), entry=entry, theme=theme)
    raise HTTPException(404, "This dossier has no such line. An article that was read again may have changed it.")


def _page(template: str, layout: Layout, place: Place, **values: Any) -> Response:
    dossier = layout.dossier
    base = person_url(dossier.person.id)

    def part_url(part: str, number: int = 1) -> str:
        asked_for = {"part": part} | ({"page": str(number)} if number > 1 else {})
        return f"{base}?{urlencode(asked_for)}" if part else base

    def entry_url(entry_id: str) -> str:
        there = layout.place_of(entry_id)
        return f"{'' if there == place else part_url(there.part, there.number)}#e-{entry_id}"

    return page(
        template, dossier=dossier, person=dossier.person, layout=layout, place=place, part_url=part_url,
        entry_url=entry_url, **values,
    )  # fmt: skip


def _place_url(dossier: Dossier, layout: Layout, claim_id: str) -> str:
    """Where a claim is shown among the others; the claim's own page where it is not."""
    entry = layout.entry_of(claim_id)
    if entry is None:
        return claim_url(claim_id)
    there = layout.place_of(entry)
    asked_for = {"part": there.part, "page": there.number} if there.part else {}
    query = f"?{urlencode(asked_for)}" if asked_for else ""
    return f"{person_url(dossier.person.id)}{query}#e-{entry}"
